// Names that come with the data (accounts, pools), each kept once and known by a number.
#pragma once

#include <tsl/robin_map.h>

#include <deque>
#include <string>
#include <string_view>

#include "interpreter/plan.hpp"

namespace tariff {

class Names {
 public:
  // The number of the name; numbers are dense, in order of first use.
  Index add(std::string_view name) {
    const auto found = numbers_.find(name);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<Index>(texts_.size());
    texts_.emplace_back(name);
    numbers_.emplace(texts_.back(), number);
    return number;
  }
  std::string_view operator[](Index number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // never moves: views stay valid
  tsl::robin_map<std::string_view, Index> numbers_;
};

}  // namespace tariff
