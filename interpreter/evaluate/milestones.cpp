#include "interpreter/evaluate/milestones.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "interpreter/evaluate/amounts.hpp"
#include "interpreter/evaluate/arrears.hpp"
#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/owed.hpp"
#include "interpreter/evaluate/packages.hpp"
#include "interpreter/evaluate/settle.hpp"

namespace tariff {
namespace {

constexpr std::int64_t most_at_once = 1'000;  // further values that one record reaches: the last ones are told

bool holds(const std::vector<Index>& list, Index one) { return std::find(list.begin(), list.end(), one) != list.end(); }

Sum& row(Ledger& ledger, Index account, const Key& key) {
  if (const Index clock = ledger.so_far_clock[key[0]]; clock != none) ledger.list(clock, account);
  return ledger.accounts[account].so_far.at(key);
}

// Keys of what a milestone keeps among the sums of an account: beside that of a meter that is apart by nothing.
Key mark_key(const Milestone& milestone, Index number) { return {milestone.so_far, 0, number + 1, 0}; }
Key early_key(const Milestone& milestone, Index number) { return {milestone.billed, 0, number + 1, 1}; }

// What the lines of one charge come to, as if its window closed now.
class OpenCharge {
 public:
  OpenCharge(Ledger& ledger, Account& account, Index charge, Instant now)
      : ledger_(ledger),
        account_(account),
        charge_(charge),
        clock_(ledger.charge_clock[charge]),
        highest_(highest_attributes(ledger, account, clock_, now)),
        closing_(scope_at_close(ledger, account, ledger.clocks[clock_], highest_)) {}
  OpenCharge(const OpenCharge&) = delete;

  Number of(const std::vector<Index>& meters) const {
    const Plan& plan = ledger_.plan;
    Number total, counted;
    bool any = false;
    for (const Tally& tally : account_.tallies.rows()) {
      const Item& item = plan.items[tally.key[0]];
      if (item.charge != charge_ || !is_billed(ledger_, tally, closing_)) continue;
      const Number amount = amount_of(ledger_, account_, tally, closing_);
      total += amount;
      any = true;
      if (holds(meters, item.meter) && !is_paid_in_money(ledger_, account_, tally)) counted += amount;
    }
    if (!any || !holds(meters, plan.items[first_item(plan, charge_)].meter)) return counted;
    for (const Limit& limit : plan.charges[charge_].limits) {
      const Number amount = limited(ledger_, limit, total, closing_);
      total += amount;
      counted += amount;
    }
    return counted;
  }

