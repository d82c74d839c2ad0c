// Going through an expression: its parts, from left to right.
#pragma once

#include <variant>

#include "grammar/expression.hpp"

namespace tariff::checking {

template <typename Visit>
struct Parts {
  Visit& visit;
  void one(const ast::Expr& part) const {
    if (part) visit(*part);
  }
  void operator()(const ast::Literal&) const {}
  void operator()(const ast::Text&) const {}
  void operator()(const ast::Moment&) const {}
  void operator()(const ast::Reference&) const {}
  void operator()(const ast::Rate& rate) const { one(rate.value); }
  void operator()(const ast::Binary& binary) const {
    one(binary.left);
    one(binary.right);
  }
  void operator()(const ast::Not& no) const { one(no.operand); }
  void operator()(const ast::Is& is) const {
    one(is.subject);
    for (const ast::Expr& value : is.values) one(value);
  }
  void operator()(const ast::In& in) const { one(in.subject); }
  void operator()(const ast::Given& given) const { one(given.subject); }
  void operator()(const ast::Bounded& bounded) const {
    one(bounded.subject);
    one(bounded.bound);
  }
  void operator()(const ast::Rounded& rounded) const {
    one(rounded.subject);
    one(rounded.step);
  }
  void operator()(const ast::Call& call) const {
    for (const ast::Expr& argument : call.arguments) one(argument);
  }
  void operator()(const ast::Now&) const {}
  void operator()(const ast::SoFar&) const {}
  void operator()(const ast::Folded&) const {}
  void operator()(const ast::LinesOf&) const {}
  void operator()(const ast::LengthOf&) const {}
  void operator()(const ast::Extreme& extreme) const {
    for (const ast::Expr& value : extreme.parts) one(value);
  }
  void operator()(const ast::Tabled& tabled) const {
    for (const ast::Row& row : tabled.table.rows)
      for (const ast::Cell& cell : row.cells)
        for (const ast::Expr& value : cell.values) one(value);
  }
};

template <typename Visit>
void for_each_part(const ast::Expression& expression, Visit visit) {
  std::visit(Parts<Visit>{visit}, expression.node);
}

// Whether the test holds for the expression or any part of it.
template <typename Test>
bool any_part(const ast::Expression& expression, Test test) {
  bool found = test(expression);
  for_each_part(expression, [&](const ast::Expression& part) { found = found || any_part(part, test); });
  return found;
}

}  // namespace tariff::checking
