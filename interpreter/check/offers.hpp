// The table of what is sold of a package.
#pragma once

#include "interpreter/calendar.hpp"
#include "interpreter/check/context.hpp"

namespace tariff::checking {

void check_offers(Context& context, unsigned package, PackageInfo& info);

// A column that says what a row is, and so orders nothing.
bool is_offer_column(std::string_view name);

// How long after the purchase: no time for `bought`, a year for `bought + 1 year`; none where it is something else.
std::optional<Duration> after_purchase(const ast::Expression& expression);

}  // namespace tariff::checking
