#include "interpreter/check/constants.hpp"

#include <algorithm>
#include <variant>

#include "interpreter/check/literal.hpp"
#include "interpreter/check/rounding_words.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

Meaning meaning_of(const Checked& checked, const ast::Expression& expression) {
  return expression.id < checked.meanings.size() ? checked.meanings[expression.id] : Meaning{};
}

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
    switch (binary.op) {
      case ast::Operator::add:
        return *left + *right;
      case ast::Operator::subtract:
        return *left - *right;
      case ast::Operator::multiply:
      case ast::Operator::of:
        return *left * *right;
      case ast::Operator::divide:
        return right->is_zero() ? Value{} : *left / *right;
      case ast::Operator::at:
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
    if (!subject || !bound) return std::nullopt;
    return bounded.least == (*subject < *bound) ? bound : subject;
  }
  Value operator()(const ast::Rounded& rounded) const {
    const Value subject = constant(checked, rounded.subject), step = constant(checked, rounded.step);
    if (!subject || !step || step->sign() <= 0) return std::nullopt;
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
      if (!value) return std::nullopt;
      if (!chosen || extreme.greatest == (*chosen < *value)) chosen = value;
    }
    return chosen;
  }
};

struct Finite {
  const Checked& checked;

  bool operator()(const ast::Rate& rate) const {
    if (rate.blocks != ast::Blocks::exact) return always_finite(checked, rate.value);
    if (const auto ratio = ratio_of(checked, rate)) return ratio->is_decimal();
    const Number per = value_of(rate.per, checked);
    return always_finite(checked, rate.value) && !per.is_zero() && (Number(1) / per).is_decimal();
  }
  bool operator()(const ast::Binary& binary) const {
    if (!always_finite(checked, binary.left)) return false;
    if (binary.op != ast::Operator::divide) return always_finite(checked, binary.right);
    const auto divisor = constant(checked, binary.right);
    return divisor && !divisor->is_zero() && (Number(1) / *divisor).is_decimal();
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
  const ast::Expression* behind = behind_defines(checked, expression);
  return !behind || std::visit(Finite{checked}, behind->node);
}

}  // namespace tariff::checking
