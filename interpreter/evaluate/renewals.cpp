#include "interpreter/evaluate/renewals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/evaluate/queues.hpp"
#include "interpreter/evaluate/refills.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

Scope scope_of(const Ledger& ledger, const Account& account) {
  Scope scope;
  scope.plan = &ledger.plan;
  scope.account = &account;
  return scope;
}

// `2025-03` of a month, `2025-03-04` of a day, `2025-03-04T05:00` of an hour.
std::string stamp_of(const Zone& zone, CalendarUnit unit, Instant start) {
  const Civil civil = zone.civil(start);
  if (unit == CalendarUnit::year) return fmt::format("{:04}", civil.year);
  std::string stamp = fmt::format("{:04}-{:02}", civil.year, civil.month);
  if (unit >= CalendarUnit::month) return stamp;
  stamp += fmt::format("-{:02}", civil.day);
  if (unit >= CalendarUnit::day) return stamp;
  stamp += fmt::format("T{:02}:{:02}", civil.hour, civil.minute);
  return unit == CalendarUnit::second ? stamp + fmt::format(":{:02}", civil.second) : stamp;
}

// What one account is given of one package for one pool.
class Gift {
 public:
  Gift(Ledger& ledger, Index account, Index package, Index pool)
      : ledger_(ledger),
        account_(ledger.accounts[account]),
        number_(package),
        package_(ledger.plan.packages[package]),
        grant_(*package_.given),
        pool_(pool) {}

  // All that has come up to `now`, of an account or a pool that began at `begun`; when the next comes.
  Instant give(Instant begun, Instant now) {
    const Instant last = last_given();
    if (!grant_.window) {
      if (last == INT64_MIN) hold(begun, never);
      return never;
    }
    Interval window = last == INT64_MIN ? window_at(begun) : window_at(window_at(last).end);
    if (!grant_.kept && window.end <= now) window = window_at(now);
    for (; window.start <= now; window = window_at(window.end)) {
      const Instant lapses = grant_.kept ? later(ledger_.plan.zone, window.end, *grant_.kept) : window.end;
      if (lapses > now) hold(window.start, lapses);
    }
    return window.start;
  }

  bool is_up_to(Instant now) const {
    const Instant last = last_given();
    return last != INT64_MIN && (!grant_.window || now < window_at(last).end);
  }

 private:
  Interval window_at(Instant instant) const { return tariff::window_at(ledger_.plan.zone, *grant_.window, instant); }

  bool is_own(const HeldPackage& held) const {
    return held.offer == none && held.package == number_ && held.pool == pool_;
  }

  Instant last_given() const {
    Instant last = INT64_MIN;
    for (const HeldPackage& held : account_.packages) {
      if (is_own(held)) last = std::max(last, held.bought);
    }
    return last;
  }

  Number size() const {
    const Scope scope = scope_of(ledger_, account_);
    if (grant_.when && !truth_of(grant_.when, scope)) return {};
    const Number size = number_of(grant_.size, scope);
    return size.sign() < 0 ? Number() : size;
  }

  // What is over the cap goes, the soonest to lapse first.
  void cap(HeldPackage& given) {
    if (!grant_.most) return;
    std::vector<HeldPackage*> held;
    Number over = -number_of(grant_.most, scope_of(ledger_, account_));
    for (HeldPackage& one : account_.packages) {
      if (!is_own(one) || &one == &given || one.lost <= given.bought) continue;
      held.push_back(&one);
      over += one.left;
    }
    over += given.left;
    std::sort(held.begin(), held.end(), [](const auto* a, const auto* b) { return a->lost < b->lost; });
    held.push_back(&given);
    for (HeldPackage* one : held) {
      if (over.sign() <= 0) return;
      if (one->left.sign() <= 0) continue;
      const Number gone = one->left < over ? one->left : over;
      one->left -= gone;
      one->size -= gone;
      one->filled -= gone;
      over -= gone;
    }
  }

  // The place of one that lapsed is taken again, unless something still names it.
  HeldPackage& place(Instant now) {
    for (Index i = 0; i < account_.packages.size(); ++i) {
      HeldPackage& held = account_.packages[i];
      if (!is_own(held) || held.lost > now) continue;
      if (!is_named(account_, i)) return held = HeldPackage();
    }
    return account_.packages.emplace_back();
  }

  void hold(Instant start, Instant lapses) {
    HeldPackage& held = place(start);
    held.package = number_;
    held.offer = none;
    held.pool = pool_;
    held.bought = start;
    held.expires = held.lost = lapses;
    held.size = held.filled = held.left = size();
    held.noticed.resize(package_.notices.size());
    std::string ref = package_.name;
    if (package_.apart) ref += fmt::format("/{}", ledger_.pools[pool_]);
    if (grant_.window) ref += "#" + stamp_of(ledger_.plan.zone, grant_.window->unit, start);
    held.ref = ledger_.grants[ledger_.grants.add(ref)];
    cap(held);
  }

  Ledger& ledger_;
  Account& account_;
  Index number_;
  const Package& package_;
  const Grant& grant_;
  Index pool_;
};

}  // namespace

void renew(Ledger& ledger, Index index, Instant now) {
  Account& account = ledger.accounts[index];
  if (account.renews > now) return;
  const Plan& plan = ledger.plan;
  const Instant begun = std::max(account.renews, plan.effective_from);
  Instant next = never;
  for (Index package = 0; package < plan.packages.size(); ++package) {
    if (!plan.packages[package].given || plan.packages[package].apart) continue;
    next = std::min(next, Gift(ledger, index, package, 0).give(begun, now));
  }
  for (HeldPackage& held : account.packages) {
    if (held.refunded) continue;
    refill(plan, account, held, now);
    next = std::min(next, held.refills);
  }
  account.renews = next;
  put_in_order(plan, account, now);
}

void renew_pool(Ledger& ledger, Index index, const Demand& demand, Instant now) {
  const Plan& plan = ledger.plan;
  for (Index package = 0; package < plan.packages.size(); ++package) {
    const Package& one = plan.packages[package];
    if (!one.given || !one.apart || !cover_of(one, demand.meter)) continue;
    Gift gift(ledger, index, package, demand.pool);
    if (gift.is_up_to(now)) continue;
    gift.give(now, now);
    put_in_order(plan, ledger.accounts[index], now);
  }
}

Instant next_renewal(const Ledger& ledger, Index index, const Demand& demand, Instant now) {
  Instant next = ledger.accounts[index].renews;
  for (const Package& package : ledger.plan.packages) {
    if (!package.given || !package.apart || !package.given->window || !cover_of(package, demand.meter)) continue;
    next = std::min(next, window_at(ledger.plan.zone, *package.given->window, now).end);
  }
  return next;
}

void renew_before_change(Ledger& ledger, Index index, Instant now) {
  const Account& account = ledger.accounts[index];
  const bool has_grants = std::any_of(account.packages.begin(), account.packages.end(),
                                      [](const HeldPackage& held) { return held.offer == none; });
  if (account.renews < now || has_grants) renew(ledger, index, now);
}

}  // namespace tariff
