// Rows of text cells, whatever the format that wrote them. A format is a class that frames and splits.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/read/cursor.hpp"

namespace tariff {

// Views hold until the next row is asked for, and as long as the block that the row came from is kept.
struct Row {
  std::uint64_t line = 0;
  std::uint64_t offset = 0;             // in bytes, from the start of the text
  std::string_view text;                // all of it
  std::vector<std::string_view> cells;  // one a column
  std::string fault;                    // why it cannot be split; cells mean nothing then
};

class Rows {
 public:
  virtual ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  virtual bool next(Row& row) = 0;  // false at the end
  const std::vector<std::string>& columns() const { return columns_; }
  const std::string& name() const { return cursor_.name(); }
  const std::shared_ptr<Block>& block() const { return cursor_.block(); }

 protected:
  Rows(Cursor cursor, std::size_t max_record) : cursor_(std::move(cursor)), max_record_(max_record) {}
  void begin(Row& row) const;
  // The row ends at a fault; what is shown of it is copied, since skipping it may give up the block.
  void fail(Row& row, std::string_view text, std::string fault);
  std::string too_long() const;

  Cursor cursor_;
  std::size_t max_record_;
  std::vector<std::string> columns_;

 private:
  std::string excerpt_;
};

// Told of each column that nobody asked for, when it is first met.
using UnknownColumn = std::function<void(const std::string& column)>;

// JSON lines if the first byte that is not blank is a brace, else CSV with a header.
std::unique_ptr<Rows> open_rows(Input input, const std::vector<std::string>& wanted, std::size_t max_record,
                                const UnknownColumn& unknown);

// The first bytes of a text that cannot be read, cut between characters, with whatever is no character of
// UTF-8, and NUL, replaced by U+FFFD.
std::string excerpt(std::string_view text);

}  // namespace tariff
