#include "interpreter/evaluate/operations.hpp"

#include <algorithm>

namespace tariff {

Number calculate(const Step& step, const Number& a, const Number& b) {
  switch (step.op) {
    case Op::add: return a + b;
    case Op::subtract: return a - b;
    case Op::multiply: return a * b;
    case Op::divide: return a / b;
    case Op::blocks: return a.steps(b, step.mode);
    case Op::rounded: return a.rounded(b, step.mode);
    case Op::least: return a < b ? b : a;
    case Op::most: return b < a ? b : a;
    default: return {};
  }
}

bool holds(Op op, int compared) {
  switch (op) {
    case Op::equal: return compared == 0;
    case Op::unequal: return compared != 0;
    case Op::less: return compared < 0;
    default: return compared <= 0;
  }
}

Instant moved(const Formula& formula, const Step& step, Instant instant) {
  const Duration& duration = formula.durations[step.index];
  return step.op == Op::later ? later(formula.zone, instant, duration)
                              : earlier(formula.zone, instant, duration);
}

Instant elapsed(Instant instant, const Number& seconds) {
  const auto whole = (seconds * Number(microseconds_per_second)).steps(Number(1), RoundingMode::down).to_int64();
  Instant result = never;
  return whole && !__builtin_add_overflow(instant, *whole, &result) ? result : never;
}

Number seconds_between(Instant from, Instant until) { return Number::scaled(until, 6) - Number::scaled(from, 6); }

}  // namespace tariff
