#include "interpreter/differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/read/table.hpp"

namespace tariff {
namespace {

enum Place : std::size_t {
  account, period_start, period_end, item, pool, row, source, quantity, unit, amount, currency, clause, columns
};
const std::vector<std::string> names = {"account", "period_start", "period_end", "item",     "pool",  "row",
                                        "source",  "quantity",     "unit",       "amount", "currency", "clause"};

}  // namespace

Differences::Differences(std::vector<Input> booked, const Zone& zone, const std::string& its_currency) {
  for (Input& input : booked) read(std::move(input), zone, its_currency);
  sum_up();
}

void Differences::read(Input input, const Zone& zone, const std::string& its_currency) {
  std::vector<Input> alone;
  alone.push_back(std::move(input));
  ReadOptions options;
  options.strict = true;
  Table table(std::move(alone), names, zone, options);
  table.next_input();
  for (std::size_t column = 0; column < columns; ++column) {
    if (!table.has(column)) table.missing(column);
  }
  const auto text = [&](Place column) { return std::string(table.cell(column)); };
  const auto bad = [&](Place column, const char* what) {
    table.bad(fmt::format("{} is {}: `{}`", table.quoted(column), what, table.cell(column)));
  };
  const auto time = [&](Place column) {
    const auto instant = zone.parse(table.cell(column));
    if (!instant) bad(column, "not a time");
    return *instant;
  };
  const auto number = [&](Place column) {
    const auto value = Number::parse(table.cell(column));
    if (!value) bad(column, "not a number");
    return *value;
  };
  while (table.next_row()) {
    if (table.cell(currency) != its_currency) bad(currency, "not the tariff's currency");
    booked_.push_back({text(account), text(item), text(pool), text(row), text(source), text(unit), text(clause),
                       time(period_start), time(period_end), number(quantity), number(amount), false});
  }
}

void Differences::sum_up() {
  std::stable_sort(booked_.begin(), booked_.end(), [](const Booked& a, const Booked& b) { return key(a) < key(b); });
  std::vector<Booked> sums;
  for (Booked& one : booked_) {
    if (sums.empty() || key(sums.back()) != key(one)) {
      sums.push_back(std::move(one));
      continue;
    }
    sums.back().quantity += one.quantity;
    sums.back().amount += one.amount;
  }
  booked_ = std::move(sums);
}

void Differences::begin_after(Instant at) {
  for (Booked& one : booked_) one.asked |= one.is_before(at);
}

Differences::Booked* Differences::find(const Line& line) {
  const auto found = std::lower_bound(booked_.begin(), booked_.end(), line,
                                      [](const Booked& a, const Line& b) { return key(a) < key(b); });
  return found != booked_.end() && key(*found) == key(line) && !found->asked ? &*found : nullptr;
}

Bill Differences::part(Bill part) {
  std::vector<Line> lines = std::exchange(part.lines, {});
  for (Line& line : lines) {
    if (Booked* booked = find(line)) {
      booked->asked = true;
      total_ += booked->amount;
      line.quantity -= booked->quantity;
      line.amount -= booked->amount;
      if (line.quantity.is_zero() && line.amount.is_zero()) continue;
    }
    part.lines.push_back(std::move(line));
  }
  return part;
}

Bill Differences::rest(Summary summary) {
  Bill part;
  for (const Booked& booked : booked_) {
    if (!booked.asked && booked.is_before(summary.until)) take_off(booked, part);
  }
  part.summary = std::move(summary);
  part.summary.booked = total_;
  return part;
}

void Differences::take_off(const Booked& booked, Bill& part) {
  total_ += booked.amount;
  if (booked.quantity.is_zero() && booked.amount.is_zero()) return;
  part.lines.push_back({booked.account, booked.start, booked.end, booked.item, booked.pool, booked.row, booked.source,
                        -booked.quantity, booked.unit, -booked.amount, booked.clause, 0, 0});
}

}  // namespace tariff
