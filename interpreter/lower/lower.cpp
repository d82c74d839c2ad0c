#include "interpreter/lower/lower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/walk.hpp"
#include "interpreter/lower/parts.hpp"

namespace tariff {
namespace {

Field field_of(const Checked& checked, const FieldInfo& info) {
  Field field;
  field.name = info.name;
  field.whole = info.whole;
  field.optional = info.field->optional;
  field.negative = info.field->type.is_signed;
  switch (info.type.kind) {
    case TypeKind::choice:
      field.kind = FieldKind::choice;
      field.choices = checked.choices[static_cast<std::size_t>(info.type.choice)].values;
      break;
    case TypeKind::number: field.kind = FieldKind::number; break;
    case TypeKind::instant: field.kind = FieldKind::instant; break;
    default: field.kind = FieldKind::text; break;
  }
  return field;
}

void lower_header(Lowering& lowering) {
  const ast::Tariff& tariff = *lowering.checked.tariff;
  Plan& plan = lowering.plan;
  plan.name = tariff.name.text;
  plan.title = tariff.title;
  plan.currency = tariff.currency.text;
  plan.digits = lowering.checked.bases[lowering.checked.currency].digits;
  plan.zone = Zone::load(tariff.zone.text).value_or(Zone());
  if (tariff.effective_from) plan.effective_from = instant_of(*tariff.effective_from, plan.zone);
  plan.late_count = tariff.late_count;
  if (tariff.effective_until) plan.effective_until = instant_of(*tariff.effective_until, plan.zone);
}

void lower_schema(Lowering& lowering) {
  const Checked& checked = lowering.checked;
  for (const UsageInfo& usage : checked.usages) {
    lowering.plan.schema.kinds.push_back({usage.usage->name.text, usage.first, usage.count});
  }
  for (const FieldInfo& info : checked.fields) lowering.plan.schema.fields.push_back(field_of(checked, info));
  for (const FieldInfo& info : checked.attributes) {
    Attribute attribute;
    attribute.field = field_of(checked, info);
    if (const ast::Expr& initial = info.field->fallback) {
      attribute.initial_number = checking::constant(checked, initial).value_or(Number()) / factor_of(info, checked);
      const Meaning& meaning = checked.meanings[initial->id];
      if (meaning.kind == Meaning::Kind::choice) attribute.initial_code = meaning.index;
      const ast::Expression* written = checking::behind_defines(checked, initial);
      if (const auto* text = std::get_if<ast::Text>(&written->node)) attribute.initial_text = text->value;
    }
    lowering.plan.attributes.push_back(std::move(attribute));
  }
}

Index field_of(const Checked& checked, const ast::Name& name) { return checked.names.at(&name).index; }

FoldStep fold_step(Lowering& lowering, const ast::Take& take) {
  FoldStep step;
  step.fold = take.fold;
  step.window = window_of(take.window, lowering.plan.zone);
  if (take.top) step.top = static_cast<Index>(digits_of(*take.top).to_int64().value_or(0));
  if (take.without) {
    const bool share = take.without->unit.text == "%";
    step.without = share ? digits_of(*take.without) / Number(100) : digits_of(*take.without);
    if (share) step.share = mode_of(*take.share_rounding);
  }
  step.then = lowering.formulas.then(take);
  return step;
}

// What a take counts once is the first of its records, by a key more; these are summed then.
void lower_takes(Lowering& lowering, const ast::Meter& written, Meter& meter) {
  const std::vector<ast::Name>* before = nullptr;
  for (const ast::Take& take : written.takes) {
    FoldStep step = fold_step(lowering, take);
    for (const ast::Name& name : take.by) {
      const auto same = [&](const ast::Name& other) { return other.text == name.text; };
      step.keys.push_back(before ? static_cast<Index>(std::find_if(before->begin(), before->end(), same) - before->begin())
                                 : field_of(lowering.checked, name));
    }
    if (take.fold == Fold::distinct) {
      FoldStep first{Fold::distinct, step.window, {}, {}, 0, step.keys, {}};
      first.keys.push_back(field_of(lowering.checked, take.distinct));
      meter.folds.push_back(std::move(first));
      step.fold = Fold::sum;
      for (Index i = 0; i < step.keys.size(); ++i) step.keys[i] = i;
    }
    meter.folds.push_back(std::move(step));
    before = &take.by;
  }
}

// Whether something is subtracted, and nothing read that may be below zero itself.
bool takes_off_unsigned(const Plan& plan, const Formula& quantity) {
  const auto& steps = quantity.steps;
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.op == Op::subtract; }) &&
         std::none_of(steps.begin(), steps.end(), [&](const Step& step) {
           return (step.op == Op::field && plan.schema.fields[step.index].negative) ||
                  (step.op == Op::attribute && plan.attributes[step.index].field.negative);
         });
}

