// Types of tables: columns that name something, keys of its type, bounds that rise and end open, and rows that yield
// values of one kind.
#include <algorithm>

#include "interpreter/check/beginnings.hpp"
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/payers.hpp"
#include "interpreter/check/schedules.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

using Kind = ast::Cell::Kind;

struct TableTypes {
  Context& context;
  const ast::Expression& whole;
  const ast::Tabled& tabled;
  const TablePlace& place;
  const ast::Table& table = tabled.table;
  TableShape shape = table_shape(table);
  Dimension bounds = {};               // the unit of the walked column
  std::optional<Type> yield = std::nullopt;  // of the rows so far, in an expression
  Span first_bound = {}, first_yield = {};   // what set the two
  bool broken = false;

  Type check() {
    refuse_columns();
    if (!check_walk()) return {};
    for (const unsigned column : shape.fields) check_column(table.columns[column]);
    check_one_prefix(context, table);
    for (const ast::Row& row : table.rows)
      if (row.cells.size() == table.columns.size()) check_row(row);
    if (place.charge) refuse_late(context, table);
    for (const auto& alike : groups_of(context.checked, rows_of(table), shape.keys)) {
      if (shape.walked >= 0) check_tiers(alike);
      else refuse_alike(alike);
    }
    if (place.charge || broken || !yield) return {};
    return *yield;
  }

 private:
  // Rows with the same cells are tiers of one price, where there are tiers; else the second would never be asked.
  void refuse_alike(const Rows& alike) {
    for (std::size_t i = 1; i < alike.size(); ++i)
      context.error("T0502", alike[i]->span, "two rows have the same cells")
          .related.push_back(context.label(alike.front()->span, "this one too"));
  }

  void refuse_columns() {
    std::vector<const ast::Name*> names;
    int walked = 0;
    for (const ast::Column& column : table.columns) {
      names.push_back(&column.name);
      if (column.is_walked() && ++walked == 2)
        context.error("T0417", column.span, "a price is walked along one column only");
    }
    refuse_twice(context, names, "column");
    if (shape.price < 0)
      context.error("T0325", table.span,
                    place.charge ? "the table has no column `price`" : "the table has no column `value` or `price`");
    if (shape.meter >= 0 && !place.charge)
      context.error("T0325", table.columns[static_cast<unsigned>(shape.meter)].span,
                    "only the prices of a charge are told apart by meter");
  }

  // False where it is open what the bounds are of.
  bool check_walk() {
    const bool walks = tabled.walk != ast::Walk::none;
    const std::string word = tabled.walk == ast::Walk::graduated ? "graduated" : "reached";
    const std::string window = place.charge ? " in " + window_text(place.charge->window) : "";
    if (walks && shape.walked < 0) {
      context
          .error("T0417", whole.span, "`" + word + "` needs a column that says of which quantity the tiers are")
          .fix = place.charge ? "used" + window + ", or billed" + window : "a column `used`";
      return false;
    }
    if (shape.walked < 0) return true;
    const ast::Column& column = table.columns[static_cast<unsigned>(shape.walked)];
    if (!walks)
      context.error("T0417", column.span, "tiers are either graduated or reached, and this is not said").fix =
          "`graduated`: each part at its own price; `reached`: all at the price that is reached";
    if (!place.charge && column.window)
      context.error("T0417", column.span, "the window of tiers is said where a charge is priced").fix = "used";
    return true;
  }

  // --- keys ---
  void check_column(const ast::Column& column) {
    if (column.kind == ast::Column::Kind::payer) return check_payer_column(context, column, place);
    if (!place.charge) return name_column(column, place.scope.usage);
    for (const unsigned meter : *place.meters) {
      const MeterInfo& info = context.checked.meters[meter];
      const bool folded = info.window || info.level;
      const int usage = usage_of(context.checked, info);
      const int field = usage < 0 ? -1 : field_named(context.checked, usage, column.name.text);
      const bool known = !folded || std::find(info.keys.begin(), info.keys.end(), static_cast<unsigned>(field)) != info.keys.end();
      if (!known && attribute_named(context.checked, column.name.text) < 0) return refuse_folded(column, info);
      if (folded || usage >= 0) name_column(column, known ? usage : -1);
    }
    if (place.fee)
      name_column(column, -1);
    else if (place.meters->empty())
      context.meant.insert(column.name.text);  // of a meter that there is not
  }

