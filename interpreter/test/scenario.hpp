// A test's steps as what the evaluation takes: account events, and one batch of records in time order. All of
// it happens to the account `test`. A record's field that the test leaves out is not given where it is
// optional, is the record's time where it is an instant, and else the least of its kind: check has seen that
// nothing reads it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/check/checked.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

inline constexpr std::string_view test_account = "test";

struct Scenario {
  std::vector<Event> events;
  Batch batch;
  std::optional<Instant> until;
};

Scenario scenario_of(const ast::Test& test, const Checked& checked, const Plan& plan);

}  // namespace tariff
