#include <algorithm>

#include "interpreter/check/literal.hpp"
#include "interpreter/check/windows.hpp"
#include "interpreter/lower/parts.hpp"

namespace tariff {
namespace {

// The meter whose value in the window is read. One that runs is read as its sum there: a further meter of the same records
// gathers that.
Index read_in(Plan& plan, Index read, const ast::Window& window) {
  if (!plan.meters[read].folds.empty()) return read;
  Meter sum = plan.meters[read];
  sum.name += " " + checking::window_text(window);
  sum.folds.push_back({Fold::sum, window_of(window, plan.zone), {}, {}, 0, {}, {}});
  const auto known =
      std::find_if(plan.meters.begin(), plan.meters.end(), [&](const Meter& meter) { return meter.name == sum.name; });
  if (known != plan.meters.end()) return static_cast<Index>(known - plan.meters.begin());
  plan.meters.push_back(std::move(sum));
  return static_cast<Index>(plan.meters.size() - 1);
}

void note_reads(Plan& plan, Formula& formula, const ast::Window& window, Derived& derived) {
  for (Step& step : formula.steps) {
    if (step.op == Op::meter) {
      step.index = read_in(plan, step.index, window);
      derived.reads.push_back(step.index);
    } else if (step.op == Op::before) {
      LookBack& back = plan.look_backs[step.index];
      back.meter = read_in(plan, back.meter, window);
      derived.looks_back.push_back(back.meter);
    }
  }
}

}  // namespace

void lower_derived(Lowering& lowering) {
  Plan& plan = lowering.plan;
  for (const unsigned number : lowering.checked.derived) {
    const ast::Meter& written = *lowering.checked.meters[number].meter;
    lowering.formulas.closing = window_of(*written.window, plan.zone);
    Derived derived;
    derived.meter = number;
    Formula counts = lowering.formulas.of(written.when);
    Formula quantity = lowering.formulas.of(written.rules);
    note_reads(plan, counts, *written.window, derived);
    note_reads(plan, quantity, *written.window, derived);
    plan.meters[number].counts = std::move(counts);
    plan.meters[number].quantity = std::move(quantity);
    plan.derived.push_back(std::move(derived));
  }
}

}  // namespace tariff
