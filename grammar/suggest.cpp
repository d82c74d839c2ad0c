#include "grammar/suggest.hpp"

#include <algorithm>

#include "grammar/characters.hpp"

namespace tariff {
namespace {

std::u32string characters(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = decode(text, at);
    result += next.value;
    at += next.length;
  }
  return result;
}

// Optimal string alignment: the Damerau distance where no piece is edited twice.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    before = last;
    last.swap(now);
  }
  return last[b.size()];
}

constexpr std::size_t longest_name = 64;  // beyond it nothing is a slip, and the search stays cheap

}  // namespace

std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string>& candidates) {
  const std::u32string word = characters(wanted.substr(0, 4 * longest_name));
  if (word.empty() || word.size() > longest_name) return std::nullopt;
  std::size_t best = 1 + std::max<std::size_t>(1, word.size() / 3);
  const std::string* found = nullptr;
  for (const std::string& candidate : candidates) {
    const std::u32string other = characters(candidate);
    const std::size_t gap = std::max(word.size(), other.size()) - std::min(word.size(), other.size());
    if (gap >= best || other.size() > longest_name) continue;
    const std::size_t edits = distance(word, other);
    if (edits < best && edits < std::max(word.size(), other.size())) {
      best = edits;
      found = &candidate;
    }
  }
  if (!found) return std::nullopt;
  return *found;
}

}  // namespace tariff
