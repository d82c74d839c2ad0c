#include "interpreter/check/quotes.hpp"

#include <algorithm>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"

namespace tariff::checking {
namespace {

bool is_given(const ast::Record& record, const std::string& field) {
  return std::any_of(record.fields.begin(), record.fields.end(),
                     [&](const ast::With& with) { return with.field.text == field; });
}

}  // namespace

std::optional<Dimension> unit_of_quote(Context& context, const ast::Quote& quote) {
  const Type step = type_of(context, quote.step, Scope{});
  const int usage = usage_named(context.checked, quote.record.usage.text);
  if (usage < 0 || !quote.by) return std::nullopt;
  const int field = field_named(context.checked, usage, quote.by.text);
  if (field < 0) {
    context.unknown("T0308", quote.by, "field", field_names(context.checked, usage));
    return std::nullopt;
  }
  const FieldInfo& info = context.checked.fields[static_cast<unsigned>(field)];
  context.checked.names[&quote.by] = {Meaning::Kind::field, static_cast<unsigned>(field), 0};
  if (info.type.kind != TypeKind::number || !is_given(quote.record, quote.by.text)) {
    context.error("T0492", quote.by.span, "a quote is of a number that the record gives, and goes up to that").fix =
        info.type.kind == TypeKind::number ? "with " + quote.by.text + " …" : "by a field that is a number";
    return std::nullopt;
  }
  if (!quote.step || step.kind == TypeKind::unknown) return info.type.dimension;
  const auto value = constant(context.checked, quote.step);
  if (step.kind != TypeKind::number || step.dimension != info.type.dimension || !value || value->sign() <= 0)
    context.error("T0492", quote.step->span, "the steps of a quote are " + describe(context.checked, info.type) + ", above zero");
  else if (info.whole)
    demand_constant(context, quote.step, info);
  return info.type.dimension;
}

}  // namespace tariff::checking
