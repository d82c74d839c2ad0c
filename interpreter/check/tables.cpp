#include "interpreter/check/tables.hpp"

#include <algorithm>
#include <map>
#include <variant>

namespace tariff::checking {

TableShape table_shape(const ast::Table& table) {
  TableShape shape;
  for (unsigned i = 0; i < table.columns.size(); ++i) {
    const ast::Column& column = table.columns[i];
    const int index = static_cast<int>(i);
    if (column.kind != ast::Column::Kind::name) {
      shape.walked = index;
    } else if (column.name.text == "price") {
      shape.price = index;
    } else if (column.name) {
      if (column.name.text == "meter") shape.meter = index;
      if (column.name.text != "meter") shape.fields.push_back(i);
      shape.keys.push_back(i);
    }
  }
  return shape;
}

const ast::Name* name_in(const ast::Expr& value) {
  const auto* reference = value ? std::get_if<ast::Reference>(&value->node) : nullptr;
  return reference && reference->path.size() == 1 ? &reference->path.front() : nullptr;
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

std::vector<std::vector<const ast::Row*>> tiers_of(const Context& context, const ast::Table& table,
                                                   const TableShape& shape) {
  std::vector<std::vector<const ast::Row*>> groups;
  std::map<std::string, std::size_t> group_of;
  for (const ast::Row& row : table.rows) {
    if (row.cells.size() != table.columns.size()) continue;
    std::string keys;
    for (const unsigned key : shape.keys) keys += context.text(row.cells[key].span) + "|";
    const auto [group, fresh] = group_of.emplace(keys, groups.size());
    if (fresh) groups.emplace_back();
    groups[group->second].push_back(&row);
  }
  return groups;
}

}  // namespace tariff::checking
