// The part of a plan that says what accounts hold: packages that are sold or given, and what they pay.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/ast.hpp"
#include "interpreter/plan_metering.hpp"
#include "interpreter/property.hpp"

namespace tariff {

// A span from the purchase on, perhaps to the end of the calendar period it ends in; without a span it has no end.
struct Validity {
  std::optional<Duration> lasts;
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
// Sets what is left of a purchase, as each of the windows begins.
struct Refill {
  std::optional<Window> window;  // counted from the purchase where it says nothing else; none: at each reset
  Formula to;
  bool keeps = false;            // what is left then is not lost
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
  std::optional<Instant> under;  // the version, in effect since then, that it was bought under: it is no longer sold
  std::vector<Offer> offers;
  std::optional<Grant> given;
  std::vector<Refill> refills;
  std::vector<Cover> covers;   // in the order in which they draw
  bool overdrawn = false;             // it may go below zero once nothing else of its queue is left,
  std::optional<Number> most_overdrawn;  // so far; none: without limit
  bool money = false;          // covers no meter, but what is to be paid
  bool apart = false;          // belongs to one pool of its meters
  Index shared_by = none;      // the attribute: accounts with the same text in it share what one of them buys
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

}  // namespace tariff
