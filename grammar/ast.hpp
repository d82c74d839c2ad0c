// A tariff file as its author wrote it: blocks, clauses, tables, and where each stands.
#pragma once

#include "grammar/expression.hpp"

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

struct Tariff {  // header
  Name name;
  std::string title;
  std::optional<Moment> effective_from, effective_until;
  Span effective_span;
  Name currency, zone;
};
struct Use { Name module; };
struct Usage { Name name; std::vector<Field> fields; };
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
struct Covered { Name meter; Expr at; };
// `notify "text" when C` · `notify "text" 7 day before expires` (lead and until)
struct Notify { std::string text; Expr when; Expr lead; Reference before; Span span; };
// `given 10 hour each month, unused kept for 2 month, at most 30 hour when C`
struct Grant {
  Expr size;
  std::optional<Window> window;  // none: once
  Expr kept, most;               // null: nothing is kept; no cap
  Expr when;
  Span span;
};
struct Package {
  Name name;
  std::vector<Covered> covers;
  std::optional<Table> sold;
  std::optional<Grant> given;
  std::optional<Window> refills;
  std::vector<Case> refund;
  std::vector<Notify> notices;
};
struct OrderKey { Name which, what; Span span; };  // `soonest expiry`, `earliest purchase`
struct Source {  // `pack or trial by soonest expiry and earliest purchase` · `postpaid when C`
  std::vector<Name> packages;  // empty: postpaid
  std::vector<OrderKey> keys;
  Expr when;
  Span span;
};
struct Price {
  Name each;   // of a usage: of each of its records by itself
  Expr value;
  Span span;
};
struct Limit { bool least = true; Expr bound; Span span; };  // `at least 100 CNY`, of what the charge comes to
struct Charge {
  std::vector<Name> meters;  // empty where the price table has a column `meter`; of a fee: its name
  Window window;
  Expr when;
  std::vector<Source> sources;  // empty: postpaid only
  std::optional<Window> deduct;  // `deduct at the end of each day`; none: as records come
  std::optional<Price> price;
  std::vector<Limit> limits;
  std::optional<Span> unused;   // `also when unused`
};
struct ArrearsStep {
  enum class Kind { notify, suspend, close };
  Kind kind = Kind::suspend;
  std::string text;  // of a notice
  Expr after;        // null: at once
  Span span;
};
struct Arrears { std::vector<ArrearsStep> steps; Expr resume; Span span; };
struct BillStep {  // `less coupon = 20 CNY, shared over lines of calls`
  Name name;
  bool less = false;
  Expr value, when;
  Expr shared;  // over these lines; null: a line of its own
  std::optional<Source> paid;  // `paid from credits by soonest expiry`: no more than these packages hold
  Span span;
};
struct Bill {
  Window window;
  std::vector<BillStep> steps;       // in the order of the text
  bool unused = false;               // `also when unused`
  bool differences = false;          // `carry differences`: a line may take off what earlier bills had
  std::optional<Rounding> rounding;  // `round each line half up to 0.01 CNY`
  bool total = false;                // `round the total …`
  Expr step;
  Span rounding_span;
  bool debit = false;  // `debit at the end`
  std::optional<Arrears> arrears;
};
struct Reject { Name name; Expr when; };

}  // namespace tariff::ast
