#include "grammar/parse.hpp"

#include "tests/catch.hpp"
#include "tests/unit/tree_text.hpp"

using namespace tariff;

namespace {

// A value or condition, read as the right side of a definition.
std::string expression(const std::string& text) {
  const Source source("a.tariff", "define x = " + text);
  const Parsed parsed = parse(source);
  for (const auto& fault : parsed.diagnostics) UNSCOPED_INFO(render(fault, MessageFormat::human, false));
  REQUIRE(parsed.diagnostics.empty());
  return tree_text(std::get<ast::Define>(parsed.file.blocks.at(0).what).value);
}

std::string tree(const std::string& text) {
  const Source source("a.tariff", text);
  const Parsed parsed = parse(source);
  for (const auto& fault : parsed.diagnostics) UNSCOPED_INFO(render(fault, MessageFormat::human, false));
  CHECK(parsed.diagnostics.empty());
  return tree_text(parsed.file);
}

std::string messages(const std::string& text) {
  const Source source("a.tariff", text);
  std::string result;
  for (const auto& fault : parse(source).diagnostics) result += render(fault, MessageFormat::human, false);
  return result;
}

// Of the only fault: its code, what it says and what to write.
std::string fault(const std::string& text) {
  const Source source("a.tariff", text);
  const auto faults = parse(source).diagnostics;
  if (faults.size() != 1) return std::to_string(faults.size()) + " faults";
  return faults[0].code + " " + faults[0].message + (faults[0].fix.empty() ? "" : " | " + faults[0].fix);
}
std::string in_meter(const std::string& clause) { return fault("meter m of u {\n  " + clause + "\n}\n"); }

const char* const oral_evaluation = R"tariff(# 口语评测（基础版）: encodes the purchase guide of 2024-06-26

tariff tencent.soe "口语评测（基础版）" {
  effective from 2024-06-26
  currency CNY
  zone     Asia/Shanghai
}

usage evaluation {
  language : en or zh
  mode     : word or sentence or paragraph or free_talk
  words    : count of word
  started  : instant
  finished : instant
}

account {
  postpaid          : on or off, default on
  concurrency_limit : count of connection, default 20
}

meter calls of evaluation {
  apart by language                                     # 分开计费，资源不共享
  words at 1 call per started 20 word, at least 1 call    when mode is paragraph or free_talk
  1 call                                                  otherwise
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
  | name   | size        | price       | valid   | limit         |
  | trial  |    1万 call |    9.90 CNY | 1 month | 1 per account |
  | p15w   |   15万 call |     600 CNY | 1 year  |               |
  | p100w  |  100万 call |   3_750 CNY | 1 year  |               |
  | p500w  |  500万 call |  17_500 CNY | 1 year  |               |
  | p5000w | 5000万 call | 162_500 CNY | 1 year  |               |
  | p1y    |    1亿 call | 300_000 CNY | 1 year  |               |
  refund paid - used at 0.005 CNY per call, at least 0 CNY, rounded half up to 0.01 CNY
                     when asked before bought + 15 day
  no refund          otherwise
  notify "套餐包即将用尽" when left below 10% of size          # the guide gives no figure
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
    close   after 10 day
    resume  when balance > 0 CNY
  }
}

test "S8.2 2,200万 calls on four packs of 500万" {
  at 2024-07-01 buy 4 of pack.p500w for en
  in 2024-07 use 2200万 evaluation with language en and mode sentence
  expect paid for packages = 70_000 CNY
  expect calls for en from postpaid = 200万 call and 10_000 CNY
}
)tariff";

}  // namespace

