// What is known of an expression before any record is seen.
#pragma once

#include "interpreter/check/checked.hpp"

namespace tariff::checking {

// The value of an expression that reads nothing, in base units; a rate is its ratio.
std::optional<Number> constant(const Checked& checked, const ast::Expr& expression);

// What a define's name stands for, in the end; any other expression is itself.
const ast::Expression* behind_defines(const Checked& checked, const ast::Expr& expression);

// The rate an expression is, or null.
const ast::Rate* rate_of(const Checked& checked, const ast::Expr& expression);
// The table a price or value is, or null.
const ast::Tabled* table_of(const Checked& checked, const ast::Expr& expression);
// One unit of quantity at an exact rate, in base units.
std::optional<Number> ratio_of(const Checked& checked, const ast::Rate& rate);

// What a rate is per.
Dimension per_of(const Checked& checked, const ast::Rate& rate);

// Whether the value is above zero whatever it reads.
bool above_zero(const Checked& checked, const ast::Expr& expression);
// Whether a meter may come to less than zero: records that count less than nothing are refused, but of money and of what
// is signed.
bool may_be_negative(const Checked& checked, const MeterInfo& meter);
// Whether the value has finitely many decimals whatever it reads. What it reads has.
bool always_finite(const Checked& checked, const ast::Expr& expression);

}  // namespace tariff::checking
