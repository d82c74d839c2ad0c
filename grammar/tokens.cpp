#include "grammar/tokens.hpp"

#include <algorithm>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/keywords.hpp"
#include "grammar/numeral.hpp"

namespace tariff::grammar {
namespace {

std::size_t token_end(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2);
  if (text[at] == '"') return std::min(text.find('"', at + 1), text.size() - 1) + 1;
  // A minus sign right before a digit belongs to the number: the binary one has a blank after it.
  const std::size_t digits = text[at] == '-' ? at + 1 : at;
  if (digits < text.size() && is_digit(text[digits])) {
    const std::size_t end = scan_numeral(text, digits).end;
    const std::string_view scale = text.substr(end, std::string_view("万").size());
    return scale == "万" || scale == "亿" ? end + scale.size() : end;
  }
  std::size_t end = word_end(text, at);
  while (end > at && end + 1 < text.size() && text[end] == '.' && word_end(text, end + 1) > end + 1) {
    end = word_end(text, end + 1);
  }
  if (end > at) return end;
  return at + (two == "!=" || two == "<=" || two == ">=" ? 2 : decode(text, at).length);
}

std::string spelled(std::string_view sign) {
  if (sign == "*") return "×";
  return std::string(sign == "−" ? "-" : sign);
}

bool blank_between(const Token& left, const Token& right) {
  if (left.text == "(" || right.text == ")" || right.text == "," || right.text == "%") return false;
  const bool after_name = word_end(left.text, 0) != 0 && !is_reserved(left.text);
  return !(right.text == "(" && right.glued && after_name);  // a call
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text, Span clause) {
  text = text.substr(0, clause.end);
  std::vector<Token> tokens;
  bool begins_line = false, in_table = false;
  for (std::size_t at = clause.begin; at < text.size();) {
    if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else if (text[at] == '\n' || is_blank(text[at])) {
      begins_line |= text[at++] == '\n';
    } else {
      const std::size_t end = token_end(text, at);
      const Span span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      const bool glued = !tokens.empty() && tokens.back().span.end == at;
      // The titles of a table stand on a line of their own, wherever the author put them.
      if (text[at] == '|' && !std::exchange(in_table, true)) begins_line = true;
      tokens.push_back({span, spelled(text.substr(at, end - at)), begins_line, glued});
      begins_line = false;
      at = end;
    }
  }
  return tokens;
}

std::string joined(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  std::string line;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && blank_between(tokens[i - 1], tokens[i])) line += ' ';
    line += tokens[i].text;
  }
  return line;
}

}  // namespace tariff::grammar
