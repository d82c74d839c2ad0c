#include "grammar/foreign.hpp"

#include <fmt/format.h>

#include "grammar/characters.hpp"

namespace tariff::grammar {
namespace {

struct Pair {
  std::string_view theirs, ours;
};

// Tried in this order: the longer before the shorter.
constexpr Pair ascii_signs[] = {
    {"==", "="},  {"=<", "<="}, {"=>", ">="}, {"<>", "!="}, {"&&", "and"}, {"&", "and"}, {"//", "#"},
    {"/*", "#"},  {"**", "×"},  {"[", "("},   {"]", ")"},   {"$", "USD"},  {"'", "\""},  {"`", "\""},
    {"!", "not"}, {"?", ""},    {"@", ""},    {"^", ""},    {"~", ""},     {"\\", ""},
};

constexpr Pair unicode_signs[] = {
    {"。", "."},  {"、", ","},  {"“", "\""},  {"”", "\""},  {"„", "\""},  {"‘", "\""},
    {"’", "\""},  {"「", "\""}, {"」", "\""}, {"《", "\""}, {"》", "\""}, {"【", "("},
    {"】", ")"},  {"〔", "("},  {"〕", ")"},  {"–", "-"},   {"—", "-"},   {"‐", "-"},
    {"‑", "-"},   {"÷", "/"},   {"⁄", "/"},   {"·", "×"},   {"•", ""},    {"…", ""},
    {"¥", "CNY"}, {"¥", "CNY"}, {"€", "EUR"}, {"£", "GBP"}, {"£", "GBP"}, {"$", "USD"},
    {"→", ""},    {"⇒", ""},    {"≈", "="},   {"‰", ""},    {"½", "0.5"}, {"¼", "0.25"},
};

constexpr Pair words[] = {
    {"if", "write `when` for a condition"},
    {"else", "write `otherwise` for all other cases"},
    {"default", "write `otherwise` for all other cases, or `, default …` after the type of a field"},
    {"unless", "write `when not (…)`"},
    {"tiered", "write `price graduated` where each part has its own price"},
    {"tiers", "write `price graduated` where each part has its own price"},
    {"slab", "write `price graduated` where each part has its own price"},
    {"progressive", "write `price graduated` where each part has its own price"},
    {"volume", "write `price reached` where all is priced at the tier that the total reaches"},
    {"stairstep", "write `price reached`, with one amount in each row"},
    {"flat", "write the amount alone, as in `5 EUR`; amounts of tiers stand in the rows of `price reached`"},
    {"monthly", "write `each month`"},
    {"daily", "write `each day`"},
    {"weekly", "write `each week`"},
    {"hourly", "write `each hour`"},
    {"yearly", "write `each year`"},
    {"annual", "write `each year`"},
    {"annually", "write `each year`"},
    {"every", "write `each`"},
    {"per", "`per` belongs to a price such as `0.005 CNY per call`; a period is written `each month`"},
    {"minimum", "write `, at least X` after the value, or `at least X` as a clause of the charge"},
    {"maximum", "write `, at most X` after the value, or `at most X` as a clause of the charge"},
    {"min", "write `, at least X` after the value, or `at least X` as a clause of the charge; a meter takes the `lowest`"},
    {"max", "write `, at most X` after the value, or `at most X` as a clause of the charge; a meter takes the `highest`"},
    {"average", "write `mean`"},
    {"avg", "write `mean`"},
    {"least", "put a comma before it: `, at least X`"},
    {"most", "put a comma before it: `, at most X`"},
    {"rounded", "put a comma before it: `, rounded half up to 0.01 CNY`"},
    {"round", "write `, rounded half up to 0.01 CNY` after the value"},
    {"equals", "write `is` before a name, `=` before a number"},
    {"thousand", "write the zeros, as in 1_000; the scale words are 万, 亿, million and billion"},
    {"timezone", "write `zone Asia/Shanghai`"},
    {"k", "write the zeros, as in 1_000"},
};

bool starts_with(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

std::string advice(std::string_view ours) {
  if (ours.empty()) return "leave it out, or put the text in quotes";
  return fmt::format("write `{}`", ours);
}

bool full_width_word(char32_t c) {
  return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A) ||
         c == 0xFF3F || c == 0xFF0E;
}
char32_t narrow(char32_t full_width) { return full_width - 0xFEE0; }

// The digits and letters are put right together: one fault for `５００`, not three.
ForeignSign full_width(std::string_view text) {
  ForeignSign sign{"T0104", "", "", 0};
  std::string ascii;
  while (sign.length < text.size()) {
    const CodePoint next = decode(text, sign.length);
    if (!ascii.empty() && !full_width_word(next.value)) break;
    ascii += encode(narrow(next.value));
    sign.length += next.length;
    if (!full_width_word(next.value)) break;
  }
  sign.message = fmt::format("`{}` is full-width: outside quotes the language has only the narrow signs",
                             text.substr(0, sign.length));
  sign.fix = fmt::format("write `{}`", ascii);
  return sign;
}

// Typographic quotes are put right together with what they hold.
std::optional<ForeignSign> quotes(std::string_view text) {
  static constexpr Pair pairs[] = {{"“", "”"}, {"„", "“"}, {"‘", "’"}, {"「", "」"}, {"《", "》"}};
  for (const auto& [open, close] : pairs) {
    if (!starts_with(text, open)) continue;
    const std::size_t end = text.find(close, open.size());
    if (end >= std::min(text.find('\n'), text.size())) continue;
    const auto held = text.substr(open.size(), end - open.size());
    return ForeignSign{"T0105",
                       fmt::format("`{}` and `{}` are not the quotation marks of the language", open, close),
                       fmt::format("write `\"{}\"`", held), end + close.size()};
  }
  return std::nullopt;
}

// `¥600` is written `600 CNY`.
std::optional<ForeignSign> currency_sign(std::string_view text) {
  static constexpr Pair signs[] = {{"$", "USD"}, {"¥", "CNY"},  {"￥", "CNY"}, {"€", "EUR"},
                                   {"£", "GBP"}, {"￡", "GBP"}, {"＄", "USD"}};
  for (const auto& [sign, code] : signs) {
    if (!starts_with(text, sign)) continue;
    std::size_t end = sign.size();
    while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || text[end] == '_')) ++end;
    if (end == sign.size()) continue;
    return ForeignSign{"T0105", fmt::format("`{}` is not a sign of the language", sign),
                       fmt::format("write `{} {}`", text.substr(sign.size(), end - sign.size()), code), end};
  }
  return std::nullopt;
}

