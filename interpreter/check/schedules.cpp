#include "interpreter/check/schedules.hpp"

#include "interpreter/check/expressions.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {

Type schedule_type(Dimension over, Dimension result) {
  Type type = number_type(std::move(result));
  type.schedule = true;
  type.over = std::move(over);
  return type;
}

bool yields(const Type& type, const Dimension& over, const Dimension& result) {
  if (type.kind != TypeKind::number) return false;
  if (type.schedule) return type.over == over && type.dimension == result;
  return type.dimension == result || type.dimension == product(result, over, -1);
}

std::optional<Type> added(const Checked& checked, const Type& left, const Type& right) {
  if (left.kind != TypeKind::number || right.kind != TypeKind::number) return std::nullopt;
  if (same_type(left, right)) return left;
  if (left.schedule) return yields(right, left.over, left.dimension) ? std::optional(left) : std::nullopt;
  if (right.schedule) return yields(left, right.over, right.dimension) ? std::optional(right) : std::nullopt;
  // An amount and a rate: money beside money per something.
  const bool first = is_money(checked, left.dimension);
  if (first == is_money(checked, right.dimension)) return std::nullopt;
  const Dimension& amount = (first ? left : right).dimension;
  const Dimension& rate = (first ? right : left).dimension;
  const auto currency = amount.begin()->first;
  const auto power = rate.find(currency);
  const bool of_money = rate.empty();  // 2% of what is paid
  if (!of_money && (power == rate.end() || power->second != 1)) return std::nullopt;
  return schedule_type(product(amount, rate, -1), amount);
}

}  // namespace tariff::checking
