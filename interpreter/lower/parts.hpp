// The parts of a plan, each from its block of the tree.
#pragma once

#include "interpreter/check/checked.hpp"
#include "interpreter/lower/formulas.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

struct Lowering {
  const Checked& checked;
  Plan plan;
  FormulaBuilder formulas{checked, plan};

  // `file:line` of a place: how a figure names the clause it comes from.
  std::string clause(Span span) const;
  Duration duration(const ast::Expr& expression) const;
};

void lower_packages(Lowering& lowering);
// One charge with its items, one a meter it prices.
void lower_charge(Lowering& lowering, std::size_t charge);

}  // namespace tariff
