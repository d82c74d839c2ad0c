// The bill: rounding, debit, and what happens when it is not paid.
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

struct BillCheck {
  Context& context;
  const ast::Bill& bill;

  void run() {
    if (bill.step &&
        demand(context, bill.step, Scope{}, number_type(money(context.checked)), "what a line is rounded to"))
      if (context.checked.types[bill.step->id].kind == TypeKind::number) demand_step(context, bill.step);
    for (unsigned i = 0; i < bill.steps.size(); ++i) check_step(i);
    for (const ast::Milestone& milestone : bill.milestones) refuse_known_name(milestone.line, bill.steps.size());
    check_milestones(context);
    if (bill.total) check_total();
    if (bill.arrears) check_arrears(*bill.arrears);
  }

 private:
  void check_step(unsigned number) {
    const ast::BillStep& step = bill.steps[number];
    refuse_known_name(step.name, number);
    Scope scope;
    scope.kind = Scope::Kind::bill;
    scope.steps = number;
    demand_condition(context, step.when, scope);
    if (!demand(context, step.value, scope, number_type(money(context.checked)), "a line of the bill") &&
        same_type(context.checked.types[step.value->id], number_type({})))
      context.findings.back().fix = "write `" + context.text(step.value->span) + " of lines`";
    warn_of_sign(step);
    if (step.paid) check_paid(step);
    if (step.shared) demand(context, step.shared, scope, number_type(money(context.checked)), "what it is shared over");
    if (bill.rounding || (always_finite(context.checked, step.value) && !step.shared)) return;
    context
        .error("T0422", step.value ? step.value->span : step.span,
               "this amount may have no finite decimal, and nothing rounds it")
        .fix = "in the bill: round each line half up to 0.01 " + dimension_text(context.checked, money(context.checked));
  }

  void check_paid(const ast::BillStep& step) {
    if (!step.less)
      context.error("T0438", step.paid->span, "what packages pay is taken off the bill").fix = "less " + step.name.text + " = …";
    check_order(context, *step.paid);
    for (const ast::Name& name : step.paid->packages) {
      const int package = package_meant(context, name);
      if (package < 0) continue;
      const PackageInfo& info = context.checked.packages[static_cast<unsigned>(package)];
      context.named.insert(info.package);
      if (info.covers_bill) continue;
      Diagnostic& other = context.error("T0438", name.span, "the package " + quoted(name.text) + " does not cover the bill");
      other.related.push_back(context.label(info.package->name.span, "the package"));
      other.fix = "covers bill";
    }
  }

  // `less discount = -10% of lines` adds.
  void warn_of_sign(const ast::BillStep& step) {
    const auto* product = step.value ? std::get_if<ast::Binary>(&step.value->node) : nullptr;
    const auto amount = constant(context.checked, product && product->op == ast::Operator::of ? product->left : step.value);
    if (!amount || amount->sign() >= 0) return;
    Diagnostic& sign = context.warning("T0469", step.value->span, step.less ? "`less` takes off an amount below zero: this adds"
                                                                            : "`add` puts on an amount below zero: this takes off");
    sign.fix = std::string(step.less ? "add " : "less ") + step.name.text + " = …, with an amount above zero";
  }

  void refuse_known_name(const ast::Name& name, std::size_t number) {
    const auto twice = [&](Span first) {
      context.error("T0312", name.span, "the line " + quoted(name.text) + " is declared twice")
          .related.push_back(context.label(first, "first here"));
    };
    if (!name) return;
    if (const int meter = meter_named(context.checked, name.text); meter >= 0)
      return twice(context.checked.meters[static_cast<unsigned>(meter)].meter->name.span);
    for (std::size_t i = 0; i < number; ++i)
      if (bill.steps[i].name.text == name.text) return twice(bill.steps[i].name.span);
    for (std::size_t i = 0; i < context.checked.charges.size(); ++i)
      if (context.checked.fees[i] && context.checked.charges[i]->meters.front().text == name.text)
        return twice(context.checked.charges[i]->meters.front().span);
    for (const ast::Charge* charge : context.checked.charges)
      for (const ast::Source& source : charge->sources)
        for (const ast::Name& package : source.packages)
          if (package.text == name.text && is_money(package)) return twice(package.span);
  }

  bool is_money(const ast::Name& package) const {
    const int known = package_named(context.checked, package.text);
    return known >= 0 && context.checked.packages[static_cast<unsigned>(known)].covers_bill;
  }

