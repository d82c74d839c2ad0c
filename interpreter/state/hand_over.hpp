// From one version of a tariff to the next: how all accounts stand, by the names of things.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Fills an empty ledger of the version that begins at `at` with the accounts of the one before, stopped there.
// What the next version no longer has ends; what was bought keeps the terms of its version. The bill so far goes on.
void hand_over(Ledger& before, Instant at, Ledger& after);

}  // namespace tariff
