// The life of packages: bought, refunded, near their end.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Each does nothing but give a notice, with its reason, where the event cannot be carried out.
void buy(Ledger& ledger, Index account, const Event& event);
void refund(Ledger& ledger, Index account, const Event& event);

// Gives the notices of a package that hold now, each once; asked after a draw.
void give_notices(Ledger& ledger, Account& account, Index package, Instant now);
// Sets the timers of the notices that are given some time before the package expires.
void set_expiry_notices(Ledger& ledger, Index account, Index package);
// A notice that is given some time before a package expires.
void expiry_notice(Ledger& ledger, const Timer& timer);

// How every package stands at `now`, by account and ref.
void report_packages(Ledger& ledger, Instant now);

}  // namespace tariff
