#include "interpreter/check/schedules.hpp"

#include <algorithm>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/tables.hpp"
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

namespace {

using Value = std::optional<Number>;

Value each_more_of_table(const Checked& checked, const ast::Table& table) {
  const TableShape shape = table_shape(table);
  Value least;
  for (const ast::Row& row : table.rows) {
    if (shape.price < 0 || static_cast<std::size_t>(shape.price) >= row.cells.size()) continue;
    for (const ast::Expr& price : row.cells[static_cast<std::size_t>(shape.price)].values) {
      const Value one = each_more(checked, price);
      if (one && (!least || *one < *least)) least = one;
    }
  }
  return least;
}

Value each_more_of(const Checked& checked, const ast::Binary& price) {
  using ast::Operator;
  if (price.op == Operator::add || price.op == Operator::subtract) {
    const Value left = each_more(checked, price.left), right = each_more(checked, price.right);
    if (!left || !right) return std::nullopt;
    return price.op == Operator::add ? *left + *right : *left - *right;
  }
  const bool scales = price.op == Operator::multiply || price.op == Operator::of;
  const bool left_is_price = checked.types[price.left->id].schedule;
  const Value more = each_more(checked, left_is_price ? price.left : price.right);
  const Value factor = constant(checked, left_is_price ? price.right : price.left);
  if (!more || !factor) return std::nullopt;
  if (price.op == Operator::divide && left_is_price && !factor->is_zero()) return *more / *factor;
  return scales ? Value(*more * *factor) : std::nullopt;
}

}  // namespace

std::optional<Number> each_more(const Checked& checked, const ast::Expr& price) {
  const ast::Expression* behind = price ? behind_defines(checked, price) : nullptr;
  if (!behind) return std::nullopt;
  if (const auto* tabled = std::get_if<ast::Tabled>(&behind->node)) return each_more_of_table(checked, tabled->table);
  const Type& type = checked.types[behind->id];
  if (type.kind != TypeKind::number) return std::nullopt;
  if (!type.schedule) return is_money(checked, type.dimension) ? Number() : constant(checked, price);
  if (const auto* blocks = std::get_if<ast::Rate>(&behind->node)) return ratio_of(checked, *blocks);
  const auto* binary = std::get_if<ast::Binary>(&behind->node);
  return binary ? each_more_of(checked, *binary) : std::nullopt;
}

}  // namespace tariff::checking
