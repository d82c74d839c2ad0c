#include "interpreter/evaluate/operations.hpp"

#include <algorithm>

#include "interpreter/civil.hpp"

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

namespace {

std::int64_t day_of(const Civil& civil) { return day_number(civil.year, civil.month, civil.day); }

}  // namespace

Number time_of_day(const Formula& formula, Instant instant) {
  const Civil civil = formula.zone.civil(instant);
  const std::int64_t seconds = civil.hour * 3600 + civil.minute * 60 + civil.second;
  return Number(seconds) + Number::scaled(civil.microsecond, 6);
}

std::uint32_t calendar_code(const Formula& formula, const Step& step, Instant instant) {
  const Civil civil = formula.zone.civil(instant);
  if (step.op == Op::month) return static_cast<std::uint32_t>(civil.month - 1);
  const std::int64_t day = day_of(civil);
  if (step.op == Op::weekday) return static_cast<std::uint32_t>(floor_rest(day + 3, 7));  // 1970-01-01 was a Thursday
  const auto& days = formula.calendars[step.index];
  return std::binary_search(days.begin(), days.end(), day);
}

Number length_of(const Formula& formula, const Step& step, Instant instant) {
  const Interval period = window_at(formula.zone, formula.windows[step.index / 2], instant);
  if (step.index % 2 != 0) return seconds_between(period.start, period.end);
  return Number(day_of(formula.zone.civil(period.end)) - day_of(formula.zone.civil(period.start)));
}

}  // namespace tariff