  void refuse_folded(const ast::Column& column, const MeterInfo& info) {
    context
        .error("T0439", column.span,
               "of " + quoted(info.meter->name.text) + " no single record is left to ask for " +
                   quoted(column.name.text))
        .related.push_back(context.label(info.meter->name.span, "it takes one value from many records"));
  }

  void name_column(const ast::Column& column, int usage) {
    const int field = usage < 0 ? -1 : field_named(context.checked, usage, column.name.text);
    const int attribute = attribute_named(context.checked, column.name.text);
    if (place.fee && attribute < 0 && is_field(column.name.text)) {
      context.error("T0439", column.span, "of a fee no record is there to ask for " + quoted(column.name.text))
          .notes.push_back("its table may have attributes of the account as columns");
      context.meant.insert(column.name.text);
      return;
    }
    const int define = field < 0 && attribute < 0 && !column.prefix ? define_named(context.checked, column.name.text) : -1;
    if (field < 0 && attribute < 0 && define < 0) {
      std::vector<std::string> names = usage < 0 && !place.charge ? all_fields() : field_names(context.checked, usage);
      for (const FieldInfo& info : context.checked.attributes) names.push_back(info.name);
      if (place.charge) names.insert(names.end(), {"meter", "paid by"});
      names.push_back(place.charge ? "price" : "value");
      context.unknown("T0325", column.name, "field", names)
          .notes.push_back("a column names a field, an attribute of the account, `meter` or `price`");
      return;
    }
    const Meaning meaning = define >= 0 ? define_meant(column, static_cast<unsigned>(define), usage)
                                        : Meaning{field >= 0 ? Meaning::Kind::field : Meaning::Kind::attribute,
                                                  static_cast<unsigned>(field >= 0 ? field : attribute), 0};
    if (meaning.kind == Meaning::Kind::nothing) return;
    context.checked.names[&column.name] = meaning;
    if (define < 0) context.named.insert(info_of(meaning).field);
    if (column.prefix && !check_has_beginning(context, column.name, info_of(meaning))) return;
    const Meaning& known = context.checked.columns.emplace(&column, meaning).first->second;
    if (known.kind != meaning.kind || known.index != meaning.index)
      context.error(
          "T0319", column.span,
          "the meters of this charge count different kinds of record: it is open whose field this is");
  }

  // What a define asks of the record, or of the account.
  Meaning define_meant(const ast::Column& column, unsigned index, int usage) {
    context.named.insert(context.checked.defines[index]);
    const DefineState state = define_state(context, index);
    if (state.type.kind == TypeKind::unknown) return {};
    const bool record = usage >= 0 || place.scope.kind == Scope::Kind::record;
    const bool asks_record = state.usage >= 0 || !state.so_far.empty();
    if (!asks_record || (record && (state.usage < 0 || state.usage == usage)))
      return {Meaning::Kind::define, index, asks_record ? 1u : 0u};
    context.error("T0323", column.span, quoted(column.name.text) + " cannot be known here")
        .related.push_back(context.label(context.checked.defines[index]->value->span, "it reads a record"));
    return {};
  }

  bool is_field(const std::string& name) const {
    const auto& fields = context.checked.fields;
    return std::any_of(fields.begin(), fields.end(), [&](const FieldInfo& info) { return info.name == name; });
  }

  std::vector<std::string> all_fields() const {
    return names_of(context.checked.fields, [](const FieldInfo& info) { return info.name; });
  }

  const FieldInfo& info_of(const Meaning& meaning) const {
    return (meaning.kind == Meaning::Kind::field ? context.checked.fields
                                                 : context.checked.attributes)[meaning.index];
  }

  void check_row(const ast::Row& row) {
    std::vector<unsigned> priced;
    if (place.meters)
      for (const unsigned meter : *place.meters)
        if (row_has_meter(context.checked, shape, row, meter)) priced.push_back(meter);
    if (shape.walked >= 0) check_bound(row.cells[static_cast<unsigned>(shape.walked)], priced);
    for (unsigned i = 0; i < row.cells.size(); ++i) {
      const int column = static_cast<int>(i);
      if (column == shape.price)
        check_result(row.cells[i], priced);
      else if (column == shape.meter)
        check_meter(row.cells[i]);
      else if (column != shape.walked)
        check_key(table.columns[i], row.cells[i], priced);
    }
  }

