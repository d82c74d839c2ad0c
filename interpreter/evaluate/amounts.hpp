// What the lines of open windows come to: as their window closes, or as if it closed now. Nothing changes.
#pragma once

#include "interpreter/evaluate/ledger.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {

// What prices, bounds and conditions of a charge may ask as its window closes.
Scope scope_at_close(const Ledger& ledger, const Account& account, const Clock& clock, const std::vector<Number>& highest);

// What a source's part of an item comes to, as its line says it.
Number amount_of(const Ledger& ledger, Account& account, const Tally& tally, const Scope& closing);
// By a package, and so already: no line of the bill asks for it.
bool is_paid_in_money(const Ledger& ledger, const Account& account, const Tally& tally);
// Whether a line is there: the condition of its charge holds.
bool is_billed(const Ledger& ledger, const Tally& tally, const Scope& closing);

// What is missing to a limit of what a charge comes to, or too much: below zero; 0 where it is kept.
Number limited(const Ledger& ledger, const Limit& limit, const Number& total, const Scope& closing);
// The item by which the limits of a charge count.
Index first_item(const Plan& plan, Index charge);

}  // namespace tariff
