#include "interpreter/check/codes.hpp"

namespace tariff {

const std::vector<CodeText>& payment_codes() {
  static const std::vector<CodeText> codes = {
      {"T0450", "this is no payer of what is priced",
       "In a column `paid by` stand those that pay a part of what the table prices: packages of the charge that cover the "
       "meter, a package meaning all its rows, and `postpaid`, which is what packages leave. Packages in money pay the "
       "price, whoever paid the quantity.",
       "wrong: | paid by | price |        of a charge from minutes, then wallet, then postpaid\n"
       "       | wallet  | 0.10 EUR per minute |\n"
       "right: | minutes  | 0.02 EUR per minute |\n"
       "       | postpaid | 0.10 EUR per minute |"},
      {"T0451", "who pays cannot be asked here",
       "A column `paid by` tells the prices of a charge apart. The table of a define knows no charge, and a fee has no "
       "payers.",
       "wrong: define rate = | paid by | price | …\n"
       "right: price\n"
       "       | paid by  | price   |\n"
       "       | minutes  | reduced |        (each a define)\n"
       "       | postpaid | full    |"},
      {"T0452", "who pays, and what the account is, is known once a record is admitted",
       "`no price` refuses a record as it comes, before anyone pays it. What is left of it may be left to no one: then "
       "the record is rejected as no_source. What an account may not use is refused by `reject`.",
       "wrong: from minutes, then postpaid\n"
       "       price | paid by  | price    |\n"
       "             | postpaid | no price |\n"
       "right: from minutes"},
      {"T0550", "accounts share a package by a text",
       "Accounts that have the same text in the attribute share what one of them buys; an account without a text shares "
       "nothing. A choice, and a text with a default, has a value in every account.",
       "wrong: account { family : a or b, default a }\n"
       "       package data { shared by account.family; … }\n"
       "right: account { family : text, optional }"},
      {"T0551", "what is given is not shared",
       "`given` gives every account its own. What is there once for a group is bought by one of its accounts.",
       "wrong: package data { given 10 GB each month; shared by account.family }\n"
       "right: package data { sold | … |; refills each month; shared by account.family }"},
      {"T0552", "what is owed does not wait for a shared package",
       "What an account owes is paid by packages of its own that come later.",
       "wrong: from family_data, then owed in each month, then postpaid\n"
       "right: from family_data, then postpaid"},
      {"T0553", "this is expected of all accounts",
       "What is paid for packages is summed over all accounts of a test, and a quote is the last one, whoever asked.",
       "wrong: expect paid for packages of \"B\" = 10 EUR\n"
       "right: expect paid for packages = 10 EUR"},
      {"T0490", "a package in money pays what each record costs",
       "A package that covers the bill may stand among the payers of a charge: it pays the price of each record as it "
       "comes, so the charge says what one record costs. A price of all that is used in a window is known only when it "
       "closes; then the bill can take off what packages pay.",
       "wrong: charge talk each month { from wallet; price 0.1 EUR per minute }\n"
       "right: charge talk each month { from wallet; price for each call 0.1 EUR per minute }\n"
       "right: bill each month { less credit = lines of talk, paid from wallet }"},
      {"T0491", "how far a package is overdrawn is not right",
       "A package that may be overdrawn pays beyond zero once the packages of its queue have nothing left: by up to a "
       "quantity above zero in its own unit, or without limit.",
       "wrong: may be overdrawn by up to 10 page      (the package is in calls)\n"
       "right: may be overdrawn by up to 10 call\n"
       "right: may be overdrawn"},
      {"T0492", "a quote is asked for wrongly",
       "`quote` asks how much of a number of a record could be used: up to the value that the record gives, in steps above "
       "zero of its unit. `expect quote` says what is expected of the last one.",
       "wrong: at 2025-03-01 quote call with destination near by length\n"
       "right: at 2025-03-01 quote call with destination near and length 1_800 second by length"},
      {"T0570", "what is reached does not rise",
       "The amounts that a clause of the bill waits for are above zero and stand in the order in which they are reached; "
       "`then each further` goes on from the last one in steps of an amount that is known, above zero. Each is reached once.",
       "wrong: notify \"spent\" when lines so far in the month reach 30 EUR or 10 EUR\n"
       "right: notify \"spent\" when lines so far in the month reach 10 EUR or 30 EUR, then each further 50 EUR\n"
       "right: notify \"spent\" when lines so far in the month reach 80% of account.budget or account.budget"},
      {"T0571", "what lines come to is known only as their window closes",
       "`lines so far` are those that are priced as records come: were the window to close now, they would stand on the "
       "bill. Fees, levels, what a meter takes of a window, and what packages pay at its end are not known before.",
       "wrong: notify \"spent\" when lines of plan so far in the month reach 10 EUR      (plan is a fee)\n"
       "right: notify \"spent\" when lines of calls so far in the month reach 10 EUR"},
      {"T0572", "lines are of longer windows than what is asked",
       "What lines come to so far in a month is known where the month is made of whole windows of the charges: of a "
       "charge by the year nobody can say what part of it belongs to the month. So it is with lines that are billed early.",
       "wrong: charge calls each month { … }; notify \"spent\" when lines so far in the day reach 10 EUR\n"
       "right: charge calls each month { … }; notify \"spent\" when lines so far in the month reach 10 EUR\n"
       "right: charge calls each day { … }; notify \"spent\" when lines so far in the day reach 10 EUR"},
      {"T0573", "a quantity is not billed",
       "What is billed early are the lines that the clause asks for: all of them, or some. A quantity that is reached may "
       "give a notice.",
       "wrong: early instalment when calls so far reach 1_000 call\n"
       "right: early instalment when lines of calls so far reach 100 EUR"},
      {"T0575", "what cannot be given as so much is reached",
       "`give PACKAGE.ROW when …` is a purchase without a price: of a row whose price is 0, of a package that belongs to no "
       "pool. A `limit` of the row holds for it too.",
       "wrong: give bonus when lines so far in the month reach 20 EUR\n"
       "right: give bonus.b10 when lines so far in the month reach 20 EUR      (| b10 | 10 minute | 0 EUR | 1 month |)"},
      {"T0574", "two clauses of one name wait for what is reached",
       "What an account has reached is kept by the text of the notice, or by the name of the line that is billed early. "
       "Two clauses of one text could not be told apart.",
       "wrong: notify \"spent\" when lines so far reach 10 EUR; notify \"spent\" when lines so far reach 20 EUR\n"
       "right: notify \"spent\" when lines so far reach 10 EUR or 20 EUR"},
  };
  return codes;
}

}  // namespace tariff
