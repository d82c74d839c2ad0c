#include "interpreter/evaluate/purses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "interpreter/evaluate/packages.hpp"
#include "interpreter/evaluate/queues.hpp"
#include "interpreter/evaluate/renewals.hpp"

namespace tariff {
namespace {

HeldPackage& held_by(Ledger& ledger, const Purse::Entry& entry) {
  return ledger.accounts[entry.account].packages[entry.package];
}

bool tells_groups(const Plan& plan, Index attribute) {
  return std::any_of(plan.packages.begin(), plan.packages.end(),
                     [&](const Package& package) { return package.shared_by == attribute; });
}

// The group that the account is in; null where its attribute has no text, or no package is shared by it.
Group* group_of(Ledger& ledger, Index account, Index attribute_index) {
  if (!tells_groups(ledger.plan, attribute_index)) return nullptr;
  const std::string_view text = attribute(ledger.plan, ledger.accounts[account], attribute_index).text;
  return text.empty() ? nullptr : &ledger.purses.groups[{attribute_index, std::string(text)}];
}

void add_entry(Ledger& ledger, Index purse, const Purse::Entry& entry) {
  ledger.purses.all[purse].entries.push_back(entry);
  ledger.purses.of_entry[{entry.account, entry.package}] = purse;
}

// What all entries of a purse have in common.
void copy_state(const HeldPackage& from, HeldPackage& to) {
  to.left = from.left;
  to.filled = from.filled;
  to.lost = from.lost;
  to.refills = from.refills;
  to.refunded = from.refunded;
}

// `BUYER/REF`, or `BUYER/REF#2` where the account has one of this name.
std::string ref_for(const Account& account, std::string_view buyer, std::string_view ref) {
  const std::string first = fmt::format("{}/{}", buyer, ref);
  std::string name = first;
  const auto is_taken = [&](const HeldPackage& held) { return held.ref == name; };
  for (int i = 2; std::any_of(account.packages.begin(), account.packages.end(), is_taken); ++i) name = fmt::format("{}#{}", first, i);
  return name;
}

void lend(Ledger& ledger, Index purse, Index index, Instant now) {
  const Purse::Entry buyer = ledger.purses.all[purse].buyer;
  renew(ledger, buyer.account, now);
  Account& account = ledger.accounts[index];
  const auto& entries = ledger.purses.all[purse].entries;
  const auto own = std::find_if(entries.begin(), entries.end(), [&](const Purse::Entry& one) { return one.account == index; });
  Index package = own == entries.end() ? none : own->package;
  const HeldPackage& bought = held_by(ledger, buyer);
  if (package == none) {
    HeldPackage held = bought;
    held.sharing = Sharing::lent;
    held.reserved = Number();
    held.ref = ledger.texts.emplace_back(ref_for(account, ledger.accounts[buyer.account].name, bought.ref));
    package = static_cast<Index>(account.packages.size());
    account.packages.push_back(std::move(held));
    add_entry(ledger, purse, {index, package});
  } else {
    copy_state(bought, account.packages[package]);
  }
  account.packages[package].away = false;
  account.renews = std::min(account.renews, account.packages[package].refills);
}

}  // namespace

void share_purchase(Ledger& ledger, Index account, Index package, Instant now) {
  HeldPackage& held = ledger.accounts[account].packages[package];
  const Index by = ledger.plan.packages[held.package].shared_by;
  Group* group = by == none ? nullptr : group_of(ledger, account, by);
  if (!group) return;
  held.sharing = Sharing::bought;
  const auto purse = static_cast<Index>(ledger.purses.all.size());
  ledger.purses.all.push_back({{account, package}, {}});
  add_entry(ledger, purse, {account, package});
  group->purses.push_back(purse);
  for (const Index other : group->accounts) {
    if (other == account) continue;
    lend(ledger, purse, other, now);
    put_in_order(ledger.plan, ledger.accounts[other], now);
  }
}

void leave_group(Ledger& ledger, Index index, Index attribute_index, Instant now) {
  Group* group = group_of(ledger, index, attribute_index);
  if (!group) return;
  std::erase(group->accounts, index);
  for (const Index purse : group->purses) {
    for (const Purse::Entry& entry : ledger.purses.all[purse].entries) {
      if (entry.account == index) held_by(ledger, entry).away = true;
    }
  }
  put_in_order(ledger.plan, ledger.accounts[index], now);
}

// In the order in which they were bought.
void join_group(Ledger& ledger, Index index, Index attribute_index, Instant now) {
  Group* group = group_of(ledger, index, attribute_index);
  if (!group) return;
  group->accounts.push_back(index);
  const auto place = [&](Index purse) {
    const Purse::Entry& buyer = ledger.purses.all[purse].buyer;
    const HeldPackage& held = held_by(ledger, buyer);
    return std::tuple(held.bought, ledger.accounts[buyer.account].name, held.ref);
  };
  std::sort(group->purses.begin(), group->purses.end(), [&](Index a, Index b) { return place(a) < place(b); });
  for (const Index purse : group->purses) {
    const HeldPackage& held = held_by(ledger, ledger.purses.all[purse].buyer);
    if (!held.refunded && held.expires > now) lend(ledger, purse, index, now);
  }
  put_in_order(ledger.plan, ledger.accounts[index], now);
}

void spread(Ledger& ledger, Index account, Index package, Instant now) {
  const Purse& purse = ledger.purses.of(account, package);
  renew(ledger, purse.buyer.account, now);  // its notices begin anew with a refill
  const HeldPackage& from = held_by(ledger, {account, package});
  for (const Purse::Entry& entry : purse.entries) {
    HeldPackage& held = held_by(ledger, entry);
    if (&held == &from) continue;
    const bool spent = is_spent(ledger.plan, held, now);
    copy_state(from, held);
    if (spent && !is_spent(ledger.plan, held, now)) put_in_order(ledger.plan, ledger.accounts[entry.account], now);
  }
}

void drew(Ledger& ledger, Index account, Index package, Instant valid, Instant now) {
  if (ledger.accounts[account].packages[package].sharing == Sharing::no)
    return give_notices(ledger, ledger.accounts[account], package, now);
  spread(ledger, account, package, valid);
  const Purse::Entry buyer = ledger.purses.of(account, package).buyer;
  give_notices(ledger, ledger.accounts[buyer.account], buyer.package, now);
}

void take_up_purse(Ledger& ledger, std::string_view buyer, std::string_view ref, Purse::Entry entry, const std::string& group) {
  const auto known = ledger.purses.of_purchase.try_emplace({std::string(buyer), std::string(ref)},
                                                           static_cast<Index>(ledger.purses.all.size()));
  const Index purse = known.first->second;
  if (known.second) ledger.purses.all.emplace_back();
  add_entry(ledger, purse, entry);
  const HeldPackage& held = held_by(ledger, entry);
  if (held.sharing != Sharing::bought) return;
  ledger.purses.all[purse].buyer = entry;
  ledger.purses.groups[{ledger.plan.packages[held.package].shared_by, group}].purses.push_back(purse);
}

void take_up_groups(Ledger& ledger) {
  for (Index by = 0; by < ledger.plan.attributes.size(); ++by) {
    if (!tells_groups(ledger.plan, by)) continue;
    for (Index account = 0; account < ledger.accounts.size(); ++account) {
      if (Group* group = group_of(ledger, account, by)) group->accounts.push_back(account);
    }
  }
}

}  // namespace tariff
