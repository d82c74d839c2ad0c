#include "interpreter/check/constants.hpp"

#include <algorithm>
#include <variant>

#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/rounding_words.hpp"

namespace tariff::checking {
namespace {

Meaning meaning_of(const Checked& checked, const ast::Expression& expression) {
  return expression.id < checked.meanings.size() ? checked.meanings[expression.id] : Meaning{};
}

const Type& type_in(const Checked& checked, const ast::Expr& expression) {
  static const Type unknown;
  return expression && expression->id < checked.types.size() ? checked.types[expression->id] : unknown;
}

// The value of what reads nothing. Prices of a quantity have none: `2 EUR + 0.05 EUR per call`.
struct Fold {
  const Checked& checked;
  using Value = std::optional<Number>;

  Value operator()(const ast::Literal& literal) const {
    if (duration_of(literal) && !checked.units.count(literal.unit.text)) return std::nullopt;
    return value_of(literal, checked);
  }
  Value operator()(const ast::Rate& rate) const { return ratio_of(checked, rate); }
  Value operator()(const ast::Binary& binary) const {
    const Value left = constant(checked, binary.left), right = constant(checked, binary.right);
    if (!left || !right) return std::nullopt;
    const bool adds = binary.op == ast::Operator::add || binary.op == ast::Operator::subtract;
    if (adds && !alike(binary.left, binary.right)) return std::nullopt;
    switch (binary.op) {
      case ast::Operator::add:
        return *left + *right;
      case ast::Operator::subtract:
        return *left - *right;
      case ast::Operator::multiply:
      case ast::Operator::of:
        return *left * *right;
      case ast::Operator::at:
        return type_in(checked, binary.right).schedule ? Value{} : *left * *right;
      case ast::Operator::divide:
        return right->is_zero() ? Value{} : *left / *right;
      case ast::Operator::equal:
      case ast::Operator::unequal:
      case ast::Operator::less:
      case ast::Operator::at_most:
      case ast::Operator::greater:
      case ast::Operator::at_least:
      case ast::Operator::both:
      case ast::Operator::either:
        return std::nullopt;
    }
    return std::nullopt;
  }
  Value operator()(const ast::Text&) const { return std::nullopt; }
  Value operator()(const ast::Moment&) const { return std::nullopt; }
  Value operator()(const ast::Reference&) const { return std::nullopt; }
  Value operator()(const ast::Not&) const { return std::nullopt; }
  Value operator()(const ast::Is&) const { return std::nullopt; }
  Value operator()(const ast::In&) const { return std::nullopt; }
  Value operator()(const ast::Given&) const { return std::nullopt; }
  Value operator()(const ast::Bounded& bounded) const {
    const Value subject = constant(checked, bounded.subject), bound = constant(checked, bounded.bound);
    if (!subject || !bound || !alike(bounded.subject, bounded.bound)) return std::nullopt;
    return (*subject < *bound) == bounded.least ? bound : subject;
  }
  Value operator()(const ast::Rounded& rounded) const {
    const Value subject = constant(checked, rounded.subject), step = constant(checked, rounded.step);
    if (!subject || !step || step->sign() <= 0 || !alike(rounded.subject, rounded.step)) return std::nullopt;
    return subject->rounded(*step, mode_of(rounded.rounding));
  }
  Value operator()(const ast::Call&) const { return std::nullopt; }
  Value operator()(const ast::Now&) const { return std::nullopt; }
  Value operator()(const ast::SoFar&) const { return std::nullopt; }
  Value operator()(const ast::Folded&) const { return std::nullopt; }
  Value operator()(const ast::LengthOf&) const { return std::nullopt; }
  Value operator()(const ast::LinesOf&) const { return std::nullopt; }
  Value operator()(const ast::Tabled&) const { return std::nullopt; }
  Value operator()(const ast::Extreme& extreme) const {
    Value chosen;
    for (const ast::Expr& part : extreme.parts) {
      const Value value = constant(checked, part);
      if (!value || !alike(extreme.parts.front(), part)) return std::nullopt;
      if (!chosen || (extreme.greatest ? *chosen < *value : *value < *chosen)) chosen = value;
    }
    return chosen;
  }

 private:
  bool alike(const ast::Expr& a, const ast::Expr& b) const { return same_type(type_in(checked, a), type_in(checked, b)); }
};

// The constant factor of a value whose rest has finitely many decimals; nothing where the rest may have none.
std::optional<Number> factor_in(const Checked& checked, const ast::Expr& expression);

struct Finite {
  const Checked& checked;

