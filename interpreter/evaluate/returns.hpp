// What comes back of what was drawn: to the payers of the latest draws first.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Whether a demand returns what its item drew before.
bool is_return(const Plan& plan, const Demand& demand);

// Notes what a share drew, as often as the record comes, or forgets what it gives back.
void note_draw(const Plan& plan, Account& account, const Demand& demand, const Share& share, std::int64_t times);

// Shares what a demand returns among the packages of its latest draws. What others paid, postpaid or in money, and what no one
// was drawn for, are left.
struct Returned { Number paid, beyond; };
Returned share_return(Ledger& ledger, const Account& account, const Demand& demand, Index number);
// Likewise an amount of money that packages paid; what was postpaid, or never paid, is left. The quantity stands with the
// first.
Number share_return_of_money(Ledger& ledger, const Account& account, const Demand& demand, Index number, Number amount,
                             Number& quantity);
// How many returns are shared just like the one at hand.
std::int64_t returns_alike(const Plan& plan, const Account& account, const Demand& demand, const Share& share);

// A package has so much again, unless it has expired or was refunded. It never has more than after its last refill.
void put_back(const Plan& plan, Account& account, Index package, const Number& taken, Instant now);

}  // namespace tariff
