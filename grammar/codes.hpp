// What each code of a diagnostic means, for `tariff help T0123`. The codes of reading stand here, T01xx
// for characters and layout, T02xx for clauses; those of later stages stand with their stage.
#pragma once

#include <vector>

namespace tariff {

struct CodeText {
  const char* code;
  const char* title;
  const char* explanation;
  const char* example;  // a wrong form, then the right one
};

const std::vector<CodeText>& grammar_codes();

}  // namespace tariff