TEST_CASE("numbers, units, dates") {
  CHECK(expression("20") == "20");
  CHECK(expression("3_750.50 CNY") == "3750.50 CNY");
  CHECK(expression("2200万 call") == "2200e4 call");
  CHECK(expression("1亿次") == "1e8 次");
  CHECK(expression("1.5 million call") == "1.5e6 call");
  CHECK(expression("10%") == "10 %");
  CHECK(expression("-50 CNY") == "-50 CNY");
  CHECK(expression("2024-07") == "2024-07-01T00:00:00.000000/5");
  CHECK(expression("2024-07-01 08:00") == "2024-07-01T08:00:00.000000/1");
  CHECK(expression("2024-07-01T08:00:30.25+08:00") == "2024-07-01T08:00:30.250000/0+480");
  CHECK(expression("2024-07-01T08:00-03:30") == "2024-07-01T08:00:00.000000/1-210");
  CHECK(expression("\"a b\"") == "\"a b\"");
}

TEST_CASE("what binds tighter") {
  CHECK(expression("a + b × c - d / e") == "(- (+ a (* b c)) (/ d e))");
  CHECK(expression("0.005 CNY per call") == "(per0 0.005 CNY 1 call)");
  CHECK(expression("1 call per started 20 word") == "(per1 1 call 20 word)");
  CHECK(expression("2 CNY per million request") == "(per0 2 CNY 1e6 request)");
  CHECK(expression("size at 1 request per started 64 KB × n") == "(* (at size (per1 1 request 64 KB)) n)");
  CHECK(expression("paid - used at 0.005 CNY per call") == "(- paid (at used (per0 0.005 CNY 1 call)))");
  CHECK(expression("10% of size + 1 call") == "(+ (of 10 % size) 1 call)");
  CHECK(expression("a + b, at least c, rounded half up to 0.01 CNY") ==
        "(rounded2 (at-least (+ a b) c) 0.01 CNY)");
  CHECK(expression("a - (b - c)") == "(- a (- b c))");
  CHECK(expression("a − b * c") == "(- a (* b c))");
  CHECK(expression("steps(a, b + c)") == "(call steps [a, (+ b c)])");
}

TEST_CASE("conditions") {
  CHECK(expression("a is b or c and not d > 3") == "(and (is a [b, c]) (not (> d 3)))");
  CHECK(expression("a is b or c is d") == "(or (is a [b]) (is c [d]))");
  CHECK(expression("a is not b") == "(is-not a [b])");
  CHECK(expression("a is given and b is not given") == "(and (given a) (not-given b))");
  CHECK(expression("(a > 1 or b below 2) and c up to 3") == "(and (or (> a 1) (< b 2)) (<= c 3))");
  CHECK(expression("asked before bought + 15 day") == "(< asked (+ bought 15 day))");
  CHECK(expression("a ≠ b or c >= d") == "(or (!= a b) (>= c d))");
  CHECK(expression("concurrency now > account.limit") == "(> (now concurrency) account.limit)");
  CHECK(expression("highest limit in the month > 50 connection") == "(> (fold2 limit)5 50 connection)");
}

TEST_CASE("words of the language are names where they cannot be keywords") {
  CHECK(expression("started + highest + price + size") == "(+ (+ (+ started highest) price) size)");
  CHECK(expression("inner or notable or isle") == "(or (or inner notable) isle)");
  CHECK(expression("the size") == "size");
  CHECK(tree("usage u { type : a or b; size : count of x; name : text; when_ : instant }") ==
        "(usage u [\n (field0 type [a, b]  no -), \n (field1 size [] x no -), \n (field5 name []  no -), "
        "\n (field4 when_ []  no -)])\n");
}

