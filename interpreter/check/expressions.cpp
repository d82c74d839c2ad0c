#include "interpreter/check/expressions.hpp"

#include <algorithm>
#include <variant>

#include "interpreter/check/beginnings.hpp"
#include "interpreter/check/calendars.hpp"
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/running.hpp"
#include "interpreter/check/schedules.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

const char* period_name(ast::Period period) {
  constexpr const char* names[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  return names[static_cast<int>(period)];
}

struct Inference {
  Context& context;
  const Scope& scope;
  const ast::Expression& whole;
  Position position;

  Type part(const ast::Expr& expression, Position at = Position::value) const {
    return type_of(context, expression, scope, at);
  }

  Type operator()(const ast::Literal& literal) const {
    const ast::Name& unit = literal.unit;
    if (!unit || unit.text == "%") return number_type({});
    if (is_calendar_unit(unit.text) && context.checked.units.count(unit.text) == 0) {
      if (duration_of(literal)) return plain_type(TypeKind::duration);
      context.error("T0436", whole.span, "a span of the calendar is a whole number of days, weeks, months or years");
      return {};
    }
    const NamedUnit* known = unit_meant(context, unit);
    return known ? number_type(known->dimension) : Type{};
  }
  Type operator()(const ast::Text&) const { return plain_type(TypeKind::text); }
  Type operator()(const ast::Moment&) const { return plain_type(TypeKind::instant); }
  Type operator()(const ast::Reference& reference) const { return resolve(context, whole, reference, scope); }

  Type operator()(const ast::Rate& rate) const {
    const Type value = part(rate.value);
    const NamedUnit* per = rate.per.unit ? unit_meant(context, rate.per.unit) : nullptr;
    if ((rate.per.unit && !per) || value.kind == TypeKind::unknown) return {};
    if (value.kind != TypeKind::number) return not_a_number(context, rate.value, value);
    if (digits_of(rate.per).sign() <= 0) {
      context.error("T0407", whole.span, "a rate per nothing has no value");
      return {};
    }
    const Dimension over = per ? per->dimension : Dimension{};
    if (rate.blocks != ast::Blocks::exact) return schedule_type(over, value.dimension);
    return number_type(product(value.dimension, over, -1));
  }

  Type operator()(const ast::In& in) const { return calendar_type(context, in, scope); }

  Type operator()(const ast::Binary& binary) const {
    if (const auto type = calendar_part_type(context, binary, scope)) return *type;
    const Position at = is_arithmetic(binary.op) ? position : Position::value;
    const Type left = part(binary.left, at);
    const Type right = part(binary.right, binary.op == ast::Operator::at ? Position::applied : at);
    if (left.kind == TypeKind::unknown || right.kind == TypeKind::unknown) return {};
    return binary_type(context, whole, binary, left, right, position);
  }

  static bool is_arithmetic(ast::Operator op) {
    return op == ast::Operator::add || op == ast::Operator::subtract || op == ast::Operator::multiply ||
           op == ast::Operator::divide || op == ast::Operator::of;
  }

  Type operator()(const ast::LengthOf& length) const {
    const bool closes = scope.kind == Scope::Kind::derived || (scope.kind == Scope::Kind::account && scope.window) ||
                        (scope.kind == Scope::Kind::record && scope.window);
    if (!closes) {
      context.error("T0323", whole.span, "only a window that closes has a length: the price of a charge may ask for it, and a meter of other meters");
      return {};
    }
    return length.hours ? number_type(seconds()) : number_type({});
  }

  Type operator()(const ast::LinesOf& lines) const {
    if (scope.kind != Scope::Kind::bill) {
      context.error("T0323", whole.span, "only the bill knows its lines")
          .fix = "in the bill: add NAME = …, or less NAME = …";
      return {};
    }
    bool known = true;
    for (const ast::Name& item : lines.items) known = line_item_meant(context, item, scope.steps) && known;
    return known ? number_type(money(context.checked)) : Type{};
  }

  Type operator()(const ast::Tabled& tabled) const { return check_table(context, whole, tabled, {scope, nullptr, nullptr}); }

  Type operator()(const ast::Not& no) const {
    demand_condition(context, no.operand, scope);
    return truth_of({&no.operand});
  }

  Type operator()(const ast::Is& is) const {
    const Type subject = part(is.subject);
    if (is.starts) return check_starts_with(context, is, subject);
    bool known = subject.kind != TypeKind::unknown;
    for (const ast::Expr& value : is.values) known = known && (!value || is_value(*value, value, is.subject, subject));
    return known ? plain_type(TypeKind::truth) : Type{};
  }

  Type operator()(const ast::Given& given) const {
    const Type subject = part(given.subject);
    if (!given.subject || subject.kind == TypeKind::unknown) return {};
    const Meaning meaning = context.checked.meanings[given.subject->id];
    const bool field = meaning.kind == Meaning::Kind::field;
    if (!field && meaning.kind != Meaning::Kind::attribute) {
      context.error("T0401", given.subject->span, "only a field or an attribute is given or left out");
      return {};
    }
    const FieldInfo& info = (field ? context.checked.fields : context.checked.attributes)[meaning.index];
    if (!info.field->optional) {
      Diagnostic& always = context.warning("T0509", whole.span, quoted(info.name) + " is always given");
      always.related.push_back(context.label(info.field->name.span, "declared without `, optional` here"));
    }
    return plain_type(TypeKind::truth);
  }

  Type operator()(const ast::Bounded& bounded) const {
    const Type subject = part(bounded.subject, position);
    return modified(bounded.subject, subject, bounded.bound, part(bounded.bound));
  }
  Type operator()(const ast::Rounded& rounded) const {
    const Type subject = part(rounded.subject, position);
    const Type result = modified(rounded.subject, subject, rounded.step, part(rounded.step));
    if (result.kind == TypeKind::number) demand_step(context, rounded.step);
    return result;
  }

  Type operator()(const ast::Call& call) const {
    if (const auto type = resolve_call(context, whole, call, scope)) return *type;
    for (const ast::Expr& argument : call.arguments) part(argument);
    std::vector<std::string> functions = {"words", "characters"};
    for (const ast::Define* define : context.checked.defines)
      if (!define->parameters.empty()) functions.push_back(define->name.text);
    const bool words = call.function.text == "words";
    if (!words && call.function.text != "characters") {
      context.unknown("T0321", call.function, "function", functions);
      return {};
    }
    const bool one_text = call.arguments.size() == 1 && call.arguments.front() &&
                          context.checked.types[call.arguments.front()->id].kind == TypeKind::text;
    if (!one_text) {
      context.error("T0401", whole.span, quoted(call.function.text) + " counts in one text");
      return {};
    }
    return number_type(context.checked.units.at(words ? "word" : "character").dimension);
  }

  Type operator()(const ast::Now& now) const { return now_type(context, whole, now, scope); }
  Type operator()(const ast::SoFar& so_far) const { return so_far_type(context, whole, so_far, scope); }

  Type operator()(const ast::Folded& folded) const {
    const Type subject = resolve(context, whole, folded.subject, scope);
    if (subject.kind == TypeKind::unknown) return {};
    if (scope.kind == Scope::Kind::derived) return look_back(folded, subject);
    if (context.checked.meanings[whole.id].kind != Meaning::Kind::attribute || !scope.window) {
      context.error("T0323", whole.span,
                    "only a charge may ask this, as its window closes, and only of an attribute of the account")
          .notes.push_back("it has no name of its own: it is written where the charge asks it");
      return {};
    }
    if (folded.before > 0 || folded.fold != ast::Fold::highest || subject.kind != TypeKind::number) {
      context.error("T0411", whole.span, "of an attribute only the highest number in a window is known");
      return {};
    }
    if (folded.period != scope.window->period || scope.window->count != 1) {
      Diagnostic& period =
          context.error("T0413", whole.span, "the charge closes at other times than the window asked of");
      period.related.push_back(context.label(scope.window->span, "the charge's window"));
      period.fix = std::string("in the ") + period_name(scope.window->period);
      return {};
    }
    return subject;
  }

  // The highest of the windows before the one in which the meter is worked out.
  Type look_back(const ast::Folded& folded, const Type& subject) const {
    const MeterInfo& reader = context.checked.meters[scope.meter];
    const ast::Window& window = *reader.window;
    if (context.checked.meanings[whole.id].kind != Meaning::Kind::meter || folded.before == 0) {
      context.error("T0323", whole.span, "only windows before this one can be looked back to, and only of a meter").fix =
          "highest METER in the 11 " + std::string(period_name(window.period)) + "s before";
      return {};
    }
    if (folded.fold != ast::Fold::highest) {
      context.error("T0411", whole.span, "of the windows before only the highest value is known");
      return {};
    }
    if (folded.period == window.period && window.count == 1) return subject;
    Diagnostic& period = context.error("T0413", whole.span, "the windows looked back to are other ones");
    period.related.push_back(context.label(window.span, "it is worked out for these"));
    period.notes.push_back("a look-back counts windows of the meter's own length, of one period each");
    return {};
  }

  // All of one unit; which of them it is, is known when it is asked.
  Type operator()(const ast::Extreme& extreme) const {
    Type common;
    const ast::Expr* first = nullptr;
    for (const ast::Expr& value : extreme.parts) {
      const Type type = part(value);
      if (type.kind == TypeKind::unknown) continue;
      if (type.kind != TypeKind::number) return not_a_number(context, value, type);
      if (!first) first = &value, common = type;
      if (same_type(type, common)) continue;
      Diagnostic& differs = context.error(
          "T0402", value->span, stated(context, **first, common) + ", this is " + describe(context.checked, type));
      differs.related.push_back(context.label((*first)->span, describe(context.checked, common)));
      return {};
    }
    return common;
  }

 private:
  Type truth_of(std::initializer_list<const ast::Expr*> parts) const {
    for (const ast::Expr* expression : parts)
      if (!*expression || context.checked.types[(*expression)->id].kind != TypeKind::truth) return {};
    return plain_type(TypeKind::truth);
  }

  bool is_value(const ast::Expression& value, const ast::Expr& value_pointer,
                const ast::Expr& subject_pointer, const Type& subject) const {
    if (subject.kind == TypeKind::choice)
      return resolve_choice(context, value, subject, declared(*subject_pointer));
    const Type type = part(value_pointer);
    if (type.kind == TypeKind::unknown) return false;
    const bool comparable = subject.kind == TypeKind::text || subject.kind == TypeKind::number;
    if (comparable && same_type(subject, type)) return true;
    Diagnostic& finding = context.error(
        "T0402", value.span,
        stated(context, *subject_pointer, subject) + ", this is " + describe(context.checked, type));
    if (!comparable) finding.notes.push_back("`is` asks for a value of a choice, a text or a number");
    if (subject.kind == TypeKind::instant && type.kind == TypeKind::instant)
      finding.fix = "instants are compared: `" + context.text(subject_pointer->span) + " = " + context.text(value.span) + "`";
    return false;
  }

  // Where the field or attribute an expression names is declared.
  Span declared(const ast::Expression& subject) const {
    const Meaning meaning = context.checked.meanings[subject.id];
    if (meaning.kind == Meaning::Kind::field) return context.checked.fields[meaning.index].field->type.span;
    if (meaning.kind == Meaning::Kind::attribute)
      return context.checked.attributes[meaning.index].field->type.span;
    return subject.span;
  }

  Type modified(const ast::Expr& subject, const Type& type, const ast::Expr& bound,
                const Type& bound_type) const {
    if (type.kind == TypeKind::unknown || bound_type.kind == TypeKind::unknown) return {};
    if (type.kind != TypeKind::number) return not_a_number(context, subject, type);
    if (same_type(type, bound_type)) return type;
    if (position == Position::applied)  // of a price: what it comes to is bounded or rounded
      if (const auto both = added(context.checked, type, bound_type); both && both->schedule) return *both;
    Diagnostic& finding =
        context.error("T0402", bound->span,
                      stated(context, *subject, type) + ", this is " + describe(context.checked, bound_type));
    finding.related.push_back(context.label(subject->span, describe(context.checked, type)));
    if (bound_type.kind == TypeKind::duration && same_type(type, number_type(seconds())))
      finding.fix = length_of_span(context.checked, bound);
    return {};
  }
};

// `default 20` of a count of connections: the declaration says the unit.
bool is_bare_number(const Context& context, const ast::Expr& expression, const FieldInfo& field) {
  const auto* literal = std::get_if<ast::Literal>(&expression->node);
  const auto unit = context.checked.units.find(field.field->type.unit.text);
  return literal && !literal->unit && unit != context.checked.units.end() && unit->second.factor == Number(1);
}

void demand_countable(Context& context, const ast::Expr& expression, const FieldInfo& field) {
  const auto value = constant(context.checked, expression);
  const bool below = value && value->sign() < 0 && !field.field->type.is_signed;
  if (!value || (!below && (!field.whole || value->is_whole()))) return;
  context
      .error(below ? "T0441" : "T0436", expression->span,
             quoted(field.name) + (below ? " is never below zero" : " is counted in whole numbers"))
      .related.push_back(context.label(field.field->type.span, "declared here"));
}

}  // namespace

