// A table of text for a terminal: columns as wide as their widest cell, where Chinese, Japanese and Korean
// characters count two; a column that is empty throughout is left out.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tariff {

class TextTable {
 public:
  enum class Align { left, right };
  struct Column {
    std::string heading;
    Align align = Align::left;
  };
  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void row(std::vector<std::string> cells) { rows_.push_back({std::move(cells), {}}); }
  void line(std::string text) { rows_.push_back({{}, std::move(text)}); }  // across all columns
  std::string text() const;                                                // headings first

 private:
  struct Row {
    std::vector<std::string> cells;
    std::string line;  // instead of cells, where there are none
  };
  std::vector<std::size_t> widths() const;
  std::string laid_out(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace tariff
