// The end of windows: what was gathered becomes the lines of a bill.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Closes every window that ends at `end`, the shortest first, then the bills, and hands the part over.
void close_windows(Ledger& ledger, Instant end);

}  // namespace tariff
