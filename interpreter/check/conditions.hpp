// Conditions of the tariff as formulas over regions. A comparison with a constant is decided exactly;
// instants that differ by a written span are compared along that span; of anything else only less, equal or
// greater is known, and both sides go by the author's own text.
#pragma once

#include "interpreter/check/context.hpp"
#include "interpreter/check/regions.hpp"

namespace tariff::checking {

class Conditions {
 public:
  explicit Conditions(Context& context) : context_(context) {}

  regions::Formula of(const ast::Expr& condition);  // none: always
  regions::Formula given(unsigned field);
  // The field has the value, which check has found to be one of its type.
  regions::Formula has(unsigned field, const ast::Expr& value);
  // The field or attribute of a table's column is what the cell asks for, or begins so, whatever longer prefix other
  // rows have.
  regions::Formula in_cell(const Meaning& column, const ast::Cell& cell, bool prefix);

  regions::Space& space() { return space_; }
  regions::Answer find(const regions::Formula& formula) const { return space_.find(formula); }

 private:
  friend struct Translation;
  Context& context_;
  regions::Space space_;
  std::map<const ast::Expression*, regions::Formula> of_defines_;
};

}  // namespace tariff::checking
