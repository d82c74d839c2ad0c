#include "interpreter/text_measure.hpp"

namespace tariff {
namespace {

// The code point at `at`, which moves past it; a broken sequence is passed over byte by byte.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at++]);
  const int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
  char32_t point = more == 3 ? byte & 0x07u : more == 2 ? byte & 0x0Fu : more == 1 ? byte & 0x1Fu : byte;
  for (int i = 0; i < more && at < text.size(); ++i) {
    point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  }
  return point;
}

bool is_blank(char32_t point) { return point <= ' ' || point == 0xA0 || point == 0x3000; }

bool is_digit(char32_t point) { return (point >= '0' && point <= '9') || (point >= 0xFF10 && point <= 0xFF19); }

bool is_han(char32_t point) {
  return (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0x3400 && point <= 0x4DBF) || point == 0x3007 ||
         (point >= 0xF900 && point <= 0xFAFF) || (point >= 0x20000 && point <= 0x323AF);
}

bool is_punctuation(char32_t point) {
  if (point < 0x80) {
    const bool letter = (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
    return !letter && !is_digit(point);
  }
  return (point >= 0xA1 && point <= 0xBF) || (point >= 0x2000 && point <= 0x206F) ||
         (point >= 0x3001 && point <= 0x303F && point != 0x3007) || (point >= 0xFE30 && point <= 0xFE4F) ||
         (point >= 0xFF01 && point <= 0xFF0F) || (point >= 0xFF1A && point <= 0xFF20) ||
         (point >= 0xFF3B && point <= 0xFF40) || (point >= 0xFF5B && point <= 0xFF65);
}

}  // namespace

std::int64_t count_words(std::string_view text) {
  std::int64_t words = 0;
  bool counted = false;  // this part
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    if (is_blank(point)) {
      counted = false;
    } else if (!counted && !is_punctuation(point)) {
      counted = true;
      ++words;
    }
  }
  return words;
}

std::int64_t count_characters(std::string_view text) {
  std::int64_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    characters += is_han(point) || is_digit(point);
  }
  return characters;
}

}  // namespace tariff