void lower_meter(Lowering& lowering, const MeterInfo& info) {
  Plan& plan = lowering.plan;
  const ast::Meter& written = *info.meter;
  Meter meter;
  meter.name = written.name.text;
  meter.unit = info.unit_name;
  meter.clause = lowering.clause(written.rules.front().span);
  meter.kind = info.of_account || written.window ? none : info.usage;
  meter.whole = info.unit.size() == 1 && lowering.checked.bases[info.unit.begin()->first].count;
  if (!written.window) {  // these are worked out from meters that may come yet
    meter.counts = lowering.formulas.of(written.when);
    meter.quantity = lowering.formulas.of(written.rules);
    meter.never_below = takes_off_unsigned(plan, meter.quantity) && !checking::is_money(lowering.checked, info.unit);
  }
  if (info.level) {
    meter.from = lowering.formulas.of(written.rules, &ast::Case::from);
    meter.until = lowering.formulas.of(written.rules, &ast::Case::until);
    meter.replaced = written.rules.front().replaced;
    if (written.rules.front().same) meter.same = field_of(lowering.checked, written.rules.front().same);
    meter.level = static_cast<Index>(plan.levels.size());
    plan.levels.push_back(static_cast<Index>(plan.meters.size()));
  }
  for (const unsigned field : info.pools) meter.pools.push_back(field);
  for (const unsigned field : info.keys) meter.keys.push_back(field);
  lower_takes(lowering, written, meter);
  if (written.window) meter.folds.push_back({Fold::sum, window_of(*written.window, lowering.plan.zone), {}, {}, 0, {}, {}});
  plan.meters.push_back(std::move(meter));
}

void lower_cut(Lowering& lowering, Index kind, const ast::Cut& written) {
  Cut cut{kind, field_of(lowering.checked, written.from), field_of(lowering.checked, written.until), {}, {}};
  for (const ast::CutPlace& place : written.places) {
    CutPlace& added = cut.places.emplace_back();
    added.after = place.after;
    if (place.each) added.window = window_of(*place.each, lowering.plan.zone);
    if (place.value && place.after) added.position = lowering.formulas.of(place.value);
    if (place.value && !place.after)
      added.time = checking::constant(lowering.checked, place.value).value_or(Number()).to_int64().value_or(0);
  }
  cut.step = lowering.formulas.of(written.step);
  lowering.plan.cuts.push_back(std::move(cut));
}

void lower_cuts(Lowering& lowering) {
  for (Index kind = 0; kind < lowering.checked.usages.size(); ++kind) {
    for (const ast::Cut& cut : lowering.checked.usages[kind].usage->cuts) lower_cut(lowering, kind, cut);
  }
}

void lower_reject(Lowering& lowering, const RejectInfo& info) {
  Guard guard;
  guard.name = info.reject->name.text;
  guard.kind = info.usage < 0 ? none : static_cast<Index>(info.usage);
  guard.refuses = lowering.formulas.of(info.reject->when);
  guard.level = lowering.formulas.level_read();
  guard.clause = lowering.clause(info.reject->name.span);
  (info.running ? lowering.plan.running_guards : lowering.plan.guards).push_back(std::move(guard));
}

// The kind of record whose field the expression reads; none.
Index kind_read(const Checked& checked, const ast::Expression& expression) {
  Index kind = none;
  checking::any_part(expression, [&](const ast::Expression& part) {
    const Meaning& meaning = checked.meanings[part.id];
    for (std::size_t i = 0; meaning.kind == Meaning::Kind::field && i < checked.usages.size(); ++i) {
      const UsageInfo& usage = checked.usages[i];
      if (meaning.index >= usage.first && meaning.index < usage.first + usage.count) kind = static_cast<Index>(i);
    }
    return kind != none;
  });
  return kind;
}

// Of records at times that a calendar does not know nobody can say what they cost.
void refuse_outside_calendars(Lowering& lowering) {
  std::set<std::pair<unsigned, const CalendarInfo*>> refused;  // by field, where the instant is one
  for (const auto& [in, calendar] : lowering.formulas.calendars_read()) {
    const Index kind = kind_read(lowering.checked, *in->subject);
    const Meaning& meaning = lowering.checked.meanings[in->subject->id];
    const bool field = meaning.kind == Meaning::Kind::field;
    if (kind == none || (field && !refused.insert({meaning.index, calendar}).second)) continue;
    Guard guard;
    guard.name = "outside_calendar";
    guard.of_parts = true;
    guard.kind = kind;
    guard.refuses = lowering.formulas.outside(in->subject, *calendar);
    guard.clause = lowering.clause(in->subject->span);
    lowering.plan.guards.push_back(std::move(guard));
  }
}

ArrearsStep arrears_step(const Lowering& lowering, const ast::ArrearsStep& step) {
  return {step.kind, step.after ? lowering.duration(step.after) : Duration(), step.text, lowering.clause(step.span)};
}

