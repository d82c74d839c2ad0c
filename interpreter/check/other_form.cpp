#include "interpreter/check/other_form.hpp"

#include <algorithm>

#include "grammar/keywords.hpp"
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

constexpr std::string_view sums[] = {"total", "subtotal", "sum"};
constexpr std::string_view of_packages[] = {"bought", "asked", "expires", "used", "left", "paid"};
constexpr std::string_view parts_of_instants[] = {"hour", "day", "date", "clock"};

template <typename Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// An instant of the record, for an example.
std::string some_instant(const Checked& checked, int usage) {
  for (const std::string& field : field_names(checked, usage)) {
    const auto index = static_cast<unsigned>(field_named(checked, usage, field));
    if (checked.fields[index].type.kind == TypeKind::instant) return field;
  }
  return "started";
}

std::string in_the_bill(const Checked& checked, unsigned steps, const std::string& name) {
  if (contains(sums, name)) return "write `lines` for all lines before this";
  for (const NamedLine& line : lines_of_bill(checked, steps))
    if (line.name == name)
      return "a line of the bill reads amounts: `lines of " + name + "`, of several `(lines of … and " + name + ")`";
  for (const FieldInfo& field : checked.fields)
    if (field.name == name) return "a bill sees no records: let a meter of its own ask for " + quoted(name);
  return "";
}

// A charge prices what many records come to.
std::string in_a_charge(const Checked& checked, const std::string& name) {
  for (const UsageInfo& info : checked.usages)
    for (const ast::Field& field : info.usage->fields)
      if (field.name.text == name) return "what one record costs may read it: price for each " + info.usage->name.text + " …";
  return "";
}

}  // namespace

std::string other_form(const Context& context, const Scope& scope, const std::string& name) {
  const Checked& checked = context.checked;
  if (scope.kind == Scope::Kind::bill) return in_the_bill(checked, scope.steps, name);
  if (scope.kind == Scope::Kind::account && scope.window)
    if (const std::string each = in_a_charge(checked, name); !each.empty()) return each;
  if (name == "free") return "write `0 " + dimension_text(checked, money(checked)) + "`";
  if (scope.kind == Scope::Kind::constant && contains(of_packages, name))
    return "a define does not know the package: write it out where the package is at hand";
  const std::string instant = some_instant(checked, scope.usage);
  if (calendar_named(checked, name) >= 0) return "write `" + instant + " is in " + name + "`";
  if (contains(grammar::weekday_names, name))
    return "write `weekday of " + instant + " is " + name + "`; several are joined by `or`";
  if (contains(grammar::month_names, name)) return "write `month of " + instant + " is " + name + "`";
  if (checked.units.count(name) && !contains(parts_of_instants, name))
    return "so much for each is written `per " + name + "`, as in `0.40 EUR per kWh`";
  if (!contains(parts_of_instants, name)) return "";
  return "of an instant there are `time of`, `weekday of` and `month of`; its day is in a calendar";
}

}  // namespace tariff::checking
