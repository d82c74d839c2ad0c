#include "interpreter/evaluate/ledger.hpp"

#include <algorithm>
#include <boost/sort/pdqsort/pdqsort.hpp>

namespace tariff {
namespace {

// Windows in order of length; those of equal rank are of equal length.
std::int64_t seconds_of(const Window& window) {
  static constexpr std::int64_t seconds[] = {1, 60, 3600, 86400, 7 * 86400, 30 * 86400, 91 * 86400, 365 * 86400};
  return seconds[static_cast<std::size_t>(window.unit)] * window.count;
}

std::vector<Window> windows_of(const Plan& plan) {
  std::vector<Window> windows{plan.bill.window};
  for (const Charge& charge : plan.charges) {
    windows.push_back(charge.window);
    if (charge.deducts) windows.push_back(*charge.deducts);
    if (charge.owed && charge.owed->window) windows.push_back(*charge.owed->window);
  }
  for (const Item& item : plan.items) {
    if (item.tiers) windows.push_back(*item.tiers);
  }
  for (const Watched& watched : plan.watched) windows.push_back(watched.window);
  for (const SoFar& so_far : plan.so_far) {
    if (so_far.window) windows.push_back(*so_far.window);
  }
  for (const Meter& meter : plan.meters) {
    for (const FoldStep& fold : meter.folds) windows.push_back(fold.window);
  }
  std::stable_sort(windows.begin(), windows.end(),
                   [](const Window& a, const Window& b) { return seconds_of(a) < seconds_of(b); });
  std::vector<Window> distinct;
  for (const Window& window : windows) {
    const bool known = std::any_of(distinct.begin(), distinct.end(), [&](const Window& other) {
      return same_windows(plan.zone, window, other);
    });
    if (!known) distinct.push_back(window);
  }
  return distinct;
}

std::uint64_t start_of(std::string_view name) {
  std::uint64_t start = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    start = start << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0u);
  }
  return start;
}

}  // namespace

Ledger::Ledger(const Plan& the_plan, Sink the_sink)
    : plan(the_plan), sink(std::move(the_sink)), totals(number_of_package(static_cast<Index>(the_plan.packages.size()))) {
  pools.add("");  // of what is apart by nothing
  for (const Field& field : plan.schema.fields) {
    auto& numbers = choice_names.emplace_back();
    for (const std::string& choice : field.choices) numbers.push_back(pools.add(choice));
  }
  for (const Window& window : windows_of(plan)) clocks.emplace_back().window = window;
  const auto clock_of = [&](const Window& window) {
    return static_cast<Index>(
        std::find_if(clocks.begin(), clocks.end(),
                     [&](const Clock& clock) { return same_windows(plan.zone, clock.window, window); }) -
        clocks.begin());
  };
  bill_clock = clock_of(plan.bill.window);
  for (const Charge& charge : plan.charges) {
    if (charge.unused) unused_charges.push_back(static_cast<Index>(charge_clock.size()));
    charge_clock.push_back(clock_of(charge.window));
    deduct_clock.push_back(charge.deducts ? clock_of(*charge.deducts) : none);
    owed_clock.push_back(charge.owed && charge.owed->window ? clock_of(*charge.owed->window) : none);
  }
  for (const Item& item : plan.items) {
    tier_clock.push_back(item.tiers ? clock_of(*item.tiers) : none);
    gives_back |= item.gives_back;
  }
  for (const Package& package : plan.packages) gives_to_pools |= package.given && package.apart;
  for (const Watched& watched : plan.watched) watched_clock.push_back(clock_of(watched.window));
  for (const SoFar& so_far : plan.so_far) so_far_clock.push_back(so_far.window ? clock_of(*so_far.window) : none);
  adds_lines = std::any_of(plan.so_far.begin(), plan.so_far.end(), [](const SoFar& one) { return one.meter == none; });
  for (const Meter& meter : plan.meters) {
    if (meter.kind == none && meter.level != none) account_levels.push_back(static_cast<Index>(fold_clock.size()));
    auto& of_meter = fold_clock.emplace_back();
    most_folds = std::max(most_folds, static_cast<Index>(meter.folds.size()));
    gathers |= !meter.folds.empty() || meter.level != none;
    for (const FoldStep& fold : meter.folds) of_meter.push_back(clock_of(fold.window));
  }
  pays_at_end = gathers || !plan.derived.empty() ||
                std::any_of(plan.charges.begin(), plan.charges.end(), [](const Charge& charge) { return charge.deducts.has_value(); });
  for (Index package = 0; package < plan.packages.size(); ++package) {
    if (plan.packages[package].under) continue;
    const auto& sold = plan.packages[package].offers;
    for (Index offer = 0; offer < sold.size(); ++offer) offers.emplace(sold[offer].name, Found{package, offer});
    if (plan.packages[package].given) offers.emplace(plan.packages[package].name, Found{package, none});
  }
}

