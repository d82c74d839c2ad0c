// What an instant is in the calendar: its time of day, weekday and month, and the days of calendars by name.
#pragma once

#include "interpreter/check/expressions.hpp"

namespace tariff::checking {

// `weekday of started`: none where the word before `of` is no part of the calendar.
std::optional<Type> calendar_part_type(Context& context, const ast::Binary& binary, const Scope& scope);
// `started is in holidays`
Type calendar_type(Context& context, const ast::In& in, const Scope& scope);

}  // namespace tariff::checking
