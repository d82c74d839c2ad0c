// T04xx: types, units and the rules of each block.
#include "interpreter/check/codes.hpp"

namespace tariff {

const std::vector<CodeText>& type_codes() {
  static const std::vector<CodeText> codes = {
      {"T0401", "something of another kind must stand here",
       "Conditions, numbers, instants, choices and texts are not exchanged for one another: a rule's `when` "
       "is a "
       "condition, a quantity is a number, a choice is compared by `is`.",
       "wrong: 1 call when mode\n"
       "right: 1 call when mode is word"},
      {"T0402", "two units do not agree",
       "What is added, compared, bounded or rounded is of one unit on both sides. The message names both.",
       "wrong: 1 call when words > 20 page\n"
       "right: 1 call when words > 20 word"},
      {"T0403", "the rate is per another unit",
       "`Q at V per U` needs a quantity in U, for the rate says how much each U gives.",
       "wrong: words at 1 call per started 20 page\n"
       "right: words at 1 call per started 20 word"},
      {"T0404", "a rate must stand after `at`", "`at` applies a rate to a quantity: so much per so much.",
       "wrong: used at 0.005 CNY\n"
       "right: used at 0.005 CNY per call"},
      {"T0405", "what depends on a quantity has no value by itself",
       "`per started 20 word` rounds the quantity it is applied to, tiers ask how much there is, and `2 EUR + 1 EUR per "
       "call` is two prices of one quantity. So they stand after `at`, or as a price: added, multiplied by a number, "
       "bounded or rounded.",
       "wrong: 2 × 1 call per started 20 word\n"
       "right: words at 1 call per started 20 word"},
      {"T0406", "calendar and quantity are mixed",
       "Days, months and years are steps of the calendar and have no fixed length: they move an instant, and "
       "count "
       "nothing. Hours, minutes and seconds are quantities of time.",
       "wrong: finished - started > 1 day\n"
       "right: finished - started > 24 hour"},
      {"T0407", "a division has no certain value",
       "What divides is never zero, so that no bill ever fails on it: a constant, the length of a window, or what is `at "
       "least` a constant above zero. A share is written as a percentage, a price as a rate.",
       "wrong: price × days_left / total_days\n"
       "right: price × days_left / (total_days, at least 1)"},
      {"T0408", "another currency", "All prices of a tariff are in the currency of its header.",
       "wrong: price 0.005 USD per call      (in a tariff in CNY)\n"
       "right: price 0.005 CNY per call"},
      {"T0409", "a meter counts in one unit",
       "All rules of a meter yield quantities of the same unit, or they could not be added or priced.",
       "wrong: 1 call when mode is word\n"
       "       pages  otherwise\n"
       "right: 1 call when mode is word\n"
       "       pages at 1 call per page otherwise"},
      {"T0410", "a meter either adds up or stands for a time",
       "A rule `from … until …` gives a level, such as connections in progress; a rule without it gives a "
       "quantity that "
       "adds up. One meter is one of the two.",
       "wrong: 1 connection from started until finished when mode is word\n"
       "       1 connection otherwise\n"
       "right: 1 connection from started until finished"},
      {"T0411", "a level is not used as a level",
       "What stands for a time has a highest, a lowest, a mean and a last value in a window, and a value `now`; it has no "
       "sum. What adds "
       "up has none of these by itself; it has a sum `so far`, until a `take` makes one value of a window of it.",
       "wrong: take sum in each day      (of connections)\n"
       "right: take highest in each day"},
      {"T0412", "windows are not nested",
       "Each `take` folds the values of the one before it, so its windows must be made of whole ones of "
       "that. Weeks do "
       "not make up months.",
       "wrong: take highest in each week\n"
       "       take highest in each month\n"
       "right: take highest in each day\n"
       "       take highest in each month"},
      {"T0413", "two windows do not agree",
       "A value that a meter takes for a window is charged when that window closes, so the charge has the "
       "same window; "
       "so has a condition that asks for the highest of an attribute. Tiers walk whole windows of the charge; where all "
       "is priced at the tier that is reached, they walk its own, for what was billed is not priced anew.",
       "wrong: charge concurrency each day      (its meter takes highest in each month)\n"
       "right: charge concurrency each month"},
      {"T0414", "a package cannot pay this meter",
       "What stands for a time has no quantity of its own: only what is taken of it for a window can be paid.",
       "wrong: covers concurrency      (a level)\n"
       "right: covers concurrency      (with `take highest in each month` in its meter)"},
      {"T0415", "the ratio of a package is wrong",
       "Where a meter counts in another unit than the package, `at` says how many units of the package one "
       "of the "
       "meter's takes, or how many each `started` step of it. Where both are the same, one for one goes without saying.",
       "wrong: covers pdf      (counted in pages, the package in calls)\n"
       "right: covers pdf at 1 call per page"},
      {"T0416", "nobody pays the rest",
       "What is known or paid only when a window closes cannot be refused any more, so what packages leave of it must "
       "be paid postpaid, without a condition. To refuse use of those who have not agreed to pay later, refuse the "
       "record: `reject no_contract when account.postpaid is off`.",
       "wrong: from pack\n"
       "right: from pack, then postpaid"},
      {"T0417", "the table of prices is not well formed",
       "Tiers need the word `graduated` (each part at its own price) or `reached` (all at the price that is reached) and "
       "a column that says of which quantity they are: `used in each month` counts what packages paid too, `billed in "
       "each month` only what they left, and so it is of `reached`; `used` alone is what the price is applied to, where "
       "no package can pay a part. "
       "A condition is never left empty: `any`.",
       "wrong: price graduated\n"
       "       | calls     | price |\n"
       "right: price graduated\n"
       "       | used in each month | price |"},
      {"T0418", "the tiers do not rise, or do not end",
       "Tiers rise from row to row, or a row is never reached; the last is open, so that every quantity has "
       "a price.",
       "wrong: | up to 50 call | 0 CNY          |\n"
       "       | up to 40 call | 1 CNY per call |\n"
       "right: | up to 50 call | 0 CNY          |\n"
       "       | above         | 1 CNY per call |"},
      {"T0419", "the bound of a tier is wrong", "A bound is a quantity in the unit the meter counts in.",
       "wrong: up to 50\n"
       "right: up to 50 connection"},
      {"T0420", "the units of the price do not cancel",
       "Quantity times price must be money: for a meter that counts calls the price is money per call.",
       "wrong: price 0.005 CNY\n"
       "right: price 0.005 CNY per call"},
      {"T0421", "there is no price",
       "What is paid postpaid needs a price; what is free says `0 CNY`, what is not offered says `no price`.",
       "wrong: charge calls each month { from pack, then postpaid }\n"
       "right: charge calls each month { from pack, then postpaid  price 0.005 CNY per call }"},
      {"T0422", "an amount may have no finite decimal",
       "A third of a yuan cannot be written down exactly, and nothing says how it is rounded. Nothing is "
       "ever rounded "
       "unless the tariff says so.",
       "wrong: price 1 CNY per 3 call\n"
       "right: bill each month { round each line half up to 0.01 CNY }"},
      {"T0423", "what is rounded to must be above zero",
       "Rounding goes to multiples of a step, so the step is a constant greater than zero, with finitely many decimals.",
       "wrong: rounded half up to 0 CNY\n"
       "right: rounded half up to 0.01 CNY"},
      {"T0424", "the tariff ends before it begins",
       "The date after `until` is the first on which the tariff is no longer in effect; it must be later "
       "than the date "
       "after `from`.",
       "wrong: effective from 2025-01-01 until 2024-12-31\n"
       "right: effective from 2025-01-01 until 2025-12-31"},
      {"T0425", "the arrears cannot work",
       "Arrears begin with a debit that the balance does not cover, lead to suspension before closing, and "
       "end when the "
       "condition after `resume` holds. All three must be said.",
       "wrong: in arrears { suspend after 3 day }\n"
       "right: debit at the end\n"
       "       in arrears { suspend after 3 day; resume when balance > 0 CNY }"},
      {"T0426", "the table of packages is not well formed",
       "Every row says the name, the size as a quantity above zero, the price as an amount, and how long the "
       "package is "
       "valid; all sizes are of one unit.",
       "wrong: | p100w | 100万 | 3_750 CNY | 1 year |\n"
       "right: | p100w | 100万 call | 3_750 CNY | 1 year |"},
      {"T0427", "a limit says how many an account may buy",
       "A limit is a whole number above zero, per account. An empty cell means no limit.",
       "wrong: | 1 |\n"
       "right: | 1 per account |"},
      {"T0428", "nothing is said of refunds",
       "Who buys a package asks what is refunded of it. If nothing is, the tariff says so.",
       "right: no refund"},
      {"T0429", "an attribute has no value at first",
       "Until an event sets it, an attribute has its default. Without one it must be `optional`, and rules "
       "ask whether "
       "it is given.",
       "wrong: postpaid : on or off\n"
       "right: postpaid : on or off, default on"},
      {"T0430", "the test expects nothing", "A test without `expect` can never fail, so it shows nothing.",
       "right: expect total = 15_000 CNY"},
      {"T0431", "the test is outside the tariff's validity",
       "The date is one at which this version is not in effect, so that another one would rate it. If the "
       "test is meant "
       "to ask what this version would say, write so.",
       "wrong: test \"2021\" { … }\n"
       "right: test \"2021\" under this version { … }"},
      {"T0432", "what is expected is in another unit",
       "A line is expected in the unit its meter counts in, in money, or both; totals, refunds and balances "
       "are money; "
       "refusals and notices are plain numbers.",
       "wrong: expect calls = 200 word\n"
       "right: expect calls = 200 call and 1 CNY"},
      {"T0433", "the bill falls as use grows",
       "The price is below zero: the more the customer uses, the less is paid. Where that is meant, as for what a "
       "customer feeds in, say `price signed`.",
       "wrong: price 0 CNY - 1 CNY per call\n"
       "right: price 1 CNY per call\n"
       "right: price signed -1 CNY per call      (a credit for each)"},
      {"T0434", "nothing is left after `postpaid`",
       "Postpaid pays all that comes to it, so it is the last of the sources.",
       "wrong: from postpaid, then pack\n"
       "right: from pack, then postpaid"},
      {"T0435", "a quantity may have no finite decimal",
       "The quantity could not be written on a bill exactly, and nothing says how it is rounded.",
       "wrong: words at 1 call per 3 word\n"
       "right: words at 1 call per started 3 word"},
      {"T0436", "a whole number must stand here",
       "What is counted comes in whole numbers and is never split.",
       "wrong: use 1.5 evaluation\n"
       "right: use 2 evaluation"},
      {"T0437", "the block does not say what it is about",
       "A meter says what it counts, a package what it covers and sells, a charge which meters it prices.",
       "wrong: meter calls of evaluation { }\n"
       "right: meter calls of evaluation { 1 call }"},
      {"T0438", "the package covers nothing this charge prices",
       "A source of payment must cover at least one of the meters of its charge.",
       "wrong: charge concurrency each month { from pack, then postpaid … }      (pack covers calls)\n"
       "right: charge calls each month { from pack, then postpaid … }"},
      {"T0439", "no single record is left to ask",
       "The meter takes one value from the many records of a window, so a price cannot depend on a field of "
       "one of them, unless its last take is by that field. A fee is priced without any record. Both may ask for attributes "
       "of the account.",
       "wrong: | mode | price |      (of the highest concurrency of a month)\n"
       "right: | used in each month | price |"},
      {"T0440", "the pool is missing or makes no sense",
       "Where a meter is `apart by` a field, packages are bought for one of its values; elsewhere there are "
       "no pools.",
       "wrong: buy 1 of pack.p500w\n"
       "right: buy 1 of pack.p500w for en"},
      {"T0441", "a quantity is never below zero",
       "Fields and attributes hold what is counted or measured, and that is zero at least.",
       "wrong: use 1 evaluation with words -5 word\n"
       "right: use 1 evaluation with words 5 word"},
      {"T0442", "two charges have one name",
       "A line of a bill is known by its meter, or its fee: two charges of one could not be told apart. What is paid besides, "
       "of the same records, is measured by a meter of its own.",
       "wrong: charge calls each month { … }  and  charge calls each day { … }\n"
       "right: charge calls each month { … }  and  charge daily_calls each day { … }"},
      {"T0443", "of what is not used no record tells the price",
       "`also when unused` gives a line where there was no record at all: nothing tells which pool it would belong to, "
       "or which row of a table keyed by fields prices it. Attributes of the account may be keys.",
       "wrong: apart by language  and  also when unused\n"
       "right: charge plan each month { price 10 EUR }"},
      {"T0444", "there is no record to price by itself",
       "`price for each call` is applied to the records of that usage one by one. A meter that takes one value from the "
       "many records of a window, or counts other records, has none.",
       "wrong: price for each call 1 EUR per seat   (of a meter that takes the highest)\n"
       "right: price 1 EUR per seat"},
      {"T0445", "the bounds of a charge cross",
       "A charge comes to at least one amount and at most another, and the first is not above the second.",
       "wrong: at least 100 EUR  and  at most 50 EUR\n"
       "right: at least 50 EUR  and  at most 100 EUR"},
      {"T0461", "what is given is not well formed",
       "`given` says how much every account has of a package, in a unit, and how often; what is unused may be kept for "
       "a time, up to a cap. `refills` sets what was bought back to its size.",
       "wrong: given 5_000 each month\n"
       "right: given 5_000 call each month\n"
       "       given 10 hour each month, unused kept for 2 month, at most 30 hour"},
      {"T0462", "nothing can be deducted at the end of this window",
       "`deduct at the end of` says when packages pay: as its window closes, for all the use in it. The window is the "
       "charge's, or the charge's is made of whole ones of it, and some package pays.",
       "wrong: charge calls each month { deduct at the end of each week … }\n"
       "right: charge calls each month { deduct at the end of each day … }"},
      {"T0463", "how many of the highest is not clear",
       "`of top 5` takes only the five highest values, `without top 4` leaves the four highest out first. `without top "
       "5%` leaves out a share of their number, which is seldom whole: whether it is rounded up or down is said.",
       "wrong: take highest without top 5% in each month\n"
       "right: take highest without top 5%, rounded down in each month"},
      {"T0464", "the take does not see this field",
       "Only the first `take` sees records and their fields. The values it gives are apart by its keys, and a further "
       "`take` may keep these or some of them.",
       "wrong: take highest in each hour\n"
       "       take sum in each month by project\n"
       "right: take highest in each hour by project\n"
       "       take sum in each month by project"},
      {"T0465", "none of several values is the last",
       "The take before gives a value for each of its keys, all as their window closes. Which of these is the last "
       "would be chance.",
       "wrong: take sum in each day by project\n"
       "       take last in each month\n"
       "right: take sum in each day\n"
       "       take last in each month"},
      {"T0466", "a meter is worked out from itself",
       "A meter `each month` is worked out from other meters, as their windows close; these come first. Its own value of "
       "earlier windows may be asked for: `highest billed in the 11 months before`.",
       "wrong: meter a each month { b }\n"
       "       meter b each month { a }\n"
       "right: meter a each month { greatest of peak and 80% of highest a in the 11 months before }"},
      {"T0467", "a meter is worked out from others wrongly",
       "A meter `each month` reads meters whose last window is the same, or that add up, and attributes of the account. It "
       "has a value in each window, and in each pool, in which one of them has.",
       "wrong: meter billed each month { account.reserved }\n"
       "right: meter billed each month { greatest of peak and account.reserved }"},
      {"T0468", "a day of a calendar is not right",
       "A calendar says from when until when all its days are known, and names each of them once. What it does not name "
       "in between is no day of it; of other times it knows nothing, and records of them are refused.",
       "wrong: calendar holidays from 2025 until 2026 { 2026-01-01 }\n"
       "right: calendar holidays from 2025 until 2027 { 2026-01-01 }"},
      {"T0469", "a line of the bill has the other sign",
       "`less` takes its amount off the bill and `add` puts it on. With an amount below zero each does what the other "
       "says.",
       "wrong: less discount = -10% of lines\n"
       "right: less discount = 10% of lines"},
      {"T0470", "a meter hangs on what it adds up to itself",
       "What a meter adds up to so far is read before its next record is measured. It never reads itself, neither by a "
       "define nor by way of other meters. A meter that measures all records may be asked by one that measures some.",
       "wrong: meter paid of payment when paid so far in the month < 250 EUR { amount }\n"
       "right: meter volume of payment { amount }\n"
       "       meter paid of payment when volume so far in the month < 250 EUR { amount }"},
      {"T0471", "the record does not say which sum is meant",
       "A meter that is `apart by` fields adds up for each of their values. Its records say which; a record of another "
       "kind does not.",
       "wrong: meter texts of text when calls so far in the day > 10 call { 1 text }      (calls are apart by region)\n"
       "right: meter all_calls of call { 1 call }\n"
       "       meter texts of text when all_calls so far in the day > 10 call { 1 text }"},
      {"T0610", "a value is not a constant",
       "What a test sets, uses or expects, and what an attribute is at first, is known before any record is seen: a number "
       "or a sum of numbers, a date, a text, a value of a choice. It may be rounded and bounded; it is not looked up in a "
       "table, and no date is moved.",
       "wrong: on 2025-03-02 use ride with started 2025-03-01 + 1 day\n"
       "right: on 2025-03-02 use ride with started 2025-03-02"},
      {"T0611", "an attribute of the account is no instant",
       "The event `set` gives an attribute a number, an amount, a choice or a text. What holds from an instant on is set at "
       "that instant.",
       "wrong: account { member_since : instant, default 2025-01-01 }\n"
       "right: account { member : yes or no, default no }      (and the event `set member to yes` at its time)"},
      {"T0612", "blocks of a product",
       "`×` and `at` go from left to right, so blocks are counted of all that stands before `at`. Two copies of 600 byte are "
       "1,200 byte, three blocks of 512; of each copy there are two, four in all. Brackets say which is meant.",
       "wrong: copies × size at 1 message per started 512 byte\n"
       "right: copies × (size at 1 message per started 512 byte)\n"
       "right: (copies × size) at 1 message per started 512 byte"},
      {"T0613", "a worked out meter may come to less than nothing",
       "A difference of two meters may be below zero; its line then takes off the bill. The rule says the least it may be, or "
       "the price that it is meant so.",
       "wrong: meter beyond each month { used - included }\n"
       "right: meter beyond each month { used - included, at least 0 GB }\n"
       "right: charge beyond each month { price signed 1 EUR per GB }"},
  };
  return codes;
}

}  // namespace tariff
