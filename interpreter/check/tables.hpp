// Tables: the columns by their parts (keys, at most one that is walked, what the rows yield), and their types.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// Indexes of columns; -1 where the table has none.
struct TableShape {
  int meter = -1, walked = -1, price = -1, prefix = -1, payer = -1;  // price: also `value`
  std::vector<unsigned> keys;    // the meter's and those of fields
  std::vector<unsigned> fields;  // columns that name a field or an attribute, or ask who pays
  bool specific = false;         // of rows that hold at once, the most specific is meant
};
TableShape table_shape(const ast::Table& table);

// The table that is the price of a charge, or null.
const ast::Table* price_table(const Checked& checked, const ast::Charge& charge);

// Whether the column of a table asks the record; else the account.
bool is_of_record(const Meaning& column);

// The longest prefix is that of the rows whose other cells hold: with columns of the record and of the account, all are
// asked at one time.
bool asks_both(const Checked& checked, const ast::Table& table);

// The name a cell's value is, or null.
const ast::Name* name_in(const ast::Expr& value);

// The text of the name of a row of what is sold, bare or in quotes.
std::string row_name(const ast::Table& table, const ast::Row& row);

// Whether a row's cell may be the meter's.
bool row_has_meter(const Checked& checked, const TableShape& shape, const ast::Row& row, unsigned meter);

// Rows that ask for the same in these columns, in the order of the text. By all keys: the tiers of one price.
using Rows = std::vector<const ast::Row*>;
Rows rows_of(const ast::Table& table);
std::vector<Rows> groups_of(const Checked& checked, const Rows& rows, const std::vector<unsigned>& columns);

// What a text begins with for which a cell of a prefix column asks; any text begins with "".
std::vector<std::string> prefixes_in(const ast::Cell& cell);

// Whether a row asks for all that another does, and for more: where the most specific is meant, it goes before the other.
bool is_within(const Checked& checked, const TableShape& shape, const ast::Row& row, const ast::Row& other);
// How many values its cells let in, `any` more than all others: a row within another lets in less.
std::size_t breadth(const TableShape& shape, const ast::Row& row);

// The column that tells rows apart best: that of prefixes, else the one with most values; -1 where there is none.
int marking_column(const Checked& checked, const TableShape& shape, const Rows& rows);
// What a row asks of that column; empty where it may hold together with any other row.
std::vector<std::string> marks_of(const Checked& checked, const TableShape& shape, int column, const ast::Row& row);

// The row stands for what no other row holds for; where a column asks for the longest prefix, none with the same.
bool is_rest(const TableShape& shape, const ast::Row& row);
// A bound of a key column leaves to its row what rows of the same other keys before it have not taken.
bool has_bound(const TableShape& shape, const ast::Row& row);
bool same_but_bounds(const Checked& checked, const TableShape& shape, const ast::Row& a, const ast::Row& b);

// Where a table stands: in an expression, or as the price of a charge.
struct TablePlace {
  Scope scope;                                    // of what its cells name
  const ast::Charge* charge = nullptr;            // null in an expression
  const std::vector<unsigned>* meters = nullptr;  // what the charge prices
  bool fee = false;                               // the charge prices no meter: it asks the account
};
// Types of all its parts. What it yields in an expression; unknown for the price of a charge.
Type check_table(Context& context, const ast::Expression& whole, const ast::Tabled& tabled, const TablePlace& place);

// A price for the meters: money for a quantity in their unit. An amount may stand where `amount` is set.
void check_price_value(Context& context, const ast::Expr& value, const TablePlace& place,
                       const std::vector<unsigned>& meters, bool amount);

}  // namespace tariff::checking
