// The parts of a plan that turn records into quantities: what is refused, what is measured, what an account is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/expression.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

// Lists of a plan are referred to by index.
using Index = std::uint32_t;
inline constexpr Index none = UINT32_MAX;
using ast::Fold;

// A rule that refuses a record.
struct Guard {
  std::string name, clause;
  Index kind = none;  // of record; none: any
  Formula refuses;
  Index level = none;  // a running guard that reads a level: holds for records that the level counts
  bool of_parts = false;  // of a record that is cut, each part is asked, not the whole
};

// Where the records of a kind are cut into parts, each a record by itself.
struct CutPlace {
  std::optional<Window> window;      // at each of the calendar, or after each since the begin
  std::int64_t time = 0;             // else: at this time of each day, in seconds since midnight
  bool after = false;                // else: so many seconds after the begin,
  Formula position;                  // as the whole record says
};
struct Cut {
  Index kind = 0, from = 0, until = 0;  // fields of instants
  std::vector<CutPlace> places;
  Formula step;                      // a started one runs on into the next part; none: each part steps alone
};

// What comes in a window, for each pool and key, becomes one value.
struct FoldStep {
  Fold fold = Fold::sum;  // distinct: the first value that comes
  Window window;
  Number without;                     // so many of the highest are left out first,
  std::optional<RoundingMode> share;  // or such a part of their number, made whole so
  Index top = 0;                      // only so many of the highest of the others go in; 0: all
  std::vector<Index> keys;  // what keeps it apart: of the first step fields, of others places among the keys before
  Formula then;             // of Op::quantity: what the value becomes; none: it stays
  bool chooses() const { return top > 0 || !without.is_zero(); }
};
struct Meter {
  std::string name, unit, clause;
  Index kind = 0;     // of record; none: of the account, or worked out from other meters
  bool whole = false; // its unit is never split below one
  Formula counts;     // whether a record counts; none: all of the kind
  Formula quantity;
  bool never_below = false;    // zero: a record of which it would count less is refused
  Formula from, until;         // of a level; none: from the record's time, for good
  Index level = none;          // its place among Plan::levels
  bool replaced = false;       // of a level: what a record gives stands until the next
  Index same = none;           // of the same value of the field
  std::vector<Index> pools;    // fields whose values keep it apart
  std::vector<Index> keys;     // fields that keep apart what the last fold gives
  std::vector<FoldStep> folds; // none: a running meter, each record's quantity stands by itself
};

// A meter that is worked out as its window closes. As a meter it is one value of its window: a fold of nothing.
struct Derived { Index meter = 0; std::vector<Index> reads, looks_back; };
struct LookBack { Index meter = 0; Index windows = 0; };  // so many windows before

// What a meter adds up to from the begin of a window on, or ever, to just before a record; or what lines of meters come
// to, those of open windows as if they closed.
struct SoFar {
  Index meter = none;
  std::vector<Index> lines;  // of these meters, where there is no meter of its own
  bool all_lines = false;    // of all that there are
  std::optional<Window> window;
  bool operator==(const SoFar&) const = default;
};

struct Attribute {
  Field field;
  Number initial_number = 0;
  std::uint32_t initial_code = 0;
  std::string initial_text;
};
struct Watched { Index attribute = 0; Window window; };  // the highest value of an attribute in a window

}  // namespace tariff
