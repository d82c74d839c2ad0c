// Prices: units that cancel, keys that exist, tiers that rise and end open, amounts with a finite decimal.
#include <algorithm>
#include <variant>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

using Kind = ast::Cell::Kind;

struct PriceCheck {
  Context& context;
  const ast::Charge& charge;
  const ast::Price& price;
  const std::vector<unsigned>& meters;
  TableShape shape;

  void run() {
    if (price.table) {
      shape = table_shape(*price.table);
      check_table(*price.table);
    } else if (price.graduated) {
      context.error("T0417", price.span, "`graduated` needs a table of tiers");
    } else if (price.value) {
      check_amount(price.value, meters, false);
    }
  }

 private:
  // --- amounts ---
  // A price for the meters: money per their unit. A bare amount is a price of a whole tier.
  void check_amount(const ast::Expr& value, const std::vector<unsigned>& priced, bool tier) {
    const Type type = type_of(context, value, Scope{}, Position::applied);
    if (type.kind == TypeKind::unknown) return;
    if (type.kind == TypeKind::number && refuse_other_currency(value, type.dimension)) return;
    const Dimension currency = money(context.checked);
    const auto amount = constant(context.checked, value);
    if (type.dimension == currency && (tier || (amount && amount->is_zero()))) return;
    for (const unsigned meter : priced) {
      const MeterInfo& info = context.checked.meters[meter];
      if (info.unit_name.empty() ||
          (type.kind == TypeKind::number && type.dimension == product(currency, info.unit, -1)))
        continue;
      const std::string wanted = dimension_text(context.checked, product(currency, info.unit, -1));
      Diagnostic& units = context.error("T0420", value->span,
                                        quoted(info.meter->name.text) + " is in " + info.unit_name +
                                            ", its price must be in " + wanted + ", and this is " +
                                            describe(context.checked, type));
      units.related.push_back(context.label(info.meter->name.span, "counts in " + info.unit_name));
      if (type.dimension == currency) units.fix = context.text(value->span) + " per " + info.unit_name;
      return;
    }
    warn_falling(value, amount);
    demand_finite(value);
  }

  bool refuse_other_currency(const ast::Expr& value, const Dimension& dimension) {
    for (const auto& part : dimension) {
      const BaseUnit& base = context.checked.bases[part.first];
      if (base.digits < 0 || part.first == context.checked.currency) continue;
      context
          .error("T0408", value->span,
                 "the tariff is in " + context.checked.bases[context.checked.currency].name +
                     ", this price in " + base.name)
          .related.push_back(
              context.label(context.checked.tariff ? context.checked.tariff->currency.span : Span{},
                            "the tariff's currency"));
      return true;
    }
    return false;
  }

  void warn_falling(const ast::Expr& value, const std::optional<Number>& amount) {
    if (amount && amount->sign() < 0)
      context.warning("T0433", value->span, "the bill falls as use grows")
          .notes.push_back("each one more takes " + (-*amount).display() + " " +
                           dimension_text(context.checked, money(context.checked)) + " off");
  }

  void demand_finite(const ast::Expr& value) {
    if (context.checked.bill && context.checked.bill->rounding) return;
    if (always_finite(context.checked, value)) return;
    Diagnostic& open = context.error(
        "T0422", value->span, "an amount at this price may have no finite decimal, and nothing rounds it");
    open.fix = "in the bill: round each line half up to 0.01 " +
               dimension_text(context.checked, money(context.checked));
    if (const auto ratio = constant(context.checked, value))
      open.notes.push_back("one costs " + ratio->display() + " " +
                           dimension_text(context.checked, money(context.checked)));
  }

