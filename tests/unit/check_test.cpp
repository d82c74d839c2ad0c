// What check finds, compared as the whole messages an author sees; each test changes one clause of a tariff
// that is clean. The gallery under tests/errors has one case for every code.
#include "interpreter/check/check.hpp"

#include "grammar/parse.hpp"
#include "interpreter/check/codes.hpp"
#include "interpreter/modules.hpp"
#include "tests/catch.hpp"

using namespace tariff;

namespace {

const std::string speech = R"(tariff demo.speech "speech" {
  effective from 2024-06-26
  currency CNY
  zone Asia/Shanghai
}
usage evaluation {
  language : en or zh
  mode : word or sentence or paragraph
  words : count of word
  pages : count of page, optional
  started : instant
  finished : instant
}
account {
  postpaid : on or off, default on
  concurrency_limit : count of connection, default 20
}
reject pages when pages is given and pages < 1 page
meter calls of evaluation {
  apart by language
  words at 1 call per started 20 word, at least 1 call when mode is paragraph
  1 call otherwise
}
meter concurrency of evaluation {
  1 connection from started until finished
  take highest in each day
  take highest in each month
}
reject concurrency when concurrency now > account.concurrency_limit
package pack {
  covers calls
  sold
  | name  | size     | price    | valid   | limit         |
  | trial | 1万 call | 9.90 CNY | 1 month | 1 per account |
  refund paid - used at 0.005 CNY per call, at least 0 CNY, rounded half up to 0.01 CNY when asked before bought + 15 day
  no refund otherwise
}
charge calls each month {
  from pack by soonest expiry and earliest purchase, then postpaid when account.postpaid is on
  price 0.005 CNY per call
}
charge concurrency each month when highest concurrency_limit in the month > 50 connection {
  price graduated
  | used in each month  | price                 |
  | up to 50 connection | 0 CNY                 |
  | above               | 30 CNY per connection |
}
bill each month {
  round each line half up to 0.01 CNY
  debit at the end
  in arrears {
    suspend after 3 day
    resume when balance > 0 CNY
  }
}
test "one" {
  at 2024-07-01 use 3 evaluation with language en and mode word
  expect calls for en = 3 call and 0.02 CNY
}
)";

// The tariff with one piece of text changed.
std::string with(const std::string& piece, const std::string& instead) {
  std::string text = speech;
  const std::size_t at = text.find(piece);
  REQUIRE(at != std::string::npos);
  return text.replace(at, piece.size(), instead);
}

std::string findings(const std::string& text, MessageFormat format = MessageFormat::human) {
  static const Source library("stdlib/prelude.tariff", std::string(find_module(prelude)->text));
  static const Parsed known = parse(library);
  const Source source("a.tariff", text);
  const Parsed parsed = parse(source);
  std::string all;
  for (const Diagnostic& diagnostic : parsed.diagnostics) all += render(diagnostic, format, false);
  for (const Diagnostic& diagnostic : check(parsed.file, {&known.file}).diagnostics)
    all += render(diagnostic, format, false);
  return all;
}

std::string codes(const std::string& text) {
  std::string all;
  const std::string lines = findings(text, MessageFormat::brief);
  for (std::size_t at = lines.find("[T"); at != std::string::npos; at = lines.find("[T", at + 1))
    all += (all.empty() ? "" : " ") + lines.substr(at + 1, 5);
  return all;
}

}  // namespace

TEST_CASE("a clean tariff has no findings", "[check]") { CHECK(findings(speech) == ""); }

TEST_CASE("an unknown name says the nearest", "[check]") {
  CHECK(findings(with("when mode is paragraph", "when mod is paragraph")) ==
        R"(a.tariff:21:61: error[T0308]: there is no field, attribute or define `mod`
21 |   words at 1 call per started 20 word, at least 1 call when mod is paragraph
   |                                                             ^^^
  fix: write `mode`
)");
  CHECK(findings(with("mode is paragraph", "mode is paragraf")) ==
        R"(a.tariff:21:69: error[T0309]: there is no value `paragraf`
21 | …at 1 call per started 20 word, at least 1 call when mode is paragraf
   |                                                              ^^^^^^^^
 --> a.tariff:8:10
8 |   mode : word or sentence or paragraph
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ these are its values
  fix: write `paragraph`
)");
}

