#include "interpreter/lower/formulas.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/lines_so_far.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/civil.hpp"

namespace tariff {
namespace {

template <typename T>
Index moved(std::vector<T>& to, T value) {
  to.push_back(std::move(value));
  return static_cast<Index>(to.size() - 1);
}

}  // namespace

Formula FormulaBuilder::of(const ast::Expr& expression) {
  level_read_ = none;
  if (expression) step(expression);
  return take();
}

Formula FormulaBuilder::of(const std::vector<ast::Case>& cases, ast::Expr ast::Case::*part) {
  if (!(cases.back().*part)) return {};
  Index chosen = step(cases.back().*part);
  for (std::size_t i = cases.size() - 1; i-- > 0;) {
    const Index when = step(cases[i].when);
    const Index value = step(cases[i].*part);
    chosen = add(Op::choose, when, value, chosen);
  }
  return take();
}

Formula FormulaBuilder::of(Property property) {
  add(Op::property, 0, 0, 0, static_cast<Index>(property));
  return take();
}

Formula FormulaBuilder::then(const ast::Take& written) {
  if (!written.rate && !written.rounding) return {};
  Index value = add(Op::quantity);
  if (written.rate) {
    const Type& rate = type(written.rate);
    value = rate.schedule ? applied(written.rate, {value, rate.dimension})
                          : add(Op::multiply, value, step(written.rate));
  }
  if (written.rounding) {
    value = add(Op::rounded, value, step(written.step));
    built_.steps[value].mode = mode_of(*written.rounding);
  }
  return take();
}

Formula FormulaBuilder::all(const std::vector<Formula>& conditions) {
  Index joined = none;
  for (const Formula& condition : conditions) {
    if (!condition) continue;
    const Index next = copied(condition);
    joined = joined == none ? next : add(Op::both, joined, next);
  }
  return take();
}

Formula FormulaBuilder::neither(const std::vector<Formula>& conditions) {
  Index joined = none;
  for (const Formula& condition : conditions) {
    const Index next = add(Op::no, copied(condition));
    joined = joined == none ? next : add(Op::both, joined, next);
  }
  return take();
}

Formula FormulaBuilder::take() {
  built_.zone = plan_.zone;
  return std::exchange(built_, {});
}

Index FormulaBuilder::add(Op op, Index a, Index b, Index c, Index index) {
  Step step;
  step.op = op;
  step.a = a;
  step.b = b;
  step.c = c;
  step.index = index;
  built_.steps.push_back(step);
  return static_cast<Index>(built_.steps.size() - 1);
}

Index FormulaBuilder::add(Number number) {
  built_.numbers.push_back(std::move(number));
  return add(Op::number, 0, 0, 0, static_cast<Index>(built_.numbers.size() - 1));
}

// The constant a step refers to, taken over into the formula being built.
Index FormulaBuilder::moved_constants(Step& step, const Formula& from) {
  switch (step.op) {
    case Op::number: return moved(built_.numbers, from.numbers[step.index]);
    case Op::instant: return moved(built_.instants, from.instants[step.index]);
    case Op::text: return moved(built_.texts, from.texts[step.index]);
    case Op::among: return moved(built_.sets, from.sets[step.index]);
    case Op::longest_prefix: return moved(built_.prefixes, from.prefixes[step.index]);
    case Op::length_of: return moved(built_.windows, from.windows[step.index / 2]) * 2 + step.index % 2;
    case Op::in_calendar: return moved(built_.calendars, from.calendars[step.index]);
    case Op::later:
    case Op::earlier: return moved(built_.durations, from.durations[step.index]);
    default: return step.index;
  }
}

Index FormulaBuilder::copied(const Formula& formula) {
  const auto base = static_cast<Index>(built_.steps.size());
  for (Step step : formula.steps) {
    step.a += base;
    step.b += base;
    step.c += base;
    step.index = moved_constants(step, formula);
    built_.steps.push_back(step);
  }
  return static_cast<Index>(built_.steps.size() - 1);
}

// A field or an attribute, which hold what the input writes in their own unit, in base units.
Index FormulaBuilder::read(Op op, Index index, const FieldInfo& field) {
  const Index value = add(op, 0, 0, 0, index);
  const Number factor = factor_of(field, checked_);
  return factor == Number(1) ? value : add(Op::multiply, value, add(factor));
}

Index FormulaBuilder::step(const ast::Expr& expression) {
  return std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ast::Reference> || std::is_same_v<Node, ast::Folded> ||
                      std::is_same_v<Node, ast::Call>) {
          return step(node, *expression);
        } else if constexpr (std::is_same_v<Node, ast::Not>) {
          return add(Op::no, step(node.operand));
        } else {
          return step(node);
        }
      },
      expression->node);
}

