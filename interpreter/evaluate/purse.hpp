// Packages that accounts share: what one of a group's accounts bought is held by each of them, and what happens to one of
// these entries happens to all.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "interpreter/plan.hpp"

namespace tariff {

struct Purse {
  struct Entry { Index account = none, package = none; };  // of the account's packages
  Entry buyer;
  std::vector<Entry> entries;  // the buyer's too
};
// The accounts that have one text in an attribute, and what they bought meanwhile.
struct Group {
  std::vector<Index> accounts, purses;
};
struct Purses {
  std::vector<Purse> all;
  std::map<std::pair<Index, Index>, Index> of_entry;                     // by account and package
  std::map<std::pair<std::string, std::string>, Index> of_purchase;      // by the buyer's name and ref
  std::map<std::pair<Index, std::string>, Group> groups;                 // by attribute and text
  Purse& of(Index account, Index package) { return all[of_entry.at({account, package})]; }
};

}  // namespace tariff
