// T048x: parts of records, tables by the longest prefix and tables in files.
#include "interpreter/check/codes.hpp"

namespace tariff {

const std::vector<CodeText>& part_codes() {
  static const std::vector<CodeText> codes = {
      {"T0480", "a record cannot be cut so",
       "A record is cut between the instants at which it begins and ends: two fields of its usage that are always given. "
       "All places at which it is cut stand in one clause.",
       "wrong: cut from started until length at 18:00\n"
       "right: cut from started until ended at 18:00 and 24:00"},
      {"T0481", "there are no parts here",
       "`first part` asks a record that is cut whether it is the first of its parts. The usage says where its records are "
       "cut.",
       "wrong: usage call { started : instant; ended : instant }\n"
       "       meter calls of call when first part { 1 call }\n"
       "right: usage call { started : instant; ended : instant; cut from started until ended at 18:00 }\n"
       "       meter calls of call when first part { 1 call }"},
      {"T0482", "a step may be of no length",
       "A started step that runs on is a length of time above zero for every record: it is written as one, or it is a "
       "define whose table has one in each row.",
       "wrong: cut from started until ended at 18:00, a started pause runs on\n"
       "right: cut from started until ended at 18:00, a started 60 second runs on"},
  };
  return codes;
}

}  // namespace tariff
