// What a version takes over from the one before: packages bought under its terms, and windows that are open at the change.
#pragma once

#include "grammar/diagnostic.hpp"
#include "interpreter/check/checked.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

// `before` ends where the plan begins. The findings are about what cannot go over; they point into the header of the
// version, which `checked` is.
Diagnostics succeed(Plan& before, const Checked& checked, Plan& plan);

}  // namespace tariff
