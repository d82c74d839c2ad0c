// Packages: what they cover and at which ratio, what is sold, what is refunded, when the customer is told.
#include <algorithm>
#include <variant>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/grants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

const ast::Expr* only_value(const ast::Cell& cell) {
  return cell.kind == ast::Cell::Kind::value && cell.values.size() == 1 && cell.values.front()
             ? &cell.values.front()
             : nullptr;
}

struct PackageCheck {
  Context& context;
  unsigned index;
  PackageInfo& info;
  const ast::Package& package;

  void run() {
    if (!package.name) return;
    if (package.sold) check_sold(*package.sold);
    if (!package.sold && !package.given)
      context
          .error("T0437", package.name.span,
                 "nothing says what is sold or given of the package " + quoted(package.name.text))
          .fix = "sold, and a table of name, size, price and valid; or given SIZE each month";
    check_grant(context, info);
    check_refills(context, package);
    for (const ast::Covered& covered : package.covers) check_covered(covered);
    refuse_covered_twice();
    if (package.covers.empty())
      context
          .error("T0437", package.name.span,
                 "the package " + quoted(package.name.text) + " does not say what it covers")
          .fix = "covers METER";
    check_refund();
    for (const ast::Notify& notify : package.notices) check_notify(notify);
  }

 private:
  // --- sold ---
  void check_sold(const ast::Table& table) {
    constexpr const char* known[] = {"name", "size", "price", "valid", "limit"};
    std::vector<const ast::Name*> columns;
    for (const ast::Column& column : table.columns) {
      columns.push_back(&column.name);
      if (!column.name || std::find(std::begin(known), std::end(known), column.name.text) != std::end(known))
        continue;
      context.unknown("T0325", column.name, "column of a table of packages",
                      {std::begin(known), std::end(known)});
    }
    refuse_twice(context, columns, "column");
    for (const char* name : {"name", "size", "price", "valid"})
      if (column_of(table, name) < 0)
        context.error("T0426", table.span, "the table of packages has no column " + quoted(name)).fix =
            "add it: a package has a name, a size, a price, and a time it is valid";
    const std::vector<const ast::Name*> names = row_names(table);
    refuse_twice(context, names, "row");
    for (const ast::Row& row : table.rows) check_row(table, row);
  }

  static int column_of(const ast::Table& table, std::string_view name) {
    return index_of(table.columns, name, [](const ast::Column& column) { return column.name.text; });
  }

  const ast::Cell* cell(const ast::Table& table, const ast::Row& row, std::string_view name) const {
    const int column = column_of(table, name);
    return column < 0 || row.cells.size() != table.columns.size() ? nullptr
                                                                  : &row.cells[static_cast<unsigned>(column)];
  }