TEST_CASE("heads and clauses") {
  CHECK(tree("unit call \"次\" \"calls\"\nunit KB = 1_000 byte") ==
        "(unit call - [\"次\", \"calls\"])\n(unit KB 1000 byte [])\n");
  CHECK(tree("currency CNY 2 digit \"元\"") == "(currency CNY 2 [\"元\"])\n");
  CHECK(tree("charge a and b each 5 minute { from p or q by soonest expiry and least x, then postpaid when c "
             "}") ==
        "(charge [a, b] each 5 period1 - [(source [p, q] [(key soonest expiry), (key least x)] -), "
        "(source [] [] c)] - - [] no)\n");
  CHECK(tree("charge a each month { deduct at the end of each day; from p, then postpaid }") ==
        "(charge [a] each 1 period5 - [(source [p] [] -), (source [] [] -)] each 1 period3 - [] no)\n");
  CHECK(tree("bill each day { round each line up to 1 CNY; in arrears { notify \"x\" after 8 hour; close at "
             "once } }") ==
        "(bill0 each 1 period3 [] no no no 1 CNY no (arrears [(step0 \"x\" 8 hour), (step2 \"\" -)] -))\n");
  CHECK(tree("package p { covers a, then b at 1 call per page; notify \"x\" 7 day before expires }") ==
        "(package p [(covered a -), (covered b (per0 1 call 1 page))] - - [] [] [(notify \"x\" - 7 day "
        "expires)])\n");
  CHECK(tree("package p { covers a; given 10 hour each month, unused kept for 2 month, at most 30 hour when b }") ==
        "(package p [(covered a -)] - (given 10 hour each 1 period5 2 month 30 hour b) [] [] [])\n");
  CHECK(tree("package p { covers a; given 5 call; refills each day }") ==
        "(package p [(covered a -)] - (given 5 call - - - -) [(refills each 1 period3 -)] [] [])\n");
}

TEST_CASE("takes and levels") {
  CHECK(tree("meter m of u { 1 call; take mean of top 5 without top 5%, rounded down in each day by a and b at 1 GB per 2 "
             "call, rounded up to 1 GB }") ==
        "(meter m u - [] [(case 1 call - - - no)] [(take4 (top 5) (without1 5 %) each 1 period3) (by [a, b]) (at (per0 1 GB 2 "
        "call)) (rounded0 1 GB)])\n");
  CHECK(tree("meter m of u { v from a when c; v until the next otherwise; take distinct p in each day }") ==
        "(meter m u - [] [(case v a - c no), (case v - - - yes) (next )] [(take6 (of p) each 1 period3)])\n");
  CHECK(tree("meter m of u { v until the next of the same bucket; greatest of a and 2 call from i until j }") ==
        "(meter m u - [] [(case v - - - no) (next bucket), (case (greatest [a, 2 call]) i j - no)] [])\n");
  CHECK(tree("usage u { change : count of seat signed }") == "(usage u [\n (field1 change [] seat no -) signed])\n");
}

TEST_CASE("tests of a tariff") {
  CHECK(
      tree("test \"x\" under this version {\n"
           "  at 2024-07-01 buy 4 of pack.p for \"e n\" as \"r\"\n"
           "  at 2024-07-01 top up 100 CNY\n  at 2024-07-01 set postpaid to off\n"
           "  in 2024-07 use 2200万 e with started 2024-07-01 08:00 and words 3 word\n  until 2024-09-01\n"
           "  expect calls row \"a b\" for en from \"r\" in 2024-07 = 2 call and 1 CNY\n"
           "  expect account is suspended on 2024-07-02\n  expect rejected closed = 3\n}") ==
      "(test x yes [\n 2024-07-01T00:00:00.000000/3 (buy 4 pack.p e n \"r\"), "
      "\n 2024-07-01T00:00:00.000000/3 (top-up 100 CNY), \n 2024-07-01T00:00:00.000000/3 (set postpaid off), "
      "\n 2024-07-01T00:00:00.000000/5 (use 2200e4 e [(with started 2024-07-01T08:00:00.000000/1), "
      "(with words 3 word)]), \n (until 2024-09-01T00:00:00.000000/3), "
      "\n (expect0 calls a b en r 2024-07-01T00:00:00.000000/5 [2 call, 1 CNY]), "
      "\n (expect8 suspended    2024-07-02T00:00:00.000000/3 []), \n (expect5 closed    - [3])])\n");
}

