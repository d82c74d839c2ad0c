// What accounts of a group do to the packages that they share.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// What has just been bought is shared by the group that the account is in, if it is in one.
void share_purchase(Ledger& ledger, Index account, Index package, Instant now);

// An account's text in an attribute is another: it leaves a group, what it bought there stays, and it comes into another.
void leave_group(Ledger& ledger, Index account, Index attribute, Instant now);
void join_group(Ledger& ledger, Index account, Index attribute, Instant now);

// A package was drawn, or given back to, by what is valid at one instant: all that share it know of it, and its notices go to
// the one who bought it.
void drew(Ledger& ledger, Index account, Index package, Instant valid, Instant now);
// It was changed by its buyer.
void spread(Ledger& ledger, Index account, Index package, Instant now);

// The entry of a purchase of the buyer, that belongs to the group of a text or is lent by it; as a state says.
void take_up_purse(Ledger& ledger, std::string_view buyer, std::string_view ref, Purse::Entry entry, const std::string& group);
// Which accounts are in which groups.
void take_up_groups(Ledger& ledger);

}  // namespace tariff
