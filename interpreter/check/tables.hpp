// The columns of a price table by their parts: keys, at most one that is walked, the price.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// Indexes of columns; -1 where the table has none.
struct TableShape {
  int meter = -1, walked = -1, price = -1;
  std::vector<unsigned> keys;    // the meter's and those of fields
  std::vector<unsigned> fields;  // columns that name a field
};
TableShape table_shape(const ast::Table& table);

// The name a cell's value is, or null.
const ast::Name* name_in(const ast::Expr& value);

// Whether a row's cell may be the meter's.
bool row_has_meter(const Checked& checked, const TableShape& shape, const ast::Row& row, unsigned meter);

// Rows with the same key cells, in the order of the text: the tiers of one price.
std::vector<std::vector<const ast::Row*>> tiers_of(const Context& context, const ast::Table& table,
                                                   const TableShape& shape);

}  // namespace tariff::checking
