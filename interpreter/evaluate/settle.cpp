#include "interpreter/evaluate/settle.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

#include "interpreter/evaluate/milestones.hpp"
#include "interpreter/evaluate/pay.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

void owe(Ledger& ledger, const Line& line) {
  Account& account = ledger.accounts[line.account_number];
  ledger.totals[line.item_number].amount += line.amount;
  ledger.summary.total += line.amount;
  if (!account.balance || line.amount.is_zero()) return;
  if (account.due.is_zero()) ledger.due.push_back(line.account_number);
  account.due += line.amount;
}

// Amounts that were cut to whole steps become `left` more in all: a step each, those that were cut most first, the first
// of equals.
void hand_out(Number left, const Number& step, const std::vector<Number>& cut, const std::vector<Number*>& amounts) {
  std::vector<std::size_t> order(cut.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return cut[a] > cut[b]; });
  for (const std::size_t at : order) {
    if (left.is_zero()) return;
    *amounts[at] += step;
    left -= step;
  }
}

// Parts of `whole` in proportion to the weights. Where there is a step, parts are multiples of it and nothing is lost.
std::vector<Number> parts_of(const Number& whole, const std::vector<Number>& weights, const BillPlan& bill) {
  const Number sum = std::accumulate(weights.begin(), weights.end(), Number());
  std::vector<Number> parts, cut;
  Number left = whole;
  for (const Number& weight : weights) {
    const Number exact = whole * weight / sum;
    parts.push_back(bill.rounding ? exact.rounded(bill.step, RoundingMode::down) : exact);
    cut.push_back(whole.sign() < 0 ? parts.back() - exact : exact - parts.back());
    left -= parts.back();
  }
  if (!bill.rounding) return parts;
  std::vector<Number*> amounts;
  for (Number& part : parts) amounts.push_back(&part);
  hand_out(left, left.sign() < 0 ? -bill.step : bill.step, cut, amounts);
  return parts;
}

// One account's bill while its steps are taken.
class Settlement {
 public:
  Settlement(Ledger& ledger, Index account, Interval period)
      : ledger_(ledger), plan_(ledger.plan), index_(account), period_(period), steps_(plan_.bill.steps.size()) {
    for (const Amount& amount : ledger.accounts[account].billed.rows()) lines_.push_back(amount);
    std::sort(lines_.begin(), lines_.end(), [](const Amount& a, const Amount& b) { return a.key < b.key; });
  }

  void take(Index number) {
    const BillStep& step = plan_.bill.steps[number];
    if (step.early) return take_off(number, -billed_early(ledger_, index_, number));
    std::vector<Number> sums;
    for (const Selection& selection : plan_.bill.selections) sums.push_back(sum(selection));
    Scope scope;
    scope.plan = &plan_;
    scope.account = &ledger_.accounts[index_];
    scope.lines = &sums;
    if (step.when && !truth_of(step.when, scope)) return;
    Number amount = rounded(plan_.bill, number_of(step.amount, scope));
    if (step.paid != none) return pay(number, amount);
    if (step.less) amount = -amount;
    if (amount.is_zero()) return;
    steps_[number] = amount;
    if (step.shared == none || !share(number, plan_.bill.selections[step.shared], amount)) {
      own_.push_back(number);
      add_line(number, {}, "", amount);
    }
  }

 private:
  void take_off(Index number, const Number& amount) {
    if (!amount.is_zero()) add_line(number, {}, "", amount);
  }

  // A line for each package, valid just before the end, that pays a part.
  void pay(Index number, const Number& amount) {
    if (amount.sign() <= 0) return;
    own_.push_back(number);
    pay_money(ledger_, index_, plan_.bill.steps[number].paid, amount, period_.end - 1,
              [&](Index package, const Number& paid) {
                steps_[number] -= paid;
                add_line(number, {}, "", -paid, ledger_.accounts[index_].packages[package].ref);
              });
  }

  bool holds(const Selection& selection, Index item) const {
    return selection.empty() || std::find(selection.begin(), selection.end(), item) != selection.end();
  }

  Number sum(const Selection& selection) const {
    Number total;
    for (const Amount& line : lines_) {
      if (holds(selection, line.key[0])) total += line.value;
    }
    const auto first = static_cast<Index>(plan_.items.size());
    for (Index step = 0; step < steps_.size(); ++step) {
      const bool alone = std::find(own_.begin(), own_.end(), step) != own_.end();  // else the lines hold it
      if (selection.empty() ? alone : holds(selection, first + step)) total += steps_[step];
    }
    return total;
  }

