// A bill as JSON. Counts are numbers, exact decimals are strings, so that no reader takes them for floating
// point; members stand in the order of the columns.
#pragma once

#include <string>
#include <vector>

#include "interpreter/write/rendering.hpp"

namespace tariff {

// The text of summary.json.
std::string summary_json(const Summary& summary, std::uint64_t bad_lines,
                         const std::vector<TariffUsed>& tariffs, const Rendering& rendering);
// All of it in one document: lines, packages, rejected, refunds, notices, bad, summary.
std::string bill_json(const Bill& bill, const std::vector<BadLine>& bad,
                      const std::vector<TariffUsed>& tariffs, const Rendering& rendering);

}  // namespace tariff
