#include "interpreter/evaluate/packages.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "interpreter/evaluate/fetch.hpp"
#include "interpreter/evaluate/purses.hpp"
#include "interpreter/evaluate/queues.hpp"
#include "interpreter/evaluate/refills.hpp"
#include "interpreter/evaluate/renewals.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

constexpr std::int64_t most_at_once = 100'000;

// The choices that name the pools of a package's meters; nothing where any text may.
const std::vector<std::string>* pool_names(const Plan& plan, const Package& package) {
  const auto& fields = plan.meters[package.covers.front().meter].pools;
  const auto& choices = plan.schema.fields[fields.front()].choices;
  return fields.size() == 1 && !choices.empty() ? &choices : nullptr;
}

// Why the purchase cannot be made; empty if it can.
std::string objection(const Plan& plan, const Event& event, Found found) {
  if (found.package == none) return fmt::format("there is no package `{}`", event.item);
  if (found.offer == none) return fmt::format("`{}` is given, not sold", event.item);
  if (event.quantity < 1 || event.quantity > most_at_once) {
    return fmt::format("a purchase is of 1 to {} packages, not {}", most_at_once, event.quantity);
  }
  const Package& package = plan.packages[found.package];
  if (!package.apart) {
    return event.value.empty() ? "" : fmt::format("`{}` belongs to no pool, so not to `{}`", event.item, event.value);
  }
  if (event.value.empty()) return fmt::format("the purchase of `{}` must say for which pool", event.item);
  const auto* names = pool_names(plan, package);
  if (names && std::find(names->begin(), names->end(), event.value) == names->end()) {
    return fmt::format("there is no pool `{}`: {}", event.value, fmt::join(*names, ", "));
  }
  return {};
}

Instant expiry_of(const Plan& plan, const Offer& offer, Instant bought) {
  if (!offer.valid.lasts) return never;
  const Instant last = later(plan.zone, bought, *offer.valid.lasts);
  return offer.valid.to_end_of ? window_at(plan.zone, {*offer.valid.to_end_of, 1}, last).end : last;
}

bool is_held(const Account& account, std::string_view ref) {
  return std::any_of(account.packages.begin(), account.packages.end(),
                     [&](const HeldPackage& held) { return held.ref == ref; });
}

// Whether what accounts are given goes by such a ref: `free`, `free#2025-03`, `free/en`.
bool is_ref_of_grant(const Plan& plan, std::string_view ref) {
  return std::any_of(plan.packages.begin(), plan.packages.end(), [&](const Package& package) {
    return package.given && package.name == ref.substr(0, ref.find_first_of("#/"));
  });
}

// Under this version of the tariff or an earlier one.
bool is_of_offer(const Plan& plan, const HeldPackage& held, Found found) {
  if (held.sharing == Sharing::lent) return false;
  const Package& package = plan.packages[held.package];
  if (!package.under) return held.package == found.package && held.offer == found.offer;
  return held.offer != none && package.offers[held.offer].name == plan.packages[found.package].offers[found.offer].name;
}

void refuse(Ledger& ledger, const Account& account, const Event& event, const std::string& ref, const Offer& offer) {
  ledger.part.rejections.push_back({event.time, account.name, "purchase", ref, event.line, 1, "purchase_limit",
                                    fmt::format("`{}` is sold {} per account", offer.name, offer.limit),
                                    offer.clause});
  ++ledger.summary.purchases_refused;
}

void hold(Ledger& ledger, Index index, const Event& event, Found found, const std::string& ref) {
  Account& account = ledger.accounts[index];
  const Package& package = ledger.plan.packages[found.package];
  const Offer& offer = package.offers[found.offer];
  HeldPackage held;
  held.package = found.package;
  held.offer = found.offer;
  held.pool = package.apart ? ledger.pools.add(event.value) : 0;
  held.ref = ledger.texts.emplace_back(ref);
  held.bought = event.time;
  held.expires = expiry_of(ledger.plan, offer, event.time);
  held.size = held.filled = held.left = offer.size;
  await_refill(ledger.plan, held, event.time);
  account.renews = std::min(account.renews, held.refills);
  held.price = offer.price;
  held.noticed.resize(package.notices.size());
  ledger.summary.package_prices += offer.price;
  account.packages.push_back(std::move(held));
  const auto number = static_cast<Index>(account.packages.size() - 1);
  enqueue(ledger.plan, account, number);
  set_expiry_notices(ledger, index, number);
  share_purchase(ledger, index, number, event.time);
}

std::string_view status_of(const Package& package, const HeldPackage& held, Instant now) {
  const auto is_at_reset = [](const Refill& refill) { return !refill.window; };
  const bool may_refill = held.refills != never ||
                          std::any_of(package.refills.begin(), package.refills.end(), is_at_reset);
  if (held.refunded) return "refunded";
  if (held.left.sign() <= 0 && !may_refill) return "used_up";
  return held.expires <= now ? "expired" : "active";
}

}  // namespace

