// Packages that come by themselves: what accounts are given, and refills. Nothing is done before someone looks: an
// account costs nothing until it draws, and what comes of it is the same whenever that is.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// The account is there from its first admitted record or event on.
inline void begin(Account& account, Instant now) {
  if (account.renews == INT64_MIN) account.renews = now;
}

// All that has come, lapsed or been refilled up to `now`.
void renew(Ledger& ledger, Index account, Instant now);
// Likewise what is given to the pool of a demand, from its first on.
void renew_pool(Ledger& ledger, Index account, const Demand& demand, Instant now);
// When packages next come by themselves to a pool of an account; that all has come up to `now` is known.
Instant next_renewal(const Ledger& ledger, Index account, const Demand& demand, Instant now);
// The account is about to change: what it was given before was by what it was then. What is set at the instant it
// begins counts from the first.
void renew_before_change(Ledger& ledger, Index account, Instant now);

}  // namespace tariff