  void check_meter(const ast::Cell& cell) {
    if (!place.charge) return;
    if (refuse_empty(cell)) return;
    if (cell.kind == Kind::up_to || cell.kind == Kind::below)
      context.error("T0302", cell.span, "a meter must stand here");
    for (const ast::Expr& value : cell.values) {
      const ast::Name* name = name_in(value);
      const int meter = name ? meter_named(context.checked, name->text) : -1;
      if (meter < 0 && (!name || !place.charge->meters.empty())) {
        context.error("T0302", cell.span, "a meter must stand here");
      } else if (meter >= 0) {
        context.checked.meanings[value->id] = {Meaning::Kind::meter, static_cast<unsigned>(meter), 0};
        if (std::find(place.meters->begin(), place.meters->end(), static_cast<unsigned>(meter)) ==
            place.meters->end())
          context.error("T0302", value->span, "the charge does not name the meter " + quoted(name->text));
      }
    }
  }

  void check_key(const ast::Column& column, const ast::Cell& cell, const std::vector<unsigned>& priced) {
    if (refuse_empty(cell)) return;
    const auto known = context.checked.columns.find(&column);
    if (known == context.checked.columns.end()) return;
    if (column.prefix) return check_prefixes(context, cell);
    if (known->second.kind == Meaning::Kind::payer) return check_payers(context, cell, *place.charge, priced);
    if (known->second.kind == Meaning::Kind::define) return check_key_of_define(known->second.index, cell);
    const FieldInfo& info = info_of(known->second);
    const bool bound = cell.kind == Kind::up_to || cell.kind == Kind::below;
    if (bound && info.type.kind != TypeKind::number) {
      context.error("T0417", cell.span, quoted(info.name) + " is " + describe(context.checked, info.type) +
                                            ": it has no bounds");
      return;
    }
    for (const ast::Expr& value : cell.values) demand_constant(context, value, info);
  }

  void check_key_of_define(unsigned index, const ast::Cell& cell) {
    const Type type = context.defines[index].type;
    const ast::Define& define = *context.checked.defines[index];
    for (const ast::Expr& value : cell.values) {
      const ast::Name* name = name_in(value);
      if (type.kind == TypeKind::truth) {
        if (!name || (name->text != "yes" && name->text != "no") || cell.kind != Kind::value)
          context.error("T0417", cell.span, quoted(define.name.text) + " is a condition").fix = "yes, no or any";
      } else if (type.kind == TypeKind::choice) {
        if (value) resolve_choice(context, *value, type, define.value->span);
      } else {
        demand(context, value, Scope{}, type, quoted(define.name.text));
      }
    }
  }

  // A key cell asks for a value, or for none.
  bool refuse_empty(const ast::Cell& cell) {
    if (cell.kind != Kind::empty && cell.kind != Kind::endless) return false;
    context.error("T0417", cell.span,
                  cell.kind == Kind::empty ? "a condition is never left empty" : "a value must stand here, or any").fix =
        "any";
    return true;
  }

  // --- bounds ---
  void check_bound(const ast::Cell& cell, const std::vector<unsigned>& priced) {
    if (cell.kind == Kind::otherwise) return;
    if ((cell.kind != Kind::up_to && cell.kind != Kind::below) || cell.values.size() != 1 || !cell.values.front()) {
      context.error("T0417", cell.span, "a tier is `up to` a bound, `below` one, or `above` the last");
      return;
    }
    const ast::Expr& bound = cell.values.front();
    const Type type = type_of(context, bound, place.scope);
    if (type.kind == TypeKind::unknown) return;
    if (!place.charge && bounds.empty() && type.kind == TypeKind::number) {
      bounds = type.dimension;
      first_bound = bound->span;
    }
    if (!place.charge && !same_type(type, number_type(bounds))) {
      broken = true;
      Diagnostic& other = context.error(
          "T0419", bound->span, "the bounds of tiers are of one unit, and this is " + describe(context.checked, type));
      if (!bounds.empty())
        other.related.push_back(context.label(first_bound, describe(context.checked, number_type(bounds))));
      return;
    }
    for (const unsigned meter : priced) {
      const MeterInfo& info = context.checked.meters[meter];
      if (info.unit_name.empty() || same_type(type, number_type(info.unit))) continue;
      Diagnostic& other = context.error("T0419", bound->span,
                                        quoted(info.meter->name.text) + " is in " + info.unit_name +
                                            ", this bound is " + describe(context.checked, type));
      other.related.push_back(context.label(info.meter->name.span, "counts in " + info.unit_name));
      if (type.kind == TypeKind::number && type.dimension.empty())
        other.fix = context.text(bound->span) + " " + info.unit_name;
      return;
    }
  }

