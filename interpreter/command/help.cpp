#include <fmt/format.h>

#include "interpreter/codes.hpp"
#include "interpreter/command/commands.hpp"

namespace tariff {
namespace {

std::string indented(std::string_view text) {
  std::string shown = "  ";
  for (const char c : text) shown += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return shown;
}

}  // namespace

bool explain_code(const std::string& code) {
  const auto* text = find_code(code);
  if (!text) return false;
  fmt::print("{}: {}\n\n{}\n\n{}\n", text->code, text->title, text->explanation, indented(text->example));
  return true;
}

}  // namespace tariff
