// What to compute: typed, ordered, names gone. Every part still knows its clause, so that each figure of a bill
// can be traced to a line of the tariff. Lists are referred to by index.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/ast.hpp"
#include "interpreter/bill.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/property.hpp"
#include "interpreter/schedule.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

using Index = std::uint32_t;
inline constexpr Index none = UINT32_MAX;
using ast::Fold;

// A rule that refuses a record.
struct Guard {
  std::string name, clause;
  Index kind = none;  // of record; none: any
  Formula refuses;
  Index level = none;  // a running guard that reads a level: holds for records that the level counts
};

struct FoldStep { Fold fold = Fold::sum; Window window; };
struct Meter {
  std::string name, unit, clause;
  Index kind = 0;     // of record
  bool whole = false; // its unit is never split below one
  Formula counts;     // whether a record counts; none: all of the kind
  Formula quantity;
  Formula from, until;         // of a level
  Index level = none;          // its place among Plan::levels
  std::vector<Index> pools;    // fields whose values keep it apart
  std::vector<FoldStep> folds; // none: a running meter, each record's quantity stands by itself
};

struct Offer {  // a row of the table of a package's `sold`
  std::string name;  // `pack.p500w`
  Number size, price;
  Duration valid;
  std::int64_t limit = 0;  // per account; 0: none
  std::string clause;
};
struct RefundCase { Formula when, amount; std::string clause; };  // no amount: no refund
struct PackageNotice {
  std::string text, clause;
  Formula when;                    // watched after each draw
  std::optional<Duration> before;  // or: that long before it expires
};
struct Package {
  std::string name, unit;
  std::vector<Offer> offers;
  std::vector<Index> meters;   // covered, in order
  std::vector<Number> ratios;  // units of the package for one of the meter
  bool whole = false;          // its unit is never split below one
  bool apart = false;          // belongs to one pool of its meters
  std::vector<RefundCase> refund;
  std::vector<PackageNotice> notices;
};

enum class OrderBy : std::uint8_t { soonest_expiry, latest_expiry, earliest_purchase, latest_purchase };
// Packages that are drawn in one order; the earlier purchase goes first where the keys are equal.
struct Queue {
  Formula when;  // over attributes; none: always
  std::vector<Index> packages;
  std::vector<OrderBy> keys;
};

struct PriceRow {
  std::string name;  // its keys' values; empty where it has none
  Formula when;      // none: always
  Schedule price;
  std::string clause;
};
// What a charge bills of one meter: the `item` of a bill's line.
struct Item {
  Index meter = 0;
  Index charge = 0;
  std::vector<PriceRow> rows;
  std::optional<Window> tiers;  // the window a graduated price walks, where it is longer than the charge's
  bool tiers_by_use = false;    // tiers walk all use, not only what is billed
};
struct Charge {
  Window window;
  Formula when;               // asked as the window closes
  std::vector<Index> queues;  // asked in this order
  bool postpaid = true;
  Formula postpaid_when;      // over attributes
  std::string clause;
};

struct ArrearsStep {
  ast::ArrearsStep::Kind kind = ast::ArrearsStep::Kind::suspend;
  Duration after;
  std::string text, clause;
};
struct BillPlan {
  Window window;
  std::optional<RoundingMode> rounding;  // of each line
  Number step = 0;
  bool debit = false;
  std::vector<ArrearsStep> arrears;
  Formula resume;
  std::string clause;
};

struct Attribute {
  Field field;
  Number initial_number = 0;
  std::uint32_t initial_code = 0;
  std::string initial_text;
};
struct Watched { Index attribute = 0; Window window; };  // the highest value of an attribute in a window

struct Plan {
  std::string name, title, currency;
  int digits = 2;
  Zone zone;
  Instant effective_from = 0, effective_until = never;
  Schema schema;
  std::vector<Attribute> attributes;
  std::vector<Watched> watched;
  std::vector<Guard> guards;          // on the record alone: on columns
  std::vector<Guard> running_guards;  // on running values: in time order
  std::vector<Meter> meters;
  std::vector<Index> levels;          // the meters that are levels
  std::vector<Package> packages;
  std::vector<Queue> queues;
  std::vector<Charge> charges;
  std::vector<Item> items;            // in the order in which one record's demands draw
  BillPlan bill;
};

}  // namespace tariff
