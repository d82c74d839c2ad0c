// Rows found by a small key: a plain list while they are few, as nearly always, with an index once they are many.
// The first `near` of them stand in the object itself.
#pragma once

#include <tsl/robin_map.h>

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

namespace tariff {

using Key = std::array<std::uint32_t, 4>;

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    std::uint64_t hash = 0x9E3779B97F4A7C15u;
    for (const std::uint32_t part : key) hash = (hash ^ part) * 0xBF58476D1CE4E5B9u, hash ^= hash >> 29;
    return hash;
  }
};

// Row has a member `Key key`.
template <typename Row, std::size_t near = 0>
class Keyed {
 public:
  // A small vector has room for at least one.
  using Rows = std::conditional_t<near == 0, std::vector<Row>, boost::container::small_vector<Row, near>>;

  // The row of the key, added if there is none.
  Row& at(const Key& key) {
    if (rows_.size() <= few) {
      for (Row& row : rows_) {
        if (same(row.key, key)) return row;
      }
    } else {
      if (!index_) reindex();
      const auto found = index_->find(key);
      if (found != index_->end()) return rows_[found->second];
      index_->emplace(key, rows_.size());
    }
    rows_.emplace_back().key = key;
    return rows_.back();
  }
  template <typename Condition>
  void erase_if(Condition condition) {
    rows_.erase(std::remove_if(rows_.begin(), rows_.end(), condition), rows_.end());
    index_.reset();
  }
  Rows& rows() { return rows_; }
  const Rows& rows() const { return rows_; }

 private:
  static constexpr std::size_t few = 16;

  // In place: comparing arrays with == calls a function.
  static bool same(const Key& a, const Key& b) {
    return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) | (a[3] ^ b[3])) == 0;
  }

  void reindex() {
    index_ = std::make_unique<tsl::robin_map<Key, std::size_t, KeyHash>>();
    for (std::size_t i = 0; i < rows_.size(); ++i) index_->emplace(rows_[i].key, i);
  }

  Rows rows_;
  std::unique_ptr<tsl::robin_map<Key, std::size_t, KeyHash>> index_;
};

}  // namespace tariff
