// Checked → Plan. After it, no one looks up a name. The tree must have checked without errors.
#pragma once

#include "interpreter/check/checked.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

Plan lower(const Checked& checked);

}  // namespace tariff
