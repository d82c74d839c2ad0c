// Prices and rates as functions of a quantity. Three things can be one: an amount (whatever the quantity), a rate
// (`1 CNY per call`), and a schedule, which only a quantity gives a value.
#pragma once

#include <optional>

#include "interpreter/check/context.hpp"

namespace tariff::checking {

Type schedule_type(Dimension over, Dimension result);
// What the two make when they are added; none where they do not go together.
std::optional<Type> added(const Checked& checked, const Type& left, const Type& right);
// Whether it yields `result` for a quantity in `over`.
bool yields(const Type& type, const Dimension& over, const Dimension& result);

// What one more costs at a price, where that is known before any record; of a table, in the row where it is least.
std::optional<Number> each_more(const Checked& checked, const ast::Expr& price);

}  // namespace tariff::checking
