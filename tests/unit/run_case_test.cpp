// The runner of cases, held to what it promises: that a case which is wrong fails, and says what came out.
#include "interpreter/test/run_case.hpp"

#include "tests/catch.hpp"

using namespace tariff;

namespace {

const std::string demo = R"(# a demo
--- tariff
tariff demo "Demo" {
  effective from 2026-01-01
  currency CNY
  zone Asia/Shanghai
}
usage request { size : count of page }
meter pages of request { size }
charge pages each day { price 0.5 CNY per page }
bill each day { round each line half up to 0.01 CNY }

--- usage.csv
time,account,size
2026-01-05,a,3
2026-01-06,b,4

)";

std::vector<std::string> failures(const std::string& expectation) {
  auto file = parse_case("demo.case", demo + expectation);
  return run_case(file, false);
}

std::string updated(const std::string& expectation) {
  auto file = parse_case("demo.case", demo + expectation);
  run_case(file, true);
  const auto text = print_case(file);
  return text.substr(demo.size());
}

using Failures = std::vector<std::string>;
const Failures none_failed;

}  // namespace

TEST_CASE("a case passes where its columns agree") {
  CHECK(failures("--- lines.csv\nitem,account,amount\npages,b,2\npages,a,1.5\n") == none_failed);
}

TEST_CASE("a case fails on a row too few, too many and another") {
  CHECK(failures("--- lines.csv\naccount,amount\na,1.5\n") == Failures{"`lines.csv` is another\n+b,2.00\n"});
  CHECK(failures("--- lines.csv\naccount,amount\na,1.5\nb,3\n") ==
        Failures{"`lines.csv` is another\n-b,3\n+b,2.00\n"});
  CHECK(failures("--- rejected.csv\naccount\na\n") == Failures{"`rejected.csv` is another\n-a\n"});
}

TEST_CASE("a case fails on messages that it does not have") {
  CHECK(failures("--- error\nnothing of the kind\n") ==
        Failures{"`error` is another\n-nothing of the kind\n"});
  CHECK(failures("--- input error\nstopped\n") == Failures{"`input error` is another\n-stopped\n"});
}

TEST_CASE("a case that cannot fail, or names a section that is none, fails") {
  CHECK(failures("") == Failures{"it expects nothing"});
  CHECK(failures("--- line.csv\naccount\n") ==
        Failures{"no section is called line.csv", "it expects nothing"});
}

TEST_CASE("an update writes what came out, in the columns that were asked for") {
  CHECK(updated("--- lines.csv\naccount,amount\n\n--- error\nx\n") ==
        "--- lines.csv\naccount,amount\na,1.50\nb,2.00\n\n--- error\n");
  const std::string agrees = "--- lines.csv\naccount,amount\nb,2\na,1.5\n";
  CHECK(updated(agrees) == agrees);
}
