#include "interpreter/check/records.hpp"

#include <algorithm>
#include <variant>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/cuts.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/walk.hpp"

namespace tariff::checking {

using regions::Answer;
using regions::Formula;

namespace {

// What a rule says of a whole record may not hold for its parts.
bool is_certain(const Checked& checked, const RejectInfo& info, unsigned usage) {
  return info.usage == static_cast<int>(usage) && info.certain && !differs_by_part(checked, usage, info.reject->when);
}

Answer answer_of(Context& context, const Conditions& conditions, const Formula& formula, Span place) {
  const Answer answer = conditions.find(formula);
  if (answer.kind == Answer::Kind::too_long)
    context.error("T0508", place, "these conditions are too entangled to be checked for gaps").fix =
        "split them into several meters or defines, or a table";
  return answer;
}

}  // namespace

Records::Records(Context& context, unsigned usage)
    : context_(context), usage_(usage), conditions_(context), admitted_(regions::always()) {
  for (const RejectInfo& info : context.checked.rejects)
    if (is_certain(context.checked, info, usage))
      admitted_ = regions::both(admitted_, regions::no(conditions_.of(info.reject->when)));
}

Formula Ground::where(const Formula& formula) const {
  return regions::both(regions::both(kind, formula), admitted);
}

Ground Records::ground_of(const MeterInfo& meter) { return {conditions_.of(meter.meter->when), admitted_}; }

Formula Records::counted_by(const MeterInfo& meter) { return ground_of(meter).where(regions::always()); }

std::vector<const MeterInfo*> Records::meters() const {
  std::vector<const MeterInfo*> own;
  for (const MeterInfo& info : context_.checked.meters)
    if (usage_of(context_.checked, info) == static_cast<int>(usage_)) own.push_back(&info);
  return own;
}

void Records::for_each_read(const OnRead& on_read) {
  Formula reached = regions::always();
  if (const ast::Cut* cut = cut_of(context_.checked, usage_)) {
    for (const ast::CutPlace& place : cut->places) reads_in(place.value, reached, on_read);
    reads_in(cut->step, reached, on_read);
  }
  for (const RejectInfo& info : context_.checked.rejects) {
    if (info.usage != static_cast<int>(usage_)) continue;
    reads_in(info.reject->when, reached, on_read);
    if (is_certain(context_.checked, info, usage_))
      reached = regions::both(reached, regions::no(conditions_.of(info.reject->when)));
  }
  for (const MeterInfo* info : meters()) reads_of_meter(*info, on_read);
  reads_of_payers(on_read);
  reads_of_prices(on_read);
  reads_of_each(on_read);
}

void Records::reads_of_meter(const MeterInfo& info, const OnRead& on_read) {
  reads_in(info.meter->when, admitted_, on_read);
  const Formula counted = counted_by(info);
  for (const ast::Name& name : info.meter->apart_by)
    if (const int field = field_named(context_.checked, static_cast<int>(usage_), name.text); field >= 0)
      on_read(static_cast<unsigned>(field), name.span, counted);
  Formula rest = counted;
  for (const ast::Case& rule : info.meter->rules)
    if (!rule.otherwise) rest = regions::both(rest, regions::no(conditions_.of(rule.when)));
  for (const ast::Case& rule : info.meter->rules) {
    reads_in(rule.when, counted, on_read);
    const Formula here = rule.otherwise ? rest : regions::both(counted, conditions_.of(rule.when));
    for (const ast::Expr* part : {&rule.value, &rule.from, &rule.until}) reads_in(*part, here, on_read);
  }
}

void Records::reads_of_payers(const OnRead& on_read) {
  const Checked& checked = context_.checked;
  for (std::size_t i = 0; i < checked.charges.size(); ++i)
    for (const ast::Source& source : checked.charges[i]->sources)
      for (const unsigned meter : checked.charge_meters[i])
        if (source.when && usage_of(checked, checked.meters[meter]) == static_cast<int>(usage_))
          reads_in(source.when, counted_by(checked.meters[meter]), on_read);
}

// A key column is read for the records of the meters whose rows ask for it.
void Records::reads_of_prices(const OnRead& on_read) {
  const Checked& checked = context_.checked;
  for (std::size_t i = 0; i < checked.charges.size(); ++i) {
    const ast::Table* table = price_table(checked, *checked.charges[i]);
    if (!table) continue;
    const TableShape shape = table_shape(*table);
    for (const unsigned column : shape.fields) {
      const auto field = checked.columns.find(&table->columns[column]);
      if (field == checked.columns.end() || (field->second.kind != Meaning::Kind::field && field->second.kind != Meaning::Kind::define))
        continue;
      for (const unsigned meter : checked.charge_meters[i]) {
        const auto asks = [&](const ast::Row& row) {
          return !row.cells[column].values.empty() && row_has_meter(checked, shape, row, meter);
        };
        const auto& rows = table->rows;
        if (usage_of(checked, checked.meters[meter]) == static_cast<int>(usage_) &&
            std::any_of(rows.begin(), rows.end(), asks))
          read_by(field->second, table->columns[column].span, counted_by(checked.meters[meter]), on_read);
      }
    }
  }
}

// The price of a record may read its fields, in a table those that come to the row.
void Records::reads_of_each(const OnRead& on_read) {
  const Checked& checked = context_.checked;
  for (std::size_t i = 0; i < checked.charges.size(); ++i) {
    const auto& price = checked.charges[i]->price;
    if (!price || !price->value || usage_named(checked, price->each.text) != static_cast<int>(usage_)) continue;
    const ast::Table* table = price_table(checked, *checked.charges[i]);
    for (const unsigned meter : checked.charge_meters[i]) {
      const Formula counted = counted_by(checked.meters[meter]);
      if (table)
        reads_of_rows(*table, meter, counted, on_read);
      else
        reads_in(price->value, counted, on_read);
    }
  }
}

void Records::reads_of_rows(const ast::Table& table, unsigned meter, const Formula& counted, const OnRead& on_read) {
  const TableShape shape = table_shape(table);
  for (const ast::Row* row : rows_of(table)) {
    if (!row_has_meter(context_.checked, shape, *row, meter)) continue;
    Formula reached = counted;
    for (const unsigned column : shape.fields) {
      const auto named = context_.checked.columns.find(&table.columns[column]);
      if (named != context_.checked.columns.end() && !row->cells[column].values.empty())
        reached = regions::both(
            reached, conditions_.in_cell(named->second, row->cells[column], table.columns[column].prefix));
    }
    for (const int column : {shape.walked, shape.price}) {
      if (column < 0) continue;
      for (const ast::Expr& value : row->cells[static_cast<unsigned>(column)].values) reads_in(value, reached, on_read);
    }
  }
}

void Records::read_by(const Meaning& column, Span place, const Formula& reached, const OnRead& on_read) {
  if (column.kind == Meaning::Kind::field) on_read(column.index, place, reached);
  if (column.kind == Meaning::Kind::define) reads_in(context_.checked.defines[column.index]->value, reached, on_read);
}

void Records::reads_in(const ast::Expr& expression, const Formula& reached, const OnRead& on_read) {
  if (expression) reads_in(*expression, reached, on_read);
}

// `and` and `or` ask their right side only where the left has not decided.
void Records::reads_in(const ast::Expression& expression, const Formula& reached, const OnRead& on_read) {
  if (std::holds_alternative<ast::Given>(expression.node)) return;
  const Meaning meaning = context_.checked.meanings[expression.id];
  if (meaning.kind == Meaning::Kind::field) return on_read(meaning.index, expression.span, reached);
  if (meaning.kind == Meaning::Kind::define) {
    const ast::Define& define = *context_.checked.defines[meaning.index];
    if (context_.checked.types[expression.id].kind != TypeKind::unknown)
      reads_in(define.value, reached, on_read);
    return;
  }
  if (const auto* tabled = std::get_if<ast::Tabled>(&expression.node)) {
    for (const ast::Column& column : tabled->table.columns) {
      const auto named = context_.checked.columns.find(&column);
      if (named != context_.checked.columns.end()) read_by(named->second, column.span, reached, on_read);
    }
  }
  const auto* binary = std::get_if<ast::Binary>(&expression.node);
  const bool both = binary && binary->op == ast::Operator::both;
  if (both || (binary && binary->op == ast::Operator::either)) {
    reads_in(binary->left, reached, on_read);
    const Formula left = conditions_.of(binary->left);
    return reads_in(binary->right, regions::both(reached, both ? left : regions::no(left)), on_read);
  }
  for_each_part(expression, [&](const ast::Expression& part) { reads_in(part, reached, on_read); });
}

std::optional<std::string> Records::witness(const Formula& formula, Span place) {
  return ask(context_, conditions_, formula, place);
}

bool Records::impossible(const Formula& formula, Span place) {
  return never_holds(context_, conditions_, formula, place);
}

std::optional<std::string> ask(Context& context, const Conditions& conditions, const Formula& formula,
                               Span place) {
  const Answer answer = answer_of(context, conditions, formula, place);
  if (answer.kind != Answer::Kind::found) return std::nullopt;
  return answer.witness;
}

bool never_holds(Context& context, const Conditions& conditions, const Formula& formula, Span place) {
  return answer_of(context, conditions, formula, place).kind == Answer::Kind::none;
}

}  // namespace tariff::checking
