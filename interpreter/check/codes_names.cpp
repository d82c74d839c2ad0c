// T03xx: names.
#include "interpreter/check/codes.hpp"

namespace tariff {

const std::vector<CodeText>& name_codes() {
  static const std::vector<CodeText> codes = {
      {"T0301", "there is no such library",
       "`use` names a part of the standard library. The name is misspelt, or the library has no such part.",
       "wrong: use decimal_byte\n"
       "right: use decimal_bytes"},
      {"T0302", "there is no such meter",
       "A charge, a package, a `reject` or a test names a meter that no block of this tariff declares, or a "
       "row of "
       "prices names one that its charge does not.",
       "wrong: charge cals each month { … }\n"
       "right: charge calls each month { … }"},
      {"T0303", "there is no such package",
       "What a charge draws on and what a test buys must be declared by a block `package`.",
       "wrong: from pakc, then postpaid\n"
       "right: from pack, then postpaid"},
      {"T0304", "there is no such row",
       "A purchase names the package and the row of its table `sold`. The package has no row of this name.",
       "wrong: at 2024-07-01 buy 1 of pack.p50w\n"
       "right: at 2024-07-01 buy 1 of pack.p500w"},
      {"T0305", "there is no such unit",
       "A unit is known when the library declares it, when a block `unit` does, or when a field or a meter "
       "yields it. "
       "This one is none of these, so that no quantity could ever be in it.",
       "wrong: words at 1 call per 20 wrod\n"
       "right: words at 1 call per 20 word"},
      {"T0306", "there is no such currency",
       "Currencies go by their codes of three letters. The library knows those of ISO 4217.",
       "wrong: currency RMB\n"
       "right: currency CNY"},
      {"T0307", "there is no such zone of time",
       "Days and months begin and end by the clock of the tariff's zone. Zones are named by continent and "
       "city, or by a fixed offset such as `+08:00`.",
       "wrong: zone Beijing\n"
       "right: zone Asia/Shanghai"},
      {"T0308", "there is no such name here",
       "A rule may name the fields of the record it looks at, the attributes of the account, and defines. A "
       "formula of "
       "a package may name its size, used, left, paid, price, bought, expires and, for a refund, asked.",
       "wrong: 1 call when mod is word\n"
       "right: 1 call when mode is word"},
      {"T0309", "there is no such value",
       "The field has a list of values, and this is not among them. A condition on it could never hold.",
       "wrong: mode is paragraf\n"
       "right: mode is paragraph"},
      {"T0310", "there is no such usage",
       "A meter counts records of one kind, declared by a block `usage`. A test may use only such records "
       "too.",
       "wrong: meter calls of evaluations { … }\n"
       "right: meter calls of evaluation { … }"},
      {"T0311", "there is no such attribute",
       "What stands after `account.` is declared in the block `account`.",
       "wrong: account.postpayed is on\n"
       "right: account.postpaid is on"},
      {"T0312", "declared twice",
       "The same name stands for two things, and no reader could tell which is meant. Rename one, or take it "
       "out.",
       "wrong: words : count of word\n"
       "       words : whole number\n"
       "right: words : count of word"},
      {"T0313", "nothing reads it",
       "A field, an attribute or a define is declared, and nothing of the tariff depends on it. Either a "
       "rule forgot it, "
       "or it can go. A field that is only there to be kept in the records does no harm.",
       "wrong: define long = words > 100 word      (and `long` stands nowhere)\n"
       "right: 2 call when long"},
      {"T0314", "no charge prices the meter",
       "What is counted must be paid for by somebody, even if the price is nothing. A meter that only a "
       "`reject` asks "
       "for with `now` needs no charge.",
       "wrong: meter calls of evaluation { 1 call }      (and no charge names `calls`)\n"
       "right: charge calls each month { price 0 CNY per call }"},
      {"T0315", "no charge draws on the package",
       "A package is sold, but nothing it covers is ever paid from it: the customer would pay twice.",
       "wrong: charge calls each month { price 0.005 CNY per call }\n"
       "right: charge calls each month { from pack, then postpaid  price 0.005 CNY per call }"},
      {"T0316", "the header is not complete",
       "The head of a tariff says from when on it is in effect, in which currency its prices are, and by "
       "which zone's "
       "clock its days begin.",
       "right: tariff tencent.soe \"口语评测\" { effective from 2024-06-26  currency CNY  zone Asia/Shanghai "
       "}"},
      {"T0317", "a block is missing",
       "A tariff has a header, at least one charge that says who pays what, and a bill that says when.",
       "right: bill each month { round each line half up to 0.01 CNY }"},
      {"T0318", "a block stands twice",
       "There is one header, one block `account` and one bill in a tariff. Put what both say into the first.",
       "wrong: bill each day { … }\n"
       "       bill each month { … }\n"
       "right: bill each month { … }"},
      {"T0319", "it is open whose fields are meant",
       "A `reject` or a `define` belongs to the one kind of record that has all the fields it names. Here no "
       "kind has "
       "them all, or several have. Rename a field in one of them, or write a rule for each kind.",
       "wrong: reject long when size > 10 MB      (both `upload` and `download` have a size)\n"
       "right: reject long when upload_size > 10 MB"},
      {"T0320", "defined by itself",
       "To know the value of this define one would have to know it before. A define may name others, but "
       "never in a "
       "circle.",
       "wrong: define free = free + 1 call\n"
       "right: define free = 50 call"},
      {"T0321", "there is no such function",
       "The functions are `words(text)`, which counts words between blanks, `characters(text)`, which counts Han "
       "characters and digits, and the defines with parameters, of the tariff or of a library that it uses.",
       "wrong: length(answer)\n"
       "right: characters(answer)"},
      {"T0322", "packages have no such order",
       "Packages are drawn on by `soonest expiry` or `latest expiry`, by `earliest purchase` or `latest "
       "purchase`, and by `lowest` or `highest` of a column of numbers in the tables of what is sold.",
       "wrong: from pack by first expiry\n"
       "right: from pack by soonest expiry and earliest purchase"},
      {"T0323", "the name means nothing at this place",
       "The value is known, but not here: what `asked` is exists only for a refund, what a meter is `now` "
       "only for a "
       "`reject`, what it adds up to `so far` only to rules about one record, the highest of an attribute only to a "
       "charge as its window closes, a record's fields only to rules that look at records.",
       "wrong: notify \"…\" when asked before expires\n"
       "right: notify \"…\" 7 day before expires"},
      {"T0324", "the tariff never says this",
       "A test expects a reason of refusal, a notice, a state of the account or a package that cannot come "
       "about: the "
       "tariff has none of this name, or the test bought none.",
       "wrong: expect rejected concurency = 1\n"
       "right: expect rejected concurrency = 1"},
      {"T0325", "the table has a wrong column",
       "The columns of a price table are `meter`, fields of the records, at most one that is walked (`used "
       "in each "
       "month`), and `price`. Those of packages sold are name, covers, size, price, valid and limit, and columns of numbers "
       "that order packages.",
       "wrong: | mod | price |\n"
       "right: | mode | price |"},
      {"T0326", "what is expected has no period",
       "Lines, totals, refunds, refusals and notices have a time, so a test may ask for those of a period. What was "
       "paid for packages, a balance, what is left of a package and the state of the account are as the test ends.",
       "wrong: expect balance in 2024-07 = 5 CNY\n"
       "right: until 2024-08-01, then expect balance = 5 CNY"},
      {"T0340", "there is no such calendar",
       "After `is in` stands a calendar, of the tariff itself or of a library that it uses.",
       "wrong: started is in holidays\n"
       "right: calendar holidays from 2025 until 2026 { 2025-01-01 \"New Year's Day\" }"},
      {"T0580", "a field has the name of a column that every record has",
       "The columns `time`, `account`, `id`, `times` and `record` of the usage say when a record came, whose it is, which "
       "one it is, how many identical ones there are and of which kind. A field of the name would be read from the same "
       "column, and mean two things at once.",
       "wrong: usage calls { times : count of call }\n"
       "right: usage calls { made : count of call }"},
      {"T0581", "a meter of records reads the account",
       "What records come to is measured before anything is known of their accounts. Prices, conditions of charges and "
       "`reject` know the account; a meter `of account` says what an attribute is over time.",
       "wrong: meter calls of request { 1 call when account.plan is pro; 2 call otherwise }\n"
       "right: charge calls each month { price | plan | price | … }"},
  };
  return codes;
}

}  // namespace tariff
