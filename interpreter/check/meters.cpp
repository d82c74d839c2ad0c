// Attributes, defines, meters and rejects: what is known of a record and counted from it.
#include <algorithm>
#include <variant>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/running.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/walk.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

bool reads_account(const Context& context, const ast::Expression& expression) {
  return any_part(expression, [&](const ast::Expression& part) {
    const Meaning meaning = context.checked.meanings[part.id];
    return std::holds_alternative<ast::Now>(part.node) || meaning.kind == Meaning::Kind::attribute ||
           (meaning.kind == Meaning::Kind::define && context.defines[meaning.index].attribute);
  });
}

struct MeterCheck {
  Context& context;
  MeterInfo& info;
  const ast::Meter& meter;
  Scope scope;
  const ast::Case* first = nullptr;  // the rule that set the unit
  bool agree = true;                 // all rules, on it

  void run() {
    const std::size_t findings = context.findings.size();
    demand_condition(context, meter.when, scope);
    if (!meter.window) check_pools();
    if (meter.rules.empty())
      context
          .error("T0437", meter.name.span,
                 "the meter " + quoted(meter.name.text) + " does not say what it counts")
          .fix = "1 call";
    info.level = info.of_account;
    if (meter.window) info.window = &*meter.window;
    for (const ast::Case& rule : meter.rules) check_rule(rule);
    if (scope.kind == Scope::Kind::record) refuse_account();
    if (first && agree) info.unit_name = dimension_text(context.checked, info.unit);
    info.rule_unit = info.unit;
    if (meter.window) return check_what_is_read(context.findings.size() == findings);
    if (!meter.takes.empty()) info.window = &meter.takes.back().window;
    check_takes(context, info);
  }

 private:
  // Records are measured before anything is known of their accounts.
  void refuse_account() {
    const auto refuse = [&](const ast::Expr& part) {
      if (!part || !reads_account(context, *part)) return;
      Diagnostic& reads = context.error("T0581", part->span, "a meter of records does not know the account");
      reads.fix = "let the charge ask it: an attribute may be a column of its prices, or stand in a price; or reject the record";
    };
    refuse(meter.when);
    for (const ast::Case& rule : meter.rules)
      for (const ast::Expr* part : {&rule.value, &rule.when, &rule.from, &rule.until}) refuse(*part);
  }

  void check_pools() {
    for (const ast::Name& name : meter.apart_by)
      if (const int field = telling_field(context, scope.usage, name, "pools are told apart by"); field >= 0)
        info.pools.push_back(static_cast<unsigned>(field));
  }

  void check_attribute_span(const ast::Case& rule) {
    if (!rule.from && !rule.replaced) return;
    const Span begin = rule.from ? rule.from->span : rule.span;
    context.error("T0410", begin,
                  meter.window ? "what is worked out as its window closes has no `from` or `until`"
                               : "what an attribute says stands from one event to the next, without `from` or `until`");
  }

  void check_what_is_read(bool clean) {
    for (const ast::Name& name : meter.apart_by)
      context.error("T0467", name.span, "it is apart by what the meters it reads are apart by, and says nothing of it");
    for (const ast::Take& take : meter.takes)
      context.error("T0467", take.span, "it has one value in its window already: nothing is to be taken");
    if (info.reads.empty() && clean)
      context.error("T0467", meter.name.span, quoted(meter.name.text) + " reads no meter").fix =
          "meter " + meter.name.text + " of account { … take highest in " + window_text(*meter.window) + " }";
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
    if (info.of_account || meter.window) return check_attribute_span(rule);
    const bool level = rule.from || rule.replaced;
    demand(context, rule.from, scope, plain_type(TypeKind::instant), "the begin of a level");
    demand(context, rule.until, scope, plain_type(TypeKind::instant), "the end of a level");
    if (rule.same) telling_field(context, scope.usage, rule.same, "what is replaced is told apart by");
    const ast::Case& before = meter.rules.front();
    if (level != (before.from || before.replaced))
      context.error("T0410", rule.span, "a meter either adds up or stands for a time")
          .related.push_back(context.label(before.span, info.level ? "this stands for a time" : "this adds up"));
    else if (!rule.until != !before.until || rule.same.text != before.same.text || rule.replaced != before.replaced)
      context.error("T0410", rule.span, "what a meter counts ends in one way")
          .related.push_back(context.label(before.span, "this ends in another"));
    info.level = info.level || level;
  }
};