TEST_CASE("a whole tariff is read") {
  const Source source("oral_evaluation.tariff", oral_evaluation);
  const Parsed parsed = parse(source);
  CHECK(parsed.diagnostics.empty());
  REQUIRE(parsed.file.blocks.size() == 11);
  CHECK(parsed.file.comments.size() == 3);
  const auto& pack = std::get<ast::Package>(parsed.file.blocks[6].what);
  REQUIRE(pack.sold);
  CHECK(pack.sold->rows.size() == 6);
  CHECK(pack.sold->columns.size() == 5);
  CHECK(pack.sold->rows[1].cells[4].kind == ast::Cell::Kind::empty);
  REQUIRE(pack.refund.size() == 2);
  CHECK(tree_text(pack.refund[0].value) ==
        "(rounded2 (at-least (- paid (at used (per0 0.005 CNY 1 call))) 0 CNY) 0.01 CNY)");
  CHECK(!pack.refund[1].value);
  CHECK(pack.refund[1].otherwise);
  const auto& concurrency = std::get<ast::Meter>(parsed.file.blocks[4].what);
  CHECK(tree_text(concurrency.rules[0].from) == "started");
  CHECK(concurrency.takes.size() == 2);
  const auto& tiers = std::get<ast::Charge>(parsed.file.blocks[8].what);
  const auto& tabled = std::get<ast::Tabled>(tiers.price->value->node);
  CHECK(tabled.walk == ast::Walk::graduated);
  CHECK(tabled.table.columns[0].kind == ast::Column::Kind::used);
  CHECK(tabled.table.rows[1].cells[0].kind == ast::Cell::Kind::otherwise);
}

TEST_CASE("expressions are numbered without gaps") {
  const Source source("a.tariff", "define x = a + b\ndefine y = c");
  CHECK(parse(source).file.expressions == 4);
}

TEST_CASE("a message says what was expected, what stands there and what to write") {
  CHECK(messages("meter m of u {\n  words at 1 call per\n}\n") ==
        "a.tariff:2:22: error[T0201]: expected a unit after `per`, as in `1 call per started 20 word`, but "
        "the clause "
        "ends\n"
        "2 |   words at 1 call per\n"
        "  |                      ^ here\n");
  CHECK(messages("meter m of u {\n  1 call if mode is word\n}\n") ==
        "a.tariff:2:10: error[T0204]: `if` cannot stand here\n"
        "2 |   1 call if mode is word\n"
        "  |          ^^ the clause was complete before this\n"
        "  fix: write `when` for a condition\n");
  CHECK(messages("package p {\n  sold\n  | name | size |\n  | a | 1 call | 3 CNY |\n}\n") ==
        "a.tariff:4:3: error[T0208]: this row has 3 cells, the table has 2 columns\n"
        "4 |   | a | 1 call | 3 CNY |\n"
        "  |   ^^^^^^^^^^^^^^^^^^^^^^\n"
        " --> a.tariff:3:3\n"
        "3 |   | name | size |\n"
        "  |   ^^^^^^^^^^^^^^^ the titles of the columns\n"
        "  fix: give every row one cell for each column; a cell may be empty, but its `|` stays\n");
}

