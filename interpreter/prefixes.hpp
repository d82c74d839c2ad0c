// Texts that other texts begin with, and which of them is the longest that one begins with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tariff {

// Each is known by its code, which is counted from 1 in the order of the texts; 0 is what every text begins with.
class Prefixes {
 public:
  explicit Prefixes(std::vector<std::string> texts);
  std::size_t codes() const { return texts_.size() + 1; }
  std::uint32_t code_of(std::string_view prefix) const { return longest_of(prefix); }  // of one that is among them
  std::uint32_t longest_of(std::string_view text) const;
  std::size_t length(std::uint32_t code) const { return code == 0 ? 0 : texts_[code - 1].size(); }
  std::uint32_t shorter(std::uint32_t code) const { return shorter_[code]; }  // the longest other one it begins with
  // By the code of the longest: whether what begins with that one begins with one of these too.
  std::vector<std::uint8_t> behind(std::vector<std::uint8_t> some) const;
  std::vector<std::uint8_t> behind(std::uint32_t code) const;

 private:
  std::vector<std::string> texts_;      // in order
  std::vector<std::uint32_t> shorter_;  // of each code: the longest other one that it begins with
};

}  // namespace tariff
