#include "grammar/layout.hpp"

#include <chrono>
#include <random>

#include "grammar/parse.hpp"
#include "tests/catch.hpp"

using tariff::Source;
using tariff::grammar::Clause;
using tariff::grammar::lay_out;
using tariff::grammar::Layout;

namespace {

// The clauses as text, bodies in braces: enough to see where each begins and ends.
std::string shape(const Source& source, const std::vector<Clause>& clauses) {
  std::string result;
  for (const Clause& clause : clauses) {
    result += "[" + std::string(source.text(clause.text)) + "]";
    if (clause.has_body) result += "{" + shape(source, clause.body) + "}";
  }
  return result;
}
std::string shape(const std::string& text) {
  const Source source("a.tariff", text);
  const Layout layout = lay_out(source);
  CHECK(layout.diagnostics.empty());
  return shape(source, layout.clauses);
}

std::vector<std::string> codes(const std::string& text) {
  const Source source("a.tariff", text);
  std::vector<std::string> result;
  for (const auto& fault : lay_out(source).diagnostics) result.push_back(fault.code);
  return result;
}
using Codes = std::vector<std::string>;

std::string fix_of(const std::string& text) {
  const Source source("a.tariff", text);
  const Layout layout = lay_out(source);
  return layout.diagnostics.size() == 1 ? layout.diagnostics.front().fix : "not one fault";
}

double seconds_to_parse(const std::string& text) {
  const Source source("a.tariff", text);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(!tariff::parse(source).diagnostics.empty());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("a newline or a semicolon ends a clause") {
  CHECK(shape("a b\nc; d\n\n  e  # remark\n") == "[a b][c][d][e]");
  CHECK(shape("\xEF\xBB\xBF"
              "a b\r\nc\r\n") == "[a b][c]");
}

TEST_CASE("a clause goes on after a comma, a sign, an open bracket") {
  CHECK(shape("a,\nb") == "[a,\nb]");
  CHECK(shape("a +\n# why\n b ×\nc") == "[a +\n# why\n b ×\nc]");
  CHECK(shape("a and\nb") == "[a and\nb]");
  CHECK(shape("a (b\nc) d\ne") == "[a (b\nc) d][e]");
}

TEST_CASE("a clause goes on when the next line begins with then, when, otherwise or a table") {
  CHECK(shape("a\n\n # why\n then b\nc") == "[a\n\n # why\n then b][c]");
  CHECK(shape("a\n when b\nc otherwise") == "[a\n when b][c otherwise]");
  CHECK(shape("sold\n| a | b |\n| 1 | 2 |\nc") == "[sold\n| a | b |\n| 1 | 2 |][c]");
  CHECK(shape("a\nthenceforth") == "[a][thenceforth]");
}

TEST_CASE("braces make a body, on one line or many") {
  CHECK(shape("m of u { 1 call }\nb") == "[m of u]{[1 call]}[b]");
  CHECK(shape("m\n{\na\nb { c; d }\n}") == "[m]{[a][b]{[c][d]}}");
  CHECK(shape("m {}") == "[m]{}");
}

TEST_CASE("comments are kept with their place") {
  const Source source("a.tariff", "# one\na  # two\n\"# three\"\n");
  const Layout layout = lay_out(source);
  REQUIRE(layout.comments.size() == 2);
  CHECK(source.text(layout.comments[0].span) == "# one");
  CHECK(layout.comments[0].own_line);
  CHECK(source.text(layout.comments[1].span) == "# two");
  CHECK(!layout.comments[1].own_line);
}

TEST_CASE("what does not belong in a text is named") {
  CHECK(codes("a \xFF b") == Codes{"T0101"});
  CHECK(codes(std::string("a \0 b", 5)) == Codes{"T0102"});
  CHECK(codes("600\u00A0CNY") == Codes{"T0103"});
  CHECK(codes("a\u3000b") == Codes{"T0103"});
  CHECK(codes("a $ b") == Codes{"T0105"});
  CHECK(codes("\u00A0 \"\u3000，“\" # ，$") == Codes{"T0103"});
}

TEST_CASE("full-width signs and foreign signs have their fix") {
  CHECK(fix_of("a，b") == "write `,`");
  CHECK(fix_of("price ５００ CNY") == "write `500`");
  CHECK(fix_of("notify “x") == "write `\"`");
  CHECK(fix_of("a == b") == "write `=`");
  CHECK(fix_of("a && b") == "write `and`");
  CHECK(fix_of("// remark") == "write `#`");
  CHECK(fix_of("3 €") == "write `EUR`");
}

TEST_CASE("a wrong sign is reported once, with the lines where it stands again") {
  const Source source("a.tariff", "a，b\nc，d\ne，f\n");
  const Layout layout = lay_out(source);
  REQUIRE(layout.diagnostics.size() == 1);
  CHECK(layout.diagnostics[0].notes == std::vector<std::string>{"it also stands on line 2, 3"});
}

TEST_CASE("numbers have one notation") {
  CHECK(codes("1 1.5 1_000 1_000_000.25 0.005 20word 500万 1.5亿 10%").empty());
  CHECK(fix_of("0,005") == "write 0.005: the decimal mark is a point");
  CHECK(fix_of("1,000") == "write 1_000 for thousands; a decimal mark is a point: 1.000");
  CHECK(fix_of("1,5") == "write 1.5: the decimal mark is a point");
  CHECK(fix_of("1.000,50") == "write 1_000.50: `_` groups digits in threes, and there is one decimal point");
  CHECK(fix_of("1,000,000") ==
        "write 1_000_000: `_` groups digits in threes, and there is one decimal point");
  CHECK(fix_of("1_0000") == "write 10_000");
  CHECK(fix_of("1万5千") == "write one scale word, at the end (such as 1.5万), or all digits");
  CHECK(fix_of("1e6") == "write the number out, without an exponent");
}

TEST_CASE("dates have one notation") {
  CHECK(codes("2024-07-01 2024-07 2024 2024-07-01T08:00 2024-07-01 08:00:30.250+08:00").empty());
  CHECK(fix_of("2024/7/1") == "write 2024-07-01");
  CHECK(fix_of("2024-7-1") == "write 2024-07-01");
  CHECK(fix_of("2024年7月1日") == "write 2024-07-01");
  CHECK(fix_of("01.07.2024") == "write 2024-07-01");
  CHECK(fix_of("7/1/2024") == "write the year first, then month and day: 2024-MM-DD");
}

TEST_CASE("what is not closed names its opener, and hides nothing behind it") {
  CHECK(codes("a \"b\nc") == Codes{"T0106"});
  CHECK(codes("a (b\nc\nd $") == Codes{"T0108", "T0105"});
  CHECK(codes("a }") == Codes{"T0109"});
  CHECK(codes("a ) b") == Codes{"T0109"});
  CHECK(codes("{ a }") == Codes{"T0115"});

  const Source source("a.tariff", "meter m of u {\n  1 call\n\nmeter n of u {\n  2 call\n}\n");
  const Layout layout = lay_out(source);
  REQUIRE(layout.diagnostics.size() == 1);
  CHECK(layout.diagnostics[0].message == "the brace of `meter m of u` is not closed before `meter` begins");
  CHECK(shape(source, layout.clauses) == "[meter m of u]{[1 call]}[meter n of u]{[2 call]}");
}

TEST_CASE("no input takes long to refuse") {
  std::mt19937 random(1);
  std::string noise;
  for (int i = 0; i < 1 << 20; ++i) noise += static_cast<char>(random() & 0xFF);
  CHECK(seconds_to_parse(noise) < 1);
  CHECK(seconds_to_parse(std::string(10 << 20, 'a')) < 1);
  CHECK(seconds_to_parse(repeated("(", 1000)) < 1);
  CHECK(seconds_to_parse(repeated("a {\n", 1000)) < 1);
  CHECK(seconds_to_parse(repeated("\xFF", 1 << 20)) < 1);
  CHECK(seconds_to_parse(repeated("1,", 1 << 20)) < 1);
  CHECK(seconds_to_parse(repeated("(x\n", 1 << 18)) < 1);
  CHECK(seconds_to_parse("x\n" + repeated("#\n", 1 << 20)) < 1);
  CHECK(seconds_to_parse("define x = " + repeated("(", 60) + "a or b and c" + repeated(")", 60)) < 1);
}

TEST_CASE("nonsense is given up after a few faults") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a \"b\n";
  const auto found = codes(text);
  CHECK(found.size() == 21);
  CHECK(found.back() == "T0112");
  CHECK(codes(std::string((4 << 20) + 1, ' ')) == Codes{"T0111"});
  CHECK(codes(repeated("(", 65)) == Codes{"T0110"});
}
