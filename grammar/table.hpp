// Tables as their author wrote them, and the names and windows that they share with all else.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grammar/source.hpp"

namespace tariff::ast {

struct Expression;
using Expr = std::unique_ptr<Expression>;  // null where the author wrote none

struct Name {
  std::string text;  // without the quotes of a quoted name
  Span span;
  explicit operator bool() const { return !text.empty(); }
};

enum class Period { second, minute, hour, day, week, month, quarter, year };
// A date token. Parts that were not written are 0 and `precision` is the last that was.
struct Moment {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0;
  Period precision = Period::day;
  std::optional<int> offset_minutes;  // of UTC, where written; else the tariff's zone
};
struct Window {  // `each day`, `each 5 minute`, `each month from 2024-01-15`
  unsigned count = 1;
  Period period = Period::day;
  std::optional<Moment> from;  // counted from here; none: as the calendar has them
  Span span;
};

struct Cell {
  enum class Kind { empty, any, otherwise, none, up_to, below, value, end_of, endless };
  Kind kind = Kind::empty;   // otherwise: also `above`; none: `no price`; end_of: `until the end of the month of V`
  std::vector<Expr> values;  // one; several for `a or b`
  Period period = Period::day;
  Span span;
};
struct Column {
  enum class Kind { name, payer, used, billed };  // payer: `paid by`; the last two are of the quantity: `used in each month`
  Kind kind = Kind::name;
  bool prefix = false;  // `longest prefix of` the name: its cells are what texts begin with
  Name name;
  std::optional<Window> window;  // of `used`: none where it is what the table is applied to
  Span span;
  bool is_walked() const { return kind == Kind::used || kind == Kind::billed; }
};
struct Row { std::vector<Cell> cells; Span span; };
struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows;
  Name file;  // `rows of "rates.csv"`: the first row says how a row of the file reads
  bool most_specific = false;  // of rows that hold at once the one that asks for more is meant
  Span span;
};
// How the quantity goes through a table: not at all · each part at its own row · all of it at the row it reaches.
enum class Walk { none, graduated, reached };

}  // namespace tariff::ast