bool reads_so_far(const Context& context, const ast::Expression& expression) {
  return any_part(expression, [&](const ast::Expression& part) {
    const Meaning meaning = context.checked.meanings[part.id];
    return std::holds_alternative<ast::SoFar>(part.node) ||
           (meaning.kind == Meaning::Kind::define && !context.defines[meaning.index].so_far.empty());
  });
}

}  // namespace

void check_account(Context& context) {
  for (const FieldInfo& info : context.checked.attributes) {
    const ast::Field& field = *info.field;
    if (info.type.kind == TypeKind::instant) {
      context.error("T0611", field.type.span, "the account has no instants: no event sets one").fix =
          "a number, an amount, a choice or a text";
      continue;
    }
    demand_constant(context, field.fallback, info);
    demand_known(context, field.fallback);
    demand_decimal(context, field.fallback);
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

namespace {

// Of records, or of the account.
void check_meter(Context& context, MeterInfo& info) {
  const ast::Name& name = info.meter->usage;
  const int usage = usage_named(context.checked, name.text);
  Scope scope;
  if (usage < 0 && name.text == "account") {
    info.of_account = true;
    scope.kind = Scope::Kind::account;
  } else if (usage < 0) {
    if (name)
      context.unknown("T0310", name, "usage", names_of(context.checked.usages, [](const UsageInfo& known) {
                        return known.usage->name.text;
                      }));
    return;
  } else {
    info.usage = static_cast<unsigned>(usage);
    scope.kind = Scope::Kind::record;
    scope.usage = usage;
  }
  MeterCheck{context, info, *info.meter, scope}.run();
}

}  // namespace

bool know_meter(Context& context, unsigned index, Span place) {
  MeterInfo& info = context.checked.meters[index];
  if (info.meter->window || context.meter_steps[index] == MeterStep::done) return true;
  if (context.meter_steps[index] == MeterStep::open) {
    const auto& path = context.measuring;
    refuse_circle(context, place, static_cast<std::size_t>(std::find(path.begin(), path.end(), index) - path.begin()));
    return false;
  }
  context.meter_steps[index] = MeterStep::open;
  context.measuring.push_back(index);
  check_meter(context, info);
  context.measuring.pop_back();
  context.meter_steps[index] = MeterStep::done;
  return true;
}

void check_meters(Context& context) {
  for (unsigned i = 0; i < context.checked.meters.size(); ++i)
    know_meter(context, i, context.checked.meters[i].meter->name.span);
}

void check_derived(Context& context, unsigned index, bool looks_back_to_itself) {
  MeterInfo& info = context.checked.meters[index];
  Scope scope;
  scope.kind = Scope::Kind::derived;
  scope.meter = index;
  if (looks_back_to_itself) {  // what it counts in, the other parts tell
    const std::size_t before = context.findings.size();
    MeterCheck{context, info, *info.meter, scope}.run();
    context.findings.resize(before);
    info.reads.clear();
  }
  MeterCheck{context, info, *info.meter, scope}.run();
  context.checked.derived.push_back(index);
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
    const bool account = reads_account(context, *when), so_far = reads_so_far(context, *when);
    info.running = account || so_far;
    info.certain = !any_part(
        *when, [](const ast::Expression& part) { return std::holds_alternative<ast::Now>(part.node); });
  }
}

}  // namespace tariff::checking
