// The blocks that say who pays what: packages and charges.
#pragma once

#include "grammar/expression.hpp"

namespace tariff::ast {

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
// `refills each month to left + size, at most 2 × size` · `refills at each reset to left`
struct Refill {
  std::optional<Window> window;  // none: at each event `reset`
  Expr to;                       // null: its size
  Span span;
};
struct Overdraft { Expr most; Span span; };  // `may be overdrawn by up to 10 EUR`; null: without limit
struct Package {
  Name name;
  std::vector<Covered> covers;
  std::optional<Table> sold;
  std::optional<Grant> given;
  Name shared_by;  // the attribute whose accounts share it
  std::optional<Overdraft> overdraft;
  std::vector<Refill> refills;
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
// `then owed in each month, then postpaid`: what no package covers waits for packages that come.
struct Owed {
  std::optional<Window> window;  // which it is paid in; none: see `reset`
  bool reset = false;            // until each event `reset`; else until it is paid
  Expr when;
  std::size_t after = 0;         // so many sources
  Span span;
};
struct Price {
  Name each;   // of a usage: of each of its records by itself
  bool is_signed = false;  // may be below zero
  Expr value;
  Span span;
};
struct Limit { bool least = true; Expr bound; Span span; };  // `at least 100 CNY`, of what the charge comes to
struct Charge {
  std::vector<Name> meters;  // empty where the price table has a column `meter`; of a fee: its name
  Window window;
  Expr when;
  std::vector<Source> sources;  // empty: postpaid only
  std::optional<Owed> owed;
  std::optional<Window> deduct;  // `deduct at the end of each day`; none: as records come
  std::optional<Price> price;
  std::vector<Limit> limits;
  std::optional<Span> unused;   // `also when unused`
};

}  // namespace tariff::ast
