// An evaluation that goes on from accounts as another one left them at its cut-off.
#pragma once

#include "interpreter/evaluate/evaluate.hpp"
#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// The ledger holds the accounts as they stood at `at`, and the ids of the open window of the bill. The rest follows
// from them and is made anew: the open windows and who has something in them, what is due, the order of packages, timers.
// Where the tariff changed then, what is to be done at `at` is still to be done.
void carry_on(Ledger& ledger, Instant at, Since since);

}  // namespace tariff
