// The parts of a plan that turn records into quantities: what is refused, what is measured, what an account is.
#pragma once

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

struct Attribute {
  Field field;
  Number initial_number = 0;
  std::uint32_t initial_code = 0;
  std::string initial_text;
};
struct Watched { Index attribute = 0; Window window; };  // the highest value of an attribute in a window

}  // namespace tariff