Index FormulaBuilder::step(const ast::Literal& literal) { return add(value_of(literal, checked_)); }

Index FormulaBuilder::step(const ast::Text& text) {
  return add(Op::text, 0, 0, 0, moved(built_.texts, text.value));
}

Index FormulaBuilder::step(const ast::Moment& moment) {
  return add(Op::instant, 0, 0, 0, moved(built_.instants, instant_of(moment, plan_.zone)));
}

Index FormulaBuilder::step(const ast::Reference&, const ast::Expression& expression) {
  const Meaning& meaning = checked_.meanings[expression.id];
  switch (meaning.kind) {
    case Meaning::Kind::field: return read(Op::field, meaning.index, checked_.fields[meaning.index]);
    case Meaning::Kind::attribute: return read(Op::attribute, meaning.index, checked_.attributes[meaning.index]);
    case Meaning::Kind::choice: return add(Op::code, 0, 0, 0, meaning.index);
    case Meaning::Kind::property: return add(Op::property, 0, 0, 0, meaning.index);
    case Meaning::Kind::column: return add(Op::column, 0, 0, 0, meaning.index);
    case Meaning::Kind::balance: return add(Op::balance);
    case Meaning::Kind::meter: return add(Op::meter, 0, 0, 0, meaning.index);
    case Meaning::Kind::define: return step(checked_.defines[meaning.index]->value);
    case Meaning::Kind::lines: return lines({});
    case Meaning::Kind::first_part: return add(Op::first_part);
    case Meaning::Kind::nothing:
    case Meaning::Kind::package:
    case Meaning::Kind::calendar_part:
    case Meaning::Kind::fee:
    case Meaning::Kind::step:
    case Meaning::Kind::payer:
    case Meaning::Kind::package_row: break;  // no values: check lets none stand in an expression
  }
  return add(Number());
}

Index FormulaBuilder::step(const ast::Rate& rate) {
  if (const auto ratio = checking::ratio_of(checked_, rate)) return add(*ratio);
  const Index value = step(rate.value);
  return add(Op::divide, value, add(value_of(rate.per, checked_)));
}

// So many blocks, a started one being whole, at so much each.
Index FormulaBuilder::blocks(Index quantity, const ast::Rate& rate) {
  const Index counted = add(Op::blocks, quantity, add(value_of(rate.per, checked_)));
  built_.steps[counted].mode = mode_of(rate.blocks);
  return add(Op::multiply, counted, step(rate.value));
}

Formula FormulaBuilder::backwards(const ast::Binary& difference) {
  const Index end = step(difference.left);
  add(Op::less, end, step(difference.right));
  return take();
}

// An instant some time later or earlier.
Index FormulaBuilder::shifted(const ast::Binary& binary) {
  const bool forward = binary.op == ast::Operator::add;
  const Index from = step(binary.left);
  const auto* literal = std::get_if<ast::Literal>(&checking::behind_defines(checked_, binary.right)->node);
  const auto duration = literal ? duration_of(*literal) : std::nullopt;
  if (duration) return add(forward ? Op::later : Op::earlier, from, 0, 0, moved(built_.durations, *duration));
  const Index seconds = step(binary.right);
  return add(Op::elapsed, from, forward ? seconds : add(Op::negate, seconds));
}

