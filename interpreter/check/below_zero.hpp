// Worked out meters that may come to less than nothing.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

void warn_of_falling_meters(Context& context);

}  // namespace tariff::checking
