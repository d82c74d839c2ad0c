// The bill of a period: the lines in it, what its steps add to them and take off, and the rounding of its total.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// The account owes what the line says; where the total is rounded, only once it is.
void book(Ledger& ledger, Line line);
// The same of a line that the steps of the bill see, of this item, pool and row.
void book(Ledger& ledger, const Key& key, Line line);

// Takes the steps of the bill that ends, for all accounts with lines in it, and rounds its total.
void settle(Ledger& ledger, Interval period);

// Whether it has lines in the bill that is open, as far as the bill's steps ask.
bool is_in_bill(const Account& account);

Number rounded(const BillPlan& bill, const Number& amount);

}  // namespace tariff
