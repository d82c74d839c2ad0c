// Rows found by a small key: a plain list while they are few, as nearly always, with an index once they are many.
#pragma once

#include <tsl/robin_map.h>

#include <array>
#include <cstdint>
#include <memory>
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
template <typename Row>
class Keyed {
 public:
  // The row of the key, added if there is none.
  Row& at(const Key& key) {
    if (rows_.size() <= few) {
      for (Row& row : rows_) {
        if (row.key == key) return row;
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
    std::erase_if(rows_, condition);
    index_.reset();
  }
  std::vector<Row>& rows() { return rows_; }
  const std::vector<Row>& rows() const { return rows_; }

 private:
  static constexpr std::size_t few = 16;

  void reindex() {
    index_ = std::make_unique<tsl::robin_map<Key, std::size_t, KeyHash>>();
    for (std::size_t i = 0; i < rows_.size(); ++i) index_->emplace(rows_[i].key, i);
  }

  std::vector<Row> rows_;
  std::unique_ptr<tsl::robin_map<Key, std::size_t, KeyHash>> index_;
};

}  // namespace tariff
