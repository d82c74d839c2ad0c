#include "interpreter/test/hints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "interpreter/test/scenario.hpp"

namespace tariff {
namespace {

using Subject = ast::Expect::Subject;

constexpr std::size_t most_named = 9;

std::string listed(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const bool more = names.size() > most_named;
  if (more) names.resize(most_named);
  return fmt::format("{}{}", fmt::join(names, ", "), more ? " and others" : "");
}

bool is_of_line(const ast::Expect& expect, const Line& line) {
  return expect.subject == Subject::total || (expect.subject == Subject::line && line.item == expect.name.text);
}

// Rows of other cells, where there is none of this one.
void other_rows(const ast::Expect& expect, const Bill& bill, const Plan& plan, std::vector<std::string>& hints) {
  if (!expect.row) return;
  std::vector<std::string> rows;
  for (const Item& item : plan.items)
    if (item.name == expect.name.text)
      for (const PriceRow& row : item.rows) rows.emplace_back(row.name);
  for (const Line& line : bill.lines)
    if (is_of_line(expect, line)) rows.emplace_back(line.row);
  rows.erase(std::remove(rows.begin(), rows.end(), ""), rows.end());
  if (std::find(rows.begin(), rows.end(), expect.row.text) != rows.end()) return;
  const std::string& name = expect.name.text;
  hints.push_back(rows.empty() ? "lines of " + name + " have no row: columns of the account make none"
                               : "rows of " + name + " are " + listed(std::move(rows)));
}

// A line goes by the begin of its window.
void other_periods(const ast::Expect& expect, const Bill& bill, const Plan& plan, std::vector<std::string>& hints) {
  std::vector<std::string> begins;
  for (const Line& line : bill.lines)
    if (is_of_line(expect, line)) begins.push_back(plan.zone.text(line.start));
  if (expect.period && !begins.empty()) hints.push_back("there are lines of windows from " + listed(std::move(begins)));
}

void rejected(const Bill& bill, std::vector<std::string>& hints) {
  std::map<std::string_view, std::int64_t> reasons;
  for (const Rejection& rejection : bill.rejections) reasons[rejection.reason] += rejection.times;
  std::vector<std::string> all;
  for (const auto& [reason, times] : reasons) all.push_back(fmt::format("{} {}", times, reason));
  if (!all.empty()) hints.push_back("rejected in this test: " + listed(std::move(all)));
}

}  // namespace

std::vector<std::string> hints(const ast::Expect& expect, const Bill& bill, const Plan& plan, bool found) {
  std::vector<std::string> hints;
  other_rows(expect, bill, plan, hints);
  if (!found) other_periods(expect, bill, plan, hints);
  if (expect.subject == Subject::balance && bill.summary.balances.count(std::string(test_account)) == 0)
    hints.push_back("the account has no balance: nothing was topped up");
  if (expect.subject != Subject::rejected) rejected(bill, hints);
  return hints;
}

}  // namespace tariff
