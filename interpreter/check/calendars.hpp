// Calendars, and what is asked of an instant: its time of day, weekday and month, and whether a calendar has its day.
#pragma once

#include "interpreter/check/expressions.hpp"

namespace tariff::checking {

// Those of the tariff, then those of its libraries.
void gather_calendars(Context& context);

// Of `weekday of started`; none where the word before `of` is no part of the calendar.
std::optional<Type> calendar_part_type(Context& context, const ast::Binary& binary, const Scope& scope);
Type calendar_type(Context& context, const ast::In& in, const Scope& scope);

// `weekday of started`, by what it asks: in a function of a library its own text would be that of the use.
std::optional<std::string> calendar_part_text(const Context& context, const ast::Expression& expression);

}  // namespace tariff::checking
