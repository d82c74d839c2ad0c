// The signs, words, numbers and texts of a clause, as print puts them on lines again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/source.hpp"

namespace tariff::grammar {

struct Token {
  Span span;
  std::string text;         // in canonical spelling: `×` for `*`, `-` for `−`
  bool begins_line = false;  // a line of the author's begins with it
  bool glued = false;        // no blank before it
};

// The clause must have been read without faults.
std::vector<Token> tokens_of(std::string_view text, Span clause);

// On one line, with canonical blanks.
std::string joined(const std::vector<Token>& tokens, std::size_t begin, std::size_t end);

}  // namespace tariff::grammar
