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
      {"T0484", "only a text begins with another",
       "`starts with` and `longest prefix of` ask with which characters a text begins. Numbers that are dialled, such as "
       "telephone numbers, are declared as texts: 0256 is not 256.",
       "wrong: usage call { destination : whole number }\n"
       "       reject abroad when destination starts with 00\n"
       "right: usage call { destination : text }\n"
       "       reject abroad when destination starts with 00"},
      {"T0485", "what a text begins with is digits, or a text in quotes",
       "In a column `longest prefix of F`, and after `starts with`, stand digits or texts in quotes, joined by `or`; in the "
       "column also `any` and `otherwise`. There are no bounds and no units.",
       "wrong: | +49 |\n"
       "right: | \"+49\" |"},
      {"T0486", "a table asks for one longest prefix only",
       "With two it would be open which of two rows goes before the other. A define with a table of its own asks for the "
       "second.",
       "wrong: | longest prefix of caller | longest prefix of destination | price |\n"
       "right: define zone = | longest prefix of caller | value |"},
      {"T0487", "the longest prefix of a record stands beside a question to the account",
       "The row of a record's price is found when the record comes, and what an account is when the window closes. The "
       "longest prefix is that of the rows whose other cells hold, so both are asked at one time: in a define that is the "
       "price of each record.",
       "wrong: price\n"
       "       | customer | longest prefix of destination | price |\n"
       "right: price for each call by_customer"},
      {"T0488", "the rows of a table cannot be read",
       "`rows of` names a CSV file whose first line names its columns; its path is from the folder of the tariff.",
       "wrong: price rows of \"rates.xlsx\"\n"
       "right: price rows of \"rates.csv\""},
      {"T0489", "a row of a file does not fit",
       "The first row under `rows of` says how a row of the file reads. A name or a text in it that is the heading of a "
       "column stands for what the file has there; within a value that is a number, with `.` before its decimals.",
       "wrong: | destination | 0.02 EUR per second   |\n"
       "right: | prefix      | rate × 1 EUR per second |      (headings of the file: prefix,rate)"},
  };
  return codes;
}

}  // namespace tariff
