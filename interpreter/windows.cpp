// Windows of the calendar, and those that are counted from an instant. Test: tests/unit/windows_test.cpp.
#include <algorithm>

#include "interpreter/civil.hpp"

namespace tariff {
namespace {

constexpr int days_since_monday = 3;  // 1970-01-01 was a Thursday

std::int64_t months_of(const Civil& civil) { return (civil.year - 1970) * 12 + civil.month - 1; }
std::int64_t days_of(const Civil& civil) { return day_number(civil.year, civil.month, civil.day); }

// In microseconds up to the hour, in days up to the week, else in months.
std::int64_t steps_of(const Window& window) {
  const Duration length = length_of(window);
  return length.months + length.days + length.microseconds;
}

// --- of the calendar -----------------------------------------------------------------------

// How far a day or a month is from where windows of its unit are counted from.
std::int64_t position_of(const Window& window, const Civil& civil) {
  if (window.unit >= CalendarUnit::month) return months_of(civil);
  return days_of(civil) + (window.unit == CalendarUnit::week ? days_since_monday : 0);
}

// Where the window with this number, 0 being that of 1970-01-01, begins.
Instant calendar_boundary(const Zone& zone, const Window& window, std::int64_t number) {
  constexpr std::int64_t furthest = 366 * 300'000;  // days; instants end in 294247
  Civil civil;
  const auto distance = static_cast<int>(std::clamp(number * steps_of(window), -furthest, furthest));
  if (window.unit >= CalendarUnit::month) {
    civil.month += std::clamp(distance, -12 * 300'000, 12 * 300'000);
  } else {
    civil.day += distance - (window.unit == CalendarUnit::week ? days_since_monday : 0);
  }
  return zone.instant(civil);
}

Interval calendar_window(const Zone& zone, const Window& window, Instant instant) {
  const std::int64_t number = floor_divide(position_of(window, zone.civil(instant)), steps_of(window));
  const Instant end = calendar_boundary(zone, window, number + 1);
  // Clocks that go back over midnight show the old date again after the new day began.
  if (instant >= end && end != never) return {end, calendar_boundary(zone, window, number + 2)};
  return {calendar_boundary(zone, window, number), end};
}

Instant plus(Instant instant, std::int64_t microseconds) {
  return __builtin_add_overflow(instant, microseconds, &instant) ? never : instant;
}

Interval clock_window(const Zone& zone, const Window& window, Instant instant) {
  const Interval day = calendar_window(zone, {CalendarUnit::day, 1}, instant);
  const std::int64_t length = steps_of(window);
  const Instant start = instant - floor_rest(instant - day.start, length);
  return {start, std::min(plus(start, length), day.end)};
}

// --- from an instant -----------------------------------------------------------------------

Interval elapsed_window_from(const Window& window, Instant instant) {
  const std::int64_t length = steps_of(window);
  const std::int64_t into = floor_rest(floor_rest(instant, length) - floor_rest(*window.from, length), length);
  return {instant - into, plus(instant - into, length)};
}

// The wall clock says nearly which it is: what is before its time of day, or of month, belongs to the one before.
Interval calendar_window_from(const Zone& zone, const Window& window, Instant instant) {
  const auto begin_of = [&](std::int64_t number) { return later(zone, *window.from, length_of(window, number)); };
  const Window one{window.unit >= CalendarUnit::month ? CalendarUnit::month : CalendarUnit::day, 1};
  const std::int64_t distance = position_of(one, zone.civil(instant)) - position_of(one, zone.civil(*window.from));
  std::int64_t number = floor_divide(distance, steps_of(window));
  while (begin_of(number) > instant) --number;
  while (begin_of(number + 1) <= instant) ++number;
  return {begin_of(number), begin_of(number + 1)};
}

}  // namespace

Interval window_at(const Zone& zone, const Window& window, Instant instant) {
  const bool clock = window.unit < CalendarUnit::day;
  if (window.from) return clock ? elapsed_window_from(window, instant) : calendar_window_from(zone, window, instant);
  return clock ? clock_window(zone, window, instant) : calendar_window(zone, window, instant);
}

Duration length_of(const Window& window, std::int64_t windows) {
  const std::int64_t times = windows * window.count;
  switch (window.unit) {
    case CalendarUnit::second: return {0, 0, times * microseconds_per_second};
    case CalendarUnit::minute: return {0, 0, times * 60 * microseconds_per_second};
    case CalendarUnit::hour: return {0, 0, times * 3600 * microseconds_per_second};
    case CalendarUnit::day: return {0, times, 0};
    case CalendarUnit::week: return {0, 7 * times, 0};
    case CalendarUnit::month: return {times, 0, 0};
    case CalendarUnit::quarter: return {3 * times, 0, 0};
    case CalendarUnit::year: return {12 * times, 0, 0};
  }
  return {};
}

namespace {

// Where windows of a day or longer are counted from, on the wall clock.
Civil origin_of(const Zone& zone, const Window& window) {
  if (window.from) return zone.civil(*window.from);
  Civil origin;
  if (window.unit == CalendarUnit::week) set_date(origin, -days_since_monday);
  return origin;
}

std::int64_t time_of_day(const Civil& civil) {
  return (civil.hour * 3600 + civil.minute * 60 + civil.second) * microseconds_per_second + civil.microsecond;
}

bool is_multiple(std::int64_t of, std::int64_t step) { return of % step == 0; }

// Days in days or months, months in months: at one time of day, and months on one day of theirs.
bool calendar_nests(const Zone& zone, const Window& inner, const Window& outer) {
  const Civil in = origin_of(zone, inner), out = origin_of(zone, outer);
  const bool months_in = inner.unit >= CalendarUnit::month, months_out = outer.unit >= CalendarUnit::month;
  const std::int64_t step = steps_of(inner);
  if (time_of_day(in) != time_of_day(out)) return false;
  if (!months_in && months_out) return step == 1;
  if (months_in && (!months_out || in.day != out.day)) return false;
  const std::int64_t apart = months_in ? months_of(out) - months_of(in) : days_of(out) - days_of(in);
  return is_multiple(steps_of(outer), step) && is_multiple(apart, step);
}

}  // namespace

bool same_windows(const Zone& zone, const Window& a, const Window& b) {
  return a == b || (nests(zone, a, b) && nests(zone, b, a));
}

bool nests(const Zone& zone, const Window& inner, const Window& outer) {
  if (inner.unit >= CalendarUnit::day) return outer.unit >= CalendarUnit::day && calendar_nests(zone, inner, outer);
  const std::int64_t step = steps_of(inner), day = seconds_per_day * microseconds_per_second;
  if (inner.from || (outer.from && outer.unit < CalendarUnit::day)) {  // elapsed time, whatever clocks show
    return inner.from && outer.from && outer.unit < CalendarUnit::day && is_multiple(steps_of(outer), step) &&
           is_multiple(floor_rest(*inner.from, step) - floor_rest(*outer.from, step), step);
  }
  if (outer.unit < CalendarUnit::day) return is_multiple(steps_of(outer), step);
  return is_multiple(day, step) && calendar_nests(zone, {CalendarUnit::day, 1}, outer);
}

}  // namespace tariff
