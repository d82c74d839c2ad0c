// A place in the text of an input, which is read block by block. Views into a block hold as long as
// someone keeps the block.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "interpreter/read/input.hpp"

namespace tariff {

struct Block {
  std::unique_ptr<char[]> bytes;
  std::deque<std::string> unescaped;  // texts that differ from how the input writes them
};

class Cursor {
 public:
  // Zeros behind the text of each block, so that it can be looked at in words and its end needs no test.
  static constexpr std::size_t padding = 64;

  explicit Cursor(Input input);

  const std::string& name() const { return input_.name(); }
  const char* data() const { return block_->bytes.get(); }
  std::size_t size() const { return size_; }  // of the block
  std::size_t position() const { return position_; }
  std::uint64_t line() const { return line_; }  // from 1
  std::uint64_t offset() const { return base_ + position_; }
  const std::shared_ptr<Block>& block() const { return block_; }
  bool is_utf8(std::string_view text) const;  // of the block

  void go(std::size_t position, std::uint64_t lines) {  // forward, past that many line ends
    position_ = position;
    line_ += lines;
  }
  // Puts what begins here at the start of a new block and reads on behind it. False at the end of the
  // input; nothing has changed then.
  bool more();
  void skip_line();  // past the next newline, however far away

 private:
  Input input_;
  std::shared_ptr<Block> block_;
  std::size_t size_ = 0, position_ = 0;
  std::size_t checked_ = 0;  // up to here the block is known to be UTF-8
  std::uint64_t base_ = 0, line_ = 1;
};

}  // namespace tariff