const char* blank_name(char32_t value) {
  switch (value) {
    case 0xA0:
      return "a no-break space";
    case 0x202F:
      return "a narrow no-break space";
    case 0x3000:
      return "a full-width space";
    case 0xFEFF:
      return "a byte-order mark in the middle of the text";
    default:
      if (value >= 0x2000 && value <= 0x200A) return "a typographic space";
      return (value >= 0x200B && value <= 0x200F) || (value >= 0x2028 && value <= 0x202E) ||
                     (value >= 0x2060 && value <= 0x206F)
                 ? "an invisible character"
                 : nullptr;
  }
}

}  // namespace

std::optional<ForeignSign> foreign_sign(std::string_view text) {
  const CodePoint next = decode(text, 0);
  if (next.value == CodePoint::invalid) {
    return ForeignSign{"T0101", "these bytes are not UTF-8", "save the file as UTF-8 text", 1};
  }
  if (next.value < 0x20 || (next.value >= 0x7F && next.value <= 0x9F)) {
    return ForeignSign{"T0102",
                       fmt::format("a control character (U+{:04X}) stands in the text", unsigned(next.value)),
                       "delete it", next.length};
  }
  if (const char* name = blank_name(next.value)) {
    return ForeignSign{"T0103", fmt::format("{} (U+{:04X}) stands in the text", name, unsigned(next.value)),
                       "put an ordinary space, or nothing, in its place", next.length};
  }
  if (auto held = quotes(text)) return held;
  if (auto money = currency_sign(text)) return money;
  if (next.value >= 0xFF01 && next.value <= 0xFF5E) return full_width(text);
  for (const Pair& sign : ascii_signs) {
    if (!starts_with(text, sign.theirs) || starts_with(text, "!=")) continue;
    return ForeignSign{"T0105", fmt::format("`{}` is not a sign of the language", sign.theirs),
                       advice(sign.ours), sign.theirs.size()};
  }
  for (const Pair& sign : unicode_signs) {
    if (!starts_with(text, sign.theirs)) continue;
    return ForeignSign{"T0105", fmt::format("`{}` is not a sign of the language", sign.theirs),
                       advice(sign.ours), sign.theirs.size()};
  }
  for (const std::string_view ours : {"×", "−", "≠", "≤", "≥"}) {
    if (starts_with(text, ours)) return std::nullopt;
  }
  if (next.value < 0x80 || is_letter(next.value)) return std::nullopt;
  return ForeignSign{"T0105", fmt::format("`{}` is not a sign of the language", text.substr(0, next.length)),
                     advice(""), next.length};
}

const char* foreign_word(std::string_view word) {
  for (const Pair& pair : words) {
    if (pair.theirs == word) return pair.ours.data();
  }
  return nullptr;
}

}  // namespace tariff::grammar
