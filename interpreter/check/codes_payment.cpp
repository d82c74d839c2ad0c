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
      {"T0452", "who pays is known once a record is admitted",
       "`no price` refuses a record as it comes, before anyone pays it. What is left of it may be left to no one: then "
       "the record is rejected as no_source.",
       "wrong: from minutes, then postpaid\n"
       "       price | paid by  | price    |\n"
       "             | postpaid | no price |\n"
       "right: from minutes"},
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
  };
  return codes;
}

}  // namespace tariff
