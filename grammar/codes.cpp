#include "grammar/codes.hpp"

namespace tariff {

const std::vector<CodeText>& grammar_codes() {
  static const std::vector<CodeText> codes = {
      {"T0101", "the file is not UTF-8",
       "A tariff is a text file in UTF-8. Some bytes of this one are not: it was saved in another encoding, "
       "such as GBK "
       "or UTF-16, or it is no text file at all. Save it as UTF-8 in your editor.",
       "wrong: a file saved as GBK\nright: the same file saved as UTF-8, with or without a byte-order mark"},
      {"T0102", "a control character in the text",
       "Besides line ends and tabs, a tariff holds no control characters. They usually come from copying out "
       "of another "
       "program. Delete the character; it may be invisible in your editor.",
       "wrong: price<U+0000> 3 CNY\nright: price 3 CNY"},
      {"T0103", "a special blank in the text",
       "There are many kinds of blanks that look alike: the no-break space of web pages, the full-width "
       "space of Chinese "
       "input, characters without any width. Outside quotes and remarks only the ordinary space, the tab and "
       "the line end "
       "are blanks, so that two texts that look the same mean the same.",
       "wrong: 600<U+00A0>CNY\nright: 600 CNY"},
      {"T0104", "a full-width sign",
       "With Chinese input switched on, commas, brackets, digits and letters come out in their full-width "
       "form. Outside "
       "quotes and remarks the language has only the narrow forms. Chinese names and units are fine.",
       "wrong: price ３ CNY，at least １ CNY\nright: price 3 CNY, at least 1 CNY"},
      {"T0105", "a sign that the language does not have",
       "The signs are ( ) { } | , : ; . = != < <= > >= + - × / % and quotes. Currencies are written by their "
       "code, "
       "conditions are joined by `and` and `or`, a remark begins with `#`.",
       "wrong: price $3 // per call\nright: price 3 USD per call  # as the guide says"},
      {"T0106", "a quote that is not closed",
       "Text in quotes begins and ends on one line, with the straight quotation mark at both ends.",
       "wrong: notify \"almost used up when left below 10% of size\n"
       "right: notify \"almost used up\" when left below 10% of size"},
      {"T0107", "a brace that is not closed",
       "The clauses of a block stand between `{` and `}`. Here the closing one is missing: the file ends, or "
       "another "
       "block begins, while the body is still open. The message shows both the brace and the place before "
       "which it "
       "should have been closed.",
       "wrong: meter calls of evaluation {\n         1 call\n       charge calls each month {\n"
       "right: meter calls of evaluation {\n         1 call\n       }\n       charge calls each month {"},
      {"T0108", "a bracket that is not closed", "Every `(` has its `)` in the same clause.",
       "wrong: 1 call when (mode is word or mode is sentence and language is en\n"
       "right: 1 call when (mode is word or mode is sentence) and language is en"},
      {"T0109", "a brace or bracket that closes nothing",
       "Each `}` and `)` closes one that was opened before. Here none is open: one too many was written, or "
       "an opening one "
       "is missing further up.",
       "wrong: bill each month { debit at the end }}\nright: bill each month { debit at the end }"},
      {"T0110", "nested or chained too far",
       "Brackets and braces may be nested 64 deep and an expression may have 2,000 parts, far more than a "
       "person can read. "
       "Give parts of a long expression names with `define`.",
       "wrong: price ((((((… 70 of them\nright: define base = …\n       price base + 1 CNY"},
      {"T0111", "the file is too large",
       "A tariff of more than 4 MiB is almost surely another kind of file, such as usage. Usage is read with "
       "--usage.",
       "wrong: tariff check usage.csv\nright: tariff bill a.tariff --usage usage.csv"},
      {"T0112", "too many faults",
       "Reading stopped, because a text with so many faults is rarely a tariff. Put the first ones right: "
       "they often cause "
       "the others.",
       "wrong: tariff check picture.png\nright: tariff check a.tariff"},
      {"T0113", "a number in another notation",
       "The decimal mark is a point and only a point; `_` may group digits, always in threes; a scale word "
       "(万, 亿, million, "
       "billion) stands once, at the end. A comma inside a number would be read as thousands by some and as "
       "decimals by "
       "others, so it is not allowed at all.",
       "wrong: 1,000 call    0,005 CNY    1_0000 call    1万5千 call\n"
       "right: 1_000 call    0.005 CNY    10_000 call    1.5万 call"},
      {"T0114", "a date in another notation",
       "A date is written year-month-day with two digits each for month and day; a month alone is 2024-07. "
       "Other orders "
       "are read differently in different countries.",
       "wrong: effective from 1/7/2024\nright: effective from 2024-07-01"},
      {"T0115", "a brace without a head",
       "A body in braces belongs to the clause before it, such as `meter calls of evaluation`. Here there is "
       "none, or it "
       "has its body already.",
       "wrong: { 1 call }\nright: meter calls of evaluation { 1 call }"},
      {"T0201", "something else was expected",
       "The clause began well, but then something has to follow that is missing. The message says what; the "
       "caret shows "
       "where it belongs.",
       "wrong: price 0.005 CNY per\nright: price 0.005 CNY per call"},
      {"T0202", "not the beginning of a block",
       "Outside braces a file has blocks only, and each begins with its word: tariff, use, currency, unit, "
       "usage, account, "
       "define, meter, package, charge, bill, reject or test. A remark begins with `#`.",
       "wrong: prices of the basic edition\nright: # prices of the basic edition"},
      {"T0203", "not a clause of this block",
       "Each block knows certain clauses, and each clause begins with its word. The message lists those of "
       "the block you "
       "are in, or names the nearest.",
       "wrong: bill each month { rounding half up to 0.01 CNY }\n"
       "right: bill each month { round each line half up to 0.01 CNY }"},
      {"T0204", "something is left over",
       "The clause was complete, yet more text follows that does not belong to it. Often a word between the "
       "two is missing "
       "or misspelt, such as `when` before a condition or a comma before `at least`.",
       "wrong: 1 call if mode is word\nright: 1 call when mode is word"},
      {"T0205", "the body is missing",
       "This block says what it does in clauses between braces. The opening brace stands at the end of the "
       "head. Only a bill and a usage may have no clauses, and then no braces.",
       "wrong: meter calls of evaluation\n       1 call\n"
       "right: meter calls of evaluation {\n         1 call\n       }"},
      {"T0206", "a body where none can stand",
       "This clause is complete by itself and has no clauses in braces.",
       "wrong: use decimal_bytes { }\nright: use decimal_bytes"},
      {"T0207", "`and` and `or` without brackets",
       "Some people read `a or b and c` as `(a or b) and c`, others as `a or (b and c)`. Write the brackets. "
       "Several "
       "values of one field need none: `mode is word or sentence`.",
       "wrong: when mode is word or paid = 0 CNY and language is en\n"
       "right: when (mode is word or paid = 0 CNY) and language is en"},
      {"T0208", "a row with too few or too many cells",
       "Every row of a table has one cell for each title, between `|` signs. A cell may be empty where the "
       "column allows "
       "it, but its `|` stays.",
       "wrong: | name | price |\n       | p1   | 3 CNY | 1 year |\n"
       "right: | name | price | valid  |\n       | p1   | 3 CNY | 1 year |"},
      {"T0209", "a clause that stands twice",
       "This clause says something that a block has only once, such as its price or its rounding. Keep one "
       "of the two.",
       "wrong: price 3 CNY\n       price 4 CNY\nright: price 3 CNY"},
      {"T0210", "no such date or time",
       "The calendar does not have this day, or the clock this time. Times are finer than a microsecond "
       "nowhere.",
       "wrong: at 2023-02-29 buy pack.p1\nright: at 2023-02-28 buy pack.p1"},
      {"T0213", "a minus sign without blanks",
       "A minus sign between two values has blanks on both sides, because dates and negative numbers have "
       "one inside. "
       "Names have `_`, not `-`.",
       "wrong: refund paid-used\nright: refund paid - used"},
      {"T0214", "not a whole number of periods",
       "A window is one period or a whole number of them: `each month`, `each 5 minute`.",
       "wrong: take highest in each 0.5 day\nright: take highest in each 12 hour"},
      {"T0215", "not a type",
       "A field is a choice (`a or b`), `count of UNIT` for things that cannot be split, `amount of UNIT` "
       "for those that "
       "can, `whole number`, `instant` or `text`. One word alone is none of these.",
       "wrong: words : integer\nright: words : count of word"},
      {"T0216", "not a range",
       "A time of day goes from one clock time until another, over midnight where the second is earlier. Weekdays and "
       "months go from one name to another, both included.",
       "wrong: time of started is 09:00 until 09:00\nright: time of started is 00:00 until 24:00"},
  };
  return codes;
}

}  // namespace tariff
