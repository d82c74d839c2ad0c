// What the steps of a formula do to single values: shared by the evaluation over columns and over an account.
#pragma once

#include "interpreter/formula.hpp"

namespace tariff {

// add … most, of two numbers.
Number calculate(const Step& step, const Number& a, const Number& b);
// equal … at_most, from the sign of a comparison.
bool holds(Op op, int compared);
// later and earlier: by the step's calendar duration.
Instant moved(const Formula& formula, const Step& step, Instant instant);
// An instant that many seconds on; finer than a microsecond is cut off.
Instant elapsed(Instant instant, const Number& seconds);
Number time_of_day(const Formula& formula, Instant instant);
// weekday, month and in_calendar.
std::uint32_t calendar_code(const Formula& formula, const Step& step, Instant instant);
// How long the period is that holds the instant: in days of the calendar, or in seconds.
Number length_of(const Formula& formula, const Step& step, Instant instant);
Number seconds_between(Instant from, Instant until);

}  // namespace tariff
