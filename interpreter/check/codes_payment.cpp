#include "interpreter/check/codes.hpp"

namespace tariff {

const std::vector<CodeText>& payment_codes() {
  static const std::vector<CodeText> codes = {
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
