// The bill: rounding, debit, and what happens when it is not paid.
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

struct BillCheck {
  Context& context;
  const ast::Bill& bill;

  void run() {
    if (bill.step &&
        demand(context, bill.step, Scope{}, number_type(money(context.checked)), "what a line is rounded to"))
      if (context.checked.types[bill.step->id].kind == TypeKind::number) demand_step(context, bill.step);
    if (bill.arrears) check_arrears(*bill.arrears);
  }

 private:
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

void check_bill(Context& context) {
  if (context.checked.bill) BillCheck{context, *context.checked.bill}.run();
}

}  // namespace tariff::checking
