// Prices: units that cancel, amounts with a finite decimal, tables of them.
#include <algorithm>
#include <variant>

#include "interpreter/check/beginnings.hpp"
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/schedules.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/walk.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

struct PriceValue {
  Context& context;
  const ast::Expr& value;
  const TablePlace& place;

  void check(const std::vector<unsigned>& meters, bool amount) {
    const Type type = type_of(context, value, place.scope, Position::applied);
    if (type.kind == TypeKind::unknown) return;
    if (type.kind == TypeKind::number && refuse_other_currency(type.dimension)) return;
    const Dimension currency = money(context.checked);
    const auto constant_value = constant(context.checked, value);
    const bool is_amount = !type.schedule && type.kind == TypeKind::number && type.dimension == currency;
    if (is_amount && (amount || (constant_value && constant_value->is_zero()))) return demand_finite();
    for (const unsigned meter : meters) {
      const MeterInfo& info = context.checked.meters[meter];
      if (info.unit_name.empty() || (!is_amount && yields(type, info.unit, currency))) continue;
      const bool in_money = info.unit == currency;
      const std::string wanted =
          in_money ? "a share, such as 2%" : "in " + dimension_text(context.checked, product(currency, info.unit, -1));
      Diagnostic& units = context.error("T0420", value->span,
                                        quoted(info.meter->name.text) + " is in " + info.unit_name +
                                            ", its price must be " + wanted + ", and this is " +
                                            describe(context.checked, type));
      units.related.push_back(context.label(info.meter->name.span, "counts in " + info.unit_name));
      const ast::Name& usage = info.meter->usage;
      units.fix = divided_rate(context, *value);
      if (is_amount && !in_money)
        units.fix = context.text(value->span) + " per " + info.unit_name;
      else if (is_amount && usage)
        units.fix = "of each record by itself: price for each " + usage.text + " " + context.text(value->span);
      return;
    }
    warn_falling();
    demand_finite();
  }

 private:
  bool refuse_other_currency(const Dimension& dimension) {
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

  // What a package pays is exact, whatever a bill rounds.
  void refuse_endless_draw() {
    context
        .error("T0422", value->span, "a record at this price may have no finite decimal, and a package in money pays it exactly")
        .fix = context.text(value->span) + ", rounded half up to 0.01 " + dimension_text(context.checked, money(context.checked));
  }

  void warn_falling() {
    const auto amount = each_more(context.checked, value);
    if (!amount || amount->sign() >= 0 || (place.charge && place.charge->price->is_signed)) return;
    Diagnostic& falls = context.warning("T0433", value->span, "the bill falls as use grows");
    falls.notes.push_back("each one more takes " + (-*amount).display() + " " +
                          dimension_text(context.checked, money(context.checked)) + " off");
    falls.fix = "where that is meant: price signed …";
  }

  void demand_finite() {
    if (always_finite(context.checked, value)) return;
    if (place.charge && is_paid_in_money(context.checked, *place.charge)) return refuse_endless_draw();
    if (context.checked.bill && context.checked.bill->rounding) return;
    Diagnostic& open = context.error(
        "T0422", value->span, "an amount at this price may have no finite decimal, and nothing rounds it");
    open.fix = "in the bill: round each line half up to 0.01 " +
               dimension_text(context.checked, money(context.checked));
    if (const auto ratio = constant(context.checked, value))
      open.notes.push_back("one costs " + ratio->display() + " " +
                           dimension_text(context.checked, money(context.checked)));
  }
};

// The window that the tiers of a charge's price walk: said where packages pay a part, never of a price for each record,
// made of whole windows of the charge, and the charge's own where all is priced at the tier that is reached.
struct TierWindow {
  Context& context;
  const ast::Charge& charge;
  const ast::Tabled& tabled;
  const ast::Column& column;  // the walked one
  const std::string window = " in " + window_text(charge.window);

  void check() {
    const auto payer = std::find_if(charge.sources.begin(), charge.sources.end(),
                                    [](const ast::Source& source) { return !source.packages.empty(); });
    const ast::Source* packages = payer == charge.sources.end() ? nullptr : &*payer;
    if (charge.price->each) return refuse_window_of_record();
    if (!column.window) {
      if (packages) demand_window(*packages);
    } else if (tabled.walk == ast::Walk::reached) {
      if (context.checked.bill && context.checked.bill->differences && nests(context, charge.window, *column.window))
        return;  // of what it comes to so far, less what was billed
      if (!same_window(context, *column.window, charge.window))
        refuse_window("`reached` prices all of a window at once: its tiers have the window of the charge");
      else if (packages && column.kind == ast::Column::Kind::used)
        refuse_unpriced(*packages);
    } else if (!nests(context, charge.window, *column.window)) {
      refuse_window(quoted(window_text(*column.window)) + " is not made of whole windows " +
                    quoted(window_text(charge.window)));
    } else if (packages && column.kind == ast::Column::Kind::used) {
      refuse_highest(*packages);
    }
  }

