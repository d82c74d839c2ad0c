// The parts of a plan that turn quantities into money: packages and charges.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/ast.hpp"
#include "interpreter/plan_metering.hpp"
#include "interpreter/property.hpp"

namespace tariff {

// A span from the purchase on, perhaps to the end of the calendar period it ends in.
struct Validity {
  Duration lasts;
  std::optional<CalendarUnit> to_end_of;
};
struct Offer {  // a row of the table of a package's `sold`
  std::string name;  // `pack.p500w`
  Number size, price;
  Validity valid;
  std::int64_t limit = 0;  // per account; 0: none
  std::vector<Number> properties;  // other columns, as the plan numbers them
  std::string clause;
};
// What every account is given, anew in each window, or once.
struct Grant {
  Formula size, when;             // over attributes, asked as the window begins
  std::optional<Window> window;   // none: once
  std::optional<Duration> kept;   // how long after its window what is left can still be drawn
  Formula most;                   // of what is kept and new together; none: no cap
  std::string clause;
};
struct RefundCase { Formula when, amount; std::string clause; };  // no amount: no refund
struct PackageNotice {
  std::string text, clause;
  Formula when;                    // watched after each draw
  std::optional<Duration> before;  // or: that long before it expires
};
// What a package pays of a meter. A draw takes whole steps, where there are any.
struct Cover {
  Index meter = 0;
  Number ratio = 1;  // units of the package for one of the meter
  Number step;       // in the meter's unit; 0: a package pays what it has
};
struct Package {
  std::string name;
  std::vector<Offer> offers;
  std::optional<Grant> given;
  std::optional<Duration> refills;  // the period, from the purchase on, after which what is left is its size again
  std::vector<Cover> covers;   // in the order in which they draw
  bool apart = false;          // belongs to one pool of its meters
  std::vector<RefundCase> refund;
  std::vector<PackageNotice> notices;
};
// What the package pays of the meter; null where it does not cover it.
inline const Cover* cover_of(const Package& package, Index meter) {
  for (const Cover& cover : package.covers) {
    if (cover.meter == meter) return &cover;
  }
  return nullptr;
}

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
};
struct Limit { bool least = true; Formula amount; std::string clause; };  // of what a charge comes to
inline std::string_view name_of(const Limit& limit) { return limit.least ? "at least" : "at most"; }
struct Charge {
  std::string name;           // of its items
  Window window;
  Formula when;               // asked as the window closes
  std::vector<Index> queues;  // asked in this order
  std::optional<Window> deducts;  // packages pay as this window closes, not as records come
  bool postpaid = true;
  Formula postpaid_when;      // over attributes
  bool each = false;          // the price is of each record by itself
  bool unused = false;        // due in every window while the account is open
  std::vector<Limit> limits;  // in the order of the text
  std::string clause;
};

}  // namespace tariff
