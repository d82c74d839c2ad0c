#include "grammar/characters.hpp"

#include <algorithm>
#include <iterator>

namespace tariff {
namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool within(const Range (&ranges)[N], char32_t value) {
  const auto* found = std::lower_bound(std::begin(ranges), std::end(ranges), value,
                                       [](const Range& range, char32_t v) { return range.last < v; });
  return found != std::end(ranges) && found->first <= value;
}

// Blanks, punctuation, symbols and code points for private use. Whatever else lies above ASCII is
// taken as a letter: new scripts then need no new table.
constexpr Range not_letters[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},       {0xBB, 0xBF},        {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2000, 0x206F}, {0x20A0, 0x20CF},   {0x2190, 0x2BFF},    {0x2E00, 0x2E7F},
    {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},   {0xD800, 0xF8FF},    {0xFE00, 0xFE6F},
    {0xFEFF, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF},
};

constexpr Range wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
};

constexpr Range zero_width[] = {
    {0x300, 0x36F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
};

}  // namespace

CodePoint decode(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - offset < length) return {};
  char32_t value = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = value << 6 | (byte(i) & 0x3F);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least[length] || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

std::string encode(char32_t value) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  const auto next = [&](unsigned shift) { return byte(0x80 | (value >> shift & 0x3F)); };
  if (value < 0x80) return {byte(value)};
  if (value < 0x800) return {byte(0xC0 | value >> 6), next(0)};
  if (value < 0x10000) return {byte(0xE0 | value >> 12), next(6), next(0)};
  return {byte(0xF0 | value >> 18), next(12), next(6), next(0)};
}

bool is_letter(char32_t value) {
  if (value < 0x80) {
    return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || value == '_';
  }
  return value <= 0x10FFFF && !within(not_letters, value);
}

std::size_t word_end(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size()) {
    const CodePoint next = decode(text, end);
    if (!is_letter(next.value) && (end == offset || !is_digit(text[end]))) break;
    end += next.length;
  }
  return end;
}

std::size_t display_width(char32_t value) {
  if (value < 0x300) return 1;
  return within(wide, value) ? 2 : within(zero_width, value) ? 0 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = decode(text, at);
    width += display_width(next.value);
    at += next.length;
  }
  return width;
}

std::string shortened(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string result;
  std::size_t at = 0, count = 0;
  for (; at < text.size() && text[at] != '\n' && count < longest; ++count) {
    const CodePoint next = decode(text, at);
    result += text.substr(at, next.length);
    at += next.length;
  }
  return at < text.size() ? result + "…" : result;
}

}  // namespace tariff
