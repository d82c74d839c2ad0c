#include "interpreter/check/beginnings.hpp"

#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/tables.hpp"

namespace tariff::checking {
namespace {

// Of a value that the grammar took for a number or a name.
bool check_beginning(Context& context, const ast::Expr& value) {
  if (!value) return false;
  const auto* text = std::get_if<ast::Text>(&value->node);
  if (text && !text->value.empty()) return true;
  Diagnostic& other = context.error("T0485", value->span, "what a text begins with is digits, or a text in quotes");
  if (text)
    other.notes.push_back("every text begins with nothing");
  else
    other.fix = "\"" + context.text(value->span) + "\"";
  return false;
}

}  // namespace

Type check_starts_with(Context& context, const ast::Is& is, const Type& subject) {
  bool known = subject.kind != TypeKind::unknown;
  if (known && subject.kind != TypeKind::text) {
    context.error("T0484", is.subject->span, stated(context, *is.subject, subject) + ", and only a text begins with another");
    known = false;
  }
  for (const ast::Expr& value : is.values) known = check_beginning(context, value) && known;
  return known ? plain_type(TypeKind::truth) : Type{};
}

bool check_has_beginning(Context& context, const ast::Name& title, const FieldInfo& info) {
  if (info.type.kind == TypeKind::text) return true;
  context
      .error("T0484", title.span,
             quoted(info.name) + " is " + describe(context.checked, info.type) + ", and only a text begins with another")
      .related.push_back(context.label(info.field->type.span, "declared here"));
  return false;
}

void check_prefixes(Context& context, const ast::Cell& cell) {
  using Kind = ast::Cell::Kind;
  if (cell.kind != Kind::value && cell.kind != Kind::any && cell.kind != Kind::otherwise) {
    context.error("T0485", cell.span, "a prefix has no bounds").fix = "digits, or a text in quotes";
    return;
  }
  for (const ast::Expr& value : cell.values) check_beginning(context, value);
}

void check_one_prefix(Context& context, const ast::Table& table) {
  const ast::Column* prefix = nullptr;
  for (const ast::Column& column : table.columns) {
    if (!column.prefix) continue;
    if (prefix)
      context.error("T0486", column.span, "a table asks for one longest prefix only")
          .related.push_back(context.label(prefix->span, "already here"));
    prefix = &column;
  }
}

void check_prefix_price(Context& context, const ast::Price& price) {
  const ast::Tabled* tabled = table_of(context.checked, price.value);
  if (!tabled || !asks_both(context.checked, tabled->table)) return;
  const bool inside = std::holds_alternative<ast::Tabled>(price.value->node);
  if (price.each && !inside) return;
  if (const TableShape shape = table_shape(tabled->table); shape.payer >= 0) {
    context.error("T0487", tabled->table.columns[static_cast<unsigned>(shape.payer)].span,
                  "the longest prefix is asked of records here, and this column asks who pays").fix =
        "a row for each payer, whose price is a define with a table of prefixes";
    return;
  }
  Diagnostic& mixed = context.error("T0487", inside ? tabled->table.columns.front().span : price.value->span,
                                    "the longest prefix is asked of records here, and other columns ask the account");
  mixed.notes.push_back("both are asked at one time in a define that is the price of each record");
  mixed.fix = "price for each RECORD NAME, with `define NAME =` before the table";
}

regions::Formula starts_with(const regions::Space& space, unsigned axis, const std::vector<ast::Expr>& values) {
  regions::Formula any = regions::never();
  for (const ast::Expr& value : values) {
    const auto* text = value ? std::get_if<ast::Text>(&value->node) : nullptr;
    any = regions::either(any, text ? space.starts_with(axis, text->value) : regions::unclear());
  }
  return any;
}

}  // namespace tariff::checking
