#include "interpreter/prefixes.hpp"

#include <algorithm>
#include <utility>

namespace tariff {

Prefixes::Prefixes(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  shorter_.push_back(0);
  for (std::string& text : texts) {  // what it begins with stands before it
    const std::uint32_t shorter = longest_of(text);
    texts_.push_back(std::move(text));
    shorter_.push_back(shorter);
  }
}

// Between the longest and the text itself all begin with the longest: it is the last before the text, or what that
// begins with.
std::uint32_t Prefixes::longest_of(std::string_view text) const {
  const auto after = std::upper_bound(texts_.begin(), texts_.end(), text);
  auto code = static_cast<std::uint32_t>(after - texts_.begin());
  while (code != 0 && !text.starts_with(texts_[code - 1])) code = shorter_[code];
  return code;
}

std::vector<std::uint8_t> Prefixes::behind(std::vector<std::uint8_t> some) const {
  for (std::uint32_t code = 1; code < some.size(); ++code) some[code] |= some[shorter_[code]];
  return some;
}

std::vector<std::uint8_t> Prefixes::behind(std::uint32_t code) const {
  std::vector<std::uint8_t> one(codes());
  one[code] = 1;
  return behind(std::move(one));
}

}  // namespace tariff
