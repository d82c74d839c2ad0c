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
  };
  return codes;
}

}  // namespace tariff
