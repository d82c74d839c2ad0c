// Code points: reading them from UTF-8, which of them make names, how wide they show.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tariff {

struct CodePoint {
  static constexpr char32_t invalid = 0xFFFF'FFFF;
  char32_t value = invalid;
  std::size_t length = 1;  // in bytes; a byte that starts no code point is skipped alone
};

// `offset` must lie inside the text.
CodePoint decode(std::string_view text, std::size_t offset);
std::string encode(char32_t value);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// A character that may begin a name; digits may follow.
bool is_letter(char32_t value);
// Where the name or word that begins at `offset` ends; `offset` itself if none does.
std::size_t word_end(std::string_view text, std::size_t offset);

// Columns on a terminal: 2 for Chinese, Japanese and Korean characters, 0 for combining marks.
std::size_t display_width(char32_t value);
std::size_t display_width(std::string_view text);

// For a message: the text on one line, cut where it is long.
std::string shortened(std::string_view text);

}  // namespace tariff
