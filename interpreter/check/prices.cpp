// Prices: units that cancel, amounts with a finite decimal, tables of them.
#include <algorithm>
#include <variant>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/schedules.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/walk.hpp"

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
      const std::string wanted = dimension_text(context.checked, product(currency, info.unit, -1));
      Diagnostic& units = context.error("T0420", value->span,
                                        quoted(info.meter->name.text) + " is in " + info.unit_name +
                                            ", its price must be in " + wanted + ", and this is " +
                                            describe(context.checked, type));
      units.related.push_back(context.label(info.meter->name.span, "counts in " + info.unit_name));
      if (is_amount) units.fix = context.text(value->span) + " per " + info.unit_name;
      return;
    }
    if (!type.schedule) warn_falling(constant_value);
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

  void warn_falling(const std::optional<Number>& amount) {
    if (amount && amount->sign() < 0)
      context.warning("T0433", value->span, "the bill falls as use grows")
          .notes.push_back("each one more takes " + (-*amount).display() + " " +
                           dimension_text(context.checked, money(context.checked)) + " off");
  }

  void demand_finite() {
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
};

// The window that the tiers of a charge's price walk must be said where packages pay a part, and begin and end with
// the charge's where all is priced at the tier that is reached.
void check_tier_window(Context& context, const ast::Charge& charge, const ast::Tabled& tabled) {
  const TableShape shape = table_shape(tabled.table);
  if (shape.walked < 0) return;
  const ast::Column& column = tabled.table.columns[static_cast<unsigned>(shape.walked)];
  const std::string window = " in " + window_text(charge.window);
  const bool by_packages = std::any_of(charge.sources.begin(), charge.sources.end(),
                                       [](const ast::Source& source) { return !source.packages.empty(); });
  if (!column.window && by_packages && !charge.price->each) {
    Diagnostic& open = context.error("T0417", column.span,
                                     "packages pay a part: whether tiers go by all use or by what is billed is not said");
    open.fix = "used" + window + ", or billed" + window;
  }
  if (column.window && charge.price->each)
    context.error("T0417", column.span, "the tiers of a price for each record go by that record").fix = "used";
  if (tabled.walk != ast::Walk::reached || !column.window || same_window(*column.window, charge.window)) return;
  Diagnostic& other = context.error("T0413", column.span,
                                    "all is priced at the tier that is reached: only what one bill has can be");
  other.related.push_back(context.label(charge.window.span, "the charge's window"));
  other.fix = context.text(column.span).substr(0, context.text(column.span).find(' ')) + window;
}

// What a price may read: the account as the window closes. A define may be a table with keys of the records.
Scope price_scope(const Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters) {
  Scope scope;
  scope.kind = Scope::Kind::account;
  const ast::Name* name = name_in(charge.price->value);
  if (name && define_named(context.checked, name->text) >= 0 && !meters.empty()) {
    scope.kind = Scope::Kind::record;
    scope.usage = usage_of(context.checked, context.checked.meters[meters.front()]);
  }
  if (!charge.price->each) scope.window = &charge.window;
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
    if (meaning.kind == Meaning::Kind::field) return true;
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

// A price by a define, which could read a record where the price itself cannot.
void refuse_records(Context& context, const ast::Expr& value) {
  const ast::Expression* behind = behind_defines(context.checked, value);
  if (!behind || behind == value.get() || !reads_record(context.checked, *behind)) return;
  context
      .error("T0323", value->span, quoted(context.text(value->span)) + " reads a record, and is asked when many are priced together")
      .fix = "a table with the fields as its keys, or a meter in money";
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
                                                                       : "it counts " + info.meter->usage.text));
    return;
  }
}

}  // namespace

bool is_fee(Context& context, const ast::Charge& charge) {
  if (!charge.price || charge.meters.size() != 1 || !charge.sources.empty() || charge.price->each) return false;
  if (!charge.meters.front() || meter_named(context.checked, charge.meters.front().text) >= 0) return false;
  const Type type = type_of(context, charge.price->value, price_scope(context, charge, {}), Position::applied);
  return type.kind == TypeKind::number && !type.schedule && is_money(context.checked, type.dimension);
}

void check_price(Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters) {
  const TablePlace place{price_scope(context, charge, meters), &charge, &meters};
  const ast::Expr& value = charge.price->value;
  if (!value) return;
  if (std::get_if<ast::Tabled>(&value->node))
    check_table(context, *value, std::get<ast::Tabled>(value->node), place);
  else
    check_price_value(context, value, place, meters, charge.unused || charge.price->each);
  if (const ast::Tabled* tabled = table_of(context.checked, value)) check_tier_window(context, charge, *tabled);
  refuse_records(context, value);
  check_each(context, charge, meters);
}

}  // namespace tariff::checking
