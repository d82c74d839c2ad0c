// CSV with a header (RFC 4180): quoted cells may hold commas, quotes (doubled) and line ends; lines end with
// LF or CRLF; empty lines are passed over.
//
// A record that cannot be framed (too long, a quote that never closes or stands where none may) ends with
// its first line: reading goes on at the next. Test: tests/unit/read_test.cpp.
#pragma once

#include "interpreter/read/marks.hpp"
#include "interpreter/read/rows.hpp"

namespace tariff {

class CsvRows : public Rows {
 public:
  // Reads the header; throws ReadError where it is missing or broken, or two columns have one name.
  CsvRows(Cursor cursor, const std::vector<std::string>& wanted, std::size_t max_record,
          const UnknownColumn& unknown);
  bool next(Row& row) override;

 private:
  enum class End { record, input, too_long, open_quote, stray_quote, text_after_quote };
  struct Frame {  // of the record at the cursor
    End end = End::record;
    std::size_t stop = 0;   // where its text ends
    std::size_t after = 0;  // where the next one begins
    std::uint64_t lines = 0;
    bool open = false;  // in a quoted cell
  };

  void read_header(const std::vector<std::string>& wanted, const UnknownColumn& unknown);
  bool next_record(Row& row);
  Frame frame(std::vector<std::string_view>& cells);  // with its cells, as they are written
  Frame scan(std::vector<std::string_view>& cells);   // the same within the block at hand
  bool unquote(std::vector<std::string_view>& cells);
  std::string describe(End end) const;
  void restart() { marks_.reset(cursor_.data(), cursor_.position()); }

  Marks marks_;
  bool last_ = false;                    // the block is the input's last
  bool quotes_ = false, zeros_ = false;  // whether the record at the cursor has any
};

}  // namespace tariff
