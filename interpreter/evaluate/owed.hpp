// What no package covers and is owed until packages come that pay it.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// As the source of a share; below it are packages.
inline constexpr Index owed_source = none - 1;

Number owed_of(Account& account, const Demand& demand);
void owe(Ledger& ledger, Index account, const Demand& demand, const Number& quantity);
// An account that owes is looked at as packages come by themselves; that all has come up to `now` is known.
void await_packages(Ledger& ledger, Index account, Instant now);
void packages_come(Ledger& ledger, const Timer& timer);
// Packages have come: what they cover of what is owed they pay.
void pay_owed(Ledger& ledger, Index account, Instant now);
// What is still owed as the clock's window closes, or at a reset of a package or of all, is postpaid. Whether a reset ends
// anything in this tariff.
void end_owed(Ledger& ledger, Index clock, Index account);
bool end_owed_at_reset(Ledger& ledger, Index account, std::string_view package);
// What is owed at the end, in the summary.
void list_owed(Ledger& ledger);

}  // namespace tariff
