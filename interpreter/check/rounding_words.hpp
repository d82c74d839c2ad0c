// Words of rounding in the tree → how numbers are rounded.
#pragma once

#include "grammar/expression.hpp"
#include "interpreter/number.hpp"

namespace tariff {

RoundingMode mode_of(ast::Rounding rounding);
RoundingMode mode_of(ast::Blocks blocks);

}  // namespace tariff
