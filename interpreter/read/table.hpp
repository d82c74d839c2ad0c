// The rows of several inputs, one after the other, under the column names that its user asks for; what
// cannot be read goes to whoever keeps the bad lines, and rows out of time order end the reading.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "interpreter/read/rows.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

struct ReadOptions {
  std::size_t max_record = 1 << 20;            // bytes
  bool strict = false;                         // the first bad line is a ReadError
  bool sort = false;                           // by time, stably; else records out of order are a ReadError
  Instant counted_from = INT64_MIN;            // records of before count as of then
  std::map<std::string, std::string> renamed;  // field -> the column that holds it
  std::function<void(const BadLine&)> on_bad = [](const BadLine&) {};
  std::function<void(const std::string&)> on_notice = [](const std::string&) {};
};

class Table {
 public:
  // Columns are numbered as in `names`. Several may be one column of the input.
  Table(std::vector<Input> inputs, const std::vector<std::string>& names, Zone zone, ReadOptions options);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  bool next_input();  // to the next input's first row
  bool next_row();    // of this input; lines that cannot be split are bad and passed over
  bool has(std::size_t column) const { return places_[column] != absent; }
  std::string_view cell(std::size_t column) const {
    return places_[column] == absent ? std::string_view() : row_.cells[places_[column]];
  }
  std::size_t input() const { return opened_ - 1; }
  std::uint64_t line() const { return row_.line; }
  const std::shared_ptr<Block>& block() const { return rows_->block(); }

  // "`pages`", as the input calls it.
  std::string quoted(std::size_t column) const { return "`" + wanted_[column] + "`"; }
  [[noreturn]] void missing(std::size_t column) const;  // a column that must be there
  void bad(const std::string& reason);                  // the row at hand
  void notice(const std::string& text) const { options_.on_notice(text); }
  void in_order(Instant time);                          // the row at hand is of this time

 private:
  static constexpr std::size_t absent = SIZE_MAX;
  void unknown(const std::string& input, const std::string& column);

  std::vector<Input> inputs_;
  std::vector<std::string> names_;  // of the inputs
  std::size_t opened_ = 0;          // how many of them
  std::vector<std::string> wanted_;
  Zone zone_;
  ReadOptions options_;
  std::set<std::string> told_;
  std::unique_ptr<Rows> rows_;
  std::vector<std::size_t> places_;
  Row row_;
  Instant latest_ = INT64_MIN;
  std::size_t latest_input_ = 0;  // one of names_
  std::uint64_t latest_line_ = 0;
};

}  // namespace tariff
