// A bill for the eye, and its lines as CSV for a pipe. What --format json prints is in bill_json.hpp.
#pragma once

#include <string>

#include "interpreter/write/rendering.hpp"

namespace tariff {

// Parts put one behind the other are the whole bill; the summary is the last part's.
void add_part(Bill& whole, const Bill& part);

// Per account its lines and their sum; then the items, the sums and the counts.
std::string bill_text(const Bill& bill, std::uint64_t bad_lines, const Rendering& rendering);
// The text of lines.csv.
std::string lines_csv(const Bill& bill, const Rendering& rendering);

}  // namespace tariff
