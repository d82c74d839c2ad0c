#include "interpreter/evaluate/folds.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

using Change = LevelState::Change;

bool comes_later(const Change& a, const Change& b) { return a.at > b.at; }

void add(FoldState& state, Fold fold, const Number& value, std::int64_t times) {
  switch (fold) {
    case Fold::sum:
    case Fold::mean: state.value += value * Number(times); break;
    case Fold::count: state.value += Number(times); break;
    case Fold::highest:
      if (state.count == 0 || value > state.value) state.value = value;
      break;
    case Fold::lowest:
      if (state.count == 0 || value < state.value) state.value = value;
      break;
    case Fold::last: state.value = value; break;
    case Fold::distinct:
      if (state.count == 0) state.value = value;
      break;
  }
  state.count += times;
}

void take(FoldState& state, const FoldStep& step, const Number& value, std::int64_t times) {
  if (!step.chooses()) return add(state, step.fold, value, times);
  state.samples.push_back({value, times});
  state.count += times;
}

// --- what a window's values come to ---------------------------------------------------------------------------------

// The fold of those of the values that are chosen; `count` is 0 where none is.
FoldState chosen(const FoldStep& step, FoldState& state) {
  auto& samples = state.samples;
  std::sort(samples.begin(), samples.end(), [](const auto& a, const auto& b) { return a.value > b.value; });
  const Number without = step.share ? (Number(state.count) * step.without).steps(Number(1), *step.share) : step.without;
  std::int64_t skip = without.to_int64().value_or(0);
  std::int64_t room = step.top > 0 ? step.top : INT64_MAX;
  FoldState result;
  for (const auto& sample : samples) {
    const std::int64_t skipped = std::min(skip, sample.times);
    const std::int64_t times = std::min(room, sample.times - skipped);
    skip -= skipped;
    room -= times;
    if (times > 0) add(result, step.fold, sample.value, times);
  }
  return result;
}

// The value of what was taken in the window that ends; none where there is none.
std::optional<Number> closed(const Ledger& ledger, FoldState& state) {
  const Meter& meter = ledger.plan.meters[state.key[0]];
  const FoldStep& step = meter.folds[state.key[2]];
  FoldState ended = step.chooses() ? chosen(step, state) : std::move(state);
  state.samples.clear();
  state.value = Number();
  state.count = 0;
  if (ended.count == 0) return {};
  if (step.fold == Fold::mean) {
    const bool over_time = meter.level != none && state.key[2] == 0;
    const Interval& window = ledger.clocks[ledger.fold_clock[state.key[0]][0]].open;
    ended.value = ended.value / Number(over_time ? window.end - window.start : ended.count);
  }
  if (!step.then) return std::move(ended.value);
  Scope scope;
  scope.plan = &ledger.plan;
  scope.quantity = &ended.value;
  return number_of(step.then, scope);
}

// --- levels ----------------------------------------------------------------------------------------------------------

// The level stood so until now: it counts where it did for some span of its fold's window. In between, at one instant,
// it may pass through other values.
void stood(const Ledger& ledger, Account& account, LevelState& state, Instant until) {
  const Meter& meter = ledger.plan.meters[state.key[0]];
  const Instant since = std::exchange(state.since, until);
  if (meter.folds.empty() || (meter.kind == none && !state.stands)) return;
  const Instant from = std::max(since, ledger.clocks[ledger.fold_clock[state.key[0]][0]].open.start);
  if (until <= from) return;
  const Fold fold = meter.folds[0].fold;
  FoldState& taken = account.folds.at({state.key[0], state.key[1], 0, state.key[2]});
  add(taken, fold, fold == Fold::mean ? state.level * Number(until - from) : state.level, 1);
}

// Makes the changes of a level before `end`, and those at it too where it is included.
void settle(const Ledger& ledger, Account& account, LevelState& state, Instant end, bool included) {
  auto& ahead = state.ahead;
  while (!ahead.empty() && (ahead.front().at < end || (included && ahead.front().at == end))) {
    stood(ledger, account, state, ahead.front().at);
    state.level += ahead.front().by;
    if (ahead.front().by.sign() > 0) --state.rises;
    std::pop_heap(ahead.begin(), ahead.end(), comes_later);
    ahead.pop_back();
  }
}

