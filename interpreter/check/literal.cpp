#include "interpreter/check/literal.hpp"

#include <fmt/format.h>

namespace tariff {

Number digits_of(const ast::Literal& literal) {
  const auto digits = Number::parse(literal.digits);
  return digits.value_or(Number(1)) * Number::power_of_ten(literal.power);  // `per call` is per one
}

Number value_of(const ast::Literal& literal, const Checked& checked) {
  const Number digits = digits_of(literal);
  if (!literal.unit) return digits;
  if (literal.unit.text == "%") return digits / Number(100);
  const auto unit = checked.units.find(literal.unit.text);
  return unit == checked.units.end() ? digits : digits * unit->second.factor;
}

Number factor_of(const FieldInfo& field, const Checked& checked) {
  const auto unit = checked.units.find(field.field->type.unit.text);
  return unit == checked.units.end() ? Number(1) : unit->second.factor;
}

namespace {

struct CalendarSpan {
  const char* unit;
  Duration duration;
};
constexpr CalendarSpan spans[] = {
    {"second", {0, 0, microseconds_per_second}},
    {"minute", {0, 0, 60 * microseconds_per_second}},
    {"hour", {0, 0, 3'600 * microseconds_per_second}},
    {"day", {0, 1, 0}},
    {"week", {0, 7, 0}},
    {"month", {1, 0, 0}},
    {"quarter", {3, 0, 0}},
    {"year", {12, 0, 0}},
};

}  // namespace

std::optional<Duration> duration_of(const ast::Literal& literal) {
  for (const CalendarSpan& span : spans) {
    if (literal.unit.text != span.unit) continue;
    const auto months = (digits_of(literal) * Number(span.duration.months)).to_int64();
    const auto days = (digits_of(literal) * Number(span.duration.days)).to_int64();
    const auto microseconds = (digits_of(literal) * Number(span.duration.microseconds)).to_int64();
    if (!months || !days || !microseconds) return std::nullopt;
    return Duration{*months, *days, *microseconds};
  }
  return std::nullopt;
}

Instant instant_of(const ast::Moment& moment, const Zone& zone) {
  const Civil civil{moment.year,   moment.month,  moment.day,        moment.hour,
                    moment.minute, moment.second, moment.microsecond};
  if (!moment.offset_minutes) return zone.instant(civil);
  const int offset = *moment.offset_minutes;
  const int minutes = offset < 0 ? -offset : offset;
  const auto fixed =
      Zone::load(fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60));
  return (fixed ? *fixed : zone).instant(civil);
}

CalendarUnit unit_of(ast::Period period) {
  switch (period) {
    case ast::Period::second: return CalendarUnit::second;
    case ast::Period::minute: return CalendarUnit::minute;
    case ast::Period::hour: return CalendarUnit::hour;
    case ast::Period::day: return CalendarUnit::day;
    case ast::Period::week: return CalendarUnit::week;
    case ast::Period::month: return CalendarUnit::month;
    case ast::Period::quarter: return CalendarUnit::quarter;
    case ast::Period::year: return CalendarUnit::year;
  }
  return CalendarUnit::day;
}

Window window_of(const ast::Window& window, const Zone& zone) {
  Window result{unit_of(window.period), static_cast<int>(window.count)};
  if (window.from) result.from = instant_of(*window.from, zone);
  return result;
}

}  // namespace tariff
