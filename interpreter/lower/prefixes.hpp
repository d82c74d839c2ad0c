// In which order the rows of a table are asked.
#pragma once

#include <memory>

#include "interpreter/check/tables.hpp"
#include "interpreter/prefixes.hpp"

namespace tariff {

// Rows that ask for the same, of texts that begin with a prefix; without a column that asks so, of all.
struct Try {
  std::size_t group = 0;
  std::uint32_t code = 0;
};
// Longer prefixes go first, and of the same the rows for the rest go last.
std::vector<Try> tries_of(const checking::TableShape& shape, const std::vector<checking::Rows>& groups,
                          const Prefixes* prefixes);

// All that the cells of the column ask for.
std::shared_ptr<const Prefixes> prefixes_of(const checking::Rows& rows, int column);

}  // namespace tariff