Index FormulaBuilder::step(const ast::In& in) {
  const Index instant = step(in.subject);
  const CalendarInfo& calendar = checked_.calendars[checked_.names.at(&in.calendar).index];
  calendars_read_.emplace_back(&in, &calendar);
  return add(Op::in_calendar, instant, 0, 0, moved(built_.calendars, calendar.days));
}

Index FormulaBuilder::step(const ast::Binary& binary) {
  using ast::Operator;
  if (binary.op == Operator::of && checked_.meanings[binary.left->id].kind == Meaning::Kind::calendar_part) {
    constexpr Op parts[] = {Op::time_of_day, Op::weekday, Op::month};
    return add(parts[checked_.meanings[binary.left->id].index], step(binary.right));
  }
  const bool instants = type(binary.left).kind == TypeKind::instant;
  if (instants && (binary.op == Operator::add || binary.op == Operator::subtract)) {
    if (type(binary.right).kind != TypeKind::instant) return shifted(binary);
    const Index from = step(binary.left);
    return add(Op::difference, from, step(binary.right));
  }
  if (binary.op == Operator::at && type(binary.right).schedule) {
    const Index quantity = step(binary.left);
    return applied(binary.right, {quantity, type(binary.right).dimension});
  }
  const Index left = step(binary.left);
  const Index right = step(binary.right);
  switch (binary.op) {
    case Operator::add: return add(Op::add, left, right);
    case Operator::subtract: return add(Op::subtract, left, right);
    case Operator::multiply:
    case Operator::at:
    case Operator::of: return add(Op::multiply, left, right);
    case Operator::divide: return add(Op::divide, left, right);
    case Operator::equal: return add(Op::equal, left, right);
    case Operator::unequal: return add(Op::unequal, left, right);
    case Operator::less: return add(Op::less, left, right);
    case Operator::at_most: return add(Op::at_most, left, right);
    case Operator::greater: return add(Op::less, right, left);
    case Operator::at_least: return add(Op::at_most, right, left);
    case Operator::both: return add(Op::both, left, right);
    case Operator::either: return add(Op::either, left, right);
  }
  return left;
}

Index FormulaBuilder::equal_to_any(Index subject, const Type& type, const std::vector<ast::Expr>& values) {
  if (type.kind == TypeKind::choice) {
    std::vector<std::uint8_t> set(checked_.choices[static_cast<std::size_t>(type.choice)].values.size());
    for (const auto& value : values) set[checked_.meanings[value->id].index] = 1;
    return among(subject, std::move(set));
  }
  Index any = none;
  for (const auto& value : values) {
    const Index same = add(Op::equal, subject, step(value));
    any = any == none ? same : add(Op::either, any, same);
  }
  return any;
}

Index FormulaBuilder::step(const ast::Is& is) {
  if (is.starts) return starts_with(is);
  const Index found = equal_to_any(step(is.subject), type(is.subject), is.values);
  return is.negated ? add(Op::no, found) : found;
}

Index FormulaBuilder::step(const ast::Given& given) {
  const Index found = add(Op::given, 0, 0, 0, checked_.meanings[given.subject->id].index);
  return given.negated ? add(Op::no, found) : found;
}

Index FormulaBuilder::step(const ast::Bounded& bounded) {
  const Index subject = step(bounded.subject);
  return add(bounded.least ? Op::least : Op::most, subject, step(bounded.bound));
}

Index FormulaBuilder::step(const ast::Rounded& rounded) {
  const Index subject = step(rounded.subject);
  const Index result = add(Op::rounded, subject, step(rounded.step));
  built_.steps[result].mode = mode_of(rounded.rounding);
  return result;
}

Index FormulaBuilder::step(const ast::Call& call, const ast::Expression& expression) {
  const Meaning& meaning = checked_.meanings[expression.id];
  if (meaning.kind == Meaning::Kind::define) return step(checked_.defines[meaning.index]->value);
  return add(call.function.text == "words" ? Op::words : Op::characters, step(call.arguments.front()));
}

