// What a value is: its kind, and of a number the units it is in.
#pragma once

#include <map>
#include <string>

#include "interpreter/number.hpp"

namespace tariff {

// A product of powers of base units; currencies are base units too. `0.005 CNY per call` has
// {CNY: 1, call: -1}. Keys are indexes into Checked::bases.
using Dimension = std::map<unsigned, int>;

struct BaseUnit {
  std::string name;
  bool count = false;   // never split below one
  int digits = -1;      // of a currency: its decimals; else -1
};
struct NamedUnit {
  std::string name;     // as the author may write it: the unit or one of its labels
  Number factor = 1;    // in base units
  Dimension dimension;
};

enum class TypeKind { unknown, truth, number, instant, duration, choice, text };
struct Type {
  TypeKind kind = TypeKind::unknown;  // unknown: an error was reported; says nothing further
  Dimension dimension;                // of a number
  int choice = -1;                    // of a choice: index into Checked::choices
  // A number that depends on a quantity: `2 CNY per started 10 call`, a table of tiers. `dimension` is what it yields,
  // `over` what it is applied to.
  bool schedule = false;
  Dimension over;
};

}  // namespace tariff
