#include "interpreter/lower/prefixes.hpp"

#include <algorithm>
#include <tuple>

#include "interpreter/lower/formulas.hpp"

namespace tariff {

std::vector<Try> tries_of(const checking::TableShape& shape, const std::vector<checking::Rows>& groups,
                          const Prefixes* prefixes) {
  std::vector<Try> tries;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    if (!prefixes) {
      tries.push_back({group, 0});
      continue;
    }
    const ast::Cell& cell = groups[group].front()->cells[static_cast<std::size_t>(shape.prefix)];
    for (const std::string& prefix : checking::prefixes_in(cell)) tries.push_back({group, prefixes->code_of(prefix)});
  }
  const auto rank = [&](const Try& one) {
    const std::size_t length = prefixes ? prefixes->length(one.code) : 0;
    const ast::Row& row = *groups[one.group].front();
    return std::tuple(~length, checking::is_rest(shape, row), shape.specific ? checking::breadth(shape, row) : 0);
  };
  std::stable_sort(tries.begin(), tries.end(), [&](const Try& a, const Try& b) { return rank(a) < rank(b); });
  return tries;
}

std::shared_ptr<const Prefixes> prefixes_of(const checking::Rows& rows, int column) {
  std::vector<std::string> all;
  for (const ast::Row* row : rows)
    for (std::string& prefix : checking::prefixes_in(row->cells[static_cast<std::size_t>(column)]))
      if (!prefix.empty()) all.push_back(std::move(prefix));
  return std::make_shared<const Prefixes>(std::move(all));
}

Index FormulaBuilder::look_up(const Meaning& column, std::shared_ptr<const Prefixes> prefixes) {
  const bool of_record = column.kind == Meaning::Kind::field;
  const Index text = add(of_record ? Op::field : Op::attribute, 0, 0, 0, column.index);
  built_.prefixes.push_back(std::move(prefixes));
  return add(Op::longest_prefix, text, 0, 0, static_cast<Index>(built_.prefixes.size() - 1));
}

Formula FormulaBuilder::looked_up(const Meaning& column, std::shared_ptr<const Prefixes> prefixes,
                                  std::vector<std::uint8_t> codes) {
  const Index code = look_up(column, std::move(prefixes));
  if (!codes.empty()) among(code, std::move(codes));
  return take();
}

Index FormulaBuilder::among(Index code, std::vector<std::uint8_t> codes) {
  built_.sets.push_back(std::move(codes));
  return add(Op::among, code, 0, 0, static_cast<Index>(built_.sets.size() - 1));
}

Index FormulaBuilder::starts_with(const ast::Is& is) {
  std::vector<std::string> texts;
  for (const ast::Expr& value : is.values) texts.push_back(std::get<ast::Text>(value->node).value);
  const auto prefixes = std::make_shared<const Prefixes>(std::move(texts));
  std::vector<std::uint8_t> some(prefixes->codes(), 1);
  some.front() = 0;
  const Index text = step(is.subject);
  built_.prefixes.push_back(prefixes);
  return among(add(Op::longest_prefix, text, 0, 0, static_cast<Index>(built_.prefixes.size() - 1)), std::move(some));
}

}  // namespace tariff
