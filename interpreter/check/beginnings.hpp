// What texts begin with: conditions, and the prefixes of tables.
#pragma once

#include "interpreter/check/context.hpp"
#include "interpreter/check/regions.hpp"

namespace tariff::checking {

// A condition, or unknown after the finding.
Type check_starts_with(Context& context, const ast::Is& is, const Type& subject);
// False after the finding: the field or attribute is no text.
bool check_has_beginning(Context& context, const ast::Name& title, const FieldInfo& info);
void check_prefixes(Context& context, const ast::Cell& cell);
void check_one_prefix(Context& context, const ast::Table& table);
// What records and the account are asked together is known only where each record has its price.
void check_prefix_price(Context& context, const ast::Price& price);

// The text of the axis begins with one of the values; what is no text was told already.
regions::Formula starts_with(const regions::Space& space, unsigned axis, const std::vector<ast::Expr>& values);

}  // namespace tariff::checking