  // Each line takes its part; false where none has anything to be measured by.
  bool share(Index number, const Selection& selection, const Number& amount) {
    std::vector<Amount*> chosen;
    std::vector<Number> weights;
    for (Amount& line : lines_) {
      if (!holds(selection, line.key[0]) || line.value.sign() <= 0) continue;
      chosen.push_back(&line);
      weights.push_back(line.value);
    }
    if (chosen.empty()) return false;
    const std::vector<Number> parts = parts_of(amount, weights, plan_.bill);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      chosen[i]->value += parts[i];
      const Key& key = chosen[i]->key;
      const Item& item = plan_.items[key[0]];
      const std::string row(ledger_.row_name(key[0], key[2]));
      const Index name = ledger_.pools.add(row.empty() ? item.name : item.name + "/" + row);
      if (!parts[i].is_zero()) add_line(number, key, ledger_.pools[name], parts[i]);
    }
    return true;
  }

  void add_line(Index number, const Key& key, std::string_view row, const Number& amount,
                std::string_view source = "postpaid") {
    const BillStep& step = plan_.bill.steps[number];
    book(ledger_, {ledger_.accounts[index_].name, period_.start, period_.end, step.name, ledger_.pools[key[1]], row, source,
                   Number(), "", amount, step.clause, index_, static_cast<Index>(plan_.items.size()) + number});
  }

  Ledger& ledger_;
  const Plan& plan_;
  Index index_;
  Interval period_;
  std::vector<Amount> lines_;   // with their parts of what is shared over them
  std::vector<Number> steps_;   // what each came to
  std::vector<Index> own_;      // steps with a line of their own
};

// Amounts are cut to the step, and the rounded total is handed out over them.
void round_total(Ledger& ledger, std::span<Line> lines) {
  const BillPlan& bill = ledger.plan.bill;
  Number exact, whole;
  std::vector<Number> cut;
  std::vector<Number*> amounts;
  for (Line& line : lines) {
    const Number below = line.amount.rounded(bill.step, RoundingMode::down);
    const Number down = below > line.amount ? below - bill.step : below;  // of a negative one, away from zero
    exact += line.amount;
    whole += down;
    cut.push_back(line.amount - down);
    amounts.push_back(&line.amount);
    line.amount = down;
  }
  hand_out(exact.rounded(bill.step, *bill.rounding) - whole, bill.step, cut, amounts);
  for (const Line& line : lines) owe(ledger, line);
}

void round_totals(Ledger& ledger) {
  auto& lines = ledger.part.lines;
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.account, a.item, a.pool, a.row) < std::tie(b.account, b.item, b.pool, b.row);
  });
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t last = first;
    while (last < lines.size() && lines[last].account_number == lines[first].account_number) ++last;
    round_total(ledger, std::span(lines).subspan(first, last - first));
    first = last;
  }
}

void list_unused(Ledger& ledger) {
  for (Index account = 0; account < ledger.accounts.size(); ++account) {
    const Account& one = ledger.accounts[account];
    if (one.known && one.closed == Closed::no && !is_in_bill(one)) ledger.in_bill.push_back(account);
  }
}

// What was billed early is taken off also where no line is left.
void list_early(Ledger& ledger) {
  std::vector<Index> listed = ledger.in_bill;
  std::sort(listed.begin(), listed.end());
  for (const Index account : ledger.early) {
    if (!std::binary_search(listed.begin(), listed.end(), account)) ledger.in_bill.push_back(account);
  }
}

}  // namespace

bool is_in_bill(const Account& account) { return !account.billed.rows().empty(); }

Number rounded(const BillPlan& bill, const Number& amount) {
  return bill.rounding && !bill.total ? amount.rounded(bill.step, *bill.rounding) : amount;
}

void book(Ledger& ledger, Line line) {
  if (!ledger.plan.bill.total) owe(ledger, line);
  ledger.part.lines.push_back(std::move(line));
}

void book(Ledger& ledger, const Key& key, Line line) {
  if (!ledger.plan.bill.steps.empty()) {
    Account& account = ledger.accounts[line.account_number];
    if (!is_in_bill(account)) ledger.in_bill.push_back(line.account_number);
    account.billed.at({key[0], key[1], key[2], none}).value += line.amount;
  }
  if (ledger.adds_lines) add_line_so_far(ledger, key, line);
  book(ledger, std::move(line));
}

void settle(Ledger& ledger, Interval period) {
  if (ledger.plan.bill.unused) list_unused(ledger);
  if (!ledger.early.empty()) list_early(ledger);
  if (!ledger.purses.all.empty()) ledger.sort_by_name(ledger.in_bill);  // they may draw on the same packages
  for (const Index account : ledger.in_bill) {
    Settlement settlement(ledger, account, period);
    for (Index step = 0; step < ledger.plan.bill.steps.size(); ++step) settlement.take(step);
    ledger.accounts[account].billed.erase_if([](const Amount&) { return true; });
  }
  ledger.in_bill.clear();
  for (const Index account : ledger.early) ledger.accounts[account].so_far.erase_if(is_early);
  ledger.early.clear();
  if (ledger.plan.bill.total) round_totals(ledger);
}

}  // namespace tariff
