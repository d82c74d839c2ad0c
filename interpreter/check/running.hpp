// What a rule may ask of an account's meters as a record comes: what a level is `now`, and what a meter adds up to `so far`.
#pragma once

#include "interpreter/check/expressions.hpp"

namespace tariff::checking {

Type now_type(Context& context, const ast::Expression& whole, const ast::Now& now, const Scope& scope);
Type so_far_type(Context& context, const ast::Expression& whole, const ast::SoFar& so_far, const Scope& scope);

// "calls so far in the month"
std::string so_far_text(const Context& context, const ast::SoFar& so_far);
// Whether what it adds up to may be below zero.
bool may_fall(const Context& context, const ast::SoFar& so_far);
// Meters that ask what they add up to so far, from the `first` of those being checked on.
void refuse_circle(Context& context, Span place, std::size_t first);

}  // namespace tariff::checking
