#include "interpreter/evaluate/folds.hpp"

#include <algorithm>
#include <utility>

namespace tariff {
namespace {

using FoldOf = MeterState::Fold;
using Change = MeterState::Change;

bool comes_later(const Change& a, const Change& b) { return a.at > b.at; }

void add(FoldOf& state, Fold fold, const Number& value, std::int64_t times) {
  switch (fold) {
    case Fold::sum: state.value += value * Number(times); break;
    case Fold::count: state.value += Number(times); break;
    case Fold::highest:
      if (!state.any || value > state.value) state.value = value;
      break;
    case Fold::lowest:
      if (!state.any || value < state.value) state.value = value;
      break;
    case Fold::last: state.value = value; break;
  }
  state.any = true;
}

MeterState& state_of(Ledger& ledger, Account& account, Index meter, Index pool) {
  MeterState& state = account.meters.at({meter, pool, 0, 0});
  state.folds.resize(ledger.plan.meters[meter].folds.size());
  return state;
}

// The level stood so until now: it counts where it did for some span of its fold's window. In between, at one instant,
// it may pass through other values.
void stood(const Ledger& ledger, Index number, MeterState& state, Instant until) {
  const Instant from = std::exchange(state.since, until);
  if (state.folds.empty()) return;
  const Instant start = ledger.clocks[ledger.fold_clock[number][0]].open.start;
  if (until > std::max(from, start)) add(state.folds[0], ledger.plan.meters[number].folds[0].fold, state.level, 1);
}

// Makes the changes of a level before `end`, and those at it too where it is included.
void settle(const Ledger& ledger, Index number, MeterState& state, Instant end, bool included) {
  auto& ahead = state.ahead;
  while (!ahead.empty() && (ahead.front().at < end || (included && ahead.front().at == end))) {
    stood(ledger, number, state, ahead.front().at);
    state.level += ahead.front().by;
    if (ahead.front().by.sign() > 0) --state.rises;
    std::pop_heap(ahead.begin(), ahead.end(), comes_later);
    ahead.pop_back();
  }
}

void raise(MeterState& state, const Demand& demand, std::int64_t times) {
  const Number by = demand.quantity * Number(times);
  for (Change change : {Change{demand.from, by}, Change{demand.until, -by}}) {
    if (change.by.sign() > 0) ++state.rises;
    state.ahead.push_back(std::move(change));
    std::push_heap(state.ahead.begin(), state.ahead.end(), comes_later);
  }
}

// A level has a value in a window in which something stood.
void close_level(Ledger& ledger, Index number, MeterState& state, Index clock, Index account, Instant end) {
  settle(ledger, number, state, end, false);
  if (state.folds[0].any || !state.level.is_zero()) stood(ledger, number, state, end);
  if (!state.ahead.empty()) ledger.list(clock, account);
}

}  // namespace

void gather(Ledger& ledger, Index index, std::span<const Demand> demands, std::int64_t times, Instant now) {
  Account& account = ledger.accounts[index];
  for (const Demand& demand : demands) {
    const Meter& meter = ledger.plan.meters[demand.meter];
    const bool level = meter.level != none;
    if ((meter.folds.empty() && !level) || (level && demand.from >= demand.until)) continue;
    MeterState& state = state_of(ledger, account, demand.meter, demand.pool);
    if (level) {
      raise(state, demand, times);
      settle(ledger, demand.meter, state, now, true);
    } else {
      add(state.folds[0], meter.folds[0].fold, demand.quantity, times);
    }
    if (!meter.folds.empty()) ledger.list(ledger.fold_clock[demand.meter][0], index);
  }
}

Number highest_level(Ledger& ledger, Account& account, const Demand& demand, Instant now) {
  MeterState& state = state_of(ledger, account, demand.meter, demand.pool);
  settle(ledger, demand.meter, state, now, true);
  if (demand.from <= now && state.rises == 0) return state.level;
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
  return highest;
}

std::vector<FoldValue> close_folds(Ledger& ledger, Index clock, Index index, Instant end) {
  std::vector<FoldValue> values;
  if (!ledger.gathers) return values;
  Account& account = ledger.accounts[index];
  for (MeterState& state : account.meters.rows()) {
    const Index number = state.key[0];
    const Meter& meter = ledger.plan.meters[number];
    for (std::size_t i = 0; i < state.folds.size(); ++i) {
      if (ledger.fold_clock[number][i] != clock) continue;
      if (i == 0 && meter.level != none) close_level(ledger, number, state, clock, index, end);
      const FoldOf ended = state.folds[i];
      state.folds[i] = {};
      if (!ended.any) continue;
      if (i + 1 == state.folds.size()) {
        values.push_back({number, state.key[1], ended.value});
      } else {
        add(state.folds[i + 1], meter.folds[i + 1].fold, ended.value, 1);
        ledger.list(ledger.fold_clock[number][i + 1], index);
      }
    }
  }
  const auto idle = [](const MeterState& state) {
    return state.ahead.empty() && state.level.is_zero() &&
           std::none_of(state.folds.begin(), state.folds.end(), [](const FoldOf& fold) { return fold.any; });
  };
  account.meters.erase_if(idle);
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

std::vector<Number> highest_attributes(Ledger& ledger, Account& account, Index clock) {
  std::vector<Number> highest(ledger.plan.watched.size());
  for (Index i = 0; i < highest.size(); ++i) {
    if (ledger.watched_clock[i] != clock) continue;
    watch(ledger, account, i, ledger.clocks[clock].open.end);
    highest[i] = account.watched[i].highest;
  }
  return highest;
}

}  // namespace tariff
