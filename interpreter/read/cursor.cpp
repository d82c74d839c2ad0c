#include "interpreter/read/cursor.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace tariff {
namespace {

// Small enough to stay in the cache between being filled and being split.
constexpr std::size_t block_size = 256 * 1024;

std::unique_ptr<char[]> allocate(std::size_t size) { return std::unique_ptr<char[]>(new char[size]); }

}  // namespace

Cursor::Cursor(Input input) : input_(std::move(input)), block_(std::make_shared<Block>()) {
  block_->bytes = allocate(padding);
  std::memset(block_->bytes.get(), 0, padding);
}

bool Cursor::is_utf8(std::string_view text) const {
  return text.data() + text.size() <= data() + checked_ || simdjson::validate_utf8(text);
}

bool Cursor::more() {
  std::size_t kept = size_ - position_;
  std::size_t room = std::max(block_size, kept);  // a long record is copied a few times only
  auto next = std::make_shared<Block>();
  next->bytes = allocate(kept + room + padding);
  std::size_t added = input_.read(next->bytes.get() + kept, room);
  if (added == 0) return false;
  std::memcpy(next->bytes.get(), data() + position_, kept);
  base_ += position_;
  position_ = 0;
  size_ = kept + added;
  block_ = std::move(next);
  std::memset(block_->bytes.get() + size_, 0, padding);

  // One pass over the whole lines; if there is a fault, each record is looked at by itself.
  std::string_view text(data(), size_);
  std::size_t lines = text.rfind('\n') + 1;  // 0 without a newline
  checked_ = simdjson::validate_utf8(text.substr(0, lines)) ? lines : 0;
  return true;
}

void Cursor::skip_line() {
  do {
    if (const void* newline = std::memchr(data() + position_, '\n', size_ - position_)) {
      go(static_cast<std::size_t>(static_cast<const char*>(newline) - data()) + 1, 1);
      return;
    }
    position_ = size_;
  } while (more());
}

}  // namespace tariff
