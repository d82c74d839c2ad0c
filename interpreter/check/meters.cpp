// Attributes, defines, meters and rejects: what is known of a record and counted from it.
#include <variant>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/walk.hpp"

namespace tariff::checking {
namespace {

using ast::Fold;

// How many of the shortest span a period is made of, on the two scales whose windows nest: clock and days on
// one, months on the other. Days nest in everything longer, weeks in nothing.
struct Length {
  bool months = false;
  std::int64_t count = 0;
};
Length length_of(const ast::Window& window) {
  constexpr Length lengths[] = {{false, 1},       {false, 60}, {false, 3'600}, {false, 86'400},
                                {false, 604'800}, {true, 1},   {true, 3},      {true, 12}};
  const Length one = lengths[static_cast<int>(window.period)];
  return {one.months, one.count * static_cast<std::int64_t>(window.count)};
}

}  // namespace

bool nests(const ast::Window& inner, const ast::Window& outer) {
  const Length in = length_of(inner), out = length_of(outer);
  if (in.count == 0 || out.count == 0) return true;
  if (in.months) return out.months && out.count % in.count == 0;
  constexpr std::int64_t day = 86'400;
  if (out.months) return in.count <= day && day % in.count == 0;
  return out.count % in.count == 0;
}

namespace {

struct MeterCheck {
  Context& context;
  MeterInfo& info;
  const ast::Meter& meter;
  Scope scope;
  const ast::Case* first = nullptr;  // the rule that set the unit
  bool agree = true;                 // all rules, on it

  void run() {
    demand_condition(context, meter.when, scope);
    for (const ast::Name& name : meter.apart_by) pool(name);
    if (meter.rules.empty())
      context
          .error("T0437", meter.name.span,
                 "the meter " + quoted(meter.name.text) + " does not say what it counts")
          .fix = "1 call";
    for (const ast::Case& rule : meter.rules) check_rule(rule);
    if (first && agree) info.unit_name = dimension_text(context.checked, info.unit);
    check_takes();
  }

 private:
  void pool(const ast::Name& name) {
    if (!name) return;
    const int field = field_named(context.checked, scope.usage, name.text);
    if (field < 0) {
      context.unknown("T0308", name, "field", field_names(context.checked, scope.usage));
      return;
    }
    const FieldInfo& known = context.checked.fields[static_cast<unsigned>(field)];
    context.named.insert(known.field);
    context.checked.names[&name] = {Meaning::Kind::field, static_cast<unsigned>(field), 0};
    info.pools.push_back(static_cast<unsigned>(field));
    if (known.type.kind == TypeKind::number || known.type.kind == TypeKind::instant)
      context.error(
          "T0401", name.span,
          "pools are told apart by a choice or a text, and this is " + describe(context.checked, known.type));
  }

  void check_rule(const ast::Case& rule) {
    const Type type = type_of(context, rule.value, scope);
    demand_condition(context, rule.when, scope);
    check_span(rule);
    if (!rule.value || type.kind == TypeKind::unknown) return;
    if (type.kind != TypeKind::number) {
      not_a_number(context, rule.value, type);
    } else if (type.dimension.empty()) {
      context.error("T0409", rule.value->span, "a meter counts in a unit, and this is a plain number").fix =
          "say what is counted: 1 call";
    } else {
      set_unit(rule, type);
    }
  }

  void set_unit(const ast::Case& rule, const Type& type) {
    if (!first) {
      first = &rule;
      info.unit = type.dimension;
    } else if (type.dimension != info.unit) {
      Diagnostic& differs = context.error(
          "T0409", rule.value->span,
          "all rules of a meter count in one unit, and this is " + describe(context.checked, type));
      agree = false;
      differs.related.push_back(
          context.label(first->value->span, "in " + dimension_text(context.checked, info.unit) + " here"));
    }
    if (!always_finite(context.checked, rule.value))
      context.error("T0435", rule.value->span, "this quantity may have no finite decimal").fix =
          "say how it is rounded: …, rounded half up to 0.01 " +
          dimension_text(context.checked, type.dimension);
  }

  void check_span(const ast::Case& rule) {
    const bool level = rule.from && rule.until;
    demand(context, rule.from, scope, plain_type(TypeKind::instant), "the begin of a level");
    demand(context, rule.until, scope, plain_type(TypeKind::instant), "the end of a level");
    const bool is_first = &rule == &meter.rules.front();
    if (!is_first && level != info.level)
      context.error("T0410", rule.span, "a meter either adds up or stands for a time")
          .related.push_back(context.label(meter.rules.front().span,
                                           info.level ? "this stands for a time" : "this adds up"));
    info.level = info.level || level;
  }

  void check_takes() {
    for (std::size_t i = 0; i < meter.takes.size(); ++i) {
      const ast::Take& take = meter.takes[i];
      if (info.level && take.fold != Fold::highest && take.fold != Fold::lowest) {
        Diagnostic& sum = context.error("T0411", take.span, "what stands for a time does not add up");
        sum.related.push_back(context.label(meter.rules.front().span, "this stands for a time"));
        sum.fix = "take highest in " + window_text(take.window);
      }
      if (i > 0 && !nests(meter.takes[i - 1].window, take.window)) {
        Diagnostic& nested =
            context.error("T0412", take.window.span,
                          quoted(window_text(take.window)) + " is not made of whole windows " +
                              quoted(window_text(meter.takes[i - 1].window)));
        nested.related.push_back(context.label(meter.takes[i - 1].window.span, "taken here first"));
      }
    }
  }
};

bool reads_account(const Context& context, const ast::Expression& expression) {
  return any_part(expression, [&](const ast::Expression& part) {
    const Meaning meaning = context.checked.meanings[part.id];
    return std::holds_alternative<ast::Now>(part.node) || meaning.kind == Meaning::Kind::attribute ||
           (meaning.kind == Meaning::Kind::define && context.defines[meaning.index].attribute);
  });
}

}  // namespace

void check_account(Context& context) {
  for (const FieldInfo& info : context.checked.attributes) {
    const ast::Field& field = *info.field;
    demand_constant(context, field.fallback, info);
    if (!field.fallback && !field.optional && field.name)
      context
          .error("T0429", field.name.span,
                 "what " + quoted(info.name) + " is before an event sets it is not said")
          .fix = "write `, default …` or `, optional`";
  }
}

void check_defines(Context& context) {
  for (unsigned i = 0; i < context.checked.defines.size(); ++i) define_state(context, i);
}

void check_meters(Context& context) {
  for (MeterInfo& info : context.checked.meters) {
    const ast::Name& name = info.meter->usage;
    const int usage = usage_named(context.checked, name.text);
    if (usage < 0) {
      if (name)
        context.unknown("T0310", name, "usage", names_of(context.checked.usages, [](const UsageInfo& known) {
                          return known.usage->name.text;
                        }));
      continue;
    }
    info.usage = static_cast<unsigned>(usage);
    Scope scope;
    scope.kind = Scope::Kind::record;
    scope.usage = usage;
    MeterCheck{context, info, *info.meter, scope}.run();
  }
}

void check_rejects(Context& context) {
  for (RejectInfo& info : context.checked.rejects) {
    const ast::Expr& when = info.reject->when;
    const int usage = usage_of_names(context, when);
    if (!when || usage == -2) continue;
    Scope scope;
    scope.kind = Scope::Kind::record;
    scope.usage = usage;
    scope.now = true;
    demand_condition(context, when, scope);
    info.usage = usage;
    info.running = reads_account(context, *when);
  }
}

std::string window_text(const ast::Window& window) {
  constexpr const char* names[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  const std::string count = window.count == 1 ? "" : std::to_string(window.count) + " ";
  return "each " + count + names[static_cast<int>(window.period)];
}

bool same_window(const ast::Window& a, const ast::Window& b) {
  return a.count == b.count && a.period == b.period;
}

}  // namespace tariff::checking
