// How long a text is, as price documents count it.
#pragma once

#include <cstdint>
#include <string_view>

namespace tariff {

// Parts between blanks that hold more than punctuation: "Hello, world !" has two.
std::int64_t count_words(std::string_view text);
// Han characters and digits; letters, blanks and punctuation never count. The text is UTF-8.
std::int64_t count_characters(std::string_view text);

}  // namespace tariff