void change(LevelState& state, Instant at, Number by) {
  if (at == never || by.is_zero()) return;
  if (by.sign() > 0) ++state.rises;
  state.ahead.push_back({at, std::move(by)});
  std::push_heap(state.ahead.begin(), state.ahead.end(), comes_later);
}

LevelState& level_of(Account& account, const Demand& demand) {
  return account.levels.at({demand.meter, demand.pool, demand.key, 0});
}

// What the demand takes the place of, in its own pool or another.
Standing& replaced_by(Account& account, const Demand& demand) {
  return account.standing.at({demand.meter, demand.same, 0, 0});
}

void raise(const Ledger& ledger, Account& account, const Demand& demand, std::int64_t times, Instant now) {
  Number quantity = demand.quantity;
  if (ledger.plan.meters[demand.meter].replaced) {
    Standing& before = replaced_by(account, demand);
    if (!before.value.is_zero()) {
      LevelState& level = account.levels.at({demand.meter, before.pool, before.keys, 0});
      change(level, demand.from, -before.value);
      settle(ledger, account, level, now, true);
    }
    before = {before.key, demand.pool, demand.key, quantity};
  } else {
    quantity = quantity * Number(times);
  }
  LevelState& level = level_of(account, demand);
  change(level, demand.from, quantity);
  change(level, demand.until, -quantity);
  settle(ledger, account, level, now, true);
}

// A level has a value in a window in which something stood.
void close_levels(Ledger& ledger, Index clock, Index index, Instant end) {
  Account& account = ledger.accounts[index];
  const auto ends = [&](const LevelState& state) {
    const auto& clocks = ledger.fold_clock[state.key[0]];
    return clocks.empty() || clocks.front() == clock;
  };
  for (LevelState& state : account.levels.rows()) {
    if (ledger.plan.meters[state.key[0]].folds.empty() || !ends(state)) continue;
    settle(ledger, account, state, end, false);
    const bool any = account.folds.at({state.key[0], state.key[1], 0, state.key[2]}).count > 0;
    if (any || state.stands || !state.level.is_zero()) stood(ledger, account, state, end);
    if (is_standing(state)) ledger.list(clock, index);
  }
  account.levels.erase_if([&](const LevelState& state) { return ends(state) && !is_standing(state); });
  account.standing.erase_if([](const Standing& one) { return one.value.is_zero(); });
}

// Of a key's values those that stand at the places.
Index narrowed(NameLists& keys, Index key, const std::vector<Index>& places) {
  if (places.empty()) return 0;
  const std::vector<Index> all = keys[key];
  std::vector<Index> kept;
  for (const Index place : places) kept.push_back(all[place]);
  return keys.add(kept);
}

}  // namespace

bool is_standing(const LevelState& state) { return state.stands || !state.ahead.empty() || !state.level.is_zero(); }

void follow_account(Ledger& ledger, Index index, Instant now) {
  Account& account = ledger.accounts[index];
  Scope scope;
  scope.plan = &ledger.plan;
  scope.account = &account;
  for (const Index number : ledger.account_levels) {
    const Meter& meter = ledger.plan.meters[number];
    LevelState& state = account.levels.at({number, 0, 0, 0});
    stood(ledger, account, state, now);
    state.stands = account.closed == Closed::no && (!meter.counts || truth_of(meter.counts, scope));
    state.level = state.stands ? number_of(meter.quantity, scope) : Number();
    if (!meter.folds.empty()) ledger.list(ledger.fold_clock[number][0], index);
  }
}

void know_account(Ledger& ledger, Index index, Instant now) {
  if (ledger.accounts[index].known) return;
  ledger.note(index);
  follow_account(ledger, index, now);
}

