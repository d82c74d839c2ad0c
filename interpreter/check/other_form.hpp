// A name that means nothing where it stands, but is known in another form: a calendar, a weekday, a line of the bill.
#pragma once

#include "interpreter/check/expressions.hpp"

namespace tariff::checking {

// What to write in its place; empty where the name is no such.
std::string other_form(const Context& context, const Scope& scope, const std::string& name);

}  // namespace tariff::checking
