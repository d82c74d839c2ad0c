#include "interpreter/check/cuts.hpp"

#include <algorithm>

#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/walk.hpp"

namespace tariff::checking {
namespace {

// A field that says when a record begins or ends.
void check_end(Context& context, unsigned usage, const ast::Name& name) {
  if (!name) return;
  const int field = field_named(context.checked, static_cast<int>(usage), name.text);
  if (field < 0) {
    context.unknown("T0308", name, "field", field_names(context.checked, static_cast<int>(usage)));
    return;
  }
  const FieldInfo& info = context.checked.fields[static_cast<unsigned>(field)];
  context.named.insert(info.field);
  context.checked.names[&name] = {Meaning::Kind::field, static_cast<unsigned>(field), 0};
  if (info.type.kind != TypeKind::instant) {
    Diagnostic& other = context.error("T0480", name.span, "a record is cut between two instants, and this is " +
                                                              describe(context.checked, info.type));
    other.related.push_back(context.label(info.field->type.span, "declared here"));
  } else if (info.field->optional) {
    context.error("T0480", name.span, quoted(info.name) + " may have been left out, so it is open where the record is cut")
        .related.push_back(context.label(info.field->name.span, "declared `optional` here"));
  }
}

// A length that is more than nothing whatever the record is: it is written, perhaps in a table.
bool is_written_length(const Checked& checked, const ast::Expression& expression) {
  if (const auto* literal = std::get_if<ast::Literal>(&expression.node)) return digits_of(*literal).sign() > 0;
  const Meaning& meaning = checked.meanings[expression.id];
  if (meaning.kind == Meaning::Kind::define) return is_written_length(checked, *checked.defines[meaning.index]->value);
  const auto* tabled = std::get_if<ast::Tabled>(&expression.node);
  if (!tabled) return false;
  const auto price = static_cast<std::size_t>(table_shape(tabled->table).price);
  return std::all_of(tabled->table.rows.begin(), tabled->table.rows.end(), [&](const ast::Row& row) {
    const auto& values = row.cells[price].values;
    return !values.empty() && values.front() && is_written_length(checked, *values.front());
  });
}

void check_cut(Context& context, unsigned usage, const ast::Cut& cut) {
  check_end(context, usage, cut.from);
  check_end(context, usage, cut.until);
  if (cut.from && cut.from.text == cut.until.text)
    context.error("T0480", cut.until.span, "a record is cut between its begin and its end, and this is one field");
  Scope scope;
  scope.kind = Scope::Kind::record;
  scope.usage = static_cast<int>(usage);
  for (const ast::CutPlace& place : cut.places)
    demand(context, place.value, scope, number_type(seconds()), "the place where a record is cut");
  if (!cut.step || !demand(context, cut.step, scope, number_type(seconds()), "a step that runs on")) return;
  if (context.checked.types[cut.step->id].kind != TypeKind::number || is_written_length(context.checked, *cut.step)) return;
  context.error("T0482", cut.step->span, "this step may be of no length").fix =
      "a length of time, or a define whose table has one in each row: a started 60 second runs on";
}

}  // namespace

void check_cuts(Context& context) {
  for (unsigned usage = 0; usage < context.checked.usages.size(); ++usage) {
    const auto& cuts = context.checked.usages[usage].usage->cuts;
    for (const ast::Cut& cut : cuts) check_cut(context, usage, cut);
    for (std::size_t i = 1; i < cuts.size(); ++i) {
      Diagnostic& twice = context.error("T0480", cuts[i].span, "these records are cut twice");
      twice.related.push_back(context.label(cuts.front().span, "first here"));
      twice.fix = "name all places in one clause, joined by `and`";
    }
  }
}

const ast::Cut* cut_of(const Checked& checked, unsigned usage) {
  const auto& cuts = checked.usages[usage].usage->cuts;
  return cuts.empty() ? nullptr : &cuts.front();
}

namespace {

bool differs(const Checked& checked, const ast::Cut& cut, const ast::Expression& expression);

bool is_end(const Checked& checked, const ast::Cut& cut, const Meaning& meaning) {
  return meaning.kind == Meaning::Kind::field && (checked.fields[meaning.index].name == cut.from.text ||
                                                  checked.fields[meaning.index].name == cut.until.text);
}

bool column_differs(const Checked& checked, const ast::Cut& cut, const ast::Column& column) {
  const auto known = checked.columns.find(&column);
  if (known == checked.columns.end()) return false;
  const Meaning& meaning = known->second;
  if (meaning.kind == Meaning::Kind::define) return differs(checked, cut, *checked.defines[meaning.index]->value);
  return is_end(checked, cut, meaning);
}

bool differs(const Checked& checked, const ast::Cut& cut, const ast::Expression& expression) {
  return any_part(expression, [&](const ast::Expression& part) {
    const Meaning& meaning = checked.meanings[part.id];
    if (meaning.kind == Meaning::Kind::first_part || is_end(checked, cut, meaning)) return true;
    if (meaning.kind == Meaning::Kind::define) return differs(checked, cut, *checked.defines[meaning.index]->value);
    const auto* tabled = std::get_if<ast::Tabled>(&part.node);
    return tabled && std::any_of(tabled->table.columns.begin(), tabled->table.columns.end(), [&](const ast::Column& column) {
             return column_differs(checked, cut, column);
           });
  });
}

}  // namespace

bool differs_by_part(const Checked& checked, unsigned usage, const ast::Expr& expression) {
  const ast::Cut* cut = cut_of(checked, usage);
  return cut && expression && differs(checked, *cut, *expression);
}

}  // namespace tariff::checking
