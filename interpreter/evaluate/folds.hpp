// Meters whose value is known only when a window closes: folds, levels, and the highest value of an attribute.
#pragma once

#include <span>

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Adds admitted records to the folded meters and the levels that count them.
void gather(Ledger& ledger, Index account, std::span<const Demand> demands, std::int64_t times, Instant now);

// The account's attributes are as they are from now on: its levels follow them. They stand from the first record or
// event on, while the account is not closed.
void follow_account(Ledger& ledger, Index account, Instant now);
void know_account(Ledger& ledger, Index account, Instant now);

// The highest that the level will be, as far as is known now, in the span of what is demanded, with it.
Number highest_level(Ledger& ledger, Account& account, const Demand& demand, std::int64_t times, Instant now);
// Whether it gives something to windows to come.
bool is_standing(const LevelState& state);

struct FoldValue { Index meter = 0, pool = 0, key = 0; Number value; };
// Ends the clock's window for the account's folds: each gives its value to the next one of its meter; the values of those
// that are the last of their meter are returned.
std::vector<FoldValue> close_folds(Ledger& ledger, Index clock, Index account, Instant end);

// The attribute is about to change: the value that stood until now counts for the highest.
void note_attribute(Ledger& ledger, Account& account, Index attribute, Instant now);
// The highest value that each watched attribute of the clock had for some span of its window, until then.
std::vector<Number> highest_attributes(Ledger& ledger, Account& account, Index clock, Instant until);

}  // namespace tariff
