#include "interpreter/evaluate/derived.hpp"

#include <algorithm>

#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

class Deriving {
 public:
  Deriving(Ledger& ledger, Index clock, Index account, std::vector<FoldValue>& values)
      : ledger_(ledger), plan_(ledger.plan), clock_(clock), index_(account), account_(ledger.accounts[account]),
        values_(values) {}

  void run() {
    for (const Derived& derived : plan_.derived) {
      if (last_clock(derived.meter) != clock_) continue;
      for (const Index pool : pools_of(derived)) work_out(derived, pool);
    }
    keep();
  }

 private:
  Index last_clock(Index meter) const { return ledger_.fold_clock[meter].back(); }

  // Where something that it reads has a value.
  std::vector<Index> pools_of(const Derived& derived) const {
    std::vector<Index> pools;
    const auto add = [&](const std::vector<Index>& meters, Index meter, Index pool) {
      if (std::find(meters.begin(), meters.end(), meter) == meters.end()) return;
      if (std::find(pools.begin(), pools.end(), pool) == pools.end()) pools.push_back(pool);
    };
    for (const FoldValue& value : values_) add(derived.reads, value.meter, value.pool);
    if (account_.closed != Closed::no) return pools;  // what it was once brings no more windows
    for (const History& history : account_.history.rows()) add(derived.looks_back, history.key[0], history.key[1]);
    return pools;
  }

  void work_out(const Derived& derived, Index pool) {
    std::vector<Number> now(plan_.meters.size()), before;
    for (const FoldValue& value : values_) {
      if (value.pool == pool) now[value.meter] = value.value;
    }
    for (const LookBack& back : plan_.look_backs) before.push_back(highest(back, pool));
    const Meter& meter = plan_.meters[derived.meter];
    Scope scope;
    scope.plan = &plan_;
    scope.account = &account_;
    scope.meters = &now;
    scope.before = &before;
    scope.closing = ledger_.clocks[clock_].open.start;
    if (meter.counts && !truth_of(meter.counts, scope)) return;
    values_.push_back({derived.meter, pool, 0, number_of(meter.quantity, scope)});
  }

  // Where there is no window before, 0.
  Number highest(const LookBack& back, Index pool) const {
    Number highest;
    if (last_clock(back.meter) != clock_) return highest;
    const Clock& clock = ledger_.clocks[clock_];
    const Instant first = earlier(plan_.zone, clock.open.start, length_of(clock.window, back.windows));
    bool any = false;
    for (const History& history : account_.history.rows()) {
      if (history.key[0] != back.meter || history.key[1] != pool) continue;
      for (const auto& past : history.values) {
        if (past.window < first || (any && past.value <= highest)) continue;
        highest = past.value;
        any = true;
      }
    }
    return highest;
  }

  // What a later window may look back to.
  void keep() {
    const Clock& clock = ledger_.clocks[clock_];
    for (const LookBack& back : plan_.look_backs) {
      if (last_clock(back.meter) != clock_) continue;
      for (const FoldValue& value : values_) {
        if (value.meter != back.meter) continue;
        auto& values = account_.history.at({back.meter, value.pool, 0, 0}).values;
        if (values.empty() || values.back().window != clock.open.start) values.push_back({clock.open.start, value.value});
      }
      const Instant first = earlier(plan_.zone, clock.open.end, length_of(clock.window, farthest(back.meter)));
      for (History& history : account_.history.rows()) {
        if (history.key[0] != back.meter) continue;
        auto& values = history.values;
        values.erase(std::remove_if(values.begin(), values.end(), [&](const auto& past) { return past.window < first; }),
                     values.end());
        if (!values.empty()) ledger_.list(clock_, index_);
      }
    }
    account_.history.erase_if([](const History& history) { return history.values.empty(); });
  }

  std::int64_t farthest(Index meter) const {
    std::int64_t windows = 0;
    for (const LookBack& back : plan_.look_backs) {
      if (back.meter == meter) windows = std::max<std::int64_t>(windows, back.windows);
    }
    return windows;
  }

  Ledger& ledger_;
  const Plan& plan_;
  Index clock_, index_;
  Account& account_;
  std::vector<FoldValue>& values_;
};

}  // namespace

void derive(Ledger& ledger, Index clock, Index account, std::vector<FoldValue>& values) {
  if (!ledger.plan.derived.empty()) Deriving(ledger, clock, account, values).run();
}

}  // namespace tariff
