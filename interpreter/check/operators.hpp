// Types of what signs join, and the words for types in messages.
#pragma once

#include "interpreter/check/expressions.hpp"

namespace tariff::checking {

// Both sides are known.
Type binary_type(Context& context, const ast::Expression& whole, const ast::Binary& binary, const Type& left,
                 const Type& right, Position position);
// The fix where a rate stands after `/` without brackets; nothing for any other value.
std::string divided_rate(const Context& context, const ast::Expression& value);
// The fix where a span of the calendar stands against seconds; nothing for any other value.
std::string length_of_span(const Checked& checked, const ast::Expr& value);
// Reports, and is unknown.
Type not_a_number(Context& context, const ast::Expr& expression, const Type& type);
// A step of rounding is a constant above zero.
void demand_step(Context& context, const ast::Expr& step);
// A constant that is written down, as in a table of packages or in a file, has finitely many decimals.
void demand_decimal(Context& context, const ast::Expr& value);
// A value that is known before any record is seen.
void demand_known(Context& context, const ast::Expr& value);

}  // namespace tariff::checking
