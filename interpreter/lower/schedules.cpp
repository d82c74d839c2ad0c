// Prices and rates as formulas of a quantity.
#include <algorithm>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/lower/formulas.hpp"

namespace tariff {

using CellKind = ast::Cell::Kind;

namespace {

const ast::Expr& result_of(const checking::TableShape& shape, const ast::Row& row) {
  return row.cells[static_cast<std::size_t>(shape.price)].values.front();
}

}  // namespace

Formula FormulaBuilder::price(const ast::Expr& value, bool due_unused) {
  const Use use{add(Op::quantity), {{checked_.currency, 1}}};
  const Index amount = applied(value, use);
  if (!due_unused && !reads_record() && !is_linear(value)) unless_unused(amount, use.quantity);
  return take();
}

Formula FormulaBuilder::price(const ast::Tabled& tabled, const Rows& rows, bool due_unused) {
  const Use use{add(Op::quantity), {{checked_.currency, 1}}};
  const Index amount = applied(tabled, rows, use, Keys::of_account, due_unused);
  const checking::TableShape shape = checking::table_shape(tabled.table);
  const bool linear =
      std::all_of(rows.begin(), rows.end(), [&](const ast::Row* row) { return is_linear(result_of(shape, *row)); });
  if (!due_unused && !reads_record() && !linear && tabled.walk != ast::Walk::graduated) unless_unused(amount, use.quantity);
  return take();
}

// Then it is the record that has the price, whatever its quantity.
bool FormulaBuilder::reads_record() const {
  return built_.reads(Op::field) || built_.reads(Op::so_far);
}

// Whether it costs nothing where there is nothing: so much per unit, or per block.
bool FormulaBuilder::is_linear(const ast::Expr& price) const {
  const Type& priced = type(price);
  if (!priced.schedule) return priced.dimension != Dimension{{checked_.currency, 1}};
  return std::holds_alternative<ast::Rate>(checking::behind_defines(checked_, price)->node);
}

Index FormulaBuilder::unless_unused(Index amount, Index quantity) {
  const Index nothing = add(Number());
  return add(Op::choose, add(Op::at_most, quantity, nothing), nothing, amount);
}

Index FormulaBuilder::applied(const ast::Expr& schedule, const Use& use) {
  if (!type(schedule).schedule) {  // a rate, or an amount whatever the quantity
    const Index value = step(schedule);
    return type(schedule).dimension == use.result ? value : add(Op::multiply, use.quantity, value);
  }
  if (const Meaning& meaning = checked_.meanings[schedule->id]; meaning.kind == Meaning::Kind::define)
    return applied(checked_.defines[meaning.index]->value, use);
  if (const auto* rate = std::get_if<ast::Rate>(&schedule->node)) return blocks(use.quantity, *rate);
  if (const auto* binary = std::get_if<ast::Binary>(&schedule->node)) return applied(*binary, use);
  if (const auto* tabled = std::get_if<ast::Tabled>(&schedule->node))
    return applied(*tabled, checking::rows_of(tabled->table), use, Keys::all, false);
  if (const auto* bounded = std::get_if<ast::Bounded>(&schedule->node)) {
    const Index subject = applied(bounded->subject, use);
    return add(bounded->least ? Op::least : Op::most, subject, step(bounded->bound));
  }
  const auto& rounded = std::get<ast::Rounded>(schedule->node);
  const Index subject = applied(rounded.subject, use);
  const Index result = add(Op::rounded, subject, step(rounded.step));
  built_.steps[result].mode = mode_of(rounded.rounding);
  return result;
}

Index FormulaBuilder::applied(const ast::Binary& binary, const Use& use) {
  const auto side = [&](const ast::Expr& part) { return applied(part, use); };
  switch (binary.op) {
    case ast::Operator::add:
    case ast::Operator::subtract: {
      const Index left = side(binary.left);
      return add(binary.op == ast::Operator::add ? Op::add : Op::subtract, left, side(binary.right));
    }
    case ast::Operator::divide: {
      const Index left = side(binary.left);
      return add(Op::divide, left, step(binary.right));
    }
    default: break;  // `×`, `of`: one side is a plain number
  }
  const bool left = type(binary.left).schedule;
  const Index number = step(left ? binary.right : binary.left);
  return add(Op::multiply, number, side(left ? binary.left : binary.right));
}

Index FormulaBuilder::applied(const ast::Tabled& tabled, const Rows& rows, const Use& use, Keys keys, bool due_unused) {
  const checking::TableShape shape = checking::table_shape(tabled.table);
  return keyed(tabled.table, rows, keys, [&](const Rows& tiers) {
    if (tabled.walk == ast::Walk::graduated) return graduated(tiers, shape, use, due_unused);
    if (tabled.walk == ast::Walk::reached) return reached(tiers, shape, use);
    return applied(result_of(shape, *tiers.front()), use);
  });
}

// A keyed table in an expression over a record or an account.
Index FormulaBuilder::step(const ast::Tabled& tabled) {
  const checking::TableShape shape = checking::table_shape(tabled.table);
  return keyed(tabled.table, checking::rows_of(tabled.table), Keys::all,
               [&](const Rows& rows) { return step(result_of(shape, *rows.front())); });
}

// What the rows yield that are the first to hold. Rows with the same keys belong together.
template <typename Yield>
Index FormulaBuilder::keyed(const ast::Table& table, const Rows& rows, Keys keys, Yield yield) {
  const checking::TableShape shape = checking::table_shape(table);
  const auto columns = asked(table, keys);
  const auto groups = checking::groups_of(checked_, rows, columns);
  const bool by_prefix = std::find(columns.begin(), columns.end(), static_cast<unsigned>(shape.prefix)) != columns.end();
  const auto prefixes = by_prefix ? prefixes_of(rows, shape.prefix) : nullptr;
  const auto tries = tries_of(shape, groups, prefixes.get());
  const Index code =
      by_prefix ? look_up(checked_.columns.at(&table.columns[static_cast<unsigned>(shape.prefix)]), prefixes) : none;
  std::vector<Index> values(groups.size(), none);
  Index chosen = none;
  for (std::size_t i = tries.size(); i-- > 0;) {
    const auto& [group, prefix] = tries[i];
    Index holds = chosen == none ? none : condition(table, *groups[group].front(), keys);
    if (chosen != none && prefix != 0) {
      const Index begins = among(code, prefixes->behind(prefix));
      holds = holds == none ? begins : add(Op::both, begins, holds);
    }
    Index& value = values[group];
    if (value == none) value = yield(groups[group]);
    chosen = holds == none ? value : add(Op::choose, holds, value, chosen);
  }
  return chosen;
}

std::vector<unsigned> FormulaBuilder::asked(const ast::Table& table, Keys keys) const {
  std::vector<unsigned> columns;
  for (const unsigned column : checking::table_shape(table).fields)
    if (keys == Keys::all || !checking::is_of_record(checked_.columns.at(&table.columns[column]))) columns.push_back(column);
  return columns;
}

// What it asks for but a prefix; none where it asks for nothing.
Index FormulaBuilder::condition(const ast::Table& table, const ast::Row& row, Keys keys) {
  Index holds = none;
  for (const unsigned column : asked(table, keys)) {
    if (row.cells[column].values.empty() || table.columns[column].prefix) continue;
    const Index one = cell(checked_.columns.at(&table.columns[column]), row.cells[column]);
    holds = holds == none ? one : add(Op::both, holds, one);
  }
  return holds;
}

// Whether a quantity lies beyond tiers that end at these bounds, and below them where the second is true; all up to
// the quantity, or what is below it.
Index FormulaBuilder::beyond(const std::vector<std::pair<Index, bool>>& ends, Index quantity, bool whole) {
  Index all = none;
  for (const auto& [bound, below] : ends) {
    const Index past = add(below && whole ? Op::at_most : Op::less, bound, quantity);
    all = all == none ? past : add(Op::both, all, past);
  }
  return all;
}

// Each part of the quantity at the price of its own tier, as if the tier began at 0. What a tier costs whatever part of
// it is used is due once the tier is reached. A bound that is computed may lie below those before it: its tier is empty,
// and the next one begins where the tiers before it end.
Index FormulaBuilder::graduated(const Rows& tiers, const checking::TableShape& shape, const Use& use, bool due_unused) {
  const auto walked = static_cast<std::size_t>(shape.walked);
  Index total = none, from = none;
  bool rising = true;                         // bounds so far are constant, and check has seen that they rise
  std::vector<std::pair<Index, bool>> ends;  // what is passed to reach the tier, where they rise the last alone
  for (const ast::Row* row : tiers) {
    const auto& bound = row->cells[walked].values;
    const bool open = bound.empty(), below = row->cells[walked].kind == CellKind::below;
    rising = rising && (open || checking::constant(checked_, bound.front()));
    const Index written = open ? none : step(bound.front());
    const Index to = open || rising ? written : add(Op::least, written, from == none ? add(Number()) : from);
    Index part = open ? use.quantity : add(Op::most, use.quantity, to);
    if (from != none) part = add(Op::least, add(Op::subtract, part, from), add(Number()));
    const ast::Expr& price = result_of(shape, *row);
    Index amount = applied(price, {part, use.result});
    if (!is_linear(price)) {
      if (from == none && !due_unused) amount = unless_unused(amount, use.quantity);
      Index due = beyond(ends, use.quantity, true);
      if (!open && !rising) {
        const Index some = from == none ? add(below ? Op::less : Op::at_most, add(Number()), written)
                                        : beyond(ends, written, !below);
        due = due == none ? some : add(Op::both, due, some);
      }
      if (due != none) amount = add(Op::choose, due, amount, add(Number()));
    }
    total = total == none ? amount : add(Op::add, total, amount);
    from = to;
    if (rising) ends.clear();
    ends.emplace_back(written, below);
  }
  return total;
}

// All of the quantity at the price of the tier that it reaches.
Index FormulaBuilder::reached(const Rows& tiers, const checking::TableShape& shape, const Use& use) {
  Index chosen = none;
  for (std::size_t i = tiers.size(); i-- > 0;) {
    const ast::Cell& bound = tiers[i]->cells[static_cast<std::size_t>(shape.walked)];
    const Index amount = applied(result_of(shape, *tiers[i]), use);
    if (bound.values.empty() || chosen == none) {
      chosen = amount;
      continue;
    }
    const Index holds =
        add(bound.kind == CellKind::below ? Op::less : Op::at_most, use.quantity, step(bound.values.front()));
    chosen = add(Op::choose, holds, amount, chosen);
  }
  return chosen;
}

}  // namespace tariff
