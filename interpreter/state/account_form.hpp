// How one account stands at an instant, all things by their names.
#pragma once

#include "interpreter/evaluate/ledger.hpp"
#include "interpreter/state/object.hpp"

namespace tariff {

Json account_form(const Ledger& ledger, const Account& account, Instant at);

// Fills an account that nothing is known of. Fault, where the form is wrong or of another tariff.
void read_account_form(Object& form, Ledger& ledger, Account& account, Instant at);

}  // namespace tariff