TEST_CASE("words of other notations have their fix") {
  CHECK(fault("charge a monthly { price 1 CNY }") ==
        "T0201 expected the period of the charge, as in `charge calls each month`, found `monthly` | write "
        "`each month`");
  CHECK(fault("charge a per month { price 1 CNY }") ==
        "T0201 expected the period of the charge, as in `charge calls each month`, found `per` | `per` "
        "belongs to a price "
        "such as `0.005 CNY per call`; a period is written `each month`");
  CHECK(fault("charge a each month {\n  price tiered\n  | used in each month | price |\n  | above | 1 CNY "
              "|\n}") ==
        "T0204 `tiered` cannot stand here | write `price graduated` where each part has its own price");
  CHECK(fault("usage u { words : integer }") ==
        "T0215 `integer` is no type, and a choice needs two values or more | write `whole number`");
  CHECK(in_meter("words at least 1 call") ==
        "T0204 `at` cannot stand here | put a comma before it: `, at least X` or `, at most X`");
  CHECK(in_meter("1 call when a = 1 or b = 2 and c = 3") ==
        "T0207 `and` and `or` stand together without brackets | put what belongs together in brackets, as in "
        "`(a or b) and c`");
  CHECK(in_meter("take highest in each days") == "T0201 expected a period, found `days` | write `day`");
  CHECK(in_meter("appart by mode") ==
        "T0204 `by` cannot stand here | did you mean `apart` in place of `appart`?");
  CHECK(fault("charge a each day { from p, postpaid }") ==
        "T0204 `,` cannot stand here | write `, then` before the next one");
  CHECK(fault("define x = a-b") ==
        "T0213 `-` cannot stand here | a minus sign stands between blanks, as in `paid - used`; a name has "
        "`_` in its "
        "place");
  CHECK(fault("prices of the basic edition") ==
        "T0202 `prices` does not begin a block | if this is a remark, begin its line with `#`");
  CHECK(fault("metre m of u { 1 call }") == "T0202 `metre` does not begin a block | did you mean `meter`?");
  CHECK(fault("package p { cover a }") ==
        "T0203 `cover` does not begin a clause of `package` | did you mean `covers`?");
  CHECK(fault("define x = a\n  and b") ==
        "T0202 `and` does not begin a block | end the line before with `and`: then the clause goes on");
  CHECK(fault("usage u { by : text }") == "T0203 `by` does not begin a clause of `usage`");
  CHECK(fault("test \"x\" { at 2023-02-29 open }") == "T0210 there is no 2023-02-29 in the calendar");
  CHECK(fault("meter m of u") ==
        "T0205 `meter` needs its clauses in braces | write `meter m of u {`, the clauses, and `}` on a line "
        "of its own");
  CHECK(fault("use x { }") == "T0206 `use` has no body | leave out the braces and what is in them");
}

TEST_CASE("each fault of a file is reported once, and the clauses around it are read") {
  const Source source("a.tariff",
                      "meter m of u {\n  1 call when\n  take highest in each month\n}\n"
                      "charge m monthly {\n  price 1 CNY per\n}\n"
                      "bill each month {\n  round each line half up to 0,01 CNY\n  debit at the end\n  debit "
                      "at the end\n}\n");
  const Parsed parsed = parse(source);
  std::string found;
  for (const auto& fault : parsed.diagnostics) found += render(fault, MessageFormat::brief, false);
  CHECK(found ==
        "a.tariff:2:14: error[T0201]: expected a condition, such as `mode is word` or `words > 20 word`, but "
        "the clause "
        "ends\n"
        "a.tariff:5:10: error[T0201]: expected the period of the charge, as in `charge calls each month`, "
        "found `monthly`\n"
        "a.tariff:6:18: error[T0201]: expected a unit after `per`, as in `1 call per started 20 word`, but "
        "the clause "
        "ends\n"
        "a.tariff:9:30: error[T0113]: a comma cannot stand inside the number `0,01`\n"
        "a.tariff:11:3: error[T0209]: `debit` stands twice in this block\n");
  CHECK(tree_text(parsed.file) ==
        "(meter m u - [] [] [(take2 each 1 period5)])\n(bill- each 1 period5 [] no no no - yes -)\n");
}

TEST_CASE("a block inside another is one fault, and is read") {
  const Source source("a.tariff", "meter m of u {\n  1 call\n  meter n of u {\n    2 call\n  }\n}\n");
  const Parsed parsed = parse(source);
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].message == "`meter` begins a block inside another");
  CHECK(parsed.file.blocks.size() == 2);
}

TEST_CASE("an expression cannot be so long that its tree is too deep") {
  std::string sum = "define x = a";
  for (int i = 0; i < 10'000; ++i) sum += " + a";
  CHECK(fault(sum) == "T0110 this expression has more than 2000 parts | give its parts names with `define`");
}
