// Meters that are worked out from others as a window closes.
#pragma once

#include "interpreter/evaluate/folds.hpp"

namespace tariff {

// Adds what the clock's derived meters come to, for each pool in which something they read has a value; then what
// look-backs will ask for is kept.
void derive(Ledger& ledger, Index clock, Index account, std::vector<FoldValue>& values);

}  // namespace tariff
