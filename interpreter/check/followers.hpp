// Findings that are not the author's fault but follow from another.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// Takes back what seems to be missing where a clause could not be read: it may stand there.
void drop_followers(Context& context);

}  // namespace tariff::checking
