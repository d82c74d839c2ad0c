// Refills of what was bought.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

void check_refills(Context& context, unsigned package, const PackageInfo& info);

}  // namespace tariff::checking
