// A tariff file as its author wrote it: blocks, clauses, tables, and where each stands.
#pragma once

#include "grammar/ast_bill.hpp"

namespace tariff::ast {

// The type of a field: `en or zh` · `count of word` · `amount of byte` · `whole number` · `instant` · `text`.
struct FieldType {
  enum class Kind { choice, count, amount, whole_number, instant, text };
  Kind kind = Kind::text;
  std::vector<Name> choices;
  Name unit;
  bool is_signed = false;  // may be negative
  Span span;
};
struct Field { Name name; FieldType type; bool optional = false; Expr fallback; Span span; };

struct Removal { Name block; std::vector<Name> names; Span span; };  // `without meter pages`
enum class OpenWindows { unsaid, close, carry_on };
struct Tariff {  // header
  Name name;
  std::string title;
  std::optional<Moment> effective_from, effective_until;
  Span effective_span;
  Name currency, zone;
  Name earlier;         // the file of the version before: `follows "2025.tariff"`
  bool amends = false;  // what it does not say stays as it was
  std::vector<Removal> without;
  OpenWindows open_windows = OpenWindows::unsaid;
  Span open_windows_span;
  bool late_count = false;  // `late records count when they arrive`
};
struct Use { Name module; };
// Where a record is cut: `at 18:00`, `at each hour`, `after 30 second`, `after each 24 hour`.
struct CutPlace { bool after = false; std::optional<Window> each; Expr value; Span span; };
// `cut from started until ended at 18:00 and 24:00, a started 60 second runs on`
struct Cut { Name from, until; std::vector<CutPlace> places; Expr step; Span span; };
struct Usage { Name name; std::vector<Field> fields; std::vector<Cut> cuts; };
struct Account { std::vector<Field> attributes; };
struct Unit {  // `unit MB = 1_000 KB`, `unit call "次"`
  Name name;
  std::optional<Literal> size;
  std::vector<std::string> labels;
};
struct Currency { Name name; Literal digits; std::vector<std::string> labels; };  // `currency CNY 2 digit "元"`, in the library
struct Define { Name name; std::vector<Name> parameters; Expr value; };
struct CalendarDay { Moment date; std::string label; Span span; };
// `calendar holidays from 2025 until 2027`: what it does not name between these is no day of it.
struct Calendar { Name name; Moment from, until; std::vector<CalendarDay> days; };
// `take highest without top 5%, rounded down in each month by host at 1 GB per 30 GB_day, rounded up to 1 GB`
struct Take {
  Fold fold = Fold::sum;
  Name distinct;                           // what `distinct` tells apart
  std::optional<Literal> top, without;     // `of top 5`, `without top 5%`
  Span top_span, without_span;
  std::optional<Rounding> share_rounding;  // of how many a share is
  Window window;
  std::vector<Name> by;
  Expr rate;                               // `at RATE`, of the value
  std::optional<Rounding> rounding;        // `, rounded up to 1 GB`, of the value
  Expr step;
  Span span;
};
struct Meter {
  Name name, usage;              // the usage may be `account`
  std::optional<Window> window;  // in place of a usage: from other meters, as this closes
  Expr when;
  std::vector<Name> apart_by;
  std::vector<Case> rules;
  std::vector<Take> takes;
};
struct Reject { Name name; Expr when; };

}  // namespace tariff::ast
