#include "interpreter/evaluate/close.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "interpreter/evaluate/amounts.hpp"
#include "interpreter/evaluate/arrears.hpp"
#include "interpreter/evaluate/derived.hpp"
#include "interpreter/evaluate/fetch.hpp"
#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/milestones.hpp"
#include "interpreter/evaluate/owed.hpp"
#include "interpreter/evaluate/pay.hpp"
#include "interpreter/evaluate/settle.hpp"

namespace tariff {
namespace {

std::vector<Index> take_active(const Ledger& ledger, Clock& clock) {
  std::vector<Index> active = std::move(clock.active);
  clock.active.clear();
  for (const Index account : active) clock.listed[account] = 0;
  ledger.sort_by_name(active);
  return active;
}

void add_line(Ledger& ledger, Index index, const Clock& clock, const Tally& tally, const Scope& closing) {
  Account& account = ledger.accounts[index];
  const Item& item = ledger.plan.items[tally.key[0]];
  const PriceRow& row = ledger.price_row(tally.key[0], tally.key[2]);
  const bool postpaid = tally.key[3] == none;
  const HeldPackage* payer = postpaid ? nullptr : &account.packages[tally.key[3]];
  ItemTotal& total = ledger.totals[tally.key[0]];
  (postpaid ? total.postpaid : total.drawn) += tally.quantity;
  Line line{account.name, clock.open.start, clock.open.end, item.name, ledger.pools[tally.key[1]],
            ledger.row_name(tally.key[0], tally.key[2]), postpaid ? std::string_view("postpaid") : payer->ref,
            tally.quantity, item.unit, amount_of(ledger, account, tally, closing), row.clause, index, tally.key[0]};
  if (is_paid_in_money(ledger, account, tally)) return book(ledger, std::move(line));
  const bool priced_now = (postpaid || item.by_payer) && !item.tiers_by_use && !ledger.plan.charges[item.charge].each;
  if (priced_now && item.tiers) account.walked.at(tally.key).quantity += tally.quantity;
  book(ledger, tally.key, std::move(line));
}

// What packages in money paid is taken off again: a line of each.
void add_spent(Ledger& ledger, Index index, const Clock& clock, const std::function<bool(const Amount&)>& ends) {
  const Account& account = ledger.accounts[index];
  std::map<Index, Number> paid;
  for (const Amount& amount : account.spent.rows()) {
    if (ends(amount)) paid[amount.key[3]] += amount.value;
  }
  for (const auto& [package, amount] : paid) {
    const HeldPackage& held = account.packages[package];
    const Package& its = ledger.plan.packages[held.package];
    book(ledger, {account.name, clock.open.start, clock.open.end, its.name, ledger.pools[0], "", held.ref, Number(), "",
                  -amount, held.offer == none ? its.given->clause : its.offers[held.offer].clause, index,
                  ledger.number_of_package(held.package)});
  }
}

// What is due in every window while the account is open: of what was not used, nothing; of a fee, one.
void add_unused(const Ledger& ledger, Account& account, Index clock) {
  if (account.closed != Closed::no) return;
  for (Index item = 0; item < ledger.plan.items.size(); ++item) {
    const Item& one = ledger.plan.items[item];
    if (!ledger.plan.charges[one.charge].unused || ledger.charge_clock[one.charge] != clock) continue;
    Tally& tally = account.tallies.at({item, 0, 0, none});
    if (one.meter == none) tally.quantity = 1;
  }
}

// What is missing to the least that a charge comes to, or above the most.
void limit_charge(Ledger& ledger, Index index, const Clock& clock, Index number, Number total, const Scope& closing) {
  const Charge& charge = ledger.plan.charges[number];
  for (const Limit& limit : charge.limits) {
    const Number amount = limited(ledger, limit, total, closing);
    if (amount.is_zero()) continue;
    total += amount;
    const Index item = first_item(ledger.plan, number);
    book(ledger, {item, 0, 0, 0},
         {ledger.accounts[index].name, clock.open.start, clock.open.end, charge.name, ledger.pools[0], name_of(limit),
          "postpaid", Number(), "", amount, limit.clause, index, item});
  }
}

bool goes_before_in_account(const Line& a, const Line& b) {
  return std::tie(a.item, a.pool, a.row, a.source, a.start) < std::tie(b.item, b.pool, b.row, b.source, b.start);
}

bool goes_before(const Line& a, const Line& b) {
  return a.account != b.account ? a.account < b.account : goes_before_in_account(a, b);
}

// Which of the item's prices is that of the keys, the values of fields.
Index price_of_keys(const Ledger& ledger, const Item& item, Index key) {
  if (item.rows.size() < 2) return 0;
  const auto& schema = ledger.plan.schema;
  Batch keys;  // as if a record had them
  keys.columns.resize(schema.fields.size());
  const std::vector<Index> values = ledger.keys[key];
  const auto& fields = ledger.plan.meters[item.meter].keys;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& choices = ledger.choice_names[fields[i]];
    const std::string_view value = ledger.pools[values[i]];
    Column& column = keys.columns[fields[i]];
    column.given = {static_cast<std::uint8_t>(!value.empty())};
    column.texts = {value};
    column.codes = {static_cast<std::uint32_t>(std::find(choices.begin(), choices.end(), values[i]) - choices.begin())};
  }
  Scope scope;
  scope.plan = &ledger.plan;
  scope.batch = &keys;
  const std::uint32_t code = item.looked_up ? code_of(item.looked_up, scope) : 0;
  return first_row(item, code, [&](Index row) { return !item.rows[row].when || truth_of(item.rows[row].when, scope); });
}

// What is paid as the window closes: demands put off until then, and the values of folds; in the order in which items
// draw, then that of the rows of their prices.
std::vector<Demand> put_off(Ledger& ledger, Index clock, Index index, Instant end) {
  Account& account = ledger.accounts[index];
  const auto& items = ledger.plan.items;
  std::vector<Demand> demands;
  const auto add = [&](Index item, Index pool, Index row, const Number& quantity) {
    demands.push_back({items[item].meter, item, pool, row, quantity, 0, 0});
  };
  const auto ends = [&](const Tally& tally) { return ledger.deduct_clock[items[tally.key[0]].charge] == clock; };
  for (const Tally& tally : account.unpaid.rows()) {
    if (ends(tally)) add(tally.key[0], tally.key[1], tally.key[2], tally.quantity);
  }
  account.unpaid.erase_if(ends);
  std::vector<FoldValue> values = close_folds(ledger, clock, index, end);
  derive(ledger, clock, index, values);
  for (const FoldValue& value : values) {
    for (Index item = 0; item < items.size(); ++item) {
      if (items[item].meter != value.meter) continue;
      add(item, value.pool, ledger.row_number(item, price_of_keys(ledger, items[item], value.key), value.key), value.value);
    }
  }
  std::stable_sort(demands.begin(), demands.end(), [](const Demand& a, const Demand& b) {
    return std::tie(a.item, a.row) < std::tie(b.item, b.row);
  });
  return demands;
}

void pay_window(Ledger& ledger, Index clock, Index index, Instant end) {
  if (!ledger.pays_at_end) return;
  for (const Demand& demand : put_off(ledger, clock, index, end)) {
    pay_at_end(ledger, index, demand, end);
    const Index lines = ledger.charge_clock[ledger.plan.items[demand.item].charge];
    const Index tiers = ledger.tier_clock[demand.item];
    if (lines != clock) ledger.list(lines, index);
    if (tiers != none && tiers != clock) ledger.list(tiers, index);
  }
}

// What folds and draws have gathered for the clock's charges becomes lines.
void bill_account(Ledger& ledger, Index clock, Index index, Instant end) {
  Account& account = ledger.accounts[index];
  pay_window(ledger, clock, index, end);
  end_owed(ledger, clock, index);
  const std::vector<Number> highest = highest_attributes(ledger, account, clock, end);
  const Clock& ending = ledger.clocks[clock];
  const Scope closing = scope_at_close(ledger, account, ending, highest);
  const auto& charges = ledger.plan.charges;
  const auto ends = [&](const auto& row) {
    return ledger.charge_clock[ledger.plan.items[row.key[0]].charge] == clock;
  };
  auto& lines = ledger.part.lines;
  const auto first = static_cast<std::ptrdiff_t>(lines.size());
  if (!ledger.unused_charges.empty()) {
    add_unused(ledger, account, clock);
    if (account.closed == Closed::no) ledger.list_unused(index);
  }
  std::map<Index, Number> totals;  // of charges with limits
  for (const Tally& tally : account.tallies.rows()) {
    const Index charge = ledger.plan.items[tally.key[0]].charge;
    if (!ends(tally)) continue;
    if (!is_billed(ledger, tally, closing)) continue;
    add_line(ledger, index, ending, tally, closing);
    if (!charges[charge].limits.empty()) totals[charge] += lines.back().amount;
  }
  for (const auto& [charge, total] : totals) limit_charge(ledger, index, ending, charge, total, closing);
  add_spent(ledger, index, ending, ends);
  std::sort(lines.begin() + first, lines.end(), goes_before_in_account);
  account.tallies.erase_if(ends);
  account.priced.erase_if(ends);
  account.spent.erase_if(ends);
  account.so_far.erase_if([&](const Sum& sum) { return !is_early(sum) && ledger.so_far_clock[sum.key[0]] == clock; });
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
  if (!ledger.part.lines.empty()) ledger.hand_over();  // billed early, before
  const auto ends = [&](const Clock& clock) { return clock.open.end == end; };
  const Clock& bill = ledger.clocks[ledger.bill_clock];
  const bool settles = ends(bill) && (ledger.plan.bill.total || !ledger.plan.bill.steps.empty());
  const bool alone = !settles && std::count_if(ledger.clocks.begin(), ledger.clocks.end(), ends) == 1;
  for (Index clock = 0; clock < ledger.clocks.size(); ++clock) {
    if (ends(ledger.clocks[clock])) close_window(ledger, clock, end, alone);
  }
  if (settles) {
    settle(ledger, bill.open);
    std::stable_sort(ledger.part.lines.begin(), ledger.part.lines.end(), goes_before);
  }
  if (ends(bill)) {
    for (const Index account : ledger.due) debit(ledger, account, std::exchange(ledger.accounts[account].due, Number()), end);
    ledger.due.clear();
    ledger.ids.clear();
  }
  for (Clock& clock : ledger.clocks) {
    if (ends(clock)) clock.open = ledger.window_of(clock.window, end);
  }
  ledger.hand_over();
}

}  // namespace tariff
