// The bill of a period: what its steps add to the lines and take off, and the rounding of its total.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// The account owes the amount of a line, of this item, pool and row.
void owe(Ledger& ledger, Index account, const Key& key, const Number& amount);

// Takes the steps of the bill that ends, for all accounts with lines in it, and rounds its total.
void settle(Ledger& ledger, Interval period);

// Whether it has lines in the bill that is open, as far as the bill's steps ask.
bool is_in_bill(const Account& account);

Number rounded(const BillPlan& bill, const Number& amount);

}  // namespace tariff