Type type_of(Context& context, const ast::Expr& expression, const Scope& scope, Position position) {
  if (!expression) return {};
  Type type = std::visit(Inference{context, scope, *expression, position}, expression->node);
  if (type.schedule && position == Position::value) {
    const bool blocks = std::holds_alternative<ast::Rate>(expression->node);
    context
        .error("T0405", expression->span,
               blocks ? "a rate of whole blocks has no value by itself" : "what depends on a quantity has no value by itself")
        .notes.push_back("it may stand after `at` or as a price: `words at 1 call per started 20 word`");
    type = {};
  }
  context.checked.types[expression->id] = type;
  return type;
}

void demand_condition(Context& context, const ast::Expr& expression, const Scope& scope) {
  const Type type = type_of(context, expression, scope);
  if (!expression || type.kind == TypeKind::truth || type.kind == TypeKind::unknown) return;
  Diagnostic& finding =
      context.error("T0401", expression->span,
                    "a condition must stand here, and this is " + describe(context.checked, type));
  if (type.kind == TypeKind::choice) finding.fix = context.text(expression->span) + " is …";
  context.checked.types[expression->id] = {};
}

bool demand(Context& context, const ast::Expr& expression, const Scope& scope, const Type& wanted,
            const std::string& what) {
  const Type type = type_of(context, expression, scope);
  if (!expression || type.kind == TypeKind::unknown || wanted.kind == TypeKind::unknown) return true;
  if (same_type(type, wanted)) return true;
  context.error(
      type.kind == wanted.kind ? "T0402" : "T0401", expression->span,
      what + " is " + describe(context.checked, wanted) + ", and this is " + describe(context.checked, type));
  return false;
}