Index Ledger::account(std::string_view name, const Names::Key& key) {
  const Index index = names.add(name, key);
  if (index == accounts.size()) {
    accounts.emplace_back().name = names[index];
    name_starts.push_back(start_of(names[index]));
  }
  return index;
}

Index Ledger::number_of_package(Index package) const {
  return static_cast<Index>(plan.items.size() + plan.bill.steps.size()) + package;
}

Found Ledger::find_offer(std::string_view name) const {
  const auto found = offers.find(name);
  return found == offers.end() ? Found() : found->second;
}

std::string_view Ledger::row_name(Index item, Index row) {
  const std::vector<Index> values = keys_of_row(item, row);
  if (values.empty()) return price_row(item, row).name;
  if (values.size() == 1) return pools[values.front()];
  std::string name;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) name += '/';
    name += pools[values[i]];
  }
  return pools[pools.add(name)];
}

Found Ledger::find_kept(std::string_view name, Instant under) const {
  for (Index package = 0; package < plan.packages.size(); ++package) {
    const Package& kept = plan.packages[package];
    if (kept.under != under) continue;
    if (kept.name == name) return {package, none};
    for (Index offer = 0; offer < kept.offers.size(); ++offer) {
      if (kept.offers[offer].name == name) return {package, offer};
    }
  }
  return {};
}

// Where open windows close with a version, they are cut at its ends.
Interval Ledger::window_of(const Window& window, Instant at) const {
  Interval whole = window_at(plan.zone, window, at);
  if (whole.start < plan.windows_from && plan.windows_from <= at) whole.start = plan.windows_from;
  if (at < plan.windows_until && plan.windows_until < whole.end) whole.end = plan.windows_until;
  return whole;
}

void Ledger::list_unused(Index index) {
  for (const Index charge : unused_charges) list(charge_clock[charge], index);
}

void Ledger::sort_by_name(std::vector<Index>& of_accounts) const {
  struct Named { std::uint64_t start; Index account; };
  std::vector<Named> sorted;
  sorted.reserve(of_accounts.size());
  for (const Index account : of_accounts) sorted.push_back({name_starts[account], account});
  boost::sort::pdqsort_branchless(sorted.begin(), sorted.end(), [&](const Named& a, const Named& b) {
    return a.start != b.start ? a.start < b.start : names[a.account] < names[b.account];
  });
  std::transform(sorted.begin(), sorted.end(), of_accounts.begin(), [](const Named& one) { return one.account; });
}

void Ledger::list(Index clock, Index index) {
  Clock& listing = clocks[clock];
  if (listing.listed.size() <= index) listing.listed.resize(accounts.size());
  if (listing.listed[index]) return;
  listing.listed[index] = 1;
  listing.active.push_back(index);
}

void Ledger::set_timer(Timer timer) {
  timer.order = timers_set++;
  timers.push(timer);
}

void Ledger::put_ahead(Index account, Ahead later) {
  auto& ahead = accounts[account].ahead;
  if (!ahead) ahead = std::make_unique<std::deque<Ahead>>();
  parts.push({later.at, account});
  const auto place = std::upper_bound(ahead->begin(), ahead->end(), later.at,
                                      [](Instant at, const Ahead& other) { return at < other.at; });
  ahead->insert(place, std::move(later));
}

Ahead Ledger::next_part(Index account) {
  auto& ahead = accounts[account].ahead;
  parts.pop();
  Ahead next = std::move(ahead->front());
  ahead->pop_front();
  if (ahead->empty()) ahead.reset();
  return next;
}

void Ledger::notice(Instant at, const Account& account, std::string_view kind, std::string subject,
                    std::string message, std::string_view clause) {
  part.notices.push_back({at, account.name, kind, std::move(subject), std::move(message), clause});
}

void Ledger::hand_over() {
  const auto by_time = [](const auto& a, const auto& b) {
    return a.time != b.time ? a.time < b.time : a.account < b.account;
  };
  std::stable_sort(part.rejections.begin(), part.rejections.end(), by_time);
  std::stable_sort(part.refunds.begin(), part.refunds.end(), by_time);
  std::stable_sort(part.notices.begin(), part.notices.end(), by_time);
  sink(part);
  part.lines.clear();
  part.rejections.clear();
  part.refunds.clear();
  part.notices.clear();
  part.packages.clear();
}

}  // namespace tariff
