#include "interpreter/evaluate/pay.hpp"

#include <algorithm>

#include "interpreter/evaluate/owed.hpp"
#include "interpreter/evaluate/packages.hpp"
#include "interpreter/evaluate/prices.hpp"
#include "interpreter/evaluate/purses.hpp"
#include "interpreter/evaluate/queues.hpp"
#include "interpreter/evaluate/renewals.hpp"
#include "interpreter/evaluate/returns.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

// What a fold gathers is paid when its window closes. A price of each record is due even of nothing.
bool is_asked(const Plan& plan, const Demand& demand) {
  if (demand.item == none || !plan.meters[demand.meter].folds.empty()) return false;
  return !demand.quantity.is_zero() || plan.charges[plan.items[demand.item].charge].each;
}

// A demand that a source must pay as the record comes.
bool is_payable(const Plan& plan, const Demand& demand) {
  return is_asked(plan, demand) && !charge_of(plan, demand).deducts;
}

// What a condition of a source may read where no record is left.
Scope scope_of(const Ledger& ledger, Index account) {
  return scope_of(ledger.plan, ledger.accounts[account], nullptr, 0);
}

// Whether a source is asked now.
bool is_open(const Formula& when, const Scope& scope) { return !when || truth_of(when, scope); }

bool postpaid_open(const Charge& charge, const Scope& scope) {
  return charge.postpaid && is_open(charge.postpaid_when, scope);
}

bool is_owed(const Charge& charge, const Scope& scope) { return charge.owed && is_open(charge.owed->when, scope); }

bool is_package(Index source) { return source < owed_source; }

// What is taken of a package that pays so much: whole steps, where it is drawn in steps.
Number taken_for(const Cover& cover, const Number& paid) {
  return cover.ratio * (cover.step.is_zero() ? paid : paid.rounded(cover.step, RoundingMode::up));
}

// How much of the demand a package can pay, in the meter's unit.
Number coverable(const Plan& plan, const HeldPackage& held, const Demand& demand, bool beyond) {
  const Package& package = plan.packages[held.package];
  const Cover* cover = cover_of(package, demand.meter);
  if (!cover || (package.apart && held.pool != demand.pool)) return {};
  const Number room = room_of(plan, held, beyond, beyond ? taken_for(*cover, demand.quantity) : Number());
  if (!cover->step.is_zero()) return (room / cover->ratio).rounded(cover->step, RoundingMode::down);
  if (cover->ratio == Number(1)) return room;
  const Number units = room / cover->ratio;
  return plan.meters[demand.meter].whole ? units.steps(Number(1), RoundingMode::down) : units;
}

// What the packages of one queue take of `need`, which shrinks: of each as much as it can pay, and `take` is told of it.
// Where that is not enough, those that may be overdrawn pay beyond what they have.
template <typename Most, typename Take>
void take_from(const Plan& plan, Account& account, Index number, Instant now, Number& need, Most most, Take take) {
  auto& queue = account.queues[number];
  while (!queue.empty() && is_spent(plan, account.packages[queue.front()], now)) queue.erase(queue.begin());
  for (const bool beyond : {false, true}) {
    for (const Index index : queue) {
      if (need.is_zero()) return;
      HeldPackage& held = account.packages[index];
      if (is_spent(plan, held, now)) continue;
      Number taken = most(held, beyond);
      if (taken > need) taken = need;
      if (taken.sign() <= 0) continue;
      need -= taken;
      take(index, held, std::move(taken));
    }
  }
}

// What the packages of one queue would pay of a demand.
void reserve_from(Ledger& ledger, Account& account, Index queue, const Demand& demand, Index number, Instant now,
                  Number& need) {
  take_from(
      ledger.plan, account, queue, now, need,
      [&](const HeldPackage& held, bool beyond) { return coverable(ledger.plan, held, demand, beyond); },
      [&](Index index, HeldPackage& held, Number paid) {
        Number taken = taken_for(*cover_of(ledger.plan.packages[held.package], demand.meter), paid);
        held.reserved += taken;
        ledger.shares.push_back({number, index, std::move(paid), std::move(taken), {}});
      });
}

// What the packages of a charge take of a demand; the rest is what they leave.
Number reserve(Ledger& ledger, Index index, const Demand& demand, Index number, Instant now, const Scope& record) {
  Number need = demand.quantity;
  if (ledger.gives_to_pools) renew_pool(ledger, index, demand, now);
  Account& account = ledger.accounts[index];
  if (account.queues.empty()) return need;
  for (const Index queue : charge_of(ledger.plan, demand).queues) {
    if (!is_open(ledger.plan.queues[queue].when, record)) continue;
    reserve_from(ledger, account, queue, demand, number, now, need);
  }
  return need;
}

