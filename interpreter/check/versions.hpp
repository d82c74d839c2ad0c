// A version of a tariff beside the one before it.
#pragma once

#include "interpreter/calendar.hpp"
#include "interpreter/check/context.hpp"

namespace tariff::checking {

void check_versions(Context& context);

// The span that is the version's own to speak of in tests of the newest: the first has all before it, the newest all after.
Interval own_span(const Checked& checked, const Zone& zone);

}  // namespace tariff::checking
