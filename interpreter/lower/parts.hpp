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
  std::vector<std::vector<Index>> packages{};  // of the plan, by package of the tariff: one for each meter of its rows

  // `file:line` of a place: how a figure names the clause it comes from.
  std::string clause(Span span) const;
  Duration duration(const ast::Expr& expression) const;
};

// Records whose spans of time, as a meter or a price of each record reads them, end before they begin: refused.
void refuse_backwards(Lowering& lowering);
// Meters that are worked out from others, once all meters are in the plan.
void lower_derived(Lowering& lowering);
Queue queue_of(Lowering& lowering, const ast::Source& source);
void lower_packages(Lowering& lowering);
// One charge with its items, one a meter it prices.
void lower_charge(Lowering& lowering, std::size_t charge);

}  // namespace tariff
