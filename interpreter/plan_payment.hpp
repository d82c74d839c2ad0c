// The parts of a plan that turn quantities into money: who pays, in which order, and what the rest costs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/plan_packages.hpp"

namespace tariff {

enum class OrderBy : std::uint8_t {
  soonest_expiry, latest_expiry, earliest_purchase, latest_purchase, lowest_property, highest_property
};
struct OrderKey {
  OrderBy by = OrderBy::soonest_expiry;
  Index property = 0;  // of its offer
};
// Packages that are drawn in one order; the earlier purchase goes first where the keys are equal.
struct Queue {
  Formula when;  // over attributes; none: always
  std::vector<Index> packages;
  std::vector<OrderKey> keys;
};

struct PriceRow {
  std::string name;  // its keys' values; empty where it has none
  Formula when;      // none: always
  Formula price;     // of a quantity
  std::string clause;
};
// What a charge bills of one meter, or a fee: the `item` of a bill's line.
struct Item {
  std::string name, unit;
  Index meter = none;  // of a fee: none
  Index charge = 0;
  std::vector<PriceRow> rows;
  std::optional<Window> tiers;  // the window a graduated price walks, where it is longer than the charge's
  bool tiers_by_use = false;    // tiers walk all use, not only what is billed
  bool gives_back = false;      // packages pay it, and what is counted may be below zero: then it comes back to its payers
  bool by_payer = false;        // what a package pays has a price too
  // Where a column asks for the longest prefix: its code, and by it the rows that may hold, in the order they are asked.
  Formula looked_up = {};
  std::vector<std::vector<Index>> asked = {};
};
// The row that holds; they are complete: the last that may hold does where no other does.
template <typename Holds>
Index first_row(const Item& item, std::uint32_t code, Holds holds) {
  std::size_t at = 0;
  if (!item.looked_up) {
    while (at + 1 < item.rows.size() && !holds(static_cast<Index>(at))) ++at;
    return static_cast<Index>(at);
  }
  const auto& asked = item.asked[code];
  while (at + 1 < asked.size() && !holds(asked[at])) ++at;
  return asked[at];
}
struct Limit { bool least = true; Formula amount; std::string clause; };  // of what a charge comes to
inline std::string_view name_of(const Limit& limit) { return limit.least ? "at least" : "at most"; }
// What no package covers, until packages that come pay it; as the window closes, or at a reset, it is postpaid.
struct Owed {
  std::optional<Window> window;
  bool reset = false;
  Formula when;  // over attributes; none: always
};
struct Charge {
  std::string name;           // of its items
  Window window;
  Formula when;               // asked as the window closes
  std::vector<Index> queues;  // asked in this order
  std::optional<Window> deducts;  // packages pay as this window closes, not as records come
  std::optional<Owed> owed;   // asked before postpaid
  bool postpaid = true;
  Formula postpaid_when;      // over attributes
  bool each = false;          // the price is of each record by itself
  bool money = false;         // packages in money are among its payers
  bool unused = false;        // due in every window while the account is open
  std::vector<Limit> limits;  // in the order of the text
  std::string clause;
};

}  // namespace tariff