  bool operator()(const ast::Rate& rate) const { return always_finite(checked, rate.value); }  // of blocks
  bool operator()(const ast::Binary& binary) const {
    return always_finite(checked, binary.left) && always_finite(checked, binary.right);
  }
  bool operator()(const ast::Bounded& bounded) const {
    return always_finite(checked, bounded.subject) && always_finite(checked, bounded.bound);
  }
  bool operator()(const ast::Rounded&) const { return true; }
  bool operator()(const ast::Literal&) const { return true; }
  bool operator()(const ast::Reference&) const { return true; }
  bool operator()(const ast::Text&) const { return true; }
  bool operator()(const ast::Moment&) const { return true; }
  bool operator()(const ast::Not&) const { return true; }
  bool operator()(const ast::Is&) const { return true; }
  bool operator()(const ast::In&) const { return true; }
  bool operator()(const ast::Given&) const { return true; }
  bool operator()(const ast::Call&) const { return true; }
  bool operator()(const ast::Now&) const { return true; }
  bool operator()(const ast::SoFar&) const { return true; }
  bool operator()(const ast::Folded&) const { return true; }
  bool operator()(const ast::LengthOf&) const { return true; }
  bool operator()(const ast::LinesOf&) const { return true; }
  bool operator()(const ast::Extreme& extreme) const {
    return std::all_of(extreme.parts.begin(), extreme.parts.end(),
                       [&](const ast::Expr& part) { return always_finite(checked, part); });
  }
  bool operator()(const ast::Tabled& tabled) const {
    for (const ast::Row& row : tabled.table.rows)
      for (const ast::Cell& cell : row.cells)
        for (const ast::Expr& value : cell.values)
          if (!always_finite(checked, value)) return false;
    return true;
  }
};

std::optional<Number> factor_in(const Checked& checked, const ast::Binary& product) {
  const bool divides = product.op == ast::Operator::divide;
  const ast::Rate* blocks = product.op == ast::Operator::at ? rate_of(checked, product.right) : nullptr;
  if (blocks && blocks->blocks != ast::Blocks::exact) return factor_in(checked, product.right);  // so many are whole
  const auto left = factor_in(checked, product.left);
  const auto right = divides ? constant(checked, product.right) : factor_in(checked, product.right);
  if (!left || !right || (divides && right->is_zero())) return std::nullopt;
  return divides ? *left / *right : *left * *right;
}

std::optional<Number> factor_in(const Checked& checked, const ast::Expr& expression) {
  using ast::Operator;
  const ast::Expression* behind = behind_defines(checked, expression);
  if (!behind) return Number(1);
  if (!checked.types[behind->id].schedule)
    if (const auto known = std::visit(Fold{checked}, behind->node)) return known;
  const auto* rate = std::get_if<ast::Rate>(&behind->node);
  if (rate && rate->blocks == ast::Blocks::exact) {
    const auto value = factor_in(checked, rate->value);
    const Number per = value_of(rate->per, checked);
    return value && !per.is_zero() ? std::optional(*value / per) : std::nullopt;
  }
  const auto* binary = std::get_if<ast::Binary>(&behind->node);
  const bool scales = binary && (binary->op == Operator::multiply || binary->op == Operator::of ||
                                 binary->op == Operator::at || binary->op == Operator::divide);
  if (scales) return factor_in(checked, *binary);
  return std::visit(Finite{checked}, behind->node) ? std::optional(Number(1)) : std::nullopt;
}

}  // namespace

std::optional<Number> constant(const Checked& checked, const ast::Expr& expression) {
  const ast::Expression* behind = behind_defines(checked, expression);
  return behind ? std::visit(Fold{checked}, behind->node) : std::nullopt;
}

const ast::Expression* behind_defines(const Checked& checked, const ast::Expr& expression) {
  const ast::Expression* at = expression.get();
  for (std::size_t steps = 0; at && steps <= checked.defines.size(); ++steps) {
    const Meaning meaning = meaning_of(checked, *at);
    if (meaning.kind != Meaning::Kind::define) return at;
    at = checked.defines[meaning.index]->value.get();
  }
  return nullptr;  // a define that stands for itself
}

const ast::Rate* rate_of(const Checked& checked, const ast::Expr& expression) {
  const ast::Expression* behind = behind_defines(checked, expression);
  return behind ? std::get_if<ast::Rate>(&behind->node) : nullptr;
}

const ast::Tabled* table_of(const Checked& checked, const ast::Expr& expression) {
  const ast::Expression* behind = behind_defines(checked, expression);
  return behind ? std::get_if<ast::Tabled>(&behind->node) : nullptr;
}

std::optional<Number> ratio_of(const Checked& checked, const ast::Rate& rate) {
  const auto value = constant(checked, rate.value);
  const Number per = value_of(rate.per, checked);
  if (!value || per.is_zero()) return std::nullopt;
  return *value / per;
}

Dimension per_of(const Checked& checked, const ast::Rate& rate) {
  const auto unit = checked.units.find(rate.per.unit.text);
  return unit == checked.units.end() ? Dimension{} : unit->second.dimension;
}

bool above_zero(const Checked& checked, const ast::Expr& expression) {
  if (const auto value = constant(checked, expression)) return value->sign() > 0;
  const ast::Expression* behind = behind_defines(checked, expression);
  if (!behind) return false;
  if (const auto* bounded = std::get_if<ast::Bounded>(&behind->node)) {
    const bool subject = above_zero(checked, bounded->subject), bound = above_zero(checked, bounded->bound);
    return bounded->least ? subject || bound : subject && bound;
  }
  return std::holds_alternative<ast::LengthOf>(behind->node);
}

bool may_be_negative(const Checked& checked, const MeterInfo& meter) {
  return meter.meter->window || meter.of_account || is_money(checked, meter.unit) ||
         std::any_of(checked.fields.begin(), checked.fields.end(),
                     [](const FieldInfo& info) { return info.field->type.is_signed; });
}

bool always_finite(const Checked& checked, const ast::Expr& expression) {
  const auto factor = factor_in(checked, expression);
  return factor && factor->is_decimal();
}

}  // namespace tariff::checking