// What packages in money would pay of an amount, which shrinks. The quantity stands with the first that pays.
void reserve_money(Ledger& ledger, Account& account, const Demand& demand, Index number, Instant now, const Scope& record,
                   Number& quantity, Number& amount) {
  if (account.queues.empty()) return;
  for (const Index queue : charge_of(ledger.plan, demand).queues) {
    if (!is_open(ledger.plan.queues[queue].when, record)) continue;
    take_from(
        ledger.plan, account, queue, now, amount,
        [&](const HeldPackage& held, bool beyond) {
          return ledger.plan.packages[held.package].money ? room_of(ledger.plan, held, beyond, amount) : Number();
        },
        [&](Index index, HeldPackage& held, const Number& paid) {
          held.reserved += paid;
          ledger.shares.push_back({number, index, quantity, paid, paid});
          quantity = Number();
        });
  }
}

// Of what each package pays the price: packages in money pay it, where they are among the payers; what they leave is
// billed. False if it cannot be.
bool share_prices(Ledger& ledger, Index index, const Demand& demand, Index number, std::size_t first, Instant now,
                  const Scope& record) {
  const Charge& charge = charge_of(ledger.plan, demand);
  Account& account = ledger.accounts[index];
  const auto last = ledger.shares.size();
  for (std::size_t i = first; i < last; ++i) {
    Number quantity = ledger.shares[i].quantity;
    const Index payer = ledger.shares[i].source;
    bool again = false;  // beyond what it has: of one price with what it paid before
    for (std::size_t other = first; other < last; ++other) {
      if (other == i || ledger.shares[other].source != payer) continue;
      again |= other < i;
      quantity += ledger.shares[other].quantity;
    }
    if (again) continue;
    Number amount = price_of_record(ledger, demand, quantity, record, &account.packages[payer]);
    if (charge.money && amount.sign() > 0) {
      Number nothing;
      reserve_money(ledger, account, demand, number, now, record, nothing, amount);
      if (!amount.is_zero() && !postpaid_open(charge, record)) return false;
    }
    ledger.shares[i].amount = std::move(amount);
  }
  return true;
}

// What packages leave of a demand: its price is paid by packages in money, then postpaid. False if no one does.
bool share_rest(Ledger& ledger, Index index, const Demand& demand, Index number, Number rest, Instant now,
                const Scope& record) {
  if (rest.is_zero() && !demand.quantity.is_zero()) return true;
  const Charge& charge = charge_of(ledger.plan, demand);
  if (is_owed(charge, record)) {
    ledger.shares.push_back({number, owed_source, std::move(rest), {}, {}});
    return true;
  }
  Number amount = price_of_record(ledger, demand, rest, record);
  const bool free = charge.money && amount.sign() <= 0;  // nothing is to be paid
  if (charge.money && !free) {
    reserve_money(ledger, ledger.accounts[index], demand, number, now, record, rest, amount);
    if (amount.is_zero()) return true;
  }
  if (!free && !postpaid_open(charge, record)) return false;
  ledger.shares.push_back({number, none, std::move(rest), {}, std::move(amount)});
  return true;
}

// What is returned: what is owed comes off first, for no one has paid it; then the payers are given back theirs, the latest
// first. What was never drawn goes below zero. False if no one answers for that.
bool share_back(Ledger& ledger, Index index, const Demand& demand, Index number, const Scope& record) {
  Account& account = ledger.accounts[index];
  const Charge& charge = charge_of(ledger.plan, demand);
  Demand unowed = demand;
  if (const Number owed = owed_of(account, demand); owed.sign() > 0) {
    const Number part = std::min(owed, -demand.quantity);
    ledger.shares.push_back({number, owed_source, -part, {}, {}});
    unowed.quantity += part;
  }
  const std::size_t first = ledger.shares.size();
  const Returned back = share_return(ledger, account, unowed, number);
  Number quantity = back.paid + back.beyond;
  Number amount = price_back(ledger, account, demand, first, record);
  if (!quantity.is_zero()) amount += price_of_record(ledger, demand, -quantity, record);
  // Packages in money do not pay what a return may cost.
  const bool asks = charge.money ? amount.sign() > 0 : !back.beyond.is_zero();
  if (asks && !is_owed(charge, record) && !postpaid_open(charge, record)) return false;
  if (!back.beyond.is_zero() && is_owed(charge, record)) {
    ledger.shares.push_back({number, owed_source, -back.beyond, {}, {}});
    quantity = back.paid;
  }
  if (charge.money && amount.sign() < 0) amount = -share_return_of_money(ledger, account, demand, number, -amount, quantity);
  if (!quantity.is_zero() || !amount.is_zero()) ledger.shares.push_back({number, none, -quantity, {}, std::move(amount)});
  return true;
}

