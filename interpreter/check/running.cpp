#include "interpreter/check/running.hpp"

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/lines_so_far.hpp"
#include "interpreter/check/walk.hpp"

namespace tariff::checking {
namespace {

// A meter whose records are added up one by one. False after the finding.
bool adds_up(Context& context, const ast::Expression& whole, const MeterInfo& info) {
  const ast::Meter& meter = *info.meter;
  const bool level = info.level || info.of_account;
  if (!level && !meter.window && meter.takes.empty()) return true;
  Diagnostic& taken = context.error(
      "T0411", whole.span,
      quoted(meter.name.text) + (level ? " stands for a time: it adds up to nothing"
                                       : " is known only as its window closes: so far it adds up to nothing"));
  const Span what = level ? meter.name.span : meter.window ? meter.window->span : meter.takes.front().span;
  taken.related.push_back(context.label(what, level ? "the meter" : "the window"));
  taken.fix = info.of_account ? "ask for the attribute itself: account.NAME"
                              : "a meter of its own that adds up, without " + std::string(level ? "`from … until …`" : "`take`");
  return false;
}

bool falls(const Checked& checked, const ast::Expr& value) {
  if (!value) return false;
  const auto is_negative = [&](const ast::Expression& part) {
    if (const auto* literal = std::get_if<ast::Literal>(&part.node)) return literal->digits.front() == '-';
    if (const auto* binary = std::get_if<ast::Binary>(&part.node)) return binary->op == ast::Operator::subtract;
    const Meaning& meaning = checked.meanings[part.id];
    if (meaning.kind == Meaning::Kind::define) return falls(checked, checked.defines[meaning.index]->value);
    return meaning.kind == Meaning::Kind::field && checked.fields[meaning.index].field->type.is_signed;
  };
  return any_part(*value, is_negative);
}

}  // namespace

Type now_type(Context& context, const ast::Expression& whole, const ast::Now& now, const Scope& scope) {
  const int index = meter_meant(context, now.measure);
  if (index < 0) return {};
  const MeterInfo& meter = context.checked.meters[static_cast<unsigned>(index)];
  context.read_running.insert(meter.meter);
  if (!scope.now) {
    context.error("T0323", whole.span, "only a `reject` may ask what a meter is now");
    return {};
  }
  if (meter.of_account) {
    context.error("T0411", whole.span, quoted(now.measure.text) + " is no level of records")
        .notes.push_back("what an attribute is now is asked by its name: `account.seats`");
    return {};
  }
  if (!meter.level && !meter.unit_name.empty()) {
    Diagnostic& flow =
        context.error("T0411", whole.span, quoted(now.measure.text) + " adds up: it has no value now");
    flow.related.push_back(context.label(meter.meter->name.span, "no rule here says `from … until …`"));
    flow.fix = now.measure.text + " so far in the month";
    return {};
  }
  if (!meter.meter->takes.empty() && !meter.meter->takes.front().by.empty()) {
    Diagnostic& many = context.error("T0411", whole.span, quoted(now.measure.text) + " has no one value now");
    many.related.push_back(context.label(meter.meter->takes.front().span, "it has several here"));
    many.fix = "ask a meter of its own, without `by`";
    return {};
  }
  return meter.unit_name.empty() ? Type{} : number_type(meter.rule_unit);
}

Type so_far_type(Context& context, const ast::Expression& whole, const ast::SoFar& so_far, const Scope& scope) {
  if (is_of_lines(context.checked, so_far)) {
    if (scope.reached || scope.now) return lines_so_far_type(context, whole, so_far);
    context.error("T0323", whole.span, "what lines come to so far is asked by a `reject` and by the bill only").fix =
        "in the bill: notify \"…\" when " + context.text(whole.span) + " reach …";
    return {};
  }
  const int index = meter_meant(context, so_far.measure);
  if (index < 0) return {};
  const auto number = static_cast<unsigned>(index);
  const MeterInfo& info = context.checked.meters[number];
  context.read_running.insert(info.meter);
  if ((scope.kind != Scope::Kind::record || scope.window) && !scope.reached) {
    context.error("T0323", whole.span, "what came so far is known to a rule about one record only").fix =
        "in a meter, a `reject`, or price for each " + info.meter->usage.text + " …";
    return {};
  }
  if (!know_meter(context, number, whole.span) || !adds_up(context, whole, info) || info.unit_name.empty()) return {};
  if (!info.pools.empty() && static_cast<int>(info.usage) != scope.usage) {
    Diagnostic& pool = context.error(
        "T0471", whole.span,
        "which of the sums of " + quoted(so_far.measure.text) +
            (scope.reached ? " is meant is not said" : " is meant, a record of another kind does not say"));
    pool.related.push_back(context.label(info.meter->apart_by.front().span, "it is apart by this"));
    pool.fix = "a meter of its own that is not apart";
    return {};
  }
  return number_type(info.unit);
}

std::string so_far_text(const Context& context, const ast::SoFar& so_far) {
  std::string text = so_far.measure.text;
  for (const ast::Name& line : so_far.lines) text += (text.empty() ? "lines of " : " and ") + line.text;
  text += " so far";
  return so_far.window ? text + " in the " + context.text(so_far.window->span) : text;
}

bool may_fall(const Context& context, const ast::SoFar& so_far) {
  if (is_of_lines(context.checked, so_far)) return true;
  const int meter = meter_named(context.checked, so_far.measure.text);
  if (meter < 0) return false;
  for (const ast::Case& rule : context.checked.meters[static_cast<unsigned>(meter)].meter->rules)
    if (falls(context.checked, rule.value)) return true;
  return false;
}

void refuse_circle(Context& context, Span place, std::size_t first) {
  const auto& meters = context.checked.meters;
  const auto& path = context.measuring;
  std::string names;
  for (std::size_t at = first; at < path.size(); ++at) names += meters[path[at]].meter->name.text + " → ";
  const ast::Name& begin = meters[path[first]].meter->name;
  Diagnostic& circle = context.error(
      "T0470", place, quoted(begin.text) + " hangs on what it adds up to itself: " + names + begin.text);
  for (std::size_t at = first; at < path.size(); ++at)
    circle.related.push_back(context.label(meters[path[at]].meter->name.span, at == first ? "the meter" : "on the way"));
  circle.fix = "let it ask for a meter of its own, that measures all of them";
}

}  // namespace tariff::checking
