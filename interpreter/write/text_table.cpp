#include "interpreter/write/text_table.hpp"

#include <algorithm>

#include "grammar/characters.hpp"

namespace tariff {

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const Row& row : rows_) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row.cells[i]));
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (widths[i] > 0) widths[i] = std::max(widths[i], display_width(columns_[i].heading));
  }
  return widths;
}

std::string TextTable::laid_out(const std::vector<std::string>& cells,
                                const std::vector<std::size_t>& widths) const {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (widths[i] == 0) continue;
    std::string blanks(widths[i] - display_width(cells[i]), ' ');
    text += columns_[i].align == Align::right ? blanks + cells[i] : cells[i] + blanks;
    text += "  ";
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string TextTable::text() const {
  std::vector<std::size_t> columns = widths();
  std::vector<std::string> headings;
  for (const Column& column : columns_) headings.push_back(column.heading);
  std::string text = laid_out(headings, columns) + "\n";
  for (const Row& row : rows_) text += (row.cells.empty() ? row.line : laid_out(row.cells, columns)) + "\n";
  return text;
}

}  // namespace tariff
