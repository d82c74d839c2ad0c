#include "interpreter/check/calendars.hpp"

#include <algorithm>
#include <variant>

#include "grammar/keywords.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {

std::optional<Type> calendar_part_type(Context& context, const ast::Binary& binary, const Scope& scope) {
  const auto* word = binary.left ? std::get_if<ast::Reference>(&binary.left->node) : nullptr;
  if (binary.op != ast::Operator::of || !word || word->path.size() != 1) return std::nullopt;
  constexpr std::string_view parts[] = {"time", "weekday", "month"};
  const auto* found = std::find(std::begin(parts), std::end(parts), word->path.front().text);
  if (found == std::end(parts)) return std::nullopt;
  const auto index = static_cast<unsigned>(found - std::begin(parts));
  context.checked.meanings[binary.left->id] = {Meaning::Kind::calendar_part, index, 0};
  const Type of = type_of(context, binary.right, scope);
  if (of.kind == TypeKind::unknown) return Type{};
  if (of.kind != TypeKind::instant) {
    context.error("T0401", binary.right->span, "an instant must stand here, and this is " + describe(context.checked, of));
    return Type{};
  }
  if (index == 0) return number_type(seconds());
  Type type = plain_type(TypeKind::choice);
  std::vector<std::string> values;
  if (index == 1) values.assign(std::begin(grammar::weekday_names), std::end(grammar::weekday_names));
  if (index == 2) values.assign(std::begin(grammar::month_names), std::end(grammar::month_names));
  type.choice = choice_type(context.checked, std::move(values));
  return type;
}

Type calendar_type(Context& context, const ast::In& in, const Scope& scope) {
  const Type subject = type_of(context, in.subject, scope);
  const int calendar = index_of(context.checked.calendars, in.calendar.text,
                                [](const CalendarInfo& info) { return info.name; });
  if (calendar < 0) {
    context.unknown("T0340", in.calendar, "calendar",
                    names_of(context.checked.calendars, [](const CalendarInfo& info) { return info.name; }));
    return {};
  }
  context.checked.names[&in.calendar] = {Meaning::Kind::calendar_part, static_cast<unsigned>(calendar), 0};
  if (subject.kind == TypeKind::unknown) return {};
  if (subject.kind == TypeKind::instant) return plain_type(TypeKind::truth);
  context.error("T0401", in.subject->span, "only an instant is in a calendar, and this is " + describe(context.checked, subject));
  return {};
}

}  // namespace tariff::checking