TEST_CASE("a rate names both units where they differ", "[check]") {
  CHECK(findings(with("per started 20 word", "per started 20 page")) ==
        R"(a.tariff:21:3: error[T0403]: `words` is in word, the rate is per page
21 |   words at 1 call per started 20 page, at least 1 call when mo…
   |   ^^^^^
  --> a.tariff:21:12
21 |   words at 1 call per started 20 page, at least 1 call when mode is par…
   |            ^^^^^^^^^^^^^^^^^^^^^^^^^^ the rate
)");
}

TEST_CASE("a gap and an overlap come with a witness", "[check]") {
  CHECK(findings(with("1 call otherwise", "1 call when mode is word")) ==
        R"(a.tariff:19:7: error[T0501]: no rule of the meter `calls` holds for some records
19 | meter calls of evaluation {
   |       ^^^^^
  note: for example a record with mode sentence, no pages
  fix: a last rule: … otherwise
)");
  CHECK(findings(with("1 call otherwise", "1 call when mode is not word")) ==
        R"(a.tariff:19:7: error[T0501]: no rule of the meter `calls` holds for some records
19 | meter calls of evaluation {
   |       ^^^^^
  note: for example a record with mode word, no pages
  fix: a last rule: … otherwise
a.tariff:22:3: error[T0502]: two rules of the meter `calls` hold for the same record
22 |   1 call when mode is not word
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  --> a.tariff:21:3
21 |   words at 1 call per started 20 word, at least 1 call when mo…
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this one too
  note: for example a record with mode paragraph, no pages
)");
}

TEST_CASE("a record nobody counts is named", "[check]") {
  CHECK(findings(with("meter calls of evaluation {", "meter calls of evaluation when language is en {")) ==
        "");
  const std::string sole =
      with("meter concurrency of evaluation {", "meter concurrency of evaluation when mode is word {");
  CHECK(findings(sole) == "");
  std::string both = sole;
  both.replace(both.find("meter calls of evaluation {"), 27, "meter calls of evaluation when mode is word {");
  CHECK(
      findings(both) ==
      R"(a.tariff:6:7: error[T0503]: some records of `evaluation` are neither counted by a meter nor rejected
6 | usage evaluation {
  |       ^^^^^^^^^^
  note: for example a record with mode sentence, no pages
  fix: count them in a meter, or refuse them: reject REASON when …
a.tariff:21:3: error[T0507]: this never comes to pass
21 |   words at 1 call per started 20 word, at least 1 call when mo…
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  note: its condition never holds, or other rules, or a `reject`, have taken all it could hold for
)");
}

TEST_CASE("an optional field is read only where it is given", "[check]") {
  CHECK(findings(with("pages is given and pages < 1 page", "pages < 1 page")) ==
        R"(a.tariff:18:19: error[T0504]: `pages` is read here, and may have been left out
18 | reject pages when pages < 1 page
   |                   ^^^^^
  --> a.tariff:10:3
10 |   pages : count of page, optional
   |   ^^^^^ declared `optional` here
  note: for example a record with no pages
  fix: pages is given and …
)");
  CHECK(findings(with("pages is given and pages < 1 page", "not (pages is not given or pages >= 1 page)")) ==
        "");
}

TEST_CASE("a test's record leaves out only what nothing reads", "[check]") {
  CHECK(findings(with("language en and mode word", "language en and mode paragraph")) ==
        R"(a.tariff:57:23: error[T0505]: this record leaves out `words`, which is read for it
57 |   at 2024-07-01 use 3 evaluation with language en and mode paragraph
   |                       ^^^^^^^^^^
  --> a.tariff:21:3
21 |   words at 1 call per started 20 word, at least 1 call when mo…
   |   ^^^^^ read here
  fix: with words …
)");
}

TEST_CASE("money needs a written rounding where it may not end", "[check]") {
  std::string text = with("  round each line half up to 0.01 CNY\n", "");
  CHECK(findings(text) == "");
  text.replace(text.find("price 0.005 CNY per call"), 24, "price 1 CNY per 3 call");
  CHECK(
      findings(text) ==
      R"(a.tariff:40:9: error[T0422]: an amount at this price may have no finite decimal, and nothing rounds it
40 |   price 1 CNY per 3 call
   |         ^^^^^^^^^^^^^^^^
  note: one costs 1/3 CNY
  fix: in the bill: round each line half up to 0.01 CNY
)");
}

TEST_CASE("each rule has its code", "[check]") {
  CHECK(codes(with("currency CNY", "currency RMB")).substr(0, 5) == "T0306");
  CHECK(codes(with("zone Asia/Shanghai", "zone Beijing")) == "T0307");
  CHECK(codes(with("2024-06-26", "2024-06-26 until 2024-06-25")) == "T0424 T0431");
  CHECK(codes(with(", default on", "")) == "T0429");
  CHECK(codes(with("take highest in each day", "take sum in each day")) == "T0411");
  CHECK(codes(with("take highest in each day", "take highest in each week")) == "T0412");
  CHECK(codes(with("charge concurrency each month when highest concurrency_limit in the month",
                   "charge concurrency each day when highest concurrency_limit in the day")) == "T0413");
  CHECK(codes(with("covers calls", "covers calls, then concurrency")) == "T0415");
  CHECK(codes(with("| above ", "| up to 60 connection ")) == "T0418");
  CHECK(codes(with("up to 50 connection", "up to 50 call")) == "T0419");
  CHECK(codes(with("price 0.005 CNY per call", "price 0.005 CNY")) == "T0420");
  CHECK(codes(with("price 0.005 CNY per call", "price 0.005 USD per call")) == "T0408");
  CHECK(codes(with("price graduated", "price")) == "T0417");
  CHECK(codes(with("debit at the end", "")) == "T0425");
  CHECK(codes(with("resume when balance > 0 CNY", "")) == "T0425");
  CHECK(codes(with("1 per account", "1")) == "T0427");
  CHECK(codes(with("no refund otherwise", "")) == "T0501");
  CHECK(codes(with("from pack by soonest expiry and earliest purchase, then ", "from ")) == "T0315");
  CHECK(codes(with("at 2024-07-01 use", "at 2024-01-01 use")) == "T0431");
  CHECK(codes(with("\"one\" {", "\"one\" under this version {")) == "");
  CHECK(codes(with("= 3 call and 0.02 CNY", "= 3 word")) == "T0432");
  CHECK(codes(with("for en =", "for fr =")) == "T0309");
  CHECK(codes(with("  expect calls for en = 3 call and 0.02 CNY\n", "")) == "T0430");
  CHECK(codes(with("< 1 page", "< 0 page")) == "T0506");
}

TEST_CASE("an error has no followers, and a broken tree is no error of check", "[check]") {
  CHECK(codes(with("words : count of word", "words : count of word, optional")) == "T0504");
  CHECK(codes(with("mode : word or sentence or paragraph", "mod : word or sentence or paragraph"))
            .find("T05") == std::string::npos);
  for (std::size_t cut = 0; cut < speech.size(); cut += 7) findings(speech.substr(0, cut));
}

TEST_CASE("every code is explained once", "[check]") {
  for (const auto* list : {&name_codes(), &type_codes(), &case_codes()})
    for (std::size_t i = 0; i < list->size(); ++i) {
      const CodeText& text = (*list)[i];
      CHECK(std::string(text.explanation).size() > 20);
      CHECK(std::string(text.example).find("right: ") != std::string::npos);
      if (i > 0) CHECK(std::string((*list)[i - 1].code) < text.code);
    }
}
