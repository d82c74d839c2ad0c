#include "interpreter/codes.hpp"

#include "interpreter/check/codes.hpp"

namespace tariff {
namespace {

// Of compile, and of tests as they run.
const std::vector<CodeText>& program_codes() {
  static const std::vector<CodeText> codes = {
      {"T0301", "there is no such library",
       "`use` names a module of the library that comes with the program. What a tariff declares itself needs "
       "no `use`, and time and currencies are always known.",
       "wrong: use decimal_byte\nright: use decimal_bytes"},
      {"T0901", "a test's expectation does not hold",
       "The bill that the test's steps come to has another figure than the test expects. With the message "
       "stand the rows of the bill that the figure is made of, each with the clause that made it.",
       "wrong: expect total = 10 CNY    where the steps come to 12 CNY\nright: expect total = 12 CNY"},
      {"T0902", "a test expects nothing", "A test without `expect` cannot fail, so it proves nothing.",
       "wrong: test \"a call\" { at 2024-07-01 use 1 call }\n"
       "right: test \"a call\" { at 2024-07-01 use 1 call; expect total = 0.1 CNY }"},
  };
  return codes;
}

// A table a stage.
std::vector<const std::vector<CodeText>*> tables() {
  return {&grammar_codes(), &name_codes(), &type_codes(),    &payment_codes(),
          &part_codes(),    &case_codes(), &version_codes(), &program_codes()};
}

}  // namespace

const CodeText* find_code(std::string_view code) {
  for (const auto* table : tables()) {
    for (const auto& text : *table) {
      if (text.code == code) return &text;
    }
  }
  return nullptr;
}

std::vector<std::string> code_names() {
  std::vector<std::string> names;
  for (const auto* table : tables()) {
    for (const auto& text : *table) names.emplace_back(text.code);
  }
  return names;
}

}  // namespace tariff
