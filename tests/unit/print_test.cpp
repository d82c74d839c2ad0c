#include "grammar/print.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "grammar/parse.hpp"
#include "tests/catch.hpp"
#include "tests/unit/tree_text.hpp"

using namespace tariff;

namespace {

std::string printed(const std::string& text) {
  const Source source("a.tariff", text);
  const Parsed parsed = parse(source);
  for (const auto& fault : parsed.diagnostics) UNSCOPED_INFO(render(fault, MessageFormat::human, false));
  CHECK(parsed.diagnostics.empty());
  return print(parsed.file);
}

// Printing keeps the tree, and printing again changes nothing.
std::string settled(const std::string& text) {
  const std::string once = printed(text);
  const Source before("a.tariff", text), after("a.tariff", once);
  CHECK(tree_text(parse(before).file) == tree_text(parse(after).file));
  CHECK(printed(once) == once);
  return once;
}

}  // namespace

TEST_CASE("one clause a line, two blanks deep, one blank between tokens") {
  CHECK(settled("meter   m of u{1   call when  a;2 call otherwise\n}") ==
        "meter m of u {\n  1 call when a\n  2 call otherwise\n}\n");
  CHECK(settled("bill each month {\nin arrears{suspend after 3 day\n}}") ==
        "bill each month {\n  in arrears {\n    suspend after 3 day\n  }\n}\n");
  CHECK(settled("\xEF\xBB\xBF"
                "use a\r\n\tuse b\r\n") == "use a\nuse b\n");
  CHECK(settled("") == "");
}

TEST_CASE("signs have one spelling") {
  CHECK(settled("define x = ( a*b −c )/ 2,at least 10 %") == "define x = (a × b - c) / 2, at least 10%\n");
  CHECK(settled("define x = words( text )+-5 CNY") == "define x = words(text) + -5 CNY\n");
  CHECK(settled("define x = a at(b) + 1million call + 5次") ==
        "define x = a at (b) + 1 million call + 5 次\n");
  CHECK(settled("define x = 2024-07-01  08:00 - 3_750.5CNY<=account.a") ==
        "define x = 2024-07-01 08:00 - 3_750.5 CNY <= account.a\n");
  CHECK(settled("tariff a.b \"x\" {\n zone   Asia/Shanghai\n}") ==
        "tariff a.b \"x\" {\n  zone Asia/Shanghai\n}\n");
}

TEST_CASE("blocks are apart, and an empty line of the author's stays one") {
  CHECK(settled("use a\n\n\n\nuse b\nmeter m of u { 1 call }\nmeter n of u { 1 call }\n# why\nuse c\n") ==
        "use a\n\nuse b\nmeter m of u { 1 call }\nmeter n of u { 1 call }\n# why\nuse c\n");
  CHECK(settled("use a\nmeter m of u {\n1 call\n}\nuse b\n") == "use a\n\nmeter m of u {\n  1 call\n}\n\nuse b\n");
  CHECK(settled("meter m of u {\n\n  1 call when a\n\n\n  2 call otherwise\n\n}") ==
        "meter m of u {\n  1 call when a\n\n  2 call otherwise\n}\n");
}

TEST_CASE("a short body on one line stays there") {
  CHECK(settled("meter m of u { 1 call when a;   2 call otherwise }") ==
        "meter m of u { 1 call when a; 2 call otherwise }\n");
  const std::string name(60, 'a');
  CHECK(settled("meter m of u { 1 call when " + name + "; 2 call otherwise }") ==
        "meter m of u {\n  1 call when " + name + "\n  2 call otherwise\n}\n");
  CHECK(settled("use a\nmeter m of u { 1 call when " + name + "; 2 call otherwise }\nuse b\n") ==
        "use a\n\nmeter m of u {\n  1 call when " + name + "\n  2 call otherwise\n}\n\nuse b\n");
  settled("meter m of u\n  when " + name + " { 1 call when abcdefghijkl; 2 call otherwise }\nuse b\n");
}

TEST_CASE("a break inside a clause stays") {
  CHECK(settled("package p {\n refund paid -\nused\n   when a and\n b\n no refund otherwise\n}") ==
        "package p {\n  refund paid -\n      used\n      when a and\n      b\n  no refund otherwise\n}\n");
}

TEST_CASE("tables are aligned, numbers to the right") {
  CHECK(settled(
            "package p {\n sold | name | 大小 | x |\n|a|1万 call||\n |bcd| 100 call | up to 3 |  # why\n}") ==
        "package p {\n"
        "  sold\n"
        "  | name | 大小     | x       |\n"
        "  | a    | 1万 call |         |\n"
        "  | bcd  | 100 call | up to 3 |  # why\n"
        "}\n");
}

TEST_CASE("comments stay where they were") {
  CHECK(
      settled(
          "# a\n\n#b\nuse x # c\nuse longer   # d\nmeter m of u { # e\n # f\n 1 call\n   # g\n} # h\n# i") ==
      "# a\n\n#b\nuse x       # c\nuse longer  # d\n\nmeter m of u {  # e\n  # f\n  1 call\n  # g\n}  # h\n# "
      "i\n");
  CHECK(settled("define x = a + # one\n # two\n b") == "define x = a +  # one\n    # two\n    b\n");
}

TEST_CASE("fields stand in columns") {
  CHECK(settled("usage u {\n a : text\n 套餐 : b or c\n longer:instant\n}") ==
        "usage u {\n  a      : text\n  套餐   : b or c\n  longer : instant\n}\n");
}

TEST_CASE("the library and the tariffs are read and settle") {
  for (const char* folder : {"/stdlib", "/tariffs"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(TARIFF_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".tariff") continue;
      CAPTURE(entry.path().string());
      std::stringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      settled(text.str());
    }
  }
}
