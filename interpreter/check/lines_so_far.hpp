// What lines come to so far: `lines so far`, `lines of calls so far in the month`.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// Whether it is of lines, and not of a meter.
bool is_of_lines(const Checked& checked, const ast::SoFar& so_far);
// The meters whose lines count: those that are priced as records come.
std::vector<unsigned> meters_of_lines(const Checked& checked, const ast::SoFar& so_far);
Type lines_so_far_type(Context& context, const ast::Expression& whole, const ast::SoFar& so_far);
// Whether the window is made of whole windows of all lines that count; false after the finding.
bool holds_lines(Context& context, const ast::SoFar& so_far, const ast::Window& window, Span place);

}  // namespace tariff::checking
