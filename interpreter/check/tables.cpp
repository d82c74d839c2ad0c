#include "interpreter/check/tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "interpreter/check/constants.hpp"

namespace tariff::checking {

TableShape table_shape(const ast::Table& table) {
  TableShape shape;
  shape.specific = table.most_specific;
  for (unsigned i = 0; i < table.columns.size(); ++i) {
    const ast::Column& column = table.columns[i];
    const int index = static_cast<int>(i);
    if (column.is_walked()) {
      shape.walked = index;
    } else if (column.name.text == "price" || column.name.text == "value") {
      shape.price = index;
    } else if (column.name) {
      if (column.prefix) shape.prefix = index;
      if (column.kind == ast::Column::Kind::payer) shape.payer = index;
      if (column.name.text == "meter") shape.meter = index;
      if (column.name.text != "meter") shape.fields.push_back(i);
      shape.keys.push_back(i);
    }
  }
  return shape;
}

const ast::Table* price_table(const Checked& checked, const ast::Charge& charge) {
  const ast::Tabled* tabled = charge.price ? table_of(checked, charge.price->value) : nullptr;
  return tabled ? &tabled->table : nullptr;
}

bool is_of_record(const Meaning& column) {
  return column.kind == Meaning::Kind::field || (column.kind == Meaning::Kind::define && column.row == 1);
}

bool asks_both(const Checked& checked, const ast::Table& table) {
  bool prefix = false, record = false, account = false;
  for (const ast::Column& column : table.columns) {
    const auto known = checked.columns.find(&column);
    if (known == checked.columns.end()) continue;
    prefix = prefix || column.prefix;
    (is_of_record(known->second) ? record : account) = true;
  }
  return prefix && record && account;
}

const ast::Name* name_in(const ast::Expr& value) {
  const auto* reference = value ? std::get_if<ast::Reference>(&value->node) : nullptr;
  return reference && reference->path.size() == 1 ? &reference->path.front() : nullptr;
}

std::string row_name(const ast::Table& table, const ast::Row& row) {
  const int column =
      index_of(table.columns, "name", [](const ast::Column& known) { return known.name.text; });
  if (column < 0 || row.cells.size() != table.columns.size()) return "";
  const auto& values = row.cells[static_cast<unsigned>(column)].values;
  if (values.empty() || !values.front()) return "";
  if (const auto* text = std::get_if<ast::Text>(&values.front()->node)) return text->value;
  const ast::Name* name = name_in(values.front());
  return name ? name->text : "";
}

std::vector<std::string> prefixes_in(const ast::Cell& cell) {
  if (cell.kind != ast::Cell::Kind::value) return {""};
  std::vector<std::string> prefixes;
  for (const ast::Expr& value : cell.values)
    if (const auto* text = value ? std::get_if<ast::Text>(&value->node) : nullptr) prefixes.push_back(text->value);
  return prefixes;
}

bool row_has_meter(const Checked& checked, const TableShape& shape, const ast::Row& row, unsigned meter) {
  if (shape.meter < 0) return true;
  const ast::Cell& cell = row.cells[static_cast<unsigned>(shape.meter)];
  if (cell.kind != ast::Cell::Kind::value) return true;
  return std::any_of(cell.values.begin(), cell.values.end(), [&](const ast::Expr& value) {
    const ast::Name* name = name_in(value);
    return name && name->text == checked.meters[meter].meter->name.text;
  });
}

namespace {

bool is_bound(const ast::Cell& cell) {
  return cell.kind == ast::Cell::Kind::up_to || cell.kind == ast::Cell::Kind::below;
}

}  // namespace

bool is_rest(const TableShape& shape, const ast::Row& row) {
  return std::any_of(shape.keys.begin(), shape.keys.end(),
                     [&](unsigned column) { return row.cells[column].kind == ast::Cell::Kind::otherwise; });
}

bool has_bound(const TableShape& shape, const ast::Row& row) {
  return std::any_of(shape.fields.begin(), shape.fields.end(),
                     [&](unsigned column) { return is_bound(row.cells[column]); });
}

namespace {

std::string path_text(const ast::Reference& reference) {
  std::string text;
  for (const ast::Name& name : reference.path) text += (text.empty() ? " " : ".") + name.text;
  return text;
}

// What a cell asks for, the same for cells that ask for the same.
std::string asked(const Checked& checked, const ast::Cell& cell) {
  std::string all = std::to_string(static_cast<int>(cell.kind));
  for (const ast::Expr& value : cell.values) {
    const auto* text = value ? std::get_if<ast::Text>(&value->node) : nullptr;
    const auto* reference = value ? std::get_if<ast::Reference>(&value->node) : nullptr;
    const auto number = value && !reference ? constant(checked, value) : std::nullopt;
    all += reference ? path_text(*reference)
           : text   ? " \"" + text->value
           : number ? " " + number->display()
           : value  ? " #" + std::to_string(value->id)
                    : " -";
  }
  return all;
}

}  // namespace

namespace {

std::vector<std::string> values_in(const Checked& checked, const ast::Cell& cell) {
  if (cell.kind != ast::Cell::Kind::value) return {};
  std::vector<std::string> values;
  for (const ast::Expr& value : cell.values) {
    const auto* text = value ? std::get_if<ast::Text>(&value->node) : nullptr;
    const ast::Name* name = name_in(value);
    const auto number = value && !text ? constant(checked, value) : std::nullopt;
    if (!number && !text && !name) return {};
    values.push_back(number ? number->display() : text ? text->value : name->text);
  }
  return values;
}

}  // namespace

bool is_within(const Checked& checked, const TableShape& shape, const ast::Row& row, const ast::Row& other) {
  const auto lets_in = [&](unsigned column) {
    const ast::Cell& own = row.cells[column];
    const ast::Cell& wider = other.cells[column];
    if (wider.kind == ast::Cell::Kind::any || asked(checked, own) == asked(checked, wider)) return true;
    const auto values = values_in(checked, own), all = values_in(checked, wider);
    return static_cast<int>(column) != shape.prefix && !values.empty() &&
           std::all_of(values.begin(), values.end(),
                       [&](const std::string& value) { return std::find(all.begin(), all.end(), value) != all.end(); });
  };
  return !is_rest(shape, row) && !is_rest(shape, other) && breadth(shape, row) < breadth(shape, other) &&
         std::all_of(shape.keys.begin(), shape.keys.end(), lets_in);
}

std::size_t breadth(const TableShape& shape, const ast::Row& row) {
  constexpr std::size_t of_any = 1'000'000;
  std::size_t all = 0;
  for (const unsigned column : shape.keys)
    all += row.cells[column].kind == ast::Cell::Kind::any ? of_any : row.cells[column].values.size();
  return all;
}

int marking_column(const Checked& checked, const TableShape& shape, const Rows& rows) {
  if (shape.prefix >= 0) return shape.prefix;
  int best = -1;
  std::size_t most = 0;
  for (const unsigned column : shape.fields) {
    if (static_cast<int>(column) == shape.payer) continue;  // a package and a row of it have no text in common
    std::set<std::string> values;
    for (const ast::Row* row : rows)
      for (std::string& value : values_in(checked, row->cells[column])) values.insert(std::move(value));
    if (values.size() <= most) continue;
    most = values.size();
    best = static_cast<int>(column);
  }
  return best;
}

std::vector<std::string> marks_of(const Checked& checked, const TableShape& shape, int column, const ast::Row& row) {
  if (column < 0) return {};
  const ast::Cell& cell = row.cells[static_cast<unsigned>(column)];
  return column == shape.prefix ? prefixes_in(cell) : values_in(checked, cell);
}

bool same_but_bounds(const Checked& checked, const TableShape& shape, const ast::Row& a, const ast::Row& b) {
  return std::all_of(shape.keys.begin(), shape.keys.end(), [&](unsigned column) {
    return (is_bound(a.cells[column]) && is_bound(b.cells[column])) ||
           asked(checked, a.cells[column]) == asked(checked, b.cells[column]);
  });
}

Rows rows_of(const ast::Table& table) {
  Rows rows;
  for (const ast::Row& row : table.rows)
    if (row.cells.size() == table.columns.size()) rows.push_back(&row);
  return rows;
}

std::vector<Rows> groups_of(const Checked& checked, const Rows& rows, const std::vector<unsigned>& columns) {
  std::vector<Rows> groups;
  std::map<std::string, std::size_t> group_of;
  for (const ast::Row* row : rows) {
    std::string keys;
    for (const unsigned column : columns) keys += asked(checked, row->cells[column]) + "|";
    const auto [group, fresh] = group_of.emplace(keys, groups.size());
    if (fresh) groups.emplace_back();
    groups[group->second].push_back(row);
  }
  return groups;
}

}  // namespace tariff::checking
