// Records that are cut into parts: where, and what the parts no longer share with the whole.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// Types and fields of every `cut`.
void check_cuts(Context& context);

// The clause that cuts the records of a usage; null: they stay whole.
const ast::Cut* cut_of(const Checked& checked, unsigned usage);

// Whether the expression may have another value for a part than for the whole record.
bool differs_by_part(const Checked& checked, unsigned usage, const ast::Expr& expression);

}  // namespace tariff::checking