  // --- tables ---
  void check_table(const ast::Table& table) {
    std::vector<const ast::Name*> names;
    int walked = 0;
    for (const ast::Column& column : table.columns) {
      names.push_back(&column.name);
      if (column.kind != ast::Column::Kind::name && ++walked == 2)
        context.error("T0417", column.span, "a price is walked along one column only");
    }
    refuse_twice(context, names, "column");
    if (shape.price < 0) context.error("T0325", table.span, "the table has no column `price`");
    if (!check_walk()) return;
    for (const unsigned column : shape.fields) check_field(table.columns[column]);
    for (const ast::Row& row : table.rows)
      if (row.cells.size() == table.columns.size()) check_row(table, row);
    if (shape.walked >= 0)
      for (const auto& tiers : tiers_of(context, table, shape)) check_tiers(tiers);
  }

  // False where it is open what the bounds are of.
  bool check_walk() {
    if (price.graduated && shape.walked < 0) {
      context
          .error("T0417", price.span, "`graduated` needs a column that says of which quantity the tiers are")
          .fix = "used in " + window_text(charge.window) + ", or billed in " + window_text(charge.window);
      return false;
    }
    if (!price.graduated && shape.walked >= 0) {
      context
          .error("T0417", price.table->columns[static_cast<unsigned>(shape.walked)].span,
                 "tiers are either graduated or not, and this is not said")
          .fix = "price graduated";
    }
    return true;
  }

  void check_field(const ast::Column& column) {
    for (const unsigned meter : meters) {
      const MeterInfo& info = context.checked.meters[meter];
      if (!info.meter->takes.empty() || info.level) {
        context
            .error("T0439", column.span,
                   "of " + quoted(info.meter->name.text) + " no single record is left to ask for " +
                       quoted(column.name.text))
            .related.push_back(context.label(info.meter->name.span, "it takes one value from many records"));
        return;
      }
      const int usage = usage_of(context.checked, info);
      if (usage < 0) continue;
      const int field = field_named(context.checked, usage, column.name.text);
      if (field < 0) {
        std::vector<std::string> names = field_names(context.checked, usage);
        names.insert(names.end(), {"meter", "price"});
        context.unknown("T0325", column.name, "field", names)
            .notes.push_back("a column names a field, `meter` or `price`");
        return;
      }
      const auto known = context.checked.column_fields.emplace(&column, static_cast<unsigned>(field)).first;
      if (known->second != static_cast<unsigned>(field))
        context.error(
            "T0319", column.span,
            "the meters of this charge count different kinds of record: it is open whose field this is");
      context.named.insert(context.checked.fields[static_cast<unsigned>(field)].field);
      context.checked.names[&column.name] = {Meaning::Kind::field, static_cast<unsigned>(field), 0};
    }
  }

  void check_row(const ast::Table& table, const ast::Row& row) {
    std::vector<unsigned> priced;
    for (const unsigned meter : meters)
      if (row_has_meter(context.checked, shape, row, meter)) priced.push_back(meter);
    for (unsigned i = 0; i < row.cells.size(); ++i) {
      const int column = static_cast<int>(i);
      if (column == shape.price)
        check_price_cell(row.cells[i], priced);
      else if (column == shape.walked)
        check_bound(row.cells[i], priced);
      else if (column == shape.meter)
        check_meter_cell(row.cells[i]);
      else
        check_key(table.columns[i], row.cells[i]);
    }
  }

  void check_price_cell(const ast::Cell& cell, const std::vector<unsigned>& priced) {
    if (cell.kind == Kind::value && cell.values.size() == 1)
      check_amount(cell.values.front(), priced, shape.walked >= 0);
    else if (cell.kind != Kind::none)
      context.error("T0421", cell.span, "a price must stand here, or `no price`");
  }

  void check_meter_cell(const ast::Cell& cell) {
    if (refuse_odd(cell)) return;
    for (const ast::Expr& value : cell.values) {
      const ast::Name* name = name_in(value);
      const int meter = name ? meter_named(context.checked, name->text) : -1;
      if (meter < 0 && (!name || !charge.meters.empty())) {
        context.error("T0302", cell.span, "a meter must stand here");
      } else if (meter >= 0) {
        context.checked.meanings[value->id] = {Meaning::Kind::meter, static_cast<unsigned>(meter), 0};
        if (std::find(meters.begin(), meters.end(), static_cast<unsigned>(meter)) == meters.end())
          context.error("T0302", value->span, "the charge does not name the meter " + quoted(name->text));
      }
    }
  }

