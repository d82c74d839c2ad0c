// The whole file: its blocks in the order written, its tests, its comments.
#pragma once

#include "grammar/ast.hpp"

namespace tariff::ast {

// --- tests ---------------------------------------------------------------------------------
struct Buy { Literal count; Reference item; Name pool; std::string ref; };  // `buy 4 of pack.p500w for en as "x"`
struct Refund { std::string ref; };
struct TopUp { Expr amount; };
struct Set { Name attribute; Expr value; };
struct Reset { Name package; };  // empty: all that are refilled at a reset
struct Open {};
struct Close {};
struct With { Name field; Expr value; };
struct Record { Literal times; Name usage; std::vector<With> fields; };  // `use 2200万 evaluation with …`
// `quote call with length 1_800 second by length in steps of 60 second`: how much of it could be used
struct Quote { Record record; Name by; Expr step; };  // no step: one of the field's unit
// `at 2024-07-01 buy …`, `in 2024-07 use …`: the moment, or the first instant of the period.
struct Happening {
  Moment at;
  std::variant<Buy, Refund, TopUp, Set, Reset, Open, Close, Record, Quote> what;
  Name by;  // `by "B"`; empty: the account that a test is about
};
struct Until { Moment at; };
// `expect calls for en from postpaid in 2024-07 = 200万 call and 10_000 CNY`
struct Expect {
  enum class Subject { line, paid, total, refunds, balance, rejected, notices, left, account, owed, quote };
  Subject subject = Subject::line;
  Name name;        // item, reason, notice text, package ref or the account's state, as the subject has it
  Name row, pool;   // `row "x"`, `for en`
  Name source;      // `from postpaid`, `from packages`, `from "ref"`
  Name of;          // `of "B"`
  std::optional<Moment> period;  // `in 2024-07`, `on 2024-07-01`
  std::vector<Expr> values;
};
struct TestStep { std::variant<Happening, Until, Expect> what; Span span; };
struct Test { Name name; bool under_this_version = false; std::vector<TestStep> steps; };

// --- the file ------------------------------------------------------------------------------
struct Block {
  std::variant<Tariff, Use, Currency, Unit, Usage, Account, Calendar, Define, Meter, Package, Charge, Bill,
               Reject, Test> what;
  Span span;
  Span head;  // up to the opening brace, or the whole clause where there is none
};
struct Comment { Span span; bool own_line = true; };  // from `#` to the end of the line

struct File {
  const tariff::Source* source = nullptr;
  std::vector<Block> blocks;
  std::vector<Comment> comments;
  std::vector<Span> unread;  // clauses and rows with a fault: what seems missing may stand there
  unsigned expressions = 0;  // ids are below this
};

}  // namespace tariff::ast
