// A test's steps as what the evaluation takes: account events, and records in time order. All of
// it happens to the account `test`. A record's field that the test leaves out is not given where it is
// optional, is the record's time where it is an instant, and else the least of its kind: check has seen that
// nothing reads it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/compile.hpp"

namespace tariff {

inline constexpr std::string_view test_account = "test";

// A row of the batch that is no record, but asks how much of a field could be used.
struct Quoting {
  std::size_t row = 0;
  Index field = 0;
  Number step;
  Number unit;  // of the field, in base units
};
struct Recorded {
  Batch batch;
  std::vector<Quoting> quotes;  // in the order of the rows
};
struct Scenario {
  std::vector<Event> events;
  std::vector<Recorded> records;  // one of each version, in time order
  std::optional<Instant> until;
};

// `book` is the whole of the compiled tariff, or its newest version alone.
Scenario scenario_of(const ast::Test& test, const Compiled& compiled, const Book& book);

}  // namespace tariff
