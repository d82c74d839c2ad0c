// The values that stand in a test: literals, choices, dates, texts. Check has made sure that they are
// constant.
#pragma once

#include <string>
#include <variant>

#include "interpreter/calendar.hpp"
#include "interpreter/check/checked.hpp"

namespace tariff {

// A choice is its name: what it is a choice of knows its number.
using Constant = std::variant<Number, Instant, std::string>;

Constant constant_of(const ast::Expr& expression, const Checked& checked, const Zone& zone);

// As an account event carries it.
std::string text_of(const Constant& constant, const Zone& zone);

// `a.b.c`
std::string dotted(const ast::Reference& reference);

}  // namespace tariff