  void check_tiers(const std::vector<const ast::Row*>& tiers) {
    const unsigned column = static_cast<unsigned>(shape.walked);
    const ast::Cell *before = nullptr, *highest = nullptr;  // of those whose bound is constant, the last
    for (const ast::Row* row : tiers) {
      const ast::Cell& cell = row->cells[column];
      if (cell.kind != Kind::up_to && cell.kind != Kind::below && cell.kind != Kind::otherwise) return;
      const bool ended = before && before->kind == Kind::otherwise;
      check_reached(ended ? before : highest, cell);
      before = &cell;
      if (bound_of(cell)) highest = before;
    }
    if (!before || before->kind == Kind::otherwise) return;
    context.error("T0418", before->span, "the tiers end here: what more costs is not said").fix =
        "a last row `above`, with a price";
  }

  std::optional<Number> bound_of(const ast::Cell& cell) const {
    return cell.values.size() == 1 ? constant(context.checked, cell.values.front()) : std::nullopt;
  }

  // Bounds that are computed rise or not as the window closes: a tier that ends before it begins is empty.
  void check_reached(const ast::Cell* before, const ast::Cell& cell) {
    const auto high = bound_of(cell), low = before ? bound_of(*before) : std::optional(Number());
    const bool closed = before && before->kind == Kind::otherwise;
    if (!before && may_fall()) return;
    const bool touches =
        low && high && *high == *low && cell.kind == Kind::up_to && (!before || before->kind == Kind::below);
    if (!closed && (!low || !high || *high > *low || touches)) return;
    Diagnostic& unreachable = context.error("T0418", cell.span, "no quantity reaches this tier");
    if (before) unreachable.related.push_back(context.label(before->span, "all of it is taken here"));
    if (!closed) unreachable.notes.push_back(before ? "tiers rise from row to row" : "tiers begin at 0");
  }

  // `graduated` counts from 0 on; the price that is reached may be that of less.
  bool may_fall() const {
    if (tabled.walk == ast::Walk::graduated) return false;
    return !place.meters || std::any_of(place.meters->begin(), place.meters->end(), [&](unsigned meter) {
      return may_be_negative(context.checked, context.checked.meters[meter]);
    });
  }

  // --- what the rows yield ---
  void check_result(const ast::Cell& cell, const std::vector<unsigned>& priced) {
    const bool value = cell.kind == Kind::value && cell.values.size() == 1;
    const bool none = cell.kind == Kind::none && place.charge;
    if (!value && !none) {
      broken = true;
      context.error("T0421", cell.span,
                    !place.charge       ? "a value must stand here"
                    : shape.walked >= 0 ? "a price must stand here"
                                        : "a price must stand here, or `no price`");
    } else if (none && shape.walked >= 0) {
      context.error("T0418", cell.span, "what reaches this tier is admitted already: it needs a price")
          .notes.push_back("what may not be used at all is refused by `reject`");
    } else if (value && place.charge) {
      const bool amount = shape.walked >= 0 || place.charge->unused || place.charge->price->each;
      check_price_value(context, cell.values.front(), place, priced, amount);
    } else if (value) {
      join(cell.values.front());
    }
  }

  void join(const ast::Expr& value) {
    Type type = type_of(context, value, place.scope, Position::applied);
    if (type.kind == TypeKind::unknown) {
      broken = true;
      return;
    }
    if (shape.walked >= 0 && type.kind == TypeKind::number && !type.schedule)  // an amount, or a rate
      type = schedule_type(bounds, is_money(context.checked, type.dimension) ? type.dimension
                                                                             : product(type.dimension, bounds, 1));
    if (!yield) {
      yield = type;
      first_yield = value->span;
      return;
    }
    if (same_type(*yield, type)) return;
    if (const auto both = added(context.checked, *yield, type)) {
      yield = both;
      return;
    }
    broken = true;
    context
        .error("T0402", value->span,
               "the rows of a table yield values of one unit, and this is " + describe(context.checked, type))
        .related.push_back(context.label(first_yield, describe(context.checked, *yield)));
  }
};

}  // namespace

Type check_table(Context& context, const ast::Expression& whole, const ast::Tabled& tabled, const TablePlace& place) {
  return TableTypes{context, whole, tabled, place}.check();
}

}  // namespace tariff::checking