void demand_constant(Context& context, const ast::Expr& expression, const FieldInfo& field) {
  if (!expression) return;
  if (field.type.kind == TypeKind::choice) {
    resolve_choice(context, *expression, field.type, field.field->type.span);
    return;
  }
  if (is_bare_number(context, expression, field)) {
    context.checked.types[expression->id] = field.type;
    return demand_countable(context, expression, field);
  }
  if (!demand(context, expression, Scope{}, field.type, quoted(field.name))) {
    context.findings.back().related.push_back(context.label(field.field->type.span, "declared here"));
    return;
  }
  demand_countable(context, expression, field);
}

bool resolve_choice(Context& context, const ast::Expression& value, const Type& choice, Span declared) {
  const auto* reference = std::get_if<ast::Reference>(&value.node);
  const auto* text = std::get_if<ast::Text>(&value.node);  // values that are no words
  const auto& values = context.checked.choices[static_cast<unsigned>(choice.choice)].values;
  if (!text && (!reference || reference->path.size() != 1)) {
    context.error("T0309", value.span, "a value of the choice must stand here: " + joined(values, ", "))
        .related.push_back(context.label(declared, "declared here"));
    return false;
  }
  const ast::Name name = text ? ast::Name{text->value, value.span} : reference->path.front();
  const int index = index_of(values, name.text, [](const std::string& value_text) { return value_text; });
  if (index < 0) {
    Diagnostic& finding = context.unknown("T0309", name, "value", values);
    finding.related.push_back(context.label(declared, "these are its values"));
    if (define_named(context.checked, name.text) < 0) return false;
    finding.notes.push_back("what stands after `is … or` is a value; " + quoted(name.text) +
                            " is a condition");
    finding.fix = "put the condition first: " + quoted(name.text + " or …") +
                  ", or the rest in brackets: `(… is …) or " + name.text + "`";
    context.meant.insert(name.text);
    return false;
  }
  context.checked.meanings[value.id] = {Meaning::Kind::choice, static_cast<unsigned>(index), 0};
  context.checked.types[value.id] = choice;
  return true;
}

}  // namespace tariff::checking