  std::vector<const ast::Name*> row_names(const ast::Table& table) {
    std::vector<const ast::Name*> names;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const ast::Cell* name = cell(table, table.rows[i], "name");
      const ast::Expr* value = name ? only_value(*name) : nullptr;
      const auto* reference = value ? std::get_if<ast::Reference>(&(*value)->node) : nullptr;
      if (reference && reference->path.size() == 1) {
        names.push_back(&reference->path.front());
        context.checked.meanings[(*value)->id] = {Meaning::Kind::package_row, index,
                                                  static_cast<unsigned>(i)};
      } else if (name && !(value && std::holds_alternative<ast::Text>((*value)->node))) {
        context.error("T0426", name->span, "a name must stand here");
      }
    }
    return names;
  }

  void check_row(const ast::Table& table, const ast::Row& row) {
    if (const ast::Cell* size = cell(table, row, "size")) check_size(*size);
    if (const ast::Cell* price = cell(table, row, "price")) check_price_cell(*price);
    if (const ast::Cell* valid = cell(table, row, "valid")) check_valid(*valid);
    if (const ast::Cell* limit = cell(table, row, "limit"); limit && limit->kind != ast::Cell::Kind::empty)
      check_limit(*limit);
  }

  void check_size(const ast::Cell& cell) {
    const ast::Expr* value = only_value(cell);
    const Type type = value ? type_of(context, *value, Scope{}) : Type{};
    if (value && type.kind == TypeKind::unknown) return;
    const auto size = value ? constant(context.checked, *value) : std::nullopt;
    if (type.kind != TypeKind::number || type.dimension.empty() || !size || size->sign() <= 0) {
      context.error("T0426", cell.span, "the size of a package is a quantity above zero, such as `100 call`");
    } else if (info.unit_name.empty()) {
      info.unit = type.dimension;
      info.unit_name = dimension_text(context.checked, info.unit);
    } else if (type.dimension != info.unit) {
      context
          .error("T0426", cell.span,
                 "the sizes of a package are of one unit, and this is " + describe(context.checked, type))
          .notes.push_back("the first is in " + info.unit_name);
    }
    if (size && is_count(context.checked, type.dimension) && !size->is_whole())
      context.error("T0436", cell.span,
                    "a " + dimension_text(context.checked, type.dimension) + " is never split");
  }

  void check_price_cell(const ast::Cell& cell) {
    const ast::Expr* value = only_value(cell);
    const Type type = value ? type_of(context, *value, Scope{}) : Type{};
    if (value && type.kind == TypeKind::unknown) return;
    if (type.kind == TypeKind::number && is_money(context.checked, type.dimension) &&
        type.dimension != money(context.checked)) {
      context.error("T0408", cell.span,
                    "the tariff is in " + dimension_text(context.checked, money(context.checked)) +
                        ", this price in " + dimension_text(context.checked, type.dimension));
    } else if (type.kind != TypeKind::number || type.dimension != money(context.checked) ||
               !constant(context.checked, *value)) {
      context.error("T0426", cell.span,
                    "the price of a package is an amount, such as `600 " +
                        dimension_text(context.checked, money(context.checked)) + "`");
    }
  }

  void check_valid(const ast::Cell& cell) {
    const ast::Expr* value = only_value(cell);
    const Type type = value ? type_of(context, *value, Scope{}) : Type{};
    if (value && type.kind == TypeKind::unknown) return;
    const auto* literal = value ? std::get_if<ast::Literal>(&(*value)->node) : nullptr;
    const auto span = literal ? duration_of(*literal) : std::nullopt;
    if (!span || digits_of(*literal).sign() <= 0)
      context.error("T0426", cell.span, "a package is valid for a time above zero, such as `1 year`");
  }

  void check_limit(const ast::Cell& cell) {
    const ast::Expr* value = only_value(cell);
    const auto* rate = value ? std::get_if<ast::Rate>(&(*value)->node) : nullptr;
    const auto* count = rate && rate->value ? std::get_if<ast::Literal>(&rate->value->node) : nullptr;
    const bool fits = count && !count->unit && rate->per.unit.text == "account" &&
                      digits_of(rate->per) == Number(1) && digits_of(*count).is_whole() &&
                      digits_of(*count).sign() > 0;
    if (!fits) {
      context.error("T0427", cell.span, "a limit says how many an account may buy").fix = "1 per account";
      return;
    }
    context.checked.types[(*value)->id] = context.checked.types[rate->value->id] = number_type({});
  }

  // --- covers ---
  void check_covered(const ast::Covered& covered) {
    const int meter = meter_meant(context, covered.meter);
    const Type ratio = type_of(context, covered.at, Scope{});
    if (meter < 0) return;
    info.covers.push_back(static_cast<unsigned>(meter));
    const MeterInfo& measured = context.checked.meters[static_cast<unsigned>(meter)];
    if (measured.level && measured.meter->takes.empty()) {
      Diagnostic& level = context.error("T0414", covered.meter.span,
                                        "a package cannot pay " + quoted(covered.meter.text) +
                                            ": it stands for a time, and nothing is taken of it");
      level.related.push_back(context.label(measured.meter->name.span, "the meter"));
      level.fix = "in the meter: take highest in each month";
      return;
    }
    if (measured.unit_name.empty() || info.unit_name.empty()) return;
    if (!covered.at)
      need_no_ratio(covered, measured);
    else if (ratio.kind != TypeKind::unknown)
      check_ratio(covered, measured, ratio);
  }

  void need_no_ratio(const ast::Covered& covered, const MeterInfo& measured) {
    if (measured.unit == info.unit) return;
    Diagnostic& missing =
        context.error("T0415", covered.meter.span,
                      "the package is in " + info.unit_name + ", " + quoted(covered.meter.text) + " in " +
                          measured.unit_name + ": how many for one is not said");
    missing.fix = covered.meter.text + " at 1 " + info.unit_name + " per " + measured.unit_name;
  }

  void check_ratio(const ast::Covered& covered, const MeterInfo& measured, const Type& type) {
    const ast::Rate* rate = rate_of(context.checked, covered.at);
    const auto ratio = constant(context.checked, covered.at);
    const Dimension wanted = product(info.unit, measured.unit, -1);
    if (!rate || type.dimension != wanted || !ratio || ratio->sign() <= 0 ||
        per_of(context.checked, *rate) != measured.unit) {
      context
          .error("T0415", covered.at->span,
                 "what covers " + quoted(covered.meter.text) + " is so many " + info.unit_name + " per " +
                     measured.unit_name)
          .fix = "at 1 " + info.unit_name + " per " + measured.unit_name;
    } else if (measured.unit == info.unit && *ratio == Number(1)) {
      context.warning("T0415", covered.at->span, "one for one needs no ratio").fix = "leave it out";
    } else if (!(Number(1) / *ratio).is_decimal() && !is_count(context.checked, measured.unit)) {
      context.error("T0435", covered.at->span,
                    "what a package leaves to pay may have no finite decimal at this ratio");
    }
  }

  void refuse_covered_twice() {
    std::vector<const ast::Name*> names;
    for (const ast::Covered& covered : package.covers) names.push_back(&covered.meter);
    refuse_twice(context, names, "meter");
  }

  // --- refund and notices ---
  Scope scope(bool asked) const {
    Scope inside;
    inside.kind = Scope::Kind::package;
    inside.package = index;
    inside.asked = asked;
    return inside;
  }

  void check_refund() {
    if (package.refund.empty() && package.sold)
      context
          .error("T0428", package.name.span,
                 "nothing says whether the package " + quoted(package.name.text) + " is refunded")
          .fix = "no refund";
    if (!package.refund.empty() && !package.sold) {
      const Span& place = package.refund.front().span;
      context.error("T0428", place, "nothing is paid for what is given, so nothing is refunded").fix = "leave it out";
      return;
    }
    for (const ast::Case& rule : package.refund) {
      demand_condition(context, rule.when, scope(true));
      if (!rule.value) continue;
      const bool fits =
          demand(context, rule.value, scope(true), number_type(money(context.checked)), "a refund");
      if (fits && context.checked.types[rule.value->id].kind == TypeKind::number &&
          !always_finite(context.checked, rule.value))
        context.error("T0422", rule.value->span, "this refund may have no finite decimal").fix =
            "…, rounded half up to 0.01 " + dimension_text(context.checked, money(context.checked));
    }
  }

  void check_notify(const ast::Notify& notify) {
    demand_condition(context, notify.when, scope(false));
    const Type lead = type_of(context, notify.lead, Scope{});
    const bool elapsed = lead.kind == TypeKind::number && lead.dimension == seconds();
    if (notify.lead && lead.kind != TypeKind::unknown && lead.kind != TypeKind::duration && !elapsed)
      context.error("T0401", notify.lead->span, "a time must stand before `before`, such as `7 day`");
    if (notify.lead && !package.sold)
      context.error("T0461", notify.span, "what is given lapses in silence").fix =
          "notify … when left below 10% of size";
    if (notify.before.path.empty()) return;
    const ast::Name& before = notify.before.path.back();
    if (notify.before.path.size() == 1 && (before.text == "expires" || before.text == "bought")) {
      const bool expires = before.text == "expires";
      context.checked.names[&before] = {
          Meaning::Kind::property, static_cast<unsigned>(expires ? Property::expires : Property::bought), 0};
    } else {
      context.unknown("T0308", before, "instant of a package", {"expires", "bought"});
    }
  }
};

}  // namespace

void check_packages(Context& context) {
  for (unsigned i = 0; i < context.checked.packages.size(); ++i) {
    PackageInfo& info = context.checked.packages[i];
    PackageCheck{context, i, info, *info.package}.run();
  }
}

}  // namespace tariff::checking