  void check_key(const ast::Column& column, const ast::Cell& cell) {
    const auto field = context.checked.column_fields.find(&column);
    if (refuse_odd(cell) || field == context.checked.column_fields.end()) return;
    for (const ast::Expr& value : cell.values)
      demand_constant(context, value, context.checked.fields[field->second]);
  }

  // A key cell asks for a value, or for none.
  bool refuse_odd(const ast::Cell& cell) {
    if (cell.kind == Kind::empty)
      context.error("T0417", cell.span, "a condition is never left empty").fix = "any";
    else if (cell.kind == Kind::up_to || cell.kind == Kind::below)
      context.error("T0417", cell.span, "bounds stand in the column that is walked: `used in each month`");
    return cell.kind != Kind::value;
  }

  void check_bound(const ast::Cell& cell, const std::vector<unsigned>& priced) {
    if (cell.kind == Kind::otherwise) return;
    if ((cell.kind != Kind::up_to && cell.kind != Kind::below) || cell.values.size() != 1 ||
        !cell.values.front()) {
      context.error("T0417", cell.span, "a tier is `up to` a bound, `below` one, or `above` the last");
      return;
    }
    const ast::Expr& bound = cell.values.front();
    for (const unsigned meter : priced) {
      const MeterInfo& info = context.checked.meters[meter];
      if (info.unit_name.empty()) continue;
      const Type type = type_of(context, bound, Scope{});
      if (type.kind == TypeKind::unknown || same_type(type, number_type(info.unit))) continue;
      Diagnostic& other = context.error("T0419", bound->span,
                                        quoted(info.meter->name.text) + " is in " + info.unit_name +
                                            ", this bound is " + describe(context.checked, type));
      other.related.push_back(context.label(info.meter->name.span, "counts in " + info.unit_name));
      if (type.kind == TypeKind::number && type.dimension.empty())
        other.fix = context.text(bound->span) + " " + info.unit_name;
      return;
    }
    const Type type = context.checked.types[bound->id];
    if (type.kind == TypeKind::number && !constant(context.checked, bound))
      context.error("T0419", bound->span, "the bound of a tier is a constant");
  }

  // --- tiers ---
  void check_tiers(const std::vector<const ast::Row*>& tiers) {
    const unsigned column = static_cast<unsigned>(shape.walked);
    const ast::Cell* before = nullptr;
    for (const ast::Row* row : tiers) {
      const ast::Cell& cell = row->cells[column];
      if (before) check_rises(*before, cell);
      before = &cell;
    }
    if (!before || before->kind == Kind::otherwise) return;
    if (before->kind != Kind::up_to && before->kind != Kind::below) return;
    context.error("T0418", before->span, "the tiers end here: what more costs is not said").fix =
        "a last row `above`, with a price or `no price`";
  }

  void check_rises(const ast::Cell& before, const ast::Cell& cell) {
    const auto bound = [&](const ast::Cell& of) {
      return of.values.size() == 1 ? constant(context.checked, of.values.front()) : std::nullopt;
    };
    const auto low = bound(before), high = bound(cell);
    const bool closed = before.kind == Kind::otherwise;
    const bool touches =
        low && high && *high == *low && before.kind == Kind::below && cell.kind == Kind::up_to;
    if (!closed && (!low || !high || *high > *low || touches)) return;
    Diagnostic& unreachable = context.error("T0418", cell.span, "no quantity reaches this tier");
    unreachable.related.push_back(context.label(before.span, "all of it is taken here"));
    if (!closed) unreachable.notes.push_back("tiers rise from row to row");
  }
};

}  // namespace

void check_price(Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters) {
  PriceCheck{context, charge, *charge.price, meters, {}}.run();
}

}  // namespace tariff::checking
