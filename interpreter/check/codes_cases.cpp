// T05xx: cases.
#include "interpreter/check/codes.hpp"

namespace tariff {

const std::vector<CodeText>& case_codes() {
  static const std::vector<CodeText> codes = {
      {"T0501", "the cases leave a gap",
       "For the example named no rule holds, so the tariff would not say what it costs. Cases must cover "
       "everything "
       "that can come: add the case, or let a last one hold `otherwise`.",
       "wrong: 1 call when mode is word\n"
       "       2 call when mode is sentence      (and a paragraph?)\n"
       "right: 1 call when mode is word\n"
       "       2 call otherwise"},
      {"T0502", "two cases hold at once",
       "For the example named two rules hold, and they may say different things. The order of the text never "
       "decides: "
       "make one of them say what the other does not.",
       "wrong: 1 call when words < 20 word\n"
       "       2 call when words > 10 word\n"
       "right: 1 call when words < 20 word\n"
       "       2 call when words >= 20 word"},
      {"T0503", "a record is neither counted nor rejected",
       "The record named in the example passes every `reject`, and no meter's condition holds for it: it "
       "would be used "
       "for nothing in silence. Documents often leave such combinations out; the tariff has to decide them "
       "openly.",
       "wrong: meter alone of request when classify is false { 1 call }      (and when it is true?)\n"
       "right: reject parameters when classify is true"},
      {"T0504", "a field is read that may have been left out",
       "The field is `optional`, and the example is a record without it that comes to this rule. Ask first "
       "whether it "
       "is given, or reject records that lack it. `and` and `or` are read from left to right.",
       "wrong: reject too_long when pages > 100 page\n"
       "right: reject too_long when pages is given and pages > 100 page"},
      {"T0505", "a test's record leaves out what is read",
       "A test may leave out fields that nothing reads for its record. This one is read by the rule shown, "
       "so the test "
       "has to say its value. A left-out instant is the record's time.",
       "wrong: use 1 evaluation with mode paragraph\n"
       "right: use 1 evaluation with mode paragraph and words 62 word"},
      {"T0506", "the condition is always the same",
       "Whatever the record, this condition never holds, or always does. Most likely a value or a sign is "
       "not what was "
       "meant; otherwise the condition can go.",
       "wrong: reject empty when words < 0 word\n"
       "right: reject empty when words < 1 word"},
      {"T0507", "a case never comes to pass",
       "No record comes to this rule or row: its own condition contradicts itself or that of its meter, or a "
       "`reject` "
       "refuses all it would hold for.",
       "wrong: 2 call when size < 5 MB and size > 7 MB\n"
       "right: 2 call when size > 5 MB and size < 7 MB"},
      {"T0508", "the conditions could not be decided",
       "Whether these cases leave a gap would take too many steps to find out. The answer is not guessed: "
       "write the "
       "conditions more simply, in several meters, or as a table.",
       "right: price\n"
       "       | mode | language | price          |\n"
       "       | word | any      | 1 CNY per call |"},
      {"T0509", "the field is always given",
       "The field is not declared `optional`, so every record has it and the question answers itself.",
       "wrong: words : count of word\n"
       "       1 call when words is given\n"
       "right: words : count of word, optional"},
      {"T0510", "`otherwise` stands twice",
       "`otherwise` is all that the other cases leave. It can be left to one case only.",
       "wrong: 1 call otherwise\n"
       "       2 call otherwise\n"
       "right: 1 call when mode is word\n"
       "       2 call otherwise"},
      {"T0520", "a refill is not clear",
       "`refills each month` sets what is left of a purchase back to its size; `refills each month to V` to a quantity "
       "in the package's unit, which may name `left`, `size`, `used` and the columns of what is sold. At one time there "
       "is one refill.",
       "wrong: refills each month to left + 10 CNY\n"
       "right: refills each month to left + size, at most 2 × size"},
      {"T0521", "nothing comes of a reset",
       "The event `reset` refills the packages that say what is left of them then.",
       "wrong: package pack { …; refills each month }       (and a test with `reset`)\n"
       "right: package pack { …; refills at each reset to left, at most kept }"},
      {"T0522", "what is owed is not clear",
       "What no package covers may be owed, to be paid by packages that come: until they do, or only in a window or until a "
       "reset, and what is left then is postpaid. Packages are named before it. What is known only as a window closes, or has "
       "a price for each record, cannot be owed.",
       "wrong: from owed in each month, then postpaid\n"
       "right: from pack by soonest expiry, then owed in each month, then postpaid\n"
       "       from pack by soonest expiry, then owed"},
  };
  return codes;
}

}  // namespace tariff