  // What is rounded together must come together.
  void check_total() {
    for (const ast::Charge* charge : context.checked.charges) {
      if (same_window(context, charge->window, bill.window)) continue;
      Diagnostic& other = context.error("T0413", bill.rounding_span,
                                        "the total cannot be rounded: lines of other windows are closed before");
      other.related.push_back(context.label(charge->window.span, "charged in this window"));
      other.fix = "round each line …, or charge … " + window_text(bill.window);
      return;
    }
  }

  void check_arrears(const ast::Arrears& arrears) {
    if (!bill.debit)
      context.error("T0425", arrears.span, "no one is in arrears where no bill is debited").fix =
          "debit at the end";
    if (!arrears.resume)
      context.error("T0425", arrears.span, "nothing says when the service goes on again").fix =
          "resume when balance > 0 " + dimension_text(context.checked, money(context.checked));
    Scope scope;
    scope.kind = Scope::Kind::balance;
    demand_condition(context, arrears.resume, scope);
    const ast::ArrearsStep* close = nullptr;
    for (const ast::ArrearsStep& step : arrears.steps) {
      check_after(step);
      if (step.kind == ast::ArrearsStep::Kind::close) close = &step;
      if (step.kind == ast::ArrearsStep::Kind::suspend && close && is_later(step, *close))
        context.error("T0425", step.span, "the account is closed before it would be suspended")
            .related.push_back(context.label(close->span, "closed here"));
    }
  }

  void check_after(const ast::ArrearsStep& step) {
    const Type type = type_of(context, step.after, Scope{});
    const bool elapsed = type.kind == TypeKind::number && type.dimension == seconds();
    if (step.after && type.kind != TypeKind::unknown && type.kind != TypeKind::duration && !elapsed)
      context.error("T0401", step.after->span, "a time must stand after `after`, such as `3 day`");
  }

  // As far as two spans can be told apart without a calendar.
  static bool is_later(const ast::ArrearsStep& a, const ast::ArrearsStep& b) {
    const auto first = a.after ? std::get_if<ast::Literal>(&a.after->node) : nullptr;
    const auto second = b.after ? std::get_if<ast::Literal>(&b.after->node) : nullptr;
    const Duration x = first ? duration_of(*first).value_or(Duration{}) : Duration{};
    const Duration y = second ? duration_of(*second).value_or(Duration{}) : Duration{};
    return x.months >= y.months && x.days >= y.days && x.microseconds >= y.microseconds &&
           (x.months > y.months || x.days > y.days || x.microseconds > y.microseconds);
  }
};

}  // namespace

std::vector<NamedLine> lines_of_bill(const Checked& checked, unsigned steps) {
  std::vector<NamedLine> lines;
  const auto add = [&](const std::string& name, Meaning::Kind kind, std::size_t index) {
    lines.push_back({name, {kind, static_cast<unsigned>(index), 0}});
  };
  for (const auto& meters : checked.charge_meters)
    for (const unsigned meter : meters) add(checked.meters[meter].meter->name.text, Meaning::Kind::meter, meter);
  for (std::size_t i = 0; i < checked.fees.size(); ++i)
    if (checked.fees[i]) add(checked.charges[i]->meters.front().text, Meaning::Kind::fee, i);
  for (unsigned i = 0; i < steps; ++i) add(checked.bill->steps[i].name.text, Meaning::Kind::step, i);
  return lines;
}

bool line_item_meant(Context& context, const ast::Name& name, unsigned steps) {
  const Checked& checked = context.checked;
  if (!name) return false;
  const std::vector<NamedLine> known = lines_of_bill(checked, steps);
  const auto named = [](const NamedLine& line) { return line.name; };
  if (const int line = index_of(known, name.text, named); line >= 0) {
    context.checked.names[&name] = known[static_cast<unsigned>(line)].meaning;
    return true;
  }
  Diagnostic& unknown = context.unknown("T0302", name, "line of the bill before this", names_of(known, named));
  for (std::size_t i = steps; i < checked.bill->steps.size(); ++i) {
    const ast::Name& later = checked.bill->steps[i].name;
    if (later.text != name.text) continue;
    unknown.related.push_back(context.label(later.span, i == steps ? "this line itself" : "it comes after this one"));
    unknown.notes.clear();
    unknown.fix = i == steps ? "write `lines` for all lines before this" : "put this line below that one";
  }
  return false;
}

void check_bill(Context& context) {
  if (context.checked.bill) BillCheck{context, *context.checked.bill}.run();
}

}  // namespace tariff::checking
