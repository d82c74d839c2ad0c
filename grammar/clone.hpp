// A copy of an expression with other expressions in the place of names: what a call of a define stands for.
#pragma once

#include <functional>

#include "grammar/expression.hpp"

namespace tariff::ast {

struct Cloning {
  std::function<const Expr*(const Expression&)> argument;  // what stands for a part, as for a name; null: it stays
  std::function<unsigned()> id;                           // of the next expression
  std::optional<Span> place;                              // of all that is no argument; none: its own
};

Expr clone(const Expr& expression, const Cloning& cloning);

}  // namespace tariff::ast