 private:
  std::string word() const { return column.kind == ast::Column::Kind::used ? "used" : "billed"; }

  void refuse_window_of_record() {
    if (!column.window) return;
    Diagnostic& other = context.error("T0417", column.span, "the tiers of a price for each record go by that record");
    other.related.push_back(context.label(charge.price->each.span, "each record is priced by itself"));
    other.fix = "used";
  }

  // The table may be that of a define, where no window can be said.
  void demand_window(const ast::Source& packages) {
    const ast::Expr& price = charge.price->value;
    const bool own = std::get_if<ast::Tabled>(&price->node) == &tabled;
    Diagnostic& open = context.error("T0417", own ? column.span : price->span,
                                     "packages pay a part: whether tiers go by all use or by what is billed is not said");
    open.related.push_back(context.label(packages.span, "the packages"));
    if (!own) open.related.push_back(context.label(column.span, "the tiers"));
    open.fix = (own ? "used" : "the tiers in a table of the charge, with used") + window + ", or billed" + window;
  }

  void refuse_window(const std::string& message) {
    Diagnostic& other = context.error("T0413", column.span, message);
    other.related.push_back(context.label(charge.window.span, "the charge's window"));
    other.fix = word() + window;
  }

  // Tiers by all use are priced as use comes.
  void refuse_highest(const ast::Source& packages) {
    for (const ast::Row& row : tabled.table.rows)
      for (const ast::Cell& cell : row.cells)
        for (const ast::Expr& value : cell.values) {
          const auto is_folded = [](const ast::Expression& part) { return std::holds_alternative<ast::Folded>(part.node); };
          if (!value || !any_part(*value, is_folded)) continue;
          Diagnostic& early = context.error(
              "T0323", value->span, "tiers by all use are priced as use comes, and this is known as the window closes");
          early.related.push_back(context.label(column.span, "the tiers"));
          early.related.push_back(context.label(packages.span, "packages pay a part"));
          early.fix = "billed" + window;
          return;
        }
  }

  void refuse_unpriced(const ast::Source& packages) {
    Diagnostic& other =
        context.error("T0417", column.span, "`reached` prices what is billed: what packages pay does not count towards its tiers");
    other.related.push_back(context.label(packages.span, "the packages"));
    other.fix = "billed" + window;
  }
};

void check_tier_window(Context& context, const ast::Charge& charge, const ast::Tabled& tabled) {
  const TableShape shape = table_shape(tabled.table);
  if (shape.walked < 0) return;
  TierWindow{context, charge, tabled, tabled.table.columns[static_cast<unsigned>(shape.walked)]}.check();
}

// What a price may read: the account as the window closes, and of each record that is priced by itself the record. A
// define may be a table with keys of the records.
Scope price_scope(const Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters) {
  Scope scope;
  scope.kind = Scope::Kind::account;
  const ast::Name* name = name_in(charge.price->value);
  if (charge.price->each) {
    scope.kind = Scope::Kind::record;
    scope.usage = usage_named(context.checked, charge.price->each.text);
    return scope;
  }
  if (name && define_named(context.checked, name->text) >= 0 && !meters.empty()) {
    scope.kind = Scope::Kind::record;
    scope.usage = usage_of(context.checked, context.checked.meters[meters.front()]);
  }
  scope.window = &charge.window;
  return scope;
}

}  // namespace

void check_price_value(Context& context, const ast::Expr& value, const TablePlace& place,
                       const std::vector<unsigned>& meters, bool amount) {
  PriceValue{context, value, place}.check(meters, amount);
}