// Of what closes: its own window, where that is such a period, wherever it begins.
Window FormulaBuilder::period(ast::Period written) const {
  const Window calendar{unit_of(written)};
  return closing && closing->unit == calendar.unit && closing->count == 1 ? *closing : calendar;
}

Index FormulaBuilder::step(const ast::LengthOf& length) {
  return add(Op::length_of, 0, 0, 0, moved(built_.windows, period(length.period)) * 2 + (length.hours ? 1 : 0));
}

Index FormulaBuilder::step(const ast::LinesOf& written) {
  std::vector<Index> items;
  for (const ast::Name& name : written.items) items.push_back(line_item(checked_.names.at(&name)));
  return lines(std::move(items));
}

// Steps of the bill come after all items.
Index FormulaBuilder::line_item(const Meaning& meaning) const {
  const auto& items = plan_.items;
  if (meaning.kind == Meaning::Kind::step) return static_cast<Index>(items.size()) + meaning.index;
  const bool fee = meaning.kind == Meaning::Kind::fee;
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) {
    return fee ? item.meter == none && item.charge == meaning.index : item.meter == meaning.index;
  });
  return static_cast<Index>(found - items.begin());
}

Index FormulaBuilder::lines(std::vector<Index> items) {
  return add(Op::lines, 0, 0, 0, moved(plan_.bill.selections, std::move(items)));
}

Index FormulaBuilder::step(const ast::Now& now) {
  level_read_ = checked_.names.at(&now.measure).index;
  return add(Op::level, 0, 0, 0, level_read_);
}

Index FormulaBuilder::step(const ast::SoFar& written) {
  std::optional<Window> window;
  if (written.window) window = window_of(*written.window, plan_.zone);
  return add(Op::so_far, 0, 0, 0, summed(written, window));
}

Index FormulaBuilder::summed(const ast::SoFar& written, const std::optional<Window>& window) {
  SoFar asked{none, {}, false, window};
  if (checking::is_of_lines(checked_, written)) {
    asked.all_lines = written.lines.empty();
    for (const unsigned meter : checking::meters_of_lines(checked_, written)) asked.lines.push_back(meter);
  } else {
    asked.meter = checked_.names.at(&written.measure).index;
  }
  auto& all = plan_.so_far;
  const auto known = std::find(all.begin(), all.end(), asked);
  if (known != all.end()) return static_cast<Index>(known - all.begin());
  return moved(all, std::move(asked));
}

Index FormulaBuilder::step(const ast::Folded& folded, const ast::Expression& expression) {
  if (folded.before > 0) return looked_back(checked_.meanings[expression.id].index, folded.before);
  const Index attribute = checked_.meanings[expression.id].index;
  const Window window = period(folded.period);
  const auto known = std::find_if(plan_.watched.begin(), plan_.watched.end(), [&](const Watched& watched) {
    return watched.attribute == attribute && watched.window == window;
  });
  const auto index = static_cast<Index>(known - plan_.watched.begin());
  if (known == plan_.watched.end()) plan_.watched.push_back({attribute, window});
  return read(Op::highest_attribute, index, checked_.attributes[attribute]);
}

Index FormulaBuilder::looked_back(Index meter, Index windows) {
  auto& all = plan_.look_backs;
  const auto known = std::find_if(all.begin(), all.end(), [&](const LookBack& back) {
    return back.meter == meter && back.windows == windows;
  });
  const auto index = static_cast<Index>(known - all.begin());
  if (known == all.end()) all.push_back({meter, windows});
  return add(Op::before, 0, 0, 0, index);
}

Index FormulaBuilder::step(const ast::Extreme& extreme) {
  Index chosen = none;
  for (const ast::Expr& part : extreme.parts) {
    const Index value = step(part);
    chosen = chosen == none ? value : add(extreme.greatest ? Op::least : Op::most, chosen, value);
  }
  return chosen;
}

}  // namespace tariff
