// Names that come with the data (accounts, pools), each kept once and known by a number.
//
// Every record's account is looked up here, at random in a table larger than the caches: so the table is open, a short
// name is its own key, and a look-up can be announced some records before its turn.
#pragma once

#include <cstring>
#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/evaluate/name_key.hpp"
#include "interpreter/evaluate/pages.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

class Names {
 public:
  using Key = NameKey;

  Names() : slots_(1024) {}

  // The number of the name; numbers are dense, in order of first use.
  Index add(std::string_view name) { return add(name, Key(name)); }
  Index add(std::string_view name, const Key& key) {
    for (std::size_t at = key.hash() & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].number == none) return insert(name, at);
      if (slots_[at].key == key) return slots_[at].number;
    }
  }
  void fetch(const Key& key) const { __builtin_prefetch(&slots_[key.hash() & (slots_.size() - 1)]); }

  std::string_view operator[](Index number) const { return texts_[number]; }

 private:
  struct Slot { Key key; Index number = none; };

  Index insert(std::string_view name, std::size_t at) {
    const auto number = static_cast<Index>(texts_.size());
    texts_.emplace_back(name);
    slots_[at] = {Key(texts_.back()), number};
    if (texts_.size() * 2 > slots_.size()) grow();
    return number;
  }

  void grow() {
    std::vector<Slot, LargePages<Slot>> slots(slots_.size() * 2);
    for (const Slot& slot : slots_) {
      if (slot.number == none) continue;
      std::size_t at = slot.key.hash() & (slots.size() - 1);
      while (slots[at].number != none) at = (at + 1) & (slots.size() - 1);
      slots[at] = slot;
    }
    slots_ = std::move(slots);
  }

  std::deque<std::string> texts_;  // never moves: views stay valid
  std::vector<Slot, LargePages<Slot>> slots_;  // their number is a power of two, at least twice the names
};

// Lists of numbers of names, each known by a number; 0 is the empty one.
class NameLists {
 public:
  NameLists() { add({}); }
  Index add(std::span<const Index> list) {
    if (list.empty()) return lists_.add("");
    return lists_.add({reinterpret_cast<const char*>(list.data()), list.size_bytes()});
  }
  std::vector<Index> operator[](Index number) const {
    std::vector<Index> list(lists_[number].size() / sizeof(Index));
    if (!list.empty()) std::memcpy(list.data(), lists_[number].data(), lists_[number].size());
    return list;
  }

 private:
  Names lists_;  // by their bytes
};

}  // namespace tariff
