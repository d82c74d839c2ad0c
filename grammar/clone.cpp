#include "grammar/clone.hpp"

namespace tariff::ast {
namespace {

struct Copy {
  const Cloning& cloning;

  Expr of(const Expr& expression) const { return clone(expression, cloning); }
  std::vector<Expr> of(const std::vector<Expr>& expressions) const {
    std::vector<Expr> copies;
    for (const Expr& expression : expressions) copies.push_back(of(expression));
    return copies;
  }

  using Node = Expression::Node;
  Node operator()(const Literal& literal) const { return literal; }
  Node operator()(const Text& text) const { return text; }
  Node operator()(const Moment& moment) const { return moment; }
  Node operator()(const Reference& reference) const { return reference; }
  Node operator()(const Rate& rate) const { return Rate{of(rate.value), rate.blocks, rate.per}; }
  Node operator()(const Binary& binary) const {
    return Binary{binary.op, of(binary.left), of(binary.right), cloning.place.value_or(binary.sign)};
  }
  Node operator()(const Not& no) const { return Not{of(no.operand)}; }
  Node operator()(const Is& is) const { return Is{of(is.subject), is.negated, of(is.values), is.starts}; }
  Node operator()(const In& in) const { return In{of(in.subject), in.calendar}; }
  Node operator()(const Given& given) const { return Given{of(given.subject), given.negated}; }
  Node operator()(const Bounded& bounded) const {
    return Bounded{of(bounded.subject), bounded.least, of(bounded.bound)};
  }
  Node operator()(const Rounded& rounded) const {
    return Rounded{of(rounded.subject), rounded.rounding, of(rounded.step)};
  }
  Node operator()(const Call& call) const { return Call{call.function, of(call.arguments)}; }
  Node operator()(const Now& now) const { return now; }
  Node operator()(const SoFar& so_far) const { return so_far; }
  Node operator()(const Folded& folded) const { return folded; }
  Node operator()(const LinesOf& lines) const { return lines; }
  Node operator()(const LengthOf& length) const { return length; }
  Node operator()(const Extreme& extreme) const { return Extreme{extreme.greatest, of(extreme.parts)}; }
  Node operator()(const Tabled& tabled) const {
    Tabled copy;
    copy.walk = tabled.walk;
    copy.table.columns = tabled.table.columns;
    copy.table.span = tabled.table.span;
    copy.table.most_specific = tabled.table.most_specific;
    for (const Row& row : tabled.table.rows) {
      Row& line = copy.table.rows.emplace_back();
      line.span = row.span;
      for (const Cell& cell : row.cells) line.cells.push_back({cell.kind, of(cell.values), cell.period, cell.span});
    }
    return copy;
  }
};

}  // namespace

Expr clone(const Expr& expression, const Cloning& cloning) {
  if (!expression) return nullptr;
  if (const Expr* argument = cloning.argument(*expression)) {
    const Cloning whole{[](const Expression&) { return nullptr; }, cloning.id, std::nullopt};
    return clone(*argument, whole);
  }
  auto copy = std::make_unique<Expression>();
  copy->node = std::visit(Copy{cloning}, expression->node);
  copy->span = cloning.place.value_or(expression->span);
  copy->id = cloning.id();
  return copy;
}

}  // namespace tariff::ast
