// Units: what the library, the tariff, its fields and its meters declare, and how dimensions are named.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// Libraries first, then the tariff's own; the header's currency is found here too.
void declare_units(Context& context);

// The unit, or null after the finding.
const NamedUnit* unit_meant(Context& context, const ast::Name& name);
bool is_calendar_unit(std::string_view name);

// left × right^power
Dimension product(Dimension left, const Dimension& right, int power);
bool is_money(const Checked& checked, const Dimension& dimension);
bool is_count(const Checked& checked, const Dimension& dimension);
Dimension money(const Checked& checked);
Dimension seconds();
// "CNY per call", "word", "plain"
std::string dimension_text(const Checked& checked, const Dimension& dimension);

}  // namespace tariff::checking
