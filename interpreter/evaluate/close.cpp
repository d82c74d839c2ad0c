#include "interpreter/evaluate/close.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "interpreter/evaluate/arrears.hpp"
#include "interpreter/evaluate/fetch.hpp"
#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

std::vector<Index> take_active(const Ledger& ledger, Clock& clock) {
  std::vector<Index> active = std::move(clock.active);
  clock.active.clear();
  for (const Index account : active) clock.listed[account] = 0;
  ledger.sort_by_name(active);
  return active;
}

// What a charge's postpaid quantity costs: the price of the quantity, or what it adds to what its tiers' window has
// been walked so far.
Number priced(Account& account, const Item& item, const Tally& tally) {
  const Schedule& price = item.rows[tally.key[2]].price;
  if (!item.tiers) return price_of(price, tally.quantity);
  Walked& walked = account.walked.at({tally.key[0], tally.key[1], tally.key[2], 0});
  if (item.tiers_by_use) return std::exchange(walked.amount, Number());
  const Number before = walked.quantity;
  walked.quantity += tally.quantity;
  return price_of(price, walked.quantity) - price_of(price, before);
}

void add_line(Ledger& ledger, Index index, const Clock& clock, const Tally& tally) {
  Account& account = ledger.accounts[index];
  const Item& item = ledger.plan.items[tally.key[0]];
  const Meter& meter = ledger.plan.meters[item.meter];
  const PriceRow& row = item.rows[tally.key[2]];
  const bool postpaid = tally.key[3] == none;
  Number amount = postpaid ? priced(account, item, tally) : Number();
  if (ledger.plan.bill.rounding) amount = amount.rounded(ledger.plan.bill.step, *ledger.plan.bill.rounding);
  ItemTotal& total = ledger.totals[tally.key[0]];
  (postpaid ? total.postpaid : total.drawn) += tally.quantity;
  total.amount += amount;
  ledger.summary.total += amount;
  if (account.balance && !amount.is_zero()) {
    if (account.due.is_zero()) ledger.due.push_back(index);
    account.due += amount;
  }
  ledger.part.lines.push_back({account.name, clock.open.start, clock.open.end, meter.name,
                               ledger.pools[tally.key[1]], row.name,
                               postpaid ? std::string_view("postpaid") : account.packages[tally.key[3]].ref,
                               tally.quantity, meter.unit, std::move(amount), row.clause});
}

bool is_billed(Ledger& ledger, Account& account, const Charge& charge, const std::vector<Number>& highest) {
  if (!charge.when) return true;
  Scope scope;
  scope.plan = &ledger.plan;
  scope.account = &account;
  scope.highest = &highest;
  return truth_of(charge.when, scope);
}

bool goes_before_in_account(const Line& a, const Line& b) {
  return std::tie(a.item, a.pool, a.row, a.source, a.start) < std::tie(b.item, b.pool, b.row, b.source, b.start);
}

bool goes_before(const Line& a, const Line& b) {
  return a.account != b.account ? a.account < b.account : goes_before_in_account(a, b);
}

// What folds and draws have gathered for the clock's charges becomes lines.
void bill_account(Ledger& ledger, Index clock, Index index, Instant end) {
  Account& account = ledger.accounts[index];
  for (FoldValue& value : close_folds(ledger, clock, index, end)) {
    for (Index item = 0; item < ledger.plan.items.size(); ++item) {
      if (ledger.plan.items[item].meter != value.meter) continue;
      account.tallies.at({item, value.pool, 0, none}).quantity += value.value;
    }
  }
  const std::vector<Number> highest = highest_attributes(ledger, account, clock);
  const auto& charges = ledger.plan.charges;
  const auto ends = [&](const Tally& tally) {
    return ledger.charge_clock[ledger.plan.items[tally.key[0]].charge] == clock;
  };
  auto& lines = ledger.part.lines;
  const auto first = static_cast<std::ptrdiff_t>(lines.size());
  for (const Tally& tally : account.tallies.rows()) {
    if (ends(tally) && is_billed(ledger, account, charges[ledger.plan.items[tally.key[0]].charge], highest)) {
      add_line(ledger, index, ledger.clocks[clock], tally);
    }
  }
  std::sort(lines.begin() + first, lines.end(), goes_before_in_account);
  account.tallies.erase_if(ends);
  for (Walked& walked : account.walked.rows()) {
    if (ledger.charge_clock[ledger.plan.items[walked.key[0]].charge] == clock) walked.amount = Number();
  }
  account.walked.erase_if([&](const Walked& walked) { return ledger.tier_clock[walked.key[0]] == clock; });
}

// Lines come by account, and in order within each. Those of a window that ends alone are handed over as they come; those
// of windows closed before are merged in.
void close_window(Ledger& ledger, Index number, Instant end, bool alone) {
  auto& lines = ledger.part.lines;
  const auto first = static_cast<std::ptrdiff_t>(lines.size());
  const std::vector<Index> active = take_active(ledger, ledger.clocks[number]);
  for (std::size_t i = 0; i < active.size(); ++i) {
    fetch_ahead(ledger.accounts, active, i);
    if (i + 8 < active.size()) __builtin_prefetch(ledger.accounts[active[i + 8]].name.data());
    bill_account(ledger, number, active[i], end);
    if (alone && lines.size() >= Ledger::rows_at_once) ledger.hand_over();
  }
  if (!alone) std::inplace_merge(lines.begin(), lines.begin() + first, lines.end(), goes_before);
}

}  // namespace

void close_windows(Ledger& ledger, Instant end) {
  const auto ends = [&](const Clock& clock) { return clock.open.end == end; };
  const bool alone = std::count_if(ledger.clocks.begin(), ledger.clocks.end(), ends) == 1;
  for (Index clock = 0; clock < ledger.clocks.size(); ++clock) {
    if (ends(ledger.clocks[clock])) close_window(ledger, clock, end, alone);
  }
  if (ends(ledger.clocks[ledger.bill_clock])) {
    for (const Index account : ledger.due) debit(ledger, account, end);
    ledger.due.clear();
    ledger.ids.clear();
  }
  for (Clock& clock : ledger.clocks) {
    if (ends(clock)) clock.open = window_at(ledger.plan.zone, clock.window, end);
  }
  ledger.hand_over();
}

}  // namespace tariff
