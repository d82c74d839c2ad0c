// Case files and the comparison of tables and texts in them.
#include "interpreter/test/case_file.hpp"
#include "interpreter/test/sheet.hpp"
#include "interpreter/test/text_diff.hpp"
#include "tests/catch.hpp"

using namespace tariff;

namespace {

const Zone shanghai = *Zone::load("Asia/Shanghai");

std::string difference(const std::string& expected, const std::string& got) {
  return sheet_difference(read_sheet("expected", expected), read_sheet("got", got), shanghai);
}

}  // namespace

TEST_CASE("a case file is its head and its sections, and prints as it was") {
  const std::string text =
      "# a comment\n--- tariff ../a.tariff\n--- usage.csv\ntime\n\n--- input error\nno such column\n";
  const auto file = parse_case("tests/x/y.case", text);
  REQUIRE(file.sections.size() == 3);
  CHECK(file.find("tariff")->argument == "../a.tariff");
  CHECK(file.find("usage.csv")->text == "time\n\n");
  CHECK(file.find("input error")->argument.empty());
  CHECK(file.find("lines.csv") == nullptr);
  CHECK(file.beside("../a.tariff") == "tests/a.tariff");
  CHECK(print_case(file) == text);
}

TEST_CASE("tables agree by named column, value and instant, in any order of rows") {
  CHECK(difference("item,amount\nb,2\na,1.50\n", "amount,more,item\n1.5,x,a\n2.00,y,b\n").empty());
  CHECK(difference("time\n2026-01-01T00:00:00+08:00\n", "time\n2025-12-31T16:00:00Z\n").empty());
}

TEST_CASE("tables differ by row, and rows count as often as they stand") {
  CHECK(difference("item\na\na\n", "item\na\n") == "-a\n");
  CHECK(difference("item\na\n", "item\nb\n") == "-a\n+b\n");
  CHECK(difference("item,gone\na,1\n", "item\na\n") == "-a,1\n+a,\n");
}

TEST_CASE("cells that need quotes have them") {
  const std::string text = "a,b\n\"x,y\",\"say \"\"no\"\"\"\n";
  CHECK(print_sheet(read_sheet("x", text)) == text);
}

TEST_CASE("a difference of texts shows what changed with a few lines around it") {
  CHECK(text_diff("a\nb\n", "a\nb\n").empty());
  CHECK(text_diff("a\nb\nc\n", "a\nB\nc\n") == " a\n-b\n+B\n c\n");
  CHECK(text_diff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n6\n7\n") == "@@\n 4\n 5\n 6\n+7\n");
}
