// Refills of what was bought: at times counted from the purchase or from a day, and at each reset.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// When the package is next refilled by itself, and when what it has left at `now` is lost.
void await_refill(const Plan& plan, HeldPackage& held, Instant now);
// All refills that have come by themselves up to `now`.
void refill(const Plan& plan, const Account& account, HeldPackage& held, Instant now);
// The event `reset`, of one package of the tariff or of all.
void reset(Ledger& ledger, Index account, const Event& event);

}  // namespace tariff