void buy(Ledger& ledger, Index index, const Event& event) {
  Account& account = ledger.accounts[index];
  const Found found = ledger.find_offer(event.item);
  if (const std::string why = objection(ledger.plan, event, found); !why.empty()) {
    return ledger.notice(event.time, account, "event", event.ref.empty() ? event.item : event.ref,
                         "nothing was bought: " + why, "");
  }
  const Offer& offer = ledger.plan.packages[found.package].offers[found.offer];
  const auto purchases = std::count_if(account.packages.begin(), account.packages.end(),
                                    [](const HeldPackage& held) { return held.offer != none && held.sharing != Sharing::lent; });
  // Without a ref it goes by its place among what the account bought: however the events are split over files.
  const std::string base =
      event.ref.empty() ? fmt::format("{}@{}", event.item, purchases + 1) : event.ref;
  for (std::int64_t i = 1; i <= event.quantity; ++i) {
    std::string ref = base;
    if (event.quantity > 1) ref += fmt::format("#{}", i);
    if (is_held(account, ref) || is_ref_of_grant(ledger.plan, ref)) {
      ledger.notice(event.time, account, "event", ref,
                    "nothing was bought: the account has a package of this ref already", "");
      continue;
    }
    const auto bought_before = std::count_if(
        account.packages.begin(), account.packages.end(),
        [&](const HeldPackage& held) { return is_of_offer(ledger.plan, held, found); });
    if (offer.limit > 0 && bought_before >= offer.limit) {
      refuse(ledger, account, event, ref, offer);
    } else {
      hold(ledger, index, event, found, ref);
    }
  }
}

void refund(Ledger& ledger, Index index, const Event& event) {
  Account& account = ledger.accounts[index];
  renew(ledger, index, event.time);
  const auto refuse = [&](const char* why, std::string_view clause) {
    ++ledger.summary.refunds_refused;
    ledger.notice(event.time, account, "event", event.ref, std::string("nothing was refunded: ") + why, clause);
  };
  const auto held = std::find_if(account.packages.begin(), account.packages.end(),
                                 [&](const HeldPackage& one) { return one.ref == event.ref; });
  if (held == account.packages.end()) return refuse("the account never bought a package of this ref", "");
  if (held->offer == none) return refuse("the package was given, not bought", "");
  if (held->sharing == Sharing::lent) return refuse("another account bought the package", "");
  if (held->refunded) return refuse("the package was refunded before", "");
  Scope scope;
  scope.plan = &ledger.plan;
  scope.account = &account;
  scope.package = &*held;
  scope.asked = event.time;
  for (const RefundCase& rule : ledger.plan.packages[held->package].refund) {
    if (rule.when && !truth_of(rule.when, scope)) continue;
    if (!rule.amount) return refuse("the tariff gives none in this case", rule.clause);
    const Number amount = number_of(rule.amount, scope);
    held->refunded = true;
    if (held->sharing != Sharing::no) spread(ledger, index, static_cast<Index>(held - account.packages.begin()), event.time);
    ledger.summary.refunds += amount;
    ledger.part.refunds.push_back({event.time, account.name, event.ref, amount, rule.clause});
    return;
  }
}

void give_notices(Ledger& ledger, Account& account, Index number, Instant now) {
  HeldPackage& held = account.packages[number];
  const auto& notices = ledger.plan.packages[held.package].notices;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    if (held.noticed[i] || !notices[i].when) continue;
    Scope scope;
    scope.plan = &ledger.plan;
    scope.account = &account;
    scope.package = &held;
    if (!truth_of(notices[i].when, scope)) continue;
    held.noticed[i] = true;
    ledger.notice(now, account, "package", std::string(held.ref), notices[i].text, notices[i].clause);
  }
}

void set_expiry_notices(Ledger& ledger, Index account, Index number) {
  const HeldPackage& held = ledger.accounts[account].packages[number];
  if (held.expires == never) return;
  const auto& notices = ledger.plan.packages[held.package].notices;
  for (Index i = 0; i < notices.size(); ++i) {
    if (!notices[i].before) continue;
    Timer timer;
    timer.at = std::max(held.bought, earlier(ledger.plan.zone, held.expires, *notices[i].before));
    timer.kind = Timer::Kind::notice;
    timer.account = account;
    timer.package = number;
    timer.which = i;
    ledger.set_timer(timer);
  }
}

void expiry_notice(Ledger& ledger, const Timer& timer) {
  renew(ledger, timer.account, timer.at - 1);
  const Account& account = ledger.accounts[timer.account];
  const HeldPackage& held = account.packages[timer.package];
  if (held.refunded || held.left.sign() <= 0 || held.expires <= timer.at) return;
  const PackageNotice& notice = ledger.plan.packages[held.package].notices[timer.which];
  ledger.notice(timer.at, account, "package", std::string(held.ref), notice.text, notice.clause);
}

void report_packages(Ledger& ledger, Instant now) {
  std::vector<Index> holders;
  for (Index account = 0; account < ledger.accounts.size(); ++account) {
    if (!ledger.accounts[account].packages.empty()) holders.push_back(account);
  }
  ledger.sort_by_name(holders);
  auto& packages = ledger.part.packages;
  for (std::size_t i = 0; i < holders.size(); ++i) {
    fetch_ahead(ledger.accounts, holders, i);
    renew(ledger, holders[i], now - 1);
    const Account& account = ledger.accounts[holders[i]];
    const auto first = static_cast<std::ptrdiff_t>(packages.size());
    for (const HeldPackage& held : account.packages) {
      const bool given = held.offer == none;
      if (held.sharing == Sharing::lent || (given && (held.size.is_zero() || held.lost < now))) continue;
      const Package& package = ledger.plan.packages[held.package];
      const std::string_view status = status_of(package, held, now);
      ++ledger.summary.packages[std::string(status)];
      packages.push_back({account.name, held.ref, given ? package.name : package.offers[held.offer].name,
                          ledger.pools[held.pool], held.bought, held.expires, held.size, held.filled - held.left,
                          held.left, status});
    }
    std::sort(packages.begin() + first, packages.end(),
              [](const PackageState& a, const PackageState& b) { return a.ref < b.ref; });
    if (packages.size() >= Ledger::rows_at_once) ledger.hand_over();
  }
}

}  // namespace tariff