namespace {

// Whether it asks the record, other than by the keys of the table it is.
bool reads_record(const Checked& checked, const ast::Expression& value) {
  return any_part(value, [&](const ast::Expression& part) {
    const Meaning& meaning = checked.meanings[part.id];
    if (meaning.kind == Meaning::Kind::field || std::holds_alternative<ast::SoFar>(part.node)) return true;
    if (meaning.kind == Meaning::Kind::define && checked.defines[meaning.index]->value)
      return reads_record(checked, *checked.defines[meaning.index]->value);
    const auto* tabled = std::get_if<ast::Tabled>(&part.node);
    if (!tabled || &part == &value) return false;
    const auto& columns = tabled->table.columns;
    return std::any_of(columns.begin(), columns.end(), [&](const ast::Column& column) {
      const auto named = checked.columns.find(&column);
      return named != checked.columns.end() && is_of_record(named->second);
    });
  });
}

// A price by a define, which could read a record where the price itself cannot. True after a finding.
bool refuse_records(Context& context, const ast::Expr& value, const std::vector<unsigned>& meters) {
  if (context.checked.types[value->id].kind == TypeKind::unknown) return false;  // perhaps a define of itself
  const ast::Expression* behind = behind_defines(context.checked, value);
  if (!behind || behind == value.get() || !reads_record(context.checked, *behind)) return false;
  const bool folded = std::any_of(meters.begin(), meters.end(), [&](unsigned meter) {
    return context.checked.meters[meter].level || context.checked.meters[meter].window;
  });
  const std::string name = context.text(value->span);
  context.error("T0323", value->span,
                quoted(name) + " reads a record, and a price knows the quantity and the account only").fix =
      folded || meters.empty() ? "a table with the fields as its keys, or a meter in money"
                               : "of each record by itself: price for each " +
                                     context.checked.meters[meters.front()].meter->usage.text + " " + name;
  return true;
}

void check_each(Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters) {
  const ast::Name& each = charge.price->each;
  if (!each) return;
  if (usage_named(context.checked, each.text) < 0) {
    context.unknown("T0310", each, "usage",
                    names_of(context.checked.usages, [](const UsageInfo& info) { return info.usage->name.text; }));
    return;
  }
  for (const unsigned meter : meters) {
    const MeterInfo& info = context.checked.meters[meter];
    const bool folded = info.level || info.window;
    if (!folded && info.meter->usage.text == each.text) continue;
    context
        .error("T0444", each.span,
               folded ? "of " + quoted(info.meter->name.text) + " no single record is left to price"
                      : quoted(info.meter->name.text) + " does not count records of " + quoted(each.text))
        .related.push_back(context.label(info.meter->name.span, folded ? "it takes one value from many records"
                                                                       : "it counts " + quoted(info.meter->usage.text)));
    return;
  }
}

bool is_amount(Context& context, const ast::Expr& value, const Scope& scope) {
  const Type type = type_of(context, value, scope, Position::applied);
  return type.kind == TypeKind::number && !type.schedule && is_money(context.checked, type.dimension);
}

}  // namespace

// A misspelt meter has a price too; but what it costs is a rate, or tiers.
bool is_fee(Context& context, const ast::Charge& charge) {
  if (!charge.price || charge.meters.size() != 1 || !charge.sources.empty() || charge.price->each) return false;
  if (!charge.meters.front() || meter_named(context.checked, charge.meters.front().text) >= 0) return false;
  const ast::Expr& value = charge.price->value;
  if (!value) return false;
  const Scope scope = price_scope(context, charge, {});
  const auto* tabled = std::get_if<ast::Tabled>(&value->node);
  if (!tabled)  // of one with errors nothing more is said
    return is_amount(context, value, scope) || context.checked.types[value->id].kind == TypeKind::unknown;
  const TableShape shape = table_shape(tabled->table);
  if (shape.walked >= 0 || shape.meter >= 0 || shape.price < 0) return false;
  const auto& rows = tabled->table.rows;
  return std::all_of(rows.begin(), rows.end(), [&](const ast::Row& row) {
    const auto& values = row.cells[static_cast<unsigned>(shape.price)].values;
    return values.size() == 1 && is_amount(context, values.front(), scope);
  });
}

void check_price(Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters, bool fee) {
  const TablePlace place{price_scope(context, charge, meters), &charge, &meters, fee};
  const ast::Expr& value = charge.price->value;
  if (!value) return;
  if (std::get_if<ast::Tabled>(&value->node)) {
    check_table(context, *value, std::get<ast::Tabled>(value->node), place);
  } else {
    type_of(context, value, place.scope, Position::applied);
    if (charge.price->each || !refuse_records(context, value, meters))
      check_price_value(context, value, place, meters, charge.unused || charge.price->each);
  }
  if (const ast::Tabled* tabled = table_of(context.checked, value)) check_tier_window(context, charge, *tabled);
  check_prefix_price(context, *charge.price);
  check_each(context, charge, meters);
}

}  // namespace tariff::checking
