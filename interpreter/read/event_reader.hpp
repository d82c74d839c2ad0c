// Account events from CSV or JSON lines with the columns time, account, event, item, quantity, value and ref.
// Bad lines and errors as with usage; see usage_reader.hpp.
#pragma once

#include <vector>

#include "interpreter/read/table.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

// All of them, in time order.
std::vector<Event> read_events(std::vector<Input> inputs, const Zone& zone, ReadOptions options);

}  // namespace tariff