// Shares one record among its sources; false if one demand finds none.
bool share(Ledger& ledger, Index index, std::span<const Demand> demands, Instant now, const Scope& record) {
  for (Index i = 0; i < demands.size(); ++i) {
    const Demand& demand = demands[i];
    if (!is_payable(ledger.plan, demand)) continue;
    if (is_return(ledger.plan, demand)) {
      if (!share_back(ledger, index, demand, i, record)) return false;
      continue;
    }
    const std::size_t first = ledger.shares.size();
    Number rest = reserve(ledger, index, demand, i, now, record);
    if (ledger.plan.items[demand.item].by_payer && !share_prices(ledger, index, demand, i, first, now, record)) return false;
    if (!share_rest(ledger, index, demand, i, std::move(rest), now, record)) return false;
  }
  return true;
}

// How many records, up to `times`, are shared just like the one at hand: as long as no demand straddles two sources,
// until the first of its packages has too little left for another.
std::int64_t repeats(const Ledger& ledger, const Account& account, std::span<const Demand> demands, std::int64_t times) {
  Index before = none;
  for (const auto& share : ledger.shares) {
    if (share.demand == before) return 1;
    before = share.demand;
  }
  for (const auto& share : ledger.shares) {
    const Demand& demand = demands[share.demand];
    if (is_return(ledger.plan, demand)) {
      times = std::min(times, share.source == owed_source ? 1 : returns_alike(ledger.plan, account, demand, share));
      continue;
    }
    if (!is_package(share.source)) continue;
    const HeldPackage& held = account.packages[share.source];
    const Package& package = ledger.plan.packages[held.package];
    const bool beyond = held.left < held.reserved;
    if (beyond && !package.most_overdrawn) continue;
    const Number left = beyond ? held.left + *package.most_overdrawn : held.left;
    const auto fits = left.steps(held.reserved, RoundingMode::down).to_int64();
    if (fits) times = std::min(times, *fits);
  }
  return times;
}

void release(const Ledger& ledger, Account& account) {
  for (const auto& share : ledger.shares) {
    if (is_package(share.source)) account.packages[share.source].reserved = Number();
  }
}

// Notes what a source pays of an item in the open window: of each of the records so much, which comes to an amount.
void tally(Ledger& ledger, Index index, const Demand& demand, Index source, const Number& each, const Number& amount,
           std::int64_t times) {
  Account& account = ledger.accounts[index];
  const Item& item = ledger.plan.items[demand.item];
  const Key key{demand.item, demand.pool, demand.row, source};
  const Number quantity = times == 1 ? each : each * Number(times);
  account.tallies.at(key).quantity += quantity;
  if (item.tiers_by_use) {
    const bool is_priced = source == none || item.by_payer;
    const HeldPackage* payer = source == none ? nullptr : &account.packages[source];
    account.priced.at({demand.item, demand.pool, demand.row, is_priced ? source : none}).value += price_of_place(
        ledger, account, ledger.price_row(demand.item, demand.row), demand, is_priced, payer, quantity);
  } else if (!amount.is_zero()) {
    account.priced.at(key).value += amount * Number(times);
  }
}

// By packages that are valid at one instant, at another.
void draw(Ledger& ledger, Index index, std::span<const Demand> demands, std::int64_t times, Instant valid, Instant now) {
  for (const auto& share : ledger.shares) {
    const Demand& demand = demands[share.demand];
    if (share.source == owed_source) {
      owe(ledger, index, demand, times == 1 ? share.quantity : share.quantity * Number(times));
      continue;
    }
    tally(ledger, index, demand, share.source, share.quantity, share.amount, times);
    Account& account = ledger.accounts[index];
    note_draw(ledger.plan, account, demand, share, times);
    if (share.source == none) continue;
    HeldPackage& held = account.packages[share.source];
    const Number taken = times == 1 ? share.taken : share.taken * Number(times);
    if (ledger.plan.packages[held.package].money) account.spent.at({demand.item, 0, 0, share.source}).value += taken;
    if (is_return(ledger.plan, demand)) {
      put_back(ledger.plan, account, share.source, -taken, valid);
      if (held.sharing != Sharing::no) spread(ledger, index, share.source, valid);
    } else {
      held.left -= taken;
      drew(ledger, index, share.source, valid, now);
    }
  }
}

