// What no record may count: a span that ends before it begins.
#include "interpreter/check/constants.hpp"
#include "interpreter/check/walk.hpp"
#include "interpreter/lower/parts.hpp"

namespace tariff {
namespace {

class Spans {
 public:
  explicit Spans(Lowering& lowering) : lowering_(lowering) {}

  // Of the rule that holds for a record that the meter counts.
  void refuse_in(Index meter, const std::vector<ast::Case>& rules) {
    std::vector<Formula> others;
    for (const ast::Case& rule : rules)
      if (rule.when) others.push_back(lowering_.formulas.of(rule.when));
    for (const ast::Case& rule : rules) {
      const Formula holds = rule.when ? lowering_.formulas.of(rule.when) : lowering_.formulas.neither(others);
      refuse_in(meter, rule.value, holds);
    }
  }

  void refuse_in(Index meter, const ast::Expr& value, const Formula& holds) {
    if (!value) return;
    meter_ = meter;
    holds_ = &holds;
    walk(*value);
  }

 private:
  // Where the span itself is said to be nothing at least, the author has decided. What a table says is asked only where its
  // row holds, and conditions ask of spans what they like.
  void walk(const ast::Expression& value) {
    const auto& node = value.node;
    const Meaning& meaning = lowering_.checked.meanings[value.id];
    if (meaning.kind == Meaning::Kind::define) return walk(*lowering_.checked.defines[meaning.index]->value);
    if (std::holds_alternative<ast::Tabled>(node)) return;
    const auto* bounded = std::get_if<ast::Bounded>(&node);
    if (bounded && bounded->least && is_zero(bounded->bound)) return;
    const auto* binary = std::get_if<ast::Binary>(&node);
    if (binary && binary->op == ast::Operator::subtract && is_instant(binary->left) && is_instant(binary->right))
      return refuse(*binary, value.span);
    checking::for_each_part(value, [&](const ast::Expression& part) { walk(part); });
  }

  bool is_zero(const ast::Expr& bound) const {
    const auto value = checking::constant(lowering_.checked, bound);
    return value && value->is_zero();
  }
  bool is_instant(const ast::Expr& value) const {
    return lowering_.checked.types[value->id].kind == TypeKind::instant;
  }

  void refuse(const ast::Binary& span, Span place) {
    Guard guard;
    guard.name = "bad_span";
    guard.kind = lowering_.plan.meters[meter_].kind;
    guard.refuses = lowering_.formulas.all(
        {lowering_.plan.meters[meter_].counts, *holds_, lowering_.formulas.backwards(span)});
    guard.clause = lowering_.clause(place);
    lowering_.plan.guards.push_back(std::move(guard));
  }

  Lowering& lowering_;
  Index meter_ = none;
  const Formula* holds_ = nullptr;
};

}  // namespace

void refuse_backwards(Lowering& lowering) {
  Spans spans(lowering);
  const Checked& checked = lowering.checked;
  for (Index meter = 0; meter < checked.meters.size(); ++meter) {
    if (lowering.plan.meters[meter].kind != none) spans.refuse_in(meter, checked.meters[meter].meter->rules);
  }
  for (std::size_t charge = 0; charge < checked.charges.size(); ++charge) {
    const auto& price = checked.charges[charge]->price;
    if (!price || !price->each) continue;
    for (const unsigned meter : checked.charge_meters[charge]) spans.refuse_in(meter, price->value, {});
  }
}

}  // namespace tariff
