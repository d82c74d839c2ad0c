#include "interpreter/test/sheet.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "interpreter/number.hpp"
#include "interpreter/read/rows.hpp"

namespace tariff {
namespace {

constexpr std::size_t longest_row = std::size_t{1} << 20;

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + '"';
}

std::string joined(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + quoted(cells[i]);
  return line + "\n";
}

// One text for all ways to write a value.
std::string value_of_cell(const std::string& cell, const Zone& zone) {
  if (const auto number = Number::parse(cell)) return number->text();
  if (const auto instant = zone.parse(cell)) return zone.text(*instant);
  return cell;
}

// By value; the rows as they were written.
using Bag = std::multimap<std::vector<std::string>, const std::vector<std::string>*>;

Bag bag_of(const Sheet& sheet, const Zone& zone) {
  Bag bag;
  for (const auto& row : sheet.rows) {
    std::vector<std::string> key;
    for (const auto& cell : row) key.push_back(value_of_cell(cell, zone));
    bag.emplace(std::move(key), &row);
  }
  return bag;
}

std::string only_in(const Bag& one, const Bag& other, char sign) {
  Bag surplus;
  std::set_difference(one.begin(), one.end(), other.begin(), other.end(),
                      std::inserter(surplus, surplus.end()),
                      [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string shown;
  for (const auto& row : surplus) shown += sign + joined(*row.second);
  return shown;
}

}  // namespace

Sheet read_sheet(const std::string& name, std::string text) {
  auto rows = open_rows(Input(name, std::move(text)), {}, longest_row, [](const std::string&) {});
  Sheet sheet{rows->columns(), {}};
  for (Row row; rows->next(row);) {
    if (!row.fault.empty()) throw ReadError(name + ": " + row.fault);
    sheet.rows.emplace_back(row.cells.begin(), row.cells.end());
  }
  return sheet;
}

std::string print_sheet(const Sheet& sheet) {
  std::string text = joined(sheet.columns);
  for (const auto& row : sheet.rows) text += joined(row);
  return text;
}

Sheet with_columns(const Sheet& sheet, const Sheet& like) {
  Sheet chosen{like.columns, std::vector<std::vector<std::string>>(sheet.rows.size())};
  for (const auto& name : like.columns) {
    const auto found = std::find(sheet.columns.begin(), sheet.columns.end(), name) - sheet.columns.begin();
    const auto place = static_cast<std::size_t>(found);
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
      chosen.rows[i].push_back(place < sheet.columns.size() ? sheet.rows[i][place] : "");
    }
  }
  return chosen;
}

std::string sheet_difference(const Sheet& expected, const Sheet& got, const Zone& zone) {
  const auto chosen = with_columns(got, expected);
  const auto wanted_bag = bag_of(expected, zone), got_bag = bag_of(chosen, zone);
  return only_in(wanted_bag, got_bag, '-') + only_in(got_bag, wanted_bag, '+');
}

}  // namespace tariff
