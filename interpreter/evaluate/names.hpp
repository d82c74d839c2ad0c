// Names that come with the data (accounts, pools), each kept once and known by a number.
#pragma once

#include <tsl/robin_map.h>

#include <cstring>
#include <deque>
#include <string>
#include <string_view>

#include "interpreter/evaluate/pages.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

class Names {
 public:
  // The number of the name; numbers are dense, in order of first use.
  Index add(std::string_view name) {
    const Key key(name);
    const auto found = numbers_.find(key);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<Index>(texts_.size());
    texts_.emplace_back(name);
    numbers_.emplace(Key(texts_.back()), number);
    return number;
  }
  std::string_view operator[](Index number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }

 private:
  // A name of up to 15 bytes is its own key, so that looking it up touches one place in memory; a longer one is
  // kept as its length and a view of its text.
  struct Key {
    explicit Key(std::string_view name) {
      if (name.size() < sizeof(bytes)) {
        std::memcpy(bytes, name.data(), name.size());
        bytes[15] = static_cast<char>(name.size());
      } else {
        const char* text = name.data();
        const std::size_t size = name.size();
        std::memcpy(bytes, &text, sizeof text);
        std::memcpy(bytes + 8, &size, 7);
        bytes[15] = is_long;
      }
    }
    std::string_view text() const {  // of a long name
      const char* text = nullptr;
      std::size_t size = 0;
      std::memcpy(&text, bytes, sizeof text);
      std::memcpy(&size, bytes + 8, 7);
      return {text, size};
    }
    bool operator==(const Key& other) const {
      if (bytes[15] == is_long && other.bytes[15] == is_long) return text() == other.text();
      return part(0) == other.part(0) && part(8) == other.part(8);
    }
    std::uint64_t part(std::size_t at) const {
      std::uint64_t value;
      std::memcpy(&value, bytes + at, 8);
      return value;
    }
    static constexpr char is_long = 127;
    alignas(8) char bytes[16] = {};
  };
  struct Hash {
    std::size_t operator()(const Key& key) const {
      if (key.bytes[15] == Key::is_long) return std::hash<std::string_view>()(key.text());
      const std::uint64_t hash = (key.part(0) ^ key.part(8) * 0xBF58476D1CE4E5B9u) * 0x9E3779B97F4A7C15u;
      return hash ^ hash >> 32;
    }
  };

  std::deque<std::string> texts_;  // never moves: views stay valid
  tsl::robin_map<Key, Index, Hash, std::equal_to<>, LargePages<std::pair<Key, Index>>> numbers_;
};

}  // namespace tariff
