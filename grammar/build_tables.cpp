// Cases, and tables of them.
#include <fmt/format.h>

#include "grammar/build_expression.hpp"

namespace tariff::grammar {

// The node's children: a value, perhaps the ends of a level, perhaps `when` or `otherwise`.
ast::Case ExpressionBuilder::one_case(const Node& node) {
  ast::Case result;
  result.span = node.span;
  for (const auto& child : node.children) {
    switch (child->kind) {
      case Kind::when:
        result.when = expression_of(child.get());
        break;
      case Kind::otherwise:
        result.otherwise = true;
        break;
      case Kind::level:
        result.from = expression(child->first());
        if (child->children.size() > 1) result.until = expression(*child->children[1]);
        break;
      case Kind::next:
        result.replaced = true;
        if (!child->children.empty()) result.same = name(child->first());
        break;
      default:
        result.value = expression(*child);
    }
  }
  return result;
}

ast::Column ExpressionBuilder::column(const Node& node) {
  ast::Column result;
  result.span = node.span;
  const Node& title = node.first();
  if (title.kind == Kind::name || title.kind == Kind::longest_prefix) {
    result.prefix = title.kind == Kind::longest_prefix;
    result.name = name(result.prefix ? title.first() : title);
  } else if (title.kind == Kind::paid_by) {
    result.kind = ast::Column::Kind::payer;
    result.name = {"paid by", title.span};
  } else {
    result.kind = title.kind == Kind::used ? ast::Column::Kind::used : ast::Column::Kind::billed;
    if (const Node* of = title.find(Kind::window)) result.window = window(*of);
  }
  return result;
}

ast::Cell ExpressionBuilder::cell(const Node& node, bool prefix) {
  ast::Cell result;
  result.span = node.span;
  for (const auto& child : node.children) {
    switch (child->kind) {
      case Kind::any:
        result.kind = ast::Cell::Kind::any;
        break;
      case Kind::otherwise:
        result.kind = ast::Cell::Kind::otherwise;
        break;
      case Kind::none:
        result.kind = ast::Cell::Kind::none;
        break;
      case Kind::endless:
        result.kind = ast::Cell::Kind::endless;
        break;
      case Kind::up_to:
      case Kind::below:
        result.kind = child->kind == Kind::up_to ? ast::Cell::Kind::up_to : ast::Cell::Kind::below;
        result.values.push_back(expression_of(child.get()));
        break;
      case Kind::end_of:
        result.kind = ast::Cell::Kind::end_of;
        result.period = period(child->first());
        result.values.push_back(expression(*child->children[1]));
        break;
      default:
        result.kind = ast::Cell::Kind::value;
        result.values.push_back(prefix ? beginning(*child) : expression(*child));
    }
  }
  return result;
}

ast::Table ExpressionBuilder::table(const Node& node) {
  ast::Table result;
  result.span = node.span;
  for (const auto& title : node.first().children) result.columns.push_back(column(*title));
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const Node& line = *node.children[i];
    ast::Row row;
    row.span = line.span;
    for (const auto& part : line.children) {
      const std::size_t at = row.cells.size();
      row.cells.push_back(cell(*part, at < result.columns.size() && result.columns[at].prefix));
    }
    if (row.cells.size() != result.columns.size()) {
      auto& fault = report("T0208",
                           fmt::format("this row has {} cells, the table has {} columns", row.cells.size(),
                                       result.columns.size()),
                           line.span);
      fault.related.push_back({&source_, node.first().span, "the titles of the columns"});
      fault.fix = "give every row one cell for each column; a cell may be empty, but its `|` stays";
      continue;
    }
    result.rows.push_back(std::move(row));
  }
  return result;
}

ast::Tabled ExpressionBuilder::tabled(const Node& node) {
  using ast::Walk;
  ast::Tabled result;
  result.walk = node.find(Kind::graduated) ? Walk::graduated : node.find(Kind::reached) ? Walk::reached : Walk::none;
  result.table = table(*node.find(Kind::table));
  result.table.most_specific = node.find(Kind::specific) != nullptr;
  if (const Node* file = node.find(Kind::table_file)) result.table.file = {quoted(file->first()), file->first().span};
  return result;
}

}  // namespace tariff::grammar
