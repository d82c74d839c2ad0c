// Two tables of text, compared as other programs are to compare bills: by the named columns that the
// expectation has, numbers as values, times as instants, rows in any order.
#pragma once

#include <string>
#include <vector>

#include "interpreter/calendar.hpp"

namespace tariff {

struct Sheet {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

Sheet read_sheet(const std::string& name, std::string text);  // CSV with a header
std::string print_sheet(const Sheet& sheet);

// The columns of `like`, in its order; a column that is not there is empty.
Sheet with_columns(const Sheet& sheet, const Sheet& like);

// Rows that only one of them has, `-` before the expected ones and `+` before the others; empty where they
// agree.
std::string sheet_difference(const Sheet& expected, const Sheet& got, const Zone& zone);

}  // namespace tariff