void gather(Ledger& ledger, Index index, std::span<const Demand> demands, std::int64_t times, Instant now) {
  Account& account = ledger.accounts[index];
  for (const Demand& demand : demands) {
    const Meter& meter = ledger.plan.meters[demand.meter];
    const bool level = meter.level != none;
    if ((meter.folds.empty() && !level) || (level && demand.from >= demand.until)) continue;
    if (level) {
      raise(ledger, account, demand, times, now);
    } else {
      take(account.folds.at({demand.meter, demand.pool, 0, demand.key}), meter.folds[0], demand.quantity, times);
    }
    if (!meter.folds.empty()) ledger.list(ledger.fold_clock[demand.meter][0], index);
  }
}

Number highest_level(Ledger& ledger, Account& account, const Demand& demand, std::int64_t times, Instant now) {
  LevelState& state = level_of(account, demand);
  settle(ledger, account, state, now, true);
  Number own = demand.quantity;
  if (ledger.plan.meters[demand.meter].replaced) {
    const Standing& before = replaced_by(account, demand);
    if (before.pool == demand.pool && before.keys == demand.key) own -= before.value;
  } else {
    own = own * Number(times);
  }
  if (demand.from <= now && state.rises == 0) return state.level + own;
  std::vector<Change> ahead(state.ahead.begin(), state.ahead.end());
  std::sort(ahead.begin(), ahead.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
  Number level = state.level;
  auto next = ahead.begin();
  while (next != ahead.end() && next->at <= demand.from) level += (next++)->by;
  Number highest = level;
  while (next != ahead.end() && next->at < demand.until) {
    const Instant at = next->at;
    while (next != ahead.end() && next->at == at) level += (next++)->by;
    if (level > highest) highest = level;
  }
  return highest + own;
}

// Steps in order: a value may come to a step whose window ends at once with that of the step before.
std::vector<FoldValue> close_folds(Ledger& ledger, Index clock, Index index, Instant end) {
  std::vector<FoldValue> values;
  if (!ledger.gathers) return values;
  Account& account = ledger.accounts[index];
  close_levels(ledger, clock, index, end);
  auto& folds = account.folds;
  for (Index step = 0; step < ledger.most_folds; ++step) {
    for (std::size_t row = 0; row < folds.rows().size(); ++row) {  // the list grows on the way
      const Key key = folds.rows()[row].key;
      const Index number = key[0];
      if (key[2] != step || ledger.fold_clock[number][step] != clock) continue;
      std::optional<Number> value = closed(ledger, folds.rows()[row]);
      if (!value) continue;
      const auto& steps = ledger.plan.meters[number].folds;
      if (step + 1 == steps.size()) {
        values.push_back({number, key[1], key[3], std::move(*value)});
        continue;
      }
      const Index kept = narrowed(ledger.keys, key[3], steps[step + 1].keys);
      take(folds.at({number, key[1], step + 1, kept}), steps[step + 1], *value, 1);
      ledger.list(ledger.fold_clock[number][step + 1], index);
    }
  }
  folds.erase_if([](const FoldState& state) { return state.count == 0; });
  return values;
}

namespace {

// Counts the value that stands now for the highest of the window, if it stood for some span before `until`.
void watch(Ledger& ledger, Account& account, Index watched, Instant until) {
  const Watched& what = ledger.plan.watched[watched];
  const Instant start = ledger.clocks[ledger.watched_clock[watched]].open.start;
  account.watched.resize(ledger.plan.watched.size());
  WatchState& state = account.watched[watched];
  if (state.window != start) state = {start, {}, false};
  const AttributeValue value = attribute(ledger.plan, account, what.attribute);
  if (until <= std::max(value.since, start)) return;
  if (!state.any || value.number > state.highest) state.highest = value.number;
  state.any = true;
}

}  // namespace

void note_attribute(Ledger& ledger, Account& account, Index attribute, Instant now) {
  for (Index i = 0; i < ledger.plan.watched.size(); ++i) {
    if (ledger.plan.watched[i].attribute == attribute) watch(ledger, account, i, now);
  }
}

std::vector<Number> highest_attributes(Ledger& ledger, Account& account, Index clock, Instant until) {
  std::vector<Number> highest(ledger.plan.watched.size());
  for (Index i = 0; i < highest.size(); ++i) {
    if (ledger.watched_clock[i] != clock) continue;
    watch(ledger, account, i, until);
    highest[i] = account.watched[i].highest;
  }
  return highest;
}

}  // namespace tariff
