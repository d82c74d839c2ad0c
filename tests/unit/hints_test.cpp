// What is said beside a figure that a test does not get.
#include <algorithm>

#include "interpreter/compile.hpp"
#include "interpreter/test/run_test.hpp"
#include "tests/catch.hpp"

using namespace tariff;

namespace {

std::vector<std::string> notes_of(const std::string& expectation) {
  const std::string text = R"(tariff acme.t "T" {
  effective from 2025-01-01
  currency EUR
  zone UTC
}
usage event { kind : a or b; n : amount of unit }
account { plan : basic or pro, default basic }
meter units of event { n }
meter plain of event { n }
reject much when n > 10 unit
charge units each month {
  price
  | kind | price          |
  | a    | 1 EUR per unit |
  | b    | 2 EUR per unit |
}
charge plain each month {
  price
  | plan  | price          |
  | basic | 1 EUR per unit |
  | pro   | 2 EUR per unit |
}
bill each month
test "t" {
  on 2025-01-02 use 2 event with kind a and n 5 unit
  on 2025-01-02 use 3 event with kind a and n 11 unit
  expect )" + expectation + "\n}\n";
  const Compiled compiled = compile("t.tariff", text);
  REQUIRE(compiled.plan);
  Clauses reached;
  const Diagnostics failures = run_test(*compiled.checked.tests.front(), compiled, reached);
  REQUIRE(failures.size() == 1);
  return failures.front().notes;
}

bool says(const std::string& expectation, const std::string& note) {
  const auto notes = notes_of(expectation);
  return std::find(notes.begin(), notes.end(), note) != notes.end();
}

}  // namespace

TEST_CASE("what was rejected stands beside a figure that differs") {
  CHECK(says("units = 43 unit", "rejected in this test: 3 much"));
  CHECK_FALSE(says("rejected = 2", "rejected in this test: 3 much"));
}

TEST_CASE("lines of other windows are named where the period has none") {
  const std::string note = "there are lines of windows from 2025-01-01T00:00:00+00:00";
  CHECK(says("units on 2025-01-02 = 10 unit", note));
  CHECK(says("total in 2025-02 = 10 EUR", note));
  CHECK_FALSE(says("units in 2025-01 = 11 unit", note));
}

TEST_CASE("rows are named where there is none of the name") {
  CHECK(says("units row c = 10 unit", "rows of units are a, b"));
  CHECK_FALSE(says("units row b = 10 unit", "rows of units are a, b"));
  CHECK(says("plain row basic = 10 unit", "lines of plain have no row: columns of the account make none"));
}

TEST_CASE("an account without a balance is said to have none") {
  CHECK(says("balance = 5 EUR", "the account has no balance: nothing was topped up"));
}
