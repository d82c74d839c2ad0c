// Filling the columns of a batch row by row. The scale of a column of numbers follows its finest number;
// a column whose numbers do not fit that becomes wide.
#pragma once

#include <string_view>

#include "interpreter/usage.hpp"

namespace tariff {

struct Decimal {
  enum class Form : std::uint8_t { none, small, large };
  Form form = Form::none;        // none: not a number; large: too many digits for what is here
  int scale = 0;                 // digits behind the point, of a large one too
  std::int64_t coefficient = 0;  // of a small one
};
Decimal parse_decimal(std::string_view text);  // the forms that Number::parse knows

void put_number(NumberColumn& column, std::size_t row, std::int64_t coefficient, int scale);
void put_number(NumberColumn& column, std::size_t row, const Number& number);

void make_room(Batch& batch, const Schema& schema, std::size_t rows,
               bool ids);  // for rows that say nothing yet
void clear_row(Batch& batch, std::size_t row);
void copy_row(const Batch& from, std::size_t from_row, Batch& to, std::size_t row);
void trim(Batch& batch, std::size_t rows);  // to its first rows

}  // namespace tariff
