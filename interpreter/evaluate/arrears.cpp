#include "interpreter/evaluate/arrears.hpp"

#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

bool may_resume(const Ledger& ledger, const Account& account) {
  if (!ledger.plan.bill.resume) return true;
  Scope scope;
  scope.plan = &ledger.plan;
  scope.account = &account;
  return truth_of(ledger.plan.bill.resume, scope);
}

}  // namespace

void debit(Ledger& ledger, Index index, const Number& amount, Instant now) {
  Account& account = ledger.accounts[index];
  if (!account.balance || !ledger.plan.bill.debit) return;
  *account.balance -= amount;
  if (account.balance->sign() >= 0 || account.arrears) return;
  account.arrears = now;
  set_deadlines(ledger, index, now);
}

void set_deadlines(Ledger& ledger, Index account, Instant since) {
  const auto& steps = ledger.plan.bill.arrears;
  for (Index i = 0; i < steps.size(); ++i) {
    Timer timer;
    timer.at = later(ledger.plan.zone, since, steps[i].after);
    timer.account = account;
    timer.which = i;
    timer.since = since;
    ledger.set_timer(timer);
  }
}

void deadline(Ledger& ledger, const Timer& timer) {
  Account& account = ledger.accounts[timer.account];
  if (account.arrears != timer.since) return;
  const ArrearsStep& step = ledger.plan.bill.arrears[timer.which];
  const std::string balance = account.balance->text(ledger.plan.digits) + " " + ledger.plan.currency;
  switch (step.kind) {
    case ast::ArrearsStep::Kind::notify:
      return ledger.notice(timer.at, account, "arrears", balance, step.text, step.clause);
    case ast::ArrearsStep::Kind::suspend:
      account.suspended = true;
      return ledger.notice(timer.at, account, "suspended", balance, "suspended in arrears", step.clause);
    case ast::ArrearsStep::Kind::close:
      if (account.closed == Closed::no) account.closed = Closed::for_arrears;
      follow_account(ledger, timer.account, timer.at);
      return ledger.notice(timer.at, account, "closed", balance, "closed in arrears", step.clause);
  }
}

void top_up(Ledger& ledger, Index index, const Number& amount, Instant now) {
  Account& account = ledger.accounts[index];
  account.balance = account.balance.value_or(Number()) + amount;
  if (!account.arrears || !may_resume(ledger, account)) return;
  account.arrears.reset();
  if (!account.suspended) return;
  account.suspended = false;
  ledger.notice(now, account, "resumed", account.balance->text(ledger.plan.digits) + " " + ledger.plan.currency,
                "resumed after a top-up", ledger.plan.bill.clause);
}

void open(Ledger& ledger, Index index, Instant now) {
  Account& account = ledger.accounts[index];
  if (account.closed == Closed::for_arrears && !may_resume(ledger, account)) {
    ++ledger.summary.opens_refused;
    return ledger.notice(now, account, "event", "open", "not opened: the account was closed in arrears and its balance is short",
                         ledger.plan.bill.clause);
  }
  account.closed = Closed::no;
  ledger.list_unused(index);
}

}  // namespace tariff
