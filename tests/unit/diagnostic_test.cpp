#include "grammar/diagnostic.hpp"

#include <set>

#include "grammar/codes.hpp"
#include "grammar/suggest.hpp"
#include "tests/catch.hpp"

using namespace tariff;

namespace {

Diagnostic fault(const Source& source, Span place, std::string caption = {}) {
  Diagnostic result;
  result.code = "T0999";
  result.message = "something is wrong";
  result.place = {&source, place, std::move(caption)};
  return result;
}

}  // namespace

TEST_CASE("a message shows the author's line with a caret") {
  const Source source("a.tariff", "one\nprice 3 CNY\n");
  Diagnostic wrong = fault(source, {10, 11}, "here");
  wrong.related.push_back({&source, {0, 3}, "and here"});
  wrong.notes.push_back("a note");
  wrong.fix = "write something else";
  CHECK(render(wrong, MessageFormat::human, false) ==
        "a.tariff:2:7: error[T0999]: something is wrong\n"
        "2 | price 3 CNY\n"
        "  |       ^ here\n"
        " --> a.tariff:1:1\n"
        "1 | one\n"
        "  | ^^^ and here\n"
        "  note: a note\n"
        "  fix: write something else\n");
}

TEST_CASE("the caret stands under wide characters") {
  const Source source("a.tariff", "price 3 次 per 元\n");
  CHECK(render(fault(source, {16, 19}), MessageFormat::human, false) ==
        "a.tariff:1:15: error[T0999]: something is wrong\n"
        "1 | price 3 次 per 元\n"
        "  |                ^^\n");
}

TEST_CASE("a caret stands at the end of a line, and in an empty file") {
  const Source source("a.tariff", "price\n");
  CHECK(render(fault(source, {5, 5}), MessageFormat::human, false) ==
        "a.tariff:1:6: error[T0999]: something is wrong\n"
        "1 | price\n"
        "  |      ^\n");
  const Source empty("b.tariff", "");
  CHECK(render(fault(empty, {0, 0}), MessageFormat::human, false) ==
        "b.tariff:1:1: error[T0999]: something is wrong\n"
        "1 | \n"
        "  | ^\n");
}

TEST_CASE("a long line is cut around the caret") {
  const Source source("a.tariff", std::string(200, 'a') + "X" + std::string(200, 'b'));
  const std::string before(60, 'a'), after(59, 'b');
  CHECK(render(fault(source, {200, 201}), MessageFormat::human, false) ==
        "a.tariff:1:201: error[T0999]: something is wrong\n"
        "1 | …" +
            before + "X" + after +
            "…\n"
            "  |  " +
            std::string(60, ' ') + "^\n");
}

TEST_CASE("one line for grep, one object for programs") {
  const Source source("a.tariff", "price \"x\"\n");
  Diagnostic wrong = fault(source, {6, 9});
  wrong.severity = Severity::warning;
  wrong.notes.push_back("a \"note\"\n");
  CHECK(render(wrong, MessageFormat::brief, true) == "a.tariff:1:7: warning[T0999]: something is wrong\n");
  CHECK(render(wrong, MessageFormat::json, false) ==
        R"({"severity":"warning","code":"T0999","message":"something is wrong",)"
        R"("place":{"path":"a.tariff","line":1,"column":7,"end_line":1,"end_column":10,"caption":""},)"
        R"("related":[],"notes":["a \"note\"\n"],"fix":""})"
        "\n");
}

TEST_CASE("colours only where they are asked for") {
  const Source source("a.tariff", "price\n");
  CHECK(render(fault(source, {0, 5}), MessageFormat::human, false).find('\x1b') == std::string::npos);
  CHECK(render(fault(source, {0, 5}), MessageFormat::human, true).find("\x1b[1;31m") != std::string::npos);
}

TEST_CASE("findings are in the order of the text, each once") {
  const Source source("a.tariff", "one two\n");
  Diagnostics all = {fault(source, {4, 7}), fault(source, {0, 3}), fault(source, {4, 7})};
  sort_and_unique(all);
  REQUIRE(all.size() == 2);
  CHECK(all[0].place.span.begin == 0);
  CHECK(has_errors(all));
  for (auto& each : all) each.severity = Severity::warning;
  CHECK(!has_errors(all));
}

TEST_CASE("the name that was probably meant") {
  const std::vector<std::string> names = {"words", "mode", "language", "套餐包"};
  CHECK(nearest("word", names) == "words");
  CHECK(nearest("moed", names) == "mode");
  CHECK(nearest("langauge", names) == "language");
  CHECK(nearest("套餐", names) == "套餐包");
  CHECK(!nearest("price", names));
  CHECK(!nearest("", names));
  CHECK(!nearest("x", {"y"}));
}

TEST_CASE("every code of reading is explained once") {
  std::set<std::string> seen;
  for (const CodeText& code : grammar_codes()) {
    CAPTURE(code.code);
    CHECK(seen.insert(code.code).second);
    CHECK(!std::string(code.explanation).empty());
    CHECK(std::string(code.example).find("right: ") != std::string::npos);
  }
}