 private:
  Ledger& ledger_;
  Account& account_;
  Index charge_, clock_;
  std::vector<Number> highest_;
  Scope closing_;
};

std::string text_of(const Ledger& ledger, const Milestone& milestone, const Number& value) {
  return milestone.unit.empty() ? value.text(ledger.plan.digits) + " " + ledger.plan.currency
                                : value.display() + " " + milestone.unit;
}

// Those of the milestone's values that are above one and not above the other.
std::vector<Number> values_between(const Ledger& ledger, const Account& account, const Milestone& milestone,
                                   const Number& above, const Number& up_to) {
  Scope scope;
  scope.plan = &ledger.plan;
  scope.account = &account;
  std::vector<Number> reached;
  Number last;
  for (const Formula& value : milestone.values) {
    last = number_of(value, scope);
    if (above < last && last <= up_to) reached.push_back(last);
  }
  if (!milestone.further || up_to < last) return reached;
  const Number& step = *milestone.further;
  Number number = (up_to - last).steps(step, RoundingMode::down);  // of the last one that is reached
  std::vector<Number> further;
  for (std::int64_t i = 0; i < most_at_once && number.sign() > 0; ++i, number -= Number(1)) {
    Number value = last + number * step;
    if (value <= above) break;
    further.push_back(std::move(value));
  }
  reached.insert(reached.end(), further.rbegin(), further.rend());
  return reached;
}

// The lines of one instant are by account.
bool goes_before(const Line& a, const Line& b) { return std::tie(a.end, a.account) < std::tie(b.end, b.account); }

// What the lines of the open bill come to, less what was billed of them before. It is due at once.
void bill_early(Ledger& ledger, Index index, Index number, Instant now) {
  const BillPlan& bill = ledger.plan.bill;
  const Milestone& milestone = bill.milestones[number];
  Number total = lines_so_far(ledger, index, milestone.billed, now);
  if (bill.total) total = total.rounded(bill.step, *bill.rounding);
  Sum& billed = row(ledger, index, early_key(milestone, number));
  const Number amount = total - billed.value;
  if (amount.sign() <= 0) return;
  if (billed.value.is_zero()) ledger.early.push_back(index);
  billed.value = total;
  const auto item = static_cast<Index>(ledger.plan.items.size()) + milestone.early;
  const Account& account = ledger.accounts[index];
  ledger.totals[item].amount += amount;
  ledger.summary.total += amount;
  auto& lines = ledger.part.lines;
  Line line{account.name, now, now, milestone.name, ledger.pools[0], "", "postpaid", Number(), "", amount, milestone.clause,
            index, item};
  const auto place = std::lower_bound(lines.begin(), lines.end(), line, goes_before);
  if (place != lines.end() && !goes_before(line, *place)) {
    place->amount += amount;  // of several that are reached at one instant
  } else {
    lines.insert(place, std::move(line));
  }
  debit(ledger, index, amount, now);
}

// As if it were bought; it has no price.
void give(Ledger& ledger, Index index, const std::string& offer, Instant now) {
  Event bought;
  bought.time = now;
  bought.kind = EventKind::buy;
  bought.item = offer;
  buy(ledger, index, bought);
  pay_owed(ledger, index, now);
}

// The pool is that of a meter that is apart by nothing.
Number value_so_far(Ledger& ledger, Index index, Index number, Instant now) {
  if (ledger.plan.so_far[number].meter == none) return lines_so_far(ledger, index, number, now);
  const Sum* sum = ledger.accounts[index].so_far.find({number, 0, 0, 0});
  return sum ? sum->value : Number();
}

}  // namespace

Number lines_so_far(Ledger& ledger, Index index, Index number, Instant now) {
  const SoFar& so_far = ledger.plan.so_far[number];
  Account& account = ledger.accounts[index];
  std::vector<Index> charges;
  for (const Tally& tally : account.tallies.rows()) {
    const Item& item = ledger.plan.items[tally.key[0]];
    if (holds(so_far.lines, item.meter) && !holds(charges, item.charge)) charges.push_back(item.charge);
  }
  const Sum* closed = account.so_far.find({number, 0, 0, 0});
  Number total = closed ? closed->value : Number();
  for (const Index charge : charges) total += OpenCharge(ledger, account, charge, now).of(so_far.lines);
  return total;
}

void add_line_so_far(Ledger& ledger, const Key& key, const Line& line) {
  const auto& all = ledger.plan.so_far;
  for (Index i = 0; i < all.size(); ++i) {
    if (!holds(all[i].lines, ledger.plan.items[key[0]].meter)) continue;
    row(ledger, line.account_number, {i, 0, 0, 0}).value += line.amount;
  }
}

void reach_milestones(Ledger& ledger, Index index, Instant now) {
  const auto& milestones = ledger.plan.bill.milestones;
  for (Index i = 0; i < milestones.size(); ++i) {
    const Milestone& milestone = milestones[i];
    const Number value = value_so_far(ledger, index, milestone.so_far, now);
    Sum& highest = row(ledger, index, mark_key(milestone, i));
    if (value <= highest.value) continue;
    const Account& account = ledger.accounts[index];
    const std::vector<Number> reached = values_between(ledger, account, milestone, highest.value, value);
    highest.value = value;
    if (reached.empty()) continue;
    if (milestone.early != none) {
      bill_early(ledger, index, i, now);
      continue;
    }
    for (const Number& one : reached) {
      if (milestone.gives) {
        give(ledger, index, milestone.name, now);
        continue;
      }
      ledger.notice(now, account, "reached", text_of(ledger, milestone, one), milestone.name, milestone.clause);
    }
  }
}

Number billed_early(const Ledger& ledger, Index account, Index step) {
  const auto& milestones = ledger.plan.bill.milestones;
  for (const Sum& sum : ledger.accounts[account].so_far.rows()) {
    if (is_early(sum) && milestones[sum.key[2] - 1].early == step) return sum.value;
  }
  return {};
}

}  // namespace tariff
