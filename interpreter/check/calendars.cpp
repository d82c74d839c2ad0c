#include "interpreter/check/calendars.hpp"

#include <algorithm>

#include "grammar/keywords.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/civil.hpp"

namespace tariff::checking {
namespace {

std::int64_t day_of(const ast::Moment& moment) { return day_number(moment.year, moment.month, moment.day); }

// Why the day cannot stand in the calendar, if it cannot.
const char* fault_of(const CalendarInfo& calendar, const ast::CalendarDay& day, bool known) {
  const std::int64_t number = day_of(day.date);
  if (day.date.precision != ast::Period::day) return "a day of a calendar is a whole day, such as 2025-01-01";
  if (known) return "this day stands twice in the calendar";
  const bool outside = number < calendar.from || number >= calendar.until;
  return outside ? "this day is not among those the calendar knows" : nullptr;
}

void gather_calendar(Context& context, const ast::Calendar& written, bool own) {
  CalendarInfo calendar{&written, day_of(written.from), day_of(written.until), {}};
  const bool ends = calendar.from < calendar.until, judged = own && written.name;  // its head could be read
  if (judged && !ends)
    context.error("T0468", written.name.span, "the calendar " + quoted(written.name.text) + " ends before it begins");
  for (const ast::CalendarDay& day : written.days) {
    const std::int64_t number = day_of(day.date);
    const bool known = std::count(calendar.days.begin(), calendar.days.end(), number) != 0;
    if (const char* fault = judged && ends ? fault_of(calendar, day, known) : nullptr)
      context.error("T0468", day.span, fault);
    calendar.days.push_back(number);
  }
  std::sort(calendar.days.begin(), calendar.days.end());
  context.checked.calendars.push_back(std::move(calendar));
}

void gather_from(Context& context, const ast::File& file, bool own) {
  std::vector<const ast::Name*> names;
  for (const ast::Block& block : file.blocks) {
    const auto* calendar = std::get_if<ast::Calendar>(&block.what);
    if (!calendar) continue;
    names.push_back(&calendar->name);
    gather_calendar(context, *calendar, own);
  }
  if (own) refuse_twice(context, names, "calendar");
}

// The values of a part, where they are names.
std::vector<std::string> values_of(std::string_view part) {
  if (part == "weekday") return {std::begin(grammar::weekday_names), std::end(grammar::weekday_names)};
  return {std::begin(grammar::month_names), std::end(grammar::month_names)};
}

}  // namespace

void gather_calendars(Context& context) {
  gather_from(context, *context.checked.file, true);
  for (const ast::File* library : context.libraries) gather_from(context, *library, false);
}

std::optional<Type> calendar_part_type(Context& context, const ast::Binary& binary, const Scope& scope) {
  const auto* word = binary.left ? std::get_if<ast::Reference>(&binary.left->node) : nullptr;
  if (binary.op != ast::Operator::of || !word || word->path.size() != 1) return std::nullopt;
  constexpr std::string_view parts[] = {"time", "weekday", "month"};
  const std::string& part = word->path.front().text;
  const auto* found = std::find(std::begin(parts), std::end(parts), part);
  if (found == std::end(parts)) return std::nullopt;
  const auto index = static_cast<unsigned>(found - std::begin(parts));
  context.checked.meanings[binary.left->id] = {Meaning::Kind::calendar_part, index, 0};
  const Type of = type_of(context, binary.right, scope);
  if (of.kind == TypeKind::unknown) return Type{};
  if (of.kind != TypeKind::instant) {
    context.error("T0401", binary.right->span, "an instant must stand here, and this is " + describe(context.checked, of));
    return Type{};
  }
  if (part == "time") return number_type(seconds());
  Type type = plain_type(TypeKind::choice);
  type.choice = choice_type(context.checked, values_of(part));
  return type;
}

Type calendar_type(Context& context, const ast::In& in, const Scope& scope) {
  const Type subject = type_of(context, in.subject, scope);
  const int calendar = calendar_named(context.checked, in.calendar.text);
  if (calendar < 0) {
    const auto name = [](const CalendarInfo& info) { return info.calendar->name.text; };
    context.unknown("T0340", in.calendar, "calendar", names_of(context.checked.calendars, name));
    return {};
  }
  context.named.insert(context.checked.calendars[static_cast<unsigned>(calendar)].calendar);
  context.checked.names[&in.calendar] = {Meaning::Kind::calendar_part, static_cast<unsigned>(calendar), 0};
  if (subject.kind == TypeKind::unknown) return {};
  if (subject.kind == TypeKind::instant) return plain_type(TypeKind::truth);
  context.error("T0401", in.subject->span,
                "only an instant is in a calendar, and this is " + describe(context.checked, subject));
  return {};
}

std::optional<std::string> calendar_part_text(const Context& context, const ast::Expression& expression) {
  const auto* binary = std::get_if<ast::Binary>(&expression.node);
  const auto* word = binary && binary->left ? std::get_if<ast::Reference>(&binary->left->node) : nullptr;
  if (!word || context.checked.meanings[binary->left->id].kind != Meaning::Kind::calendar_part) return std::nullopt;
  return word->path.front().text + " of " + context.text(binary->right->span);
}

}  // namespace tariff::checking
