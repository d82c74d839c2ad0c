#include "interpreter/write/bill_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "interpreter/write/csv_text.hpp"
#include "interpreter/write/text_table.hpp"

namespace tariff {
namespace {

constexpr auto left = TextTable::Align::left;
constexpr auto right = TextTable::Align::right;

template <typename T>
void append(std::vector<T>& whole, const std::vector<T>& part) {
  whole.insert(whole.end(), part.begin(), part.end());
}

// "2026-01-01" at midnight, else with the time of day.
std::string moment(const Zone& zone, Instant instant) {
  Civil civil = zone.civil(instant);
  std::string text = fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
  bool midnight = civil.hour == 0 && civil.minute == 0 && civil.second == 0 && civil.microsecond == 0;
  return midnight ? text : fmt::format("{} {:02}:{:02}:{:02}", text, civil.hour, civil.minute, civil.second);
}

// A calendar day, month or year by its name, else first and end.
std::string period(const Zone& zone, Instant start, Instant end) {
  Civil first = zone.civil(start);
  auto is = [&](CalendarUnit unit) {
    Interval window = window_at(zone, {unit, 1}, start);
    return window.start == start && window.end == end;
  };
  if (is(CalendarUnit::year)) return fmt::format("{:04}", first.year);
  if (is(CalendarUnit::month)) return fmt::format("{:04}-{:02}", first.year, first.month);
  if (is(CalendarUnit::day)) return fmt::format("{:04}-{:02}-{:02}", first.year, first.month, first.day);
  return moment(zone, start) + " .. " + moment(zone, end);
}

std::vector<const Line*> by_account(const std::vector<Line>& lines) {
  std::vector<const Line*> sorted;
  for (const Line& line : lines) sorted.push_back(&line);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Line* a, const Line* b) { return a->account < b->account; });
  return sorted;
}

std::string account_table(const Bill& bill, const Rendering& rendering) {
  TextTable table({{"period", left},
                   {"item", left},
                   {"pool", left},
                   {"row", left},
                   {"source", left},
                   {"quantity", right},
                   {"unit", left},
                   {rendering.money.currency, right}});
  auto amount = [&](const Number& value) { return value.text(rendering.money.digits); };
  std::vector<const Line*> lines = by_account(bill.lines);
  for (auto at = lines.begin(); at != lines.end();) {
    std::string_view account = (*at)->account;
    Number sum;
    table.line("\n" + std::string(account));
    for (; at != lines.end() && (*at)->account == account; ++at) {
      const Line& line = **at;
      sum += line.amount;
      table.row({period(rendering.zone, line.start, line.end), std::string(line.item), std::string(line.pool),
                 std::string(line.row), std::string(line.source), line.quantity.text(),
                 std::string(line.unit), amount(line.amount)});
    }
    table.row({"sum", "", "", "", "", "", "", amount(sum)});
  }
  return lines.empty() ? "" : table.text() + "\n";
}

std::string item_table(const Summary& summary, const Rendering& rendering) {
  TextTable table({{"item", left},
                   {"requested", right},
                   {"drawn", right},
                   {"postpaid", right},
                   {"rejected", right},
                   {"unit", left},
                   {rendering.money.currency, right}});
  auto amount = [&](const Number& value) { return value.text(rendering.money.digits); };
  auto sum = [&](const char* name, const Number& value) {
    table.row({name, "", "", "", "", "", amount(value)});
  };
  for (const auto& [name, item] : summary.items) {
    table.row({name, item.requested.text(), item.drawn.text(), item.postpaid.text(), item.rejected.text(),
               item.unit, amount(item.amount)});
  }
  sum("sum", summary.total);
  if (summary.booked) {
    sum("booked before", *summary.booked);
    sum("difference", summary.total - *summary.booked);
  }
  if (!summary.package_prices.is_zero()) sum("packages bought", summary.package_prices);
  if (!summary.refunds.is_zero()) sum("refunds", summary.refunds);
  return table.text();
}

std::string counts(const Summary& summary, std::uint64_t bad_lines) {
  std::string text =
      fmt::format("\n{} accounts, {} records, {} requests: {} accepted, {} rejected", summary.accounts,
                  summary.records, summary.requests, summary.accepted, summary.rejected);
  const char* before = " (";
  for (const auto& [reason, count] : summary.rejected_by_reason) {
    text += fmt::format("{}{} {}", before, reason, count);
    before = ", ";
  }
  if (!summary.rejected_by_reason.empty()) text += ")";
  if (summary.after_cutoff > 0) text += fmt::format("; {} records after the end", summary.after_cutoff);
  if (bad_lines > 0) text += fmt::format("; {} bad lines", bad_lines);
  return text + "\n";
}

}  // namespace

void add_part(Bill& whole, const Bill& part) {
  append(whole.lines, part.lines);
  append(whole.rejections, part.rejections);
  append(whole.refunds, part.refunds);
  append(whole.notices, part.notices);
  append(whole.packages, part.packages);
  whole.summary = part.summary;
}

std::string bill_text(const Bill& bill, std::uint64_t bad_lines, const Rendering& rendering) {
  return account_table(bill, rendering) + item_table(bill.summary, rendering) +
         counts(bill.summary, bad_lines);
}

std::string lines_csv(const Bill& bill, const Rendering& rendering) {
  std::string text;
  CsvText rows(text, rendering);
  rows.header<Line>();
  for (const Line& line : bill.lines) rows.row(line);
  return text;
}

}  // namespace tariff