// What is paid as a window closes waits until then.
void note(Ledger& ledger, Index index, std::span<const Demand> demands, std::int64_t times) {
  const Plan& plan = ledger.plan;
  for (const Demand& demand : demands) {
    if (!is_asked(plan, demand)) continue;
    const Index charge = plan.items[demand.item].charge;
    if (plan.charges[charge].deducts) {
      ledger.accounts[index].unpaid.at({demand.item, demand.pool, demand.row, none}).quantity +=
          demand.quantity * Number(times);
      ledger.list(ledger.deduct_clock[charge], index);
    } else {
      ledger.list(ledger.charge_clock[charge], index);
      if (plan.items[demand.item].tiers) ledger.list(ledger.tier_clock[demand.item], index);
    }
  }
}

// An account that has no package: postpaid pays, or no one.
std::int64_t pay_without_packages(Ledger& ledger, Index index, std::span<const Demand> demands, std::int64_t times,
                                  const Scope& record) {
  const auto price = [&](const Demand& demand) { return price_of_record(ledger, demand, demand.quantity, record); };
  for (const Demand& demand : demands) {
    if (!is_payable(ledger.plan, demand)) continue;
    const Charge& charge = charge_of(ledger.plan, demand);
    if (!is_owed(charge, record) && !postpaid_open(charge, record) && !(charge.money && price(demand).sign() <= 0)) return 0;
  }
  for (const Demand& demand : demands) {
    if (!is_payable(ledger.plan, demand)) continue;
    if (is_owed(charge_of(ledger.plan, demand), record)) {
      owe(ledger, index, demand, demand.quantity * Number(times));
    } else {
      tally(ledger, index, demand, none, demand.quantity, price(demand), times);
    }
  }
  return times;
}

}  // namespace

std::int64_t pay(Ledger& ledger, Index index, std::span<const Demand> demands, std::int64_t times, Instant now,
                 const Scope& record) {
  Account& account = ledger.accounts[index];
  if (account.renews <= now) renew(ledger, index, now);
  const bool alone = account.queues.empty() && !ledger.gives_to_pools && !ledger.gives_back;
  std::int64_t paid = alone ? pay_without_packages(ledger, index, demands, times, record) : 0;
  while (!alone && paid < times) {
    ledger.shares.clear();
    const bool found = share(ledger, index, demands, now, record);
    const std::int64_t alike = found ? repeats(ledger, account, demands, times - paid) : 0;
    release(ledger, account);
    if (!found) break;
    draw(ledger, index, demands, alike, now, now);
    paid += alike;
  }
  if (paid > 0) note(ledger, index, demands, paid);
  if (!account.owed.rows().empty()) await_packages(ledger, index, now);
  return paid;
}

bool would_pay(Ledger& ledger, Index index, std::span<const Asked> parts, Instant now) {
  renew(ledger, index, now);
  ledger.shares.clear();
  const bool found = std::all_of(parts.begin(), parts.end(), [&](const Asked& part) {
    return share(ledger, index, part.demands, now, part.record);
  });
  release(ledger, ledger.accounts[index]);
  return found;
}

Number pay_from_packages(Ledger& ledger, Index index, const Demand& demand, Instant valid, Instant now) {
  ledger.shares.clear();
  Number rest = reserve(ledger, index, demand, 0, valid, scope_of(ledger, index));
  release(ledger, ledger.accounts[index]);
  draw(ledger, index, {&demand, 1}, 1, valid, now);
  return rest;
}

void pay_postpaid(Ledger& ledger, Index index, const Demand& demand, const Number& quantity) {
  tally(ledger, index, demand, none, quantity, {}, 1);
  note_draw(ledger.plan, ledger.accounts[index], demand, {0, none, quantity, {}, {}}, 1);
}

void pay_at_end(Ledger& ledger, Index index, const Demand& demand, Instant end) {
  renew(ledger, index, end - 1);
  if (is_return(ledger.plan, demand)) {
    ledger.shares.clear();
    share_back(ledger, index, demand, 0, scope_of(ledger, index));
    return draw(ledger, index, {&demand, 1}, 1, end - 1, end);
  }
  const Number rest = pay_from_packages(ledger, index, demand, end - 1, end);
  if (!rest.is_zero() || demand.quantity.is_zero()) pay_postpaid(ledger, index, demand, rest);
}

void pay_money(Ledger& ledger, Index index, Index queue, Number amount, Instant now,
               const std::function<void(Index package, const Number& amount)>& paid) {
  renew(ledger, index, now);
  Account& account = ledger.accounts[index];
  if (account.queues.empty() || !is_open(ledger.plan.queues[queue].when, scope_of(ledger, index))) return;
  take_from(
      ledger.plan, account, queue, now, amount,
      [&](const HeldPackage& held, bool beyond) { return room_of(ledger.plan, held, beyond, amount); },
      [&](Index package, HeldPackage& held, const Number& taken) {
        held.left -= taken;
        paid(package, taken);
        drew(ledger, index, package, now, now);
      });
}

}  // namespace tariff
