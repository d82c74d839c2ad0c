#include "interpreter/evaluate/carry_on.hpp"

#include "interpreter/evaluate/arrears.hpp"
#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/milestones.hpp"
#include "interpreter/evaluate/owed.hpp"
#include "interpreter/evaluate/packages.hpp"
#include "interpreter/evaluate/purses.hpp"
#include "interpreter/evaluate/renewals.hpp"
#include "interpreter/evaluate/queues.hpp"
#include "interpreter/evaluate/settle.hpp"

namespace tariff {
namespace {

void list_in_open_windows(Ledger& ledger, Index index) {
  const Account& account = ledger.accounts[index];
  for (const Tally& tally : account.tallies.rows()) {
    const Item& item = ledger.plan.items[tally.key[0]];
    ledger.list(ledger.charge_clock[item.charge], index);
    if (item.tiers) ledger.list(ledger.tier_clock[tally.key[0]], index);
  }
  for (const Tally& unpaid : account.unpaid.rows()) {
    ledger.list(ledger.deduct_clock[ledger.plan.items[unpaid.key[0]].charge], index);
  }
  for (const Tally& owed : account.owed.rows()) {
    const Index clock = ledger.owed_clock[ledger.plan.items[owed.key[0]].charge];
    if (clock != none) ledger.list(clock, index);
  }
  for (const Walked& walked : account.walked.rows()) ledger.list(ledger.tier_clock[walked.key[0]], index);
  for (const Sum& sum : account.so_far.rows()) {
    if (const Index clock = ledger.so_far_clock[sum.key[0]]; clock != none) ledger.list(clock, index);
    if (is_early(sum)) ledger.early.push_back(index);
  }
  for (const FoldState& state : account.folds.rows()) ledger.list(ledger.fold_clock[state.key[0]][state.key[2]], index);
  for (const History& history : account.history.rows()) ledger.list(ledger.fold_clock[history.key[0]].back(), index);
  for (const LevelState& state : account.levels.rows()) {
    const auto& clocks = ledger.fold_clock[state.key[0]];
    if (!clocks.empty() && is_standing(state)) ledger.list(clocks.front(), index);
  }
}

void take_up_packages(Ledger& ledger, Index index, Instant at) {
  Account& account = ledger.accounts[index];
  put_in_order(ledger.plan, account, at - 1);
  for (Index i = 0; i < account.packages.size(); ++i) {
    const HeldPackage& held = account.packages[i];
    if (held.offer != none && !held.refunded && held.sharing != Sharing::lent && held.expires > at) set_expiry_notices(ledger, index, i);
  }
}

// Timers whose time has passed went off before. But where deadlines have become shorter, they are due at once.
void drop_past_timers(Ledger& ledger, Instant at, Since since) {
  const Instant first = since == Since::change ? at : at + 1;
  while (!ledger.timers.empty() && ledger.timers.top().at < first) {
    Timer past = ledger.timers.top();
    ledger.timers.pop();
    if (since == Since::cut_off || past.kind != Timer::Kind::deadline) continue;
    const Account& account = ledger.accounts[past.account];
    const auto step = ledger.plan.bill.arrears[past.which].kind;
    const bool overdue = (step == ast::ArrearsStep::Kind::suspend && !account.suspended) ||
                         (step == ast::ArrearsStep::Kind::close && account.closed == Closed::no);
    past.at = at;
    if (overdue) ledger.set_timer(past);
  }
}

}  // namespace

void carry_on(Ledger& ledger, Instant at, Since since) {
  for (Clock& clock : ledger.clocks) clock.open = ledger.window_of(clock.window, at);
  take_up_groups(ledger);
  for (Index index = 0; index < ledger.accounts.size(); ++index) {
    const Account& account = ledger.accounts[index];
    list_in_open_windows(ledger, index);
    ledger.note(index);
    take_up_packages(ledger, index, at);
    if (!account.due.is_zero()) ledger.due.push_back(index);
    if (is_in_bill(account)) ledger.in_bill.push_back(index);
    if (account.arrears) set_deadlines(ledger, index, *account.arrears);
    if (since == Since::change && account.closed == Closed::no) follow_account(ledger, index, at);
    if (!account.ahead) continue;
    for (const Ahead& later : *account.ahead) ledger.parts.push({later.at, index});
  }
  drop_past_timers(ledger, at, since);
  for (Index index = 0; index < ledger.accounts.size(); ++index) {
    if (ledger.accounts[index].owed.rows().empty()) continue;
    renew(ledger, index, at - 1);
    await_packages(ledger, index, at - 1);
  }
}

}  // namespace tariff
