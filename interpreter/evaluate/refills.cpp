#include "interpreter/evaluate/refills.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/evaluate/owed.hpp"
#include "interpreter/evaluate/purses.hpp"
#include "interpreter/evaluate/queues.hpp"
#include "interpreter/evaluate/renewals.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

Interval window_of(const Plan& plan, const Refill& refill, const HeldPackage& held, Instant now) {
  Window window = *refill.window;
  if (!window.from) window.from = held.bought;
  return window_at(plan.zone, window, now);
}

Number value_of(const Plan& plan, const Account& account, const Refill& refill, const HeldPackage& held) {
  Scope scope;
  scope.plan = &plan;
  scope.account = &account;
  scope.package = &held;
  const Number value = number_of(refill.to, scope);
  if (plan.packages[held.package].overdrawn) {  // what is owed is paid back first
    return refill.keeps || held.left.sign() >= 0 ? value : value + held.left;
  }
  return value.sign() < 0 ? Number() : value;
}

void fill(HeldPackage& held, Number quantity) {
  held.left = held.filled = std::move(quantity);
  held.noticed.assign(held.noticed.size(), false);
}

// Whether further refills change nothing, as long as nothing is drawn: so years without use cost no time.
bool is_steady(const Plan& plan, const Account& account, const HeldPackage& held) {
  const auto& refills = plan.packages[held.package].refills;
  return std::all_of(refills.begin(), refills.end(), [&](const Refill& one) {
    return !one.window || value_of(plan, account, one, held) == held.left;
  });
}

}  // namespace

void await_refill(const Plan& plan, HeldPackage& held, Instant now) {
  held.refills = never;
  held.lost = held.expires;
  if (held.offer == none) return;
  for (const Refill& refill : plan.packages[held.package].refills) {
    if (!refill.window) continue;
    const Instant next = window_of(plan, refill, held, now).end;
    if (next >= held.expires) continue;
    held.refills = std::min(held.refills, next);
    if (!refill.keeps) held.lost = std::min(held.lost, next);
  }
}

void refill(const Plan& plan, const Account& account, HeldPackage& held, Instant now) {
  while (held.refills <= now) {
    const Instant at = held.refills;
    for (const Refill& refill : plan.packages[held.package].refills) {
      if (!refill.window || window_of(plan, refill, held, at).start != at) continue;
      fill(held, value_of(plan, account, refill, held));
    }
    await_refill(plan, held, is_steady(plan, account, held) ? std::max(at, std::min(now, held.expires - 1)) : at);
  }
}

void reset(Ledger& ledger, Index index, const Event& event) {
  const Plan& plan = ledger.plan;
  Account& account = ledger.accounts[index];
  const auto is_meant = [&](const Package& package) {
    return (event.item.empty() || package.name == event.item) &&
           std::any_of(package.refills.begin(), package.refills.end(), [](const Refill& one) { return !one.window; });
  };
  const bool ends = end_owed_at_reset(ledger, index, event.item);
  if (!ends && std::none_of(plan.packages.begin(), plan.packages.end(), is_meant)) {
    const std::string why = event.item.empty() ? "no package" : fmt::format("no package `{}`", event.item);
    return ledger.notice(event.time, account, "event", event.item.empty() ? "reset" : event.item,
                         fmt::format("nothing was reset: there is {} that is refilled at a reset", why), "");
  }
  renew(ledger, index, event.time);
  for (HeldPackage& held : account.packages) {
    const Package& package = plan.packages[held.package];
    // What comes at this instant is new already.
    if (held.offer == none || held.refunded || held.bought >= event.time || held.expires <= event.time) continue;
    if (!is_meant(package) || held.sharing == Sharing::lent) continue;
    for (const Refill& one : package.refills) {
      if (!one.window) fill(held, value_of(plan, account, one, held));
    }
    if (held.sharing != Sharing::no) spread(ledger, index, static_cast<Index>(&held - account.packages.data()), event.time);
  }
  put_in_order(plan, account, event.time);
}

}  // namespace tariff
