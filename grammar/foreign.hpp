// What people write out of habit from other notations, and what the language has in its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tariff::grammar {

// A sign that stands outside strings and comments but means nothing there: its name for a message and
// what to write. The text is at the sign; `length` is how many bytes it takes.
struct ForeignSign {
  std::string code, message, fix;
  std::size_t length = 1;
};
std::optional<ForeignSign> foreign_sign(std::string_view text);

// The fix for a word of other languages and price sheets (`if`, `tiered`, `monthly`); null for others.
const char* foreign_word(std::string_view word);

}  // namespace tariff::grammar
