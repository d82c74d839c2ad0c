#include "interpreter/evaluate/owed.hpp"

#include <algorithm>
#include <tuple>

#include "interpreter/evaluate/pay.hpp"
#include "interpreter/evaluate/renewals.hpp"

namespace tariff {
namespace {

const Charge& charge_of(const Ledger& ledger, const Tally& owed) {
  return ledger.plan.charges[ledger.plan.items[owed.key[0]].charge];
}

Demand demand_of(const Ledger& ledger, const Tally& owed) {
  return {ledger.plan.items[owed.key[0]].meter, owed.key[0], owed.key[1], owed.key[2], owed.quantity, 0, 0};
}

// In the order in which items draw, then that of the rows of their prices.
std::vector<Tally> in_order(const Account& account) {
  std::vector<Tally> owed(account.owed.rows().begin(), account.owed.rows().end());
  std::sort(owed.begin(), owed.end(), [](const Tally& a, const Tally& b) {
    return std::tie(a.key[0], a.key[2], a.key[1]) < std::tie(b.key[0], b.key[2], b.key[1]);
  });
  return owed;
}

void list_windows(Ledger& ledger, Index index, const Tally& owed) {
  const Item& item = ledger.plan.items[owed.key[0]];
  ledger.list(ledger.charge_clock[item.charge], index);
  if (item.tiers) ledger.list(ledger.tier_clock[owed.key[0]], index);
}

template <typename Ends>
void end_where(Ledger& ledger, Index index, Ends ends) {
  Account& account = ledger.accounts[index];
  if (account.owed.rows().empty()) return;
  for (const Tally& owed : in_order(account)) {
    if (!ends(owed)) continue;
    pay_postpaid(ledger, index, demand_of(ledger, owed), owed.quantity);
    list_windows(ledger, index, owed);
  }
  account.owed.erase_if(ends);
}

// A reset of a package ends what is owed in the charges that draw on it.
bool ends_at_reset(const Plan& plan, const Charge& charge, std::string_view package) {
  if (!charge.owed || !charge.owed->reset) return false;
  return package.empty() || std::any_of(charge.queues.begin(), charge.queues.end(), [&](Index queue) {
    const auto& packages = plan.queues[queue].packages;
    return std::any_of(packages.begin(), packages.end(), [&](Index one) { return plan.packages[one].name == package; });
  });
}

}  // namespace

void owe(Ledger& ledger, Index index, const Demand& demand, const Number& quantity) {
  if (quantity.is_zero()) return;
  Account& account = ledger.accounts[index];
  account.owed.at({demand.item, demand.pool, demand.row, none}).quantity += quantity;
  if (quantity.sign() < 0) account.owed.erase_if([](const Tally& owed) { return owed.quantity.is_zero(); });
  const Index clock = ledger.owed_clock[ledger.plan.items[demand.item].charge];
  if (clock != none) ledger.list(clock, index);
}

Number owed_of(Account& account, const Demand& demand) {
  const Tally* owed = account.owed.find({demand.item, demand.pool, demand.row, none});
  return owed ? owed->quantity : Number();
}

void await_packages(Ledger& ledger, Index index, Instant now) {
  Account& account = ledger.accounts[index];
  Instant next = never;
  for (const Tally& owed : account.owed.rows()) {
    next = std::min(next, next_renewal(ledger, index, demand_of(ledger, owed), now));
  }
  if (next == account.awaits) return;
  account.awaits = next;
  if (next == never) return;
  Timer timer;
  timer.at = next;
  timer.kind = Timer::Kind::renewal;
  timer.account = index;
  ledger.set_timer(timer);
}

void packages_come(Ledger& ledger, const Timer& timer) {
  Account& account = ledger.accounts[timer.account];
  if (timer.at != account.awaits) return;  // others came before
  account.awaits = never;
  renew(ledger, timer.account, timer.at);
  pay_owed(ledger, timer.account, timer.at);
}

void pay_owed(Ledger& ledger, Index index, Instant now) {
  if (ledger.accounts[index].owed.rows().empty()) return;
  renew(ledger, index, now);
  if (ledger.accounts[index].closed == Closed::no && !ledger.accounts[index].suspended) {
    for (const Tally& owed : in_order(ledger.accounts[index])) {
      Number rest = pay_from_packages(ledger, index, demand_of(ledger, owed), now, now);
      if (rest == owed.quantity) continue;
      list_windows(ledger, index, owed);
      ledger.accounts[index].owed.at(owed.key).quantity = std::move(rest);
    }
    ledger.accounts[index].owed.erase_if([](const Tally& owed) { return owed.quantity.is_zero(); });
  }
  await_packages(ledger, index, now);
}

void end_owed(Ledger& ledger, Index clock, Index index) {
  end_where(ledger, index, [&](const Tally& owed) {
    return ledger.owed_clock[ledger.plan.items[owed.key[0]].charge] == clock;
  });
}

bool end_owed_at_reset(Ledger& ledger, Index index, std::string_view package) {
  end_where(ledger, index, [&](const Tally& owed) { return ends_at_reset(ledger.plan, charge_of(ledger, owed), package); });
  const auto& charges = ledger.plan.charges;
  return std::any_of(charges.begin(), charges.end(),
                     [&](const Charge& charge) { return ends_at_reset(ledger.plan, charge, package); });
}

void list_owed(Ledger& ledger) {
  std::vector<Index> debtors;
  for (Index index = 0; index < ledger.accounts.size(); ++index) {
    if (!ledger.accounts[index].owed.rows().empty()) debtors.push_back(index);
  }
  ledger.sort_by_name(debtors);
  auto& list = ledger.summary.owed;
  for (const Index index : debtors) {
    const auto first = static_cast<std::ptrdiff_t>(list.size());
    for (const Tally& owed : in_order(ledger.accounts[index])) {
      const Item& item = ledger.plan.items[owed.key[0]];
      const std::string_view account = ledger.accounts[index].name, pool = ledger.pools[owed.key[1]];
      const auto known = std::find_if(list.begin() + first, list.end(), [&](const StillOwed& one) {
        return one.item == item.name && one.pool == pool;
      });
      if (known != list.end()) known->quantity += owed.quantity;
      else list.push_back({account, item.name, pool, owed.quantity, item.unit});
    }
  }
}

}  // namespace tariff
