// Rows found by a small key: a plain list while they are few, as nearly always, with an index once they are many.
// The first `near` of them stand in the object itself.
#pragma once

#include <tsl/robin_map.h>

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>
#include <span>
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

// Row has a member `Key key`. Where none stands in the object itself, it is a pointer: most accounts have none.
template <typename Row, std::size_t near = 0>
class Keyed {
 public:
  // The row of the key, added if there is none.
  Row& at(const Key& key) {
    if (Row* row = find(key)) return *row;
    if (!body_) body_ = std::make_unique<Body>();
    Body& body = *body_;
    if (body.index) body.index->emplace(key, body.rows.size());
    body.rows.emplace_back().key = key;
    return body.rows.back();
  }
  // null where there is none.
  Row* find(const Key& key) {
    if (!body_) return nullptr;
    Body& body = *body_;
    if (body.rows.size() > few) {
      if (!body.index) reindex();
      const auto found = body.index->find(key);
      return found == body.index->end() ? nullptr : &body.rows[found->second];
    }
    for (Row& row : body.rows) {
      if (same(row.key, key)) return &row;
    }
    return nullptr;
  }
  template <typename Condition>
  void erase_if(Condition condition) {
    if (!body_) return;
    body_->rows.erase(std::remove_if(body_->rows.begin(), body_->rows.end(), condition), body_->rows.end());
    body_->index.reset();
  }
  std::span<Row> rows() { return body_ ? std::span<Row>(body_->rows.data(), body_->rows.size()) : std::span<Row>(); }
  std::span<const Row> rows() const {
    return body_ ? std::span<const Row>(body_->rows.data(), body_->rows.size()) : std::span<const Row>();
  }

 private:
  static constexpr std::size_t few = 16;
  using Index = tsl::robin_map<Key, std::size_t, KeyHash>;
  struct Body {
    std::conditional_t<near == 0, std::vector<Row>, boost::container::small_vector<Row, near>> rows;
    std::unique_ptr<Index> index;
  };
  // In the object itself, with the face of a pointer.
  struct Here {
    Body body;
    explicit operator bool() const { return true; }
    Body& operator*() { return body; }
    Body* operator->() { return &body; }
    const Body* operator->() const { return &body; }
    Here& operator=(std::unique_ptr<Body>) { return *this; }
  };

  // In place: comparing arrays with == calls a function.
  static bool same(const Key& a, const Key& b) {
    return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2]) | (a[3] ^ b[3])) == 0;
  }

  void reindex() {
    body_->index = std::make_unique<Index>();
    for (std::size_t i = 0; i < body_->rows.size(); ++i) body_->index->emplace(body_->rows[i].key, i);
  }

  std::conditional_t<near == 0, std::unique_ptr<Body>, Here> body_;
};

}  // namespace tariff
