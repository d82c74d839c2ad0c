// What a test asks to be quoted.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// The largest value of a number that the record gives, up to that: its unit; none after a finding.
std::optional<Dimension> unit_of_quote(Context& context, const ast::Quote& quote);

}  // namespace tariff::checking
