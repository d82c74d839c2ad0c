// A name as the key of an open table.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>

namespace tariff {

// A name of up to 15 bytes, or what stands for a longer one: its length and a view of its text.
class NameKey {
 public:
  NameKey() = default;
  explicit NameKey(std::string_view name) {
    if (name.size() < sizeof bytes_) {
      std::memcpy(bytes_, name.data(), name.size());
      bytes_[15] = static_cast<char>(name.size());
    } else {
      const char* text = name.data();
      const std::size_t size = name.size();
      std::memcpy(bytes_, &text, sizeof text);
      std::memcpy(bytes_ + 8, &size, 7);
      bytes_[15] = is_long;
    }
  }
  bool operator==(const NameKey& other) const {
    if (bytes_[15] == is_long && other.bytes_[15] == is_long) return text() == other.text();
    return part(0) == other.part(0) && part(8) == other.part(8);
  }
  std::uint64_t hash() const {
    if (bytes_[15] == is_long) return std::hash<std::string_view>()(text());
    const std::uint64_t mixed = (part(0) ^ part(8) * 0xBF58476D1CE4E5B9u) * 0x9E3779B97F4A7C15u;
    return mixed ^ mixed >> 32;
  }

 private:
  static constexpr char is_long = 127;

  std::uint64_t part(std::size_t at) const {
    std::uint64_t value;
    std::memcpy(&value, bytes_ + at, 8);
    return value;
  }
  std::string_view text() const {  // of a long name
    const char* text = nullptr;
    std::memcpy(&text, bytes_, sizeof text);
    return {text, part(8) & 0x00FFFFFFFFFFFFFFu};
  }

  alignas(8) char bytes_[16] = {};
};

}  // namespace tariff
