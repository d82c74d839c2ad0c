// Balance and arrears: the debit of bills, what follows where it leaves the balance short, and how it ends.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Takes what a bill comes to from the balance of an account that has one.
void debit(Ledger& ledger, Index account, const Number& amount, Instant now);
// The steps of arrears that run from the debit at `since`.
void set_deadlines(Ledger& ledger, Index account, Instant since);
// A step of arrears falls due, unless they have ended since.
void deadline(Ledger& ledger, const Timer& timer);
void top_up(Ledger& ledger, Index account, const Number& amount, Instant now);
// Opens the account; one that was closed for arrears needs the balance that `resume` asks for.
void open(Ledger& ledger, Index account, Instant now);

}  // namespace tariff
