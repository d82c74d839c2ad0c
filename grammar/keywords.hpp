// The words of the language, each list once: the rules, the suggestions and the layout all read these.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tariff::grammar {

// Never a name. All other words are keywords only where they can stand: `started` is one after `per`
// and a field elsewhere.
inline constexpr std::string_view reserved_words[] = {
    "when", "otherwise", "is", "and", "or", "not", "at", "per", "in", "by", "of", "then",
    "up", "above", "below", "each", "from", "until", "the"};

// Not a unit after a number, though a name elsewhere.
inline constexpr std::string_view not_units[] = {"before", "after",   "million", "billion",
                                                 "started", "full", "nearest"};

// The values of `weekday of` and `month of` an instant.
inline constexpr std::string_view weekday_names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
inline constexpr std::string_view month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};

bool is_reserved(std::string_view word);

// After these a clause goes on to the next line.
bool continues_on_next_line(std::string_view token);
// A line that begins with one of these belongs to the clause before it.
bool continues_from_line_before(std::string_view word);

// A block by the word it begins with, and what may stand in its braces.
struct Block {
  std::string_view word;
  bool body = false;
  std::vector<std::string> clauses;  // the words that begin a clause; empty: clauses that begin otherwise
  std::string_view example;          // of a clause (or of the whole block where it has no body)
  bool may_be_empty = false;         // without clauses it needs no braces
};

const std::vector<Block>& blocks();
const Block* find_block(std::string_view word);  // null: none
extern const Block arrears_block;                // `in arrears`, inside `bill`

}  // namespace tariff::grammar
