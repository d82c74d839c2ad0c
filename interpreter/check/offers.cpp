// The table of what is sold of a package: what each row is of, how much, for how much and for how long; and what orders
// packages besides.
#include "interpreter/check/offers.hpp"

#include <algorithm>
#include <variant>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

const ast::Expr* only_value(const ast::Cell& cell) {
  return cell.kind == ast::Cell::Kind::value && cell.values.size() == 1 && cell.values.front()
             ? &cell.values.front()
             : nullptr;
}

constexpr const char* built_in_columns[] = {"name", "covers", "size", "price", "valid", "limit"};

std::vector<std::string> built_in() { return {std::begin(built_in_columns), std::end(built_in_columns)}; }

}  // namespace

bool is_offer_column(std::string_view name) {
  return std::find(std::begin(built_in_columns), std::end(built_in_columns), name) != std::end(built_in_columns);
}

namespace {

struct OfferCheck {
  Context& context;
  unsigned index;
  PackageInfo& info;

  void check_sold(const ast::Table& table) {
    std::vector<const ast::Name*> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const ast::Column& column = table.columns[i];
      columns.push_back(&column.name);
      if (!column.name) context.error("T0325", column.span, "use of a window has no place in a table of packages");
      if (column.name && !is_offer_column(column.name.text)) check_property(table, i);
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
        context.error("T0426", name->span, "a name must stand here").fix = "a letter first, as in `p100`";
      }
    }
    return names;
  }

  // Any other column of numbers is a property: it orders packages, and their formulas may name it.
  void check_property(const ast::Table& table, std::size_t column) {
    const ast::Name& name = table.columns[column].name;
    info.properties.push_back({&name, {}});
    auto& all = context.checked.properties;
    if (std::find(all.begin(), all.end(), name.text) == all.end()) all.push_back(name.text);
    std::optional<Type> first;
    for (const ast::Row& row : table.rows) {
      if (row.cells[column].kind == ast::Cell::Kind::empty) return refuse_gap(name, row.cells[column]);
      const ast::Expr* value = only_value(row.cells[column]);
      const bool literal = value && std::holds_alternative<ast::Literal>((*value)->node);
      const Type type = literal ? type_of(context, *value, Scope{}) : Type{};
      if (literal && type.kind == TypeKind::unknown) return;
      if (type.kind != TypeKind::number) {
        context.named.insert(&name);
        context.unknown("T0325", name, "column of a table of packages", built_in())
            .related.push_back(context.label(row.cells[column].span, "a column that orders packages has numbers"));
        return;
      }
      if (first && !same_type(*first, type)) {
        context.error("T0325", row.cells[column].span,
                      "the numbers of a column are of one unit, and this is " + describe(context.checked, type))
            .related.push_back(context.label(name.span, "the column"));
        return;
      }
      first = type;
    }
    if (first) info.properties.back().type = *first;
  }

  void refuse_gap(const ast::Name& name, const ast::Cell& cell) {
    context.named.insert(&name);
    Diagnostic& gap = context.error(
        "T0325", cell.span, "a number is missing: a column that orders packages has one in each row");
    gap.related.push_back(context.label(name.span, "the column"));
    gap.notes.push_back("columns without numbers are " + joined(built_in(), ", "));
  }

  void check_row(const ast::Table& table, const ast::Row& row) {
    if (const ast::Cell* meter = cell(table, row, "covers")) check_meter(*meter, cell(table, row, "size"));
    if (const ast::Cell* size = cell(table, row, "size")) check_size(*size);
    if (const ast::Cell* price = cell(table, row, "price")) check_price_cell(*price);
    if (const ast::Cell* valid = cell(table, row, "valid")) check_valid(*valid);
    if (const ast::Cell* limit = cell(table, row, "limit"); limit && limit->kind != ast::Cell::Kind::empty)
      check_limit(*limit);
  }

  // Each row covers the meter it names, and is of its unit.
  void check_meter(const ast::Cell& cell, const ast::Cell* size) {
    const ast::Expr* value = only_value(cell);
    const ast::Name* name = value ? name_in(*value) : nullptr;
    if (!name) {
      context.error("T0426", cell.span, "the name of the meter that the row covers must stand here");
      return;
    }
    const int meter = meter_meant(context, *name);
    info.row_meters.push_back(meter < 0 ? 0 : static_cast<unsigned>(meter));
    if (meter < 0) return;
    const unsigned index_of_meter = info.row_meters.back();
    if (std::find(info.covers.begin(), info.covers.end(), index_of_meter) == info.covers.end())
      info.covers.push_back(index_of_meter);
    const MeterInfo& measured = context.checked.meters[index_of_meter];
    const ast::Expr* quantity = size ? only_value(*size) : nullptr;
    const Type type = quantity ? type_of(context, *quantity, Scope{}) : Type{};
    if (type.kind != TypeKind::number || measured.unit_name.empty() || type.dimension == measured.unit) return;
    context.error("T0415", size->span, quoted(name->text) + " counts in " + measured.unit_name + ", this is " +
                                           describe(context.checked, type))
        .related.push_back(context.label(measured.meter->name.span, "the meter"));
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
    } else if (type.dimension != info.unit && info.row_meters.empty()) {
      context
          .error("T0426", cell.span,
                 "the sizes of a package are of one unit, and this is " + describe(context.checked, type))
          .notes.push_back("the first is in " + info.unit_name);
    }
    if (size && is_count(context.checked, type.dimension) && !size->is_whole())
      context.error("T0436", cell.span,
                    "a " + dimension_text(context.checked, type.dimension) + " is never split");
    else if (value)
      demand_decimal(context, *value);
  }

  void check_price_cell(const ast::Cell& cell) {
    const ast::Expr* value = only_value(cell);
    const Type type = value ? type_of(context, *value, Scope{}) : Type{};
    if (value && type.kind == TypeKind::unknown) return;
    const auto price = value ? constant(context.checked, *value) : std::nullopt;
    if (type.kind == TypeKind::number && is_money(context.checked, type.dimension) &&
        type.dimension != money(context.checked)) {
      context.error("T0408", cell.span,
                    "the tariff is in " + dimension_text(context.checked, money(context.checked)) +
                        ", this price in " + dimension_text(context.checked, type.dimension));
    } else if (type.kind != TypeKind::number || type.dimension != money(context.checked) ||
               !price || price->sign() < 0) {
      context.error("T0426", cell.span,
                    "the price of a package is an amount, such as `600 " +
                        dimension_text(context.checked, money(context.checked)) + "`");
    } else {
      demand_decimal(context, *value);
    }
  }

  // A span from the purchase on; or the end of a calendar period, such as that of the month of `bought + 1 year`.
  void check_valid(const ast::Cell& cell) {
    if (cell.kind == ast::Cell::Kind::endless) return;
    if (cell.kind == ast::Cell::Kind::end_of) return check_end(cell);
    const ast::Expr* value = only_value(cell);
    const bool named = value && name_in(*value);
    const Type type = value && !named ? type_of(context, *value, Scope{}) : Type{};
    if (value && !named && type.kind == TypeKind::unknown) return;
    const auto* literal = value ? std::get_if<ast::Literal>(&(*value)->node) : nullptr;
    const auto span = literal ? duration_of(*literal) : std::nullopt;
    if (!span || digits_of(*literal).sign() <= 0)
      context.error("T0426", cell.span, "a package is valid for a time above zero, such as `1 year`").fix =
          "without end, where what is bought never expires";
  }

  void check_end(const ast::Cell& cell) {
    Scope scope;
    scope.kind = Scope::Kind::package;
    scope.package = index;
    if (!cell.values.front() || type_of(context, cell.values.front(), scope).kind == TypeKind::unknown) return;
    if (!after_purchase(*cell.values.front()))
      context.error("T0426", cell.span, "the end is that of a period some time after the purchase").fix =
          "until the end of the month of bought + 1 year";
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
};

}  // namespace

std::optional<Duration> after_purchase(const ast::Expression& expression) {
  if (const auto* name = std::get_if<ast::Reference>(&expression.node))
    return name->path.size() == 1 && name->path.front().text == "bought" ? std::optional(Duration()) : std::nullopt;
  const auto* sum = std::get_if<ast::Binary>(&expression.node);
  if (!sum || sum->op != ast::Operator::add || !sum->left || !sum->right || !after_purchase(*sum->left)) return {};
  const auto* span = std::get_if<ast::Literal>(&sum->right->node);
  return std::holds_alternative<ast::Reference>(sum->left->node) && span ? duration_of(*span) : std::nullopt;
}

void check_offers(Context& context, unsigned package, PackageInfo& info) {
  if (info.package->sold) OfferCheck{context, package, info}.check_sold(*info.package->sold);
}

}  // namespace tariff::checking
