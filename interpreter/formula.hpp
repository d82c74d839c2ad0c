// An expression of the plan: typed, in base units, names gone. It is a list of steps, each reading the results
// of earlier ones; the last is the result. The same list is run over a batch of records, a column at a time,
// and over one state of an account.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/calendar.hpp"
#include "interpreter/number.hpp"
#include "interpreter/prefixes.hpp"

namespace tariff {

enum class Op : std::uint8_t {
  number, instant, code, text,  // constants; truth is a code 0 or 1
  field, given,                 // of the record; index: the schema's field
  first_part,                   // the record is the first part of a cut one, or whole
  attribute,                    // of the account, now
  highest_attribute,            // of the account, in the window that closes; index: Plan::watched
  level,                        // of the account, now, with the record in question; index: Plan::levels
  so_far,                       // what a meter adds up to before the record at hand; index: Plan::so_far
  property,                     // of the package at hand; index: Property of the package
  column,                       // of the row by which the package at hand was bought; index: of Offer::properties
  balance,
  quantity,                     // that is priced, or that a take gave
  payer,                        // of what is priced, as a text: its row or package; index 1: its package in any case
  length_of,                    // of the window that closes; index: twice that of the window, and 1 for seconds in place of days
  lines,                        // of the bill so far; index: BillPlan::selections
  meter,                        // its value in the window that closes; index: Plan::meters
  before,                       // its highest in windows before; index: Plan::look_backs
  add, subtract, multiply, divide, negate,
  blocks, rounded,              // a / b made whole · a to a multiple of b; both by `mode`
  least, most,                  // at least b, at most b
  equal, unequal, less, at_most,
  either, both, no,             // of conditions
  among,                        // a is one of the codes in the set `index`
  longest_prefix,               // of text a: its code in Formula::prefixes
  choose,                       // a ? b : c
  later, earlier,               // instant a, by the constant step `index` of Formula::durations
  elapsed,                      // instant a plus number b of seconds
  difference,                   // instants a - b, in seconds
  time_of_day,                  // of instant a, in seconds since midnight as clocks show it
  weekday, month,               // of instant a: codes, Monday and January being 0
  in_calendar,                  // instant a is on a day of the calendar `index`
  words, characters,            // of a text
};

struct Step {
  Op op = Op::number;
  RoundingMode mode = RoundingMode::half_up;
  std::uint32_t a = 0, b = 0, c = 0;  // earlier steps
  std::uint32_t index = 0;
};

struct Formula {
  std::vector<Step> steps;  // empty: there is none
  std::vector<Number> numbers;                  // constants, by Step::index
  std::vector<Instant> instants;
  std::vector<std::string> texts;
  std::vector<std::vector<std::uint8_t>> sets;  // by code: whether it is in the set
  std::vector<std::shared_ptr<const Prefixes>> prefixes;  // that formulas of one table share
  std::vector<Duration> durations;
  std::vector<Window> windows;
  std::vector<std::vector<std::int64_t>> calendars;  // days since 1970-01-01, in order
  Zone zone;                                    // of calendar steps
  explicit operator bool() const { return !steps.empty(); }
  bool reads(Op what) const {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return step.op == what; });
  }
};

}  // namespace tariff
