// What a literal is worth.
#pragma once

#include "interpreter/calendar.hpp"
#include "interpreter/check/checked.hpp"

namespace tariff {

// The digits with their scale word, without the unit.
Number digits_of(const ast::Literal& literal);
// In base units (`10 MB` is 10,000,000 where MB is declared so; `10%` is 0.1). The unit must be known.
Number value_of(const ast::Literal& literal, const Checked& checked);
// How many base units one of the unit is that the field or attribute declares: inputs are in that unit.
Number factor_of(const FieldInfo& field, const Checked& checked);
// `3 day`, `1 month`, `1 year` as a calendar step, `8 hour` as elapsed time; nothing for any other unit.
std::optional<Duration> duration_of(const ast::Literal& literal);

// A moment in the tariff's zone: its first instant.
Instant instant_of(const ast::Moment& moment, const Zone& zone);
CalendarUnit unit_of(ast::Period period);
Window window_of(const ast::Window& window, const Zone& zone);

}  // namespace tariff
