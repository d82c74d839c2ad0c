// What the rules make of one clause: a tree of named pieces of its text. Only match.cpp sees PEGTL;
// everyone else sees this.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "grammar/source.hpp"

namespace tariff::grammar {

// clang-format off
// What a clause can be: the head of a block, or a clause in the braces of one.
enum class Part {
  tariff_head, use, currency, unit, usage_head, account_head, define, calendar_head, calendar_day, meter_head, package_head,
  charge_head, bill_head, reject, test_head,
  tariff_clause, usage_clause, field, meter_clause, package_clause, charge_clause, bill_clause, arrears_clause, test_clause,
};

enum class Kind {
  root,
  // words and numbers
  name, reference, text, number, scale, unit, literal, moment, clock, clock_range, name_range, in_calendar, period, window, fold, mode, zone,
  // expressions
  group, call, folded, periods_before, extreme, now, so_far, lines_of, length_of, first_part, rate, blocks, product, sum, value, at_least,
  at_most, rounded, comparison, is, starts_with, negated, given, negation, conjunction, disjunction, sign,
  // cases and tables
  when, otherwise, level, table, header, row, column, longest_prefix, used, billed, paid_by, cell, any, none, up_to, below, end_of, endless, table_file, specific,
  // clauses, by the construct they belong to
  field, effective, earlier, amends, without, open_windows, late_records, carry_on, until, currency, labels, optional, fallback, choice, count_of, amount_of, whole_number,
  instant, text_type, signed_, cut, cut_at, cut_after, runs_on, apart, take, distinct, of_top, without_top, by, converted, next, rule, covers,
  covered, sold, grant, kept, shared_by, overdrawn, refills, at_reset, refund, no_refund, notify, before, from, source, postpaid, owed, key, deduct, price, each,
  graduated, reached, tabled, parameters, calendar_day, unused, meters, round, the_total, add, less, shared, differences, debit, arrears, suspend,
  close, after, resume, early, give, reach, further,
  // tests
  under_this_version, happening, buy, refund_it, top_up, set, reset_it, open_it, close_it, use_it, quote_it, times, pool, as, account_named,
  with, expect, line, paid, total, quote, refunds, balance, rejected, notices, left, account, row_named, paid_from,
  on_period,
};

// clang-format on

struct Node {
  Kind kind = Kind::root;
  Span span;
  std::vector<std::unique_ptr<Node>> children;

  const Node* find(Kind wanted) const;  // the first child of the kind; null: none
  const Node& first() const { return *children.front(); }
};

// What had to follow where the reading stopped.
struct Sentence {
  const char* expected = "";       // "a unit after `per`"; the bare word where `word` is set
  const char* words = "";          // that would have been right, for the nearest one
  bool word = false;
  bool end = false;  // the clause was complete: something is left over
};
struct Failure {
  std::uint32_t offset = 0;
  Sentence sentence;
  bool wants_name = false;
};

// Neither a tree nor a failure: the clause does not begin like any of this part.
struct Match {
  std::unique_ptr<Node> tree;
  std::optional<Failure> failure;
};

Match match(Part part, std::string_view text, Span clause);

}  // namespace tariff::grammar
