#include "grammar/keywords.hpp"

#include <algorithm>
#include <iterator>

namespace tariff::grammar {
namespace {

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

bool is_reserved(std::string_view word) { return contains(reserved_words, word); }

bool continues_on_next_line(std::string_view token) {
  static constexpr std::string_view tokens[] = {",", "+", "-", "−", "×", "*",   "/",  "=",
                                                "<", ">", "≤", "≥", "≠", "and", "or", "then"};
  return contains(tokens, token);
}

bool continues_from_line_before(std::string_view word) {
  static constexpr std::string_view words[] = {"then", "when", "otherwise"};
  return contains(words, word);
}

const std::vector<Block>& blocks() {
  static const std::vector<Block> all = {
      {"tariff", true, {"effective", "currency", "zone", "follows", "amends", "without", "open windows", "late records"}, "effective from 2024-07-01"},
      {"use", false, {}, "use decimal_bytes"},
      {"currency", false, {}, "currency CNY 2 digit \"元\""},
      {"unit", false, {}, "unit KB = 1_000 byte"},
      {"usage", true, {"cut"}, "words : count of word", true},
      {"account", true, {}, "postpaid : on or off, default on"},
      {"calendar", true, {}, "2025-01-01 \"New Year's Day\""},
      {"define", false, {}, "define call_price = 0.005 CNY per call"},
      {"meter", true, {"apart", "take"}, "1 call when mode is word"},
      {"package", true, {"covers", "sold", "given", "shared", "may be overdrawn", "refills", "refund", "no refund", "notify"}, "covers calls"},
      {"charge", true, {"from", "deduct", "price", "at least", "at most", "also when unused"}, "price 0.005 CNY per call"},
      {"bill", true, {"round", "add", "less", "early", "notify", "give", "also when unused", "carry differences", "debit", "in arrears"}, "round each line half up to 0.01 CNY", true},
      {"reject", false, {}, "reject too_many when concurrency now > 20 connection"},
      {"test", true, {"at", "in", "on", "until", "expect"}, "expect total = 10 CNY"},
  };
  return all;
}

const Block* find_block(std::string_view word) {
  for (const Block& block : blocks()) {
    if (block.word == word) return &block;
  }
  return nullptr;
}

const Block arrears_block = {
    "in arrears", true, {"notify", "suspend", "close", "resume"}, "suspend after 3 day"};

}  // namespace tariff::grammar
