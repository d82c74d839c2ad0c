// Cells of keys as conditions, and the days that a calendar does not know.
#include "interpreter/check/tables.hpp"
#include "interpreter/civil.hpp"
#include "interpreter/lower/formulas.hpp"

namespace tariff {

Formula FormulaBuilder::in_cell(const Meaning& column, const ast::Cell& asked) {
  cell(column, asked);
  return take();
}

Index FormulaBuilder::cell(const Meaning& column, const ast::Cell& asked) {
  if (column.kind == Meaning::Kind::payer) return payer_among(asked.values);
  if (column.kind == Meaning::Kind::define) return cell_of_define(checked_.defines[column.index]->value, asked);
  const bool of_record = column.kind == Meaning::Kind::field;
  const FieldInfo& info = (of_record ? checked_.fields : checked_.attributes)[column.index];
  const Index subject = read(of_record ? Op::field : Op::attribute, column.index, info);
  if (asked.kind == ast::Cell::Kind::value) return equal_to_any(subject, info.type, asked.values);
  return add(asked.kind == ast::Cell::Kind::below ? Op::less : Op::at_most, subject, step(asked.values.front()));
}

// A package alone means all its rows.
Index FormulaBuilder::payer_among(const std::vector<ast::Expr>& payers) {
  Index any = none;
  for (const ast::Expr& payer : payers) {
    const auto& path = std::get<ast::Reference>(payer->node).path;
    const bool row = path.size() > 1;
    built_.texts.push_back(row ? path.front().text + "." + path.back().text : path.front().text);
    const Index name = add(Op::text, 0, 0, 0, static_cast<Index>(built_.texts.size() - 1));
    const Index is = add(Op::equal, add(Op::payer, 0, 0, 0, row ? 0 : 1), name);
    any = any == none ? is : add(Op::either, any, is);
  }
  return any;
}

Index FormulaBuilder::cell_of_define(const ast::Expr& define, const ast::Cell& asked) {
  const Index subject = step(define);
  if (type(define).kind != TypeKind::truth) {
    if (asked.kind == ast::Cell::Kind::value) return equal_to_any(subject, type(define), asked.values);
    return add(asked.kind == ast::Cell::Kind::below ? Op::less : Op::at_most, subject, step(asked.values.front()));
  }
  Index any = none;
  for (const ast::Expr& value : asked.values) {
    const Index holds = checking::name_in(value)->text == "yes" ? subject : add(Op::no, subject);
    any = any == none ? holds : add(Op::either, any, holds);
  }
  return any;
}

// An instant that the calendar does not know.
Formula FormulaBuilder::outside(const ast::Expr& instant, const CalendarInfo& calendar) {
  const Index at = step(instant);
  const auto midnight = [&](std::int64_t day) {
    Civil civil;
    set_date(civil, day);
    built_.instants.push_back(plan_.zone.instant(civil));
    return add(Op::instant, 0, 0, 0, static_cast<Index>(built_.instants.size() - 1));
  };
  const Index before = add(Op::less, at, midnight(calendar.from));
  add(Op::either, before, add(Op::at_most, midnight(calendar.until), at));
  return take();
}

}  // namespace tariff