BillStep bill_step(Lowering& lowering, const ast::BillStep& written) {
  BillStep step;
  step.name = written.name.text;
  step.less = written.less;
  step.when = lowering.formulas.of(written.when);
  step.amount = lowering.formulas.of(written.value);
  if (written.shared) step.shared = lowering.formulas.of(written.shared).steps.back().index;
  if (written.paid) {
    step.paid = static_cast<Index>(lowering.plan.queues.size());
    lowering.plan.queues.push_back(queue_of(lowering, *written.paid));
  }
  step.clause = lowering.clause(written.span);
  return step;
}

Milestone milestone(Lowering& lowering, const ast::Milestone& written) {
  BillPlan& bill = lowering.plan.bill;
  const auto& so_far = std::get<ast::SoFar>(written.measure->node);
  Milestone milestone;
  milestone.so_far = lowering.formulas.of(written.measure).steps.back().index;
  for (const ast::Expr& value : written.values) milestone.values.push_back(lowering.formulas.of(value));
  if (written.further) milestone.further = checking::constant(lowering.checked, written.further);
  milestone.clause = lowering.clause(written.span);
  const Index meter = lowering.plan.so_far[milestone.so_far].meter;
  milestone.unit = meter == none ? "" : lowering.plan.meters[meter].unit;
  milestone.name = written.line ? written.line.text : written.text;
  milestone.gives = !written.gives.path.empty();
  if (milestone.gives) milestone.name = written.gives.path.front().text + "." + written.gives.path.back().text;
  if (!written.line) return milestone;
  milestone.billed = lowering.formulas.summed(so_far, bill.window);
  milestone.early = static_cast<Index>(bill.steps.size());
  BillStep& step = bill.steps.emplace_back();
  step.name = milestone.name;
  step.less = step.early = true;
  step.clause = milestone.clause;
  return milestone;
}

void lower_bill(Lowering& lowering) {
  const ast::Bill& written = *lowering.checked.bill;
  BillPlan& bill = lowering.plan.bill;
  bill.window = window_of(written.window, lowering.plan.zone);
  bill.clause = lowering.clause(written.window.span);
  bill.debit = written.debit;
  if (written.rounding) {
    bill.rounding = mode_of(*written.rounding);
    bill.step = checking::constant(lowering.checked, written.step).value_or(Number());
  }
  bill.total = written.total;
  bill.unused = written.unused;
  for (const ast::BillStep& step : written.steps) bill.steps.push_back(bill_step(lowering, step));
  for (const ast::Milestone& one : written.milestones) bill.milestones.push_back(milestone(lowering, one));
  if (!written.arrears) return;
  for (const ast::ArrearsStep& step : written.arrears->steps) bill.arrears.push_back(arrears_step(lowering, step));
  bill.resume = lowering.formulas.of(written.arrears->resume);
}

bool draws_before(const Plan& plan, const Item& a, const Item& b) {
  return std::any_of(plan.packages.begin(), plan.packages.end(), [&](const Package& package) {
    const Cover* first = cover_of(package, a.meter);
    const Cover* second = cover_of(package, b.meter);
    return first && second && first < second;
  });
}

// A record's demands draw in the order in which packages cover their meters. Where packages disagree, and where they
// say nothing, it is the order of the text.
void order_items(Plan& plan) {
  std::vector<Item> rest;
  for (rest.swap(plan.items); !rest.empty();) {
    auto next = std::find_if(rest.begin(), rest.end(), [&](const Item& item) {
      return std::none_of(rest.begin(), rest.end(), [&](const Item& other) { return draws_before(plan, other, item); });
    });
    if (next == rest.end()) next = rest.begin();
    plan.items.push_back(std::move(*next));
    rest.erase(next);
  }
}

}  // namespace

std::string Lowering::clause(Span span) const {
  const tariff::Source& source = *checked.file->source;
  return fmt::format("{}:{}", source.path(span.begin), source.position(span.begin).line);
}

Duration Lowering::duration(const ast::Expr& expression) const {
  const auto* literal = std::get_if<ast::Literal>(&checking::behind_defines(checked, expression)->node);
  return literal ? duration_of(*literal).value_or(Duration()) : Duration();
}

Plan lower(const Checked& checked) {
  Lowering lowering{checked, {}};
  lower_header(lowering);
  lower_schema(lowering);
  for (const MeterInfo& meter : checked.meters) lower_meter(lowering, meter);
  lower_derived(lowering);
  lower_cuts(lowering);
  for (const RejectInfo& reject : checked.rejects) lower_reject(lowering, reject);
  lower_packages(lowering);
  for (std::size_t charge = 0; charge < checked.charges.size(); ++charge) lower_charge(lowering, charge);
  order_items(lowering.plan);
  lower_bill(lowering);
  refuse_outside_calendars(lowering);
  refuse_backwards(lowering);
  return std::move(lowering.plan);
}

}  // namespace tariff
