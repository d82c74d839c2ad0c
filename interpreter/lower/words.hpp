// Words of the tree → those of the plan.
#pragma once

#include "grammar/expression.hpp"
#include "interpreter/number.hpp"

namespace tariff {

RoundingMode mode_of(ast::Rounding rounding);
RoundingMode mode_of(ast::Blocks blocks);

}  // namespace tariff
