// What stands where a value, a condition or a price can stand, as the author wrote it. Nothing is
// resolved here: a reference is a name, a unit is a name, a number is its digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/table.hpp"

namespace tariff::ast {

enum class Fold { sum, count, highest, lowest, mean, last, distinct };
enum class Blocks { exact, started, full, nearest };           // `per N`, `per started N`, …
enum class Rounding { up, down, half_up, half_down, half_even };  // half up: away from zero
enum class Operator {
  add, subtract, multiply, divide, of,  // `of` is a percentage of something
  at,                                   // a rate applied to a quantity
  equal, unequal, less, at_most, greater, at_least,  // `below`, `up to`, `above`, `before` …
  both, either,                                      // `and`, `or`
};

// `20`, `20 word`, `2200万 call`, `0.005 CNY`, `10%` (unit `%`), `1 month`.
struct Literal {
  std::string digits;  // -?[0-9]+(.[0-9]+)?, no group marks
  int power = 0;       // of ten, from the scale word: 万 is 4
  Name unit;           // empty for a bare number
};
struct Text { std::string value; };
struct Reference { std::vector<Name> path; };  // `words`, `account.postpaid`
inline constexpr std::string_view first_part = "first part";  // the one reference that is of two words
// `1 call per started 20 word`, `0.005 CNY per call`.
struct Rate {
  Expr value;
  Blocks blocks = Blocks::exact;
  Literal per;
};
struct Binary {
  Operator op;
  Expr left, right;
  Span sign;  // the operator's own text
};
struct Not { Expr operand; };
struct Is {  // `mode is a or b`, `mode is not a`, `number starts with "1" or "2"`
  Expr subject;
  bool negated = false;
  std::vector<Expr> values;
  bool starts = false;
};
struct In { Expr subject; Name calendar; };  // `started is in holidays`
struct Given { Expr subject; bool negated = false; };  // `pages is given`, `pages is not given`
struct Bounded { Expr subject; bool least = true; Expr bound; };  // `, at least X`, `, at most X`
struct Rounded { Expr subject; Rounding rounding; Expr step; };   // `, rounded half up to 0.01 CNY`
struct Call { Name function; std::vector<Expr> arguments; };
struct Now { Name measure; };  // `concurrency now`
// `calls so far in the month`, `lines of calls so far`; no window: ever.
struct SoFar { Name measure; std::optional<Window> window; std::vector<Name> lines = {}; };
struct Folded {                // `highest concurrency_limit in the month`, `highest peak in the 11 months before`
  Fold fold;
  Reference subject;
  Period period = Period::month;
  unsigned before = 0;  // so many windows before; 0: in the one that closes
};
struct Extreme { bool greatest = true; std::vector<Expr> parts; };  // `greatest of a and b`, `least of a and b`

struct LengthOf { bool hours = false; Period period = Period::month; };  // `days of month`, of the window that closes
struct LinesOf { std::vector<Name> items; };  // `lines of calls and storage`, of the bill so far
struct Tabled {  // a table where a value can stand
  Walk walk = Walk::none;
  Table table;
};

struct Expression {
  using Node = std::variant<Literal, Text, Moment, Reference, Rate, Binary, Not, Is, In, Given, Bounded,
                            Rounded, Call, Now, SoFar, Folded, Extreme, LinesOf,
                            LengthOf, Tabled>;
  Node node;
  Span span;
  unsigned id = 0;  // dense within a file, from 0: the key of check's side tables
};

// `V when C`, `V otherwise`, or V alone.
struct Case {
  Expr value;  // null: nothing (`no refund`)
  Expr when;   // null: always, or otherwise
  bool otherwise = false;
  Expr from, until;  // of a level: `1 connection from started until finished`; no `until`: for good
  bool replaced = false;  // of a level: `until the next`, and of the same what
  Name same;
  Span span;
};

}  // namespace tariff::ast
