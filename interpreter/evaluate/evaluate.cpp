#include "interpreter/evaluate/evaluate.hpp"

#include <algorithm>
#include <set>

#include "interpreter/evaluate/arrears.hpp"
#include "interpreter/evaluate/carry_on.hpp"
#include "interpreter/evaluate/close.hpp"
#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/evaluate/events.hpp"
#include "interpreter/evaluate/fetch.hpp"
#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/milestones.hpp"
#include "interpreter/evaluate/owed.hpp"
#include "interpreter/evaluate/packages.hpp"
#include "interpreter/evaluate/pay.hpp"
#include "interpreter/evaluate/renewals.hpp"
#include "interpreter/evaluate/scope.hpp"
#include "interpreter/evaluate/so_far.hpp"

namespace tariff {

namespace {

const char no_source_message[] = "no valid package covers it and postpaid is not open";

}  // namespace

Instant Evaluation::State::next_due() const {
  Instant earliest = std::min({next_event(), next_timer(), next_part()});
  for (const Clock& clock : ledger.clocks) earliest = std::min(earliest, clock.open.end);
  return earliest;
}

// Where no account has anything in its window, a clock need not stop at every end on the way: it goes straight to the
// window just before the next thing that happens, which may list accounts in it. Long gaps cost nothing.
void Evaluation::State::roll_idle_clocks(Instant now) {
  Instant next_thing = std::min({now, next_event(), next_timer(), next_part()});
  const auto is_idle = [&](const Clock& clock) {
    const bool bills = &clock == &ledger.clocks[ledger.bill_clock];
    return clock.active.empty() && !(bills && (!ledger.due.empty() || !ledger.ids.empty()));
  };
  for (const Clock& clock : ledger.clocks) {
    if (!is_idle(clock)) next_thing = std::min(next_thing, clock.open.end);
  }
  for (Clock& clock : ledger.clocks) {
    if (is_idle(clock) && clock.open.end < next_thing) {
      clock.open = ledger.window_of(clock.window, next_thing - 1);
    }
  }
}

void Evaluation::State::run_timer() {
  const Timer timer = ledger.timers.top();
  ledger.timers.pop();
  if (timer.kind == Timer::Kind::deadline) return deadline(ledger, timer);
  if (timer.kind == Timer::Kind::renewal) {  // what comes at the cut-off is no longer of this part
    if (!until || timer.at < *until) packages_come(ledger, timer);
    return;
  }
  expiry_notice(ledger, timer);
}

// All that comes before the records of `now`, in its order.
void Evaluation::State::advance(Instant now) {
  for (;;) {
    roll_idle_clocks(now);
    const Instant at = next_due();
    if (at > now) {
      due = at;
      return;
    }
    const bool ends = std::any_of(ledger.clocks.begin(), ledger.clocks.end(),
                                  [&](const Clock& clock) { return clock.open.end == at; });
    if (ends) {
      close_windows(ledger, at);
    } else if (next_timer() == at) {
      run_timer();
    } else if (next_event() != at) {
      run_part();
    } else {
      touched = std::max(touched, at);
      apply(ledger, events[next++]);
    }
  }
}

// Where nothing happens any more, the windows that were open at the cut-off still close.
void Evaluation::State::carry_on(Instant at, Since since) {
  tariff::carry_on(ledger, at, since);
  touched = at - 1;
  for (const Account& account : ledger.accounts) {
    if (account.ahead) touched = std::max(touched, account.ahead->back().at);
  }
}

Evaluation::State::Request Evaluation::State::request(const Batch& batch, std::size_t row, Index account) const {
  const std::string_view id = batch.ids.empty() ? std::string_view() : batch.ids[row];
  const auto demands = measures.demands(row);
  return {account, batch.times_at[row], batch.kinds[row], id, batch.lines[row], batch.times[row], demands, demands, &batch, row};
}

// What it asks for, after all that came before it. Rules that read nothing of that have been asked on columns.
Scope Evaluation::State::ask(Request& request) {
  Scope record = scope_of(plan, ledger.accounts[request.account], request.batch, request.row);
  record.so_far = &so_far_;
  if (measures.reads_so_far(request.kind)) {
    read_so_far(ledger, measures, request.kind, record, request.account, request.at, so_far_);
  }
  request.demands = request.on_columns;
  if (measures.asks_in_order(request.kind)) {
    request.demands = measures.in_order(request.on_columns, request.kind, request.at, record);
  }
  return record;
}

bool Evaluation::State::refuses_now(const Request& request, const Scope& record, Refusal& why) {
  return admission.refuses_now(request.account, request.kind, request.at, request.demands, request.times, record, why);
}

void Evaluation::State::reject(const Request& request, const Refusal& refusal) {
  ledger.part.rejections.push_back({request.at, ledger.names[request.account], plan.schema.kinds[request.kind].name,
                                    std::string(request.id), request.line, request.times, refusal.reason,
                                    std::string(refusal.message), refusal.clause});
  const auto count = static_cast<std::uint64_t>(request.times);
  ledger.summary.rejected += count;
  ledger.summary.rejected_by_reason[std::string(refusal.reason)] += count;
  for (const Demand& demand : request.demands) {
    if (demand.item != none && plan.meters[demand.meter].folds.empty()) {
      ledger.totals[demand.item].rejected += demand.quantity * Number(request.times);
    }
  }
}

// The accounts are looked up for a whole batch first, and each is fetched some records before its turn: most of the time
// goes into waiting for memory.
void Evaluation::State::add(const Batch& batch) {
  if (batch.rows == 0) return;
  if (!until || batch.times_at.front() < *until) {  // else it may be of a version that comes into force after the cut-off
    cuts.run(batch);
    measures.run(batch, cuts.cut());
  }
  keys_.clear();
  accounts_.resize(batch.rows);
  for (const std::string_view name : batch.accounts) keys_.emplace_back(name);
  for (std::size_t row = 0; row < batch.rows; ++row) {
    if (row + 16 < batch.rows) ledger.names.fetch(keys_[row + 16]);
    accounts_[row] = ledger.account(batch.accounts[row], keys_[row]);
  }
  for (std::size_t row = 0; row < batch.rows; ++row) {
    fetch_ahead(ledger.accounts, accounts_, row);
    record(batch, row, accounts_[row]);
  }
}

void Evaluation::State::record(const Batch& batch, std::size_t row, Index account) {
  const Instant now = batch.times_at[row];
  const std::int64_t times = batch.times[row];
  ++ledger.summary.records;
  ledger.summary.requests += static_cast<std::uint64_t>(times);
  if (until && now >= *until) {
    ++ledger.summary.after_cutoff;
    return;
  }
  if (now >= due) advance(now);
  touched = std::max(touched, now);
  if (!ledger.accounts[account].known) know_account(ledger, account, now);
  Refusal why;
  Request whole = request(batch, row, account);
  if (admission.refuses(batch, row, account, why)) {
    if (measures.refused_by(row) == none) ask(whole);
    return reject(whole, why);
  }
  if (!cuts.is_cut(row)) return take(whole, false);
  if (refuses_now(whole, ask(whole), why)) return reject(whole, why);
  begin(ledger.accounts[account], now);
  take_parts(whole, row);
}

// Identical records go together, but where something asks what came so far: then each comes after the other. One that is
// refused changes nothing, so those that follow are refused too.
void Evaluation::State::take(Request request, bool admitted) {
  const bool one_by_one = measures.reads_so_far(request.kind) || !plan.bill.milestones.empty();
  while (request.times > 0) {
    Refusal why;
    const Scope record = ask(request);
    if (!admitted && refuses_now(request, record, why)) return reject(request, why);
    begin(ledger.accounts[request.account], request.at);
    const std::int64_t times = one_by_one ? 1 : request.times;
    const std::int64_t paid = pay(ledger, request.account, request.demands, times, request.at, record);
    ledger.summary.accepted += static_cast<std::uint64_t>(paid);
    if (paid > 0 && ledger.gathers) gather(ledger, request.account, request.demands, paid, request.at);
    if (paid > 0 && !plan.so_far.empty()) add_so_far(ledger, request.account, request.demands, paid);
    if (paid > 0 && !plan.bill.milestones.empty()) reach_milestones(ledger, request.account, request.at);
    due = std::min(due, next_timer());  // of packages that what is owed waits for, of arrears
    request.times -= paid;
    if (paid < times) return reject(request, {"no_source", "", no_source_message});
    if (request.times > 0 && is_shut_at_once(request, why)) return reject(request, why);
  }
}

// An early bill may leave the balance short, and the next of identical records finds what follows at once.
bool Evaluation::State::is_shut_at_once(const Request& request, Refusal& why) {
  if (plan.bill.milestones.empty()) return false;
  while (next_timer() <= request.at) run_timer();
  return admission.is_shut(request.account, why);
}

Evaluation::State::Request Evaluation::State::part_of(const Request& whole, std::size_t part) const {
  Request one = whole;
  one.at = cuts.begin(part);
  one.on_columns = one.demands = cuts.measures().demands(part);
  one.batch = &cuts.parts();
  one.row = part;
  return one;
}

// Each part is a request of its own, and comes to be paid as it begins: the first one now, unless the record begins later.
void Evaluation::State::take_parts(const Request& whole, std::size_t row) {
  if (cuts.begin(cuts.first(row)) > whole.at) ledger.summary.requests -= static_cast<std::uint64_t>(whole.times);
  for (std::size_t part = cuts.first(row); part < cuts.last(row); ++part) {
    const Request one = part_of(whole, part);
    if (one.at == whole.at) {
      take(one, true);
      continue;
    }
    ledger.put_ahead(one.account, {one.at, one.kind, std::string(one.id), one.line, one.times,
                                   {one.demands.begin(), one.demands.end()}, cuts.kept(part)});
    due = std::min(due, one.at);
    touched = std::max(touched, one.at);
  }
}

// What was admitted as a whole may find its account closed by now.
void Evaluation::State::run_part() {
  const Index account = ledger.parts.top().account;
  const Ahead part = ledger.next_part(account);
  const Request request{account, part.at, part.kind, part.id, part.line, part.times, part.demands, part.demands,
                        part.record.get()};
  ledger.summary.requests += static_cast<std::uint64_t>(part.times);
  Refusal why;
  if (admission.is_shut(account, why)) return reject(request, why);
  take(request, true);
}

// Without a cut-off: the end of the last bill window that something touches, or of that in which the window of a charge
// ends that is longer and has something in it. Where that is behind `limit` no one has gone there yet.
Instant Evaluation::State::last_end(Instant limit) {
  const auto bill_end = [&](Instant at) { return ledger.window_of(plan.bill.window, at).end; };
  const Instant end = bill_end(touched);
  if (end > limit) return end;
  close_until(end);
  Instant last = end;
  for (const Index number : ledger.charge_clock) {
    const Clock& clock = ledger.clocks[number];
    if (!clock.active.empty() && clock.open.start < end) last = std::max(last, clock.open.end);
  }
  return last > end ? bill_end(last - 1) : end;
}

// All that comes before `at`, and the windows that end there.
void Evaluation::State::close_until(Instant at) {
  advance(at - 1);
  roll_idle_clocks(at);
  close_windows(ledger, at);
}

Instant Evaluation::State::end(Instant limit) {
  if (!until) {
    if (next < events.size()) advance(events.back().time);
    if (touched != INT64_MIN) until = last_end(limit);
  }
  return until.value_or(INT64_MIN);
}

void Evaluation::State::stop(Instant at) {
  close_until(at);
  add_totals();
}

// Of all versions so far.
void Evaluation::State::add_totals() {
  const auto add = [&](std::size_t number, const std::string& name, const std::string& unit) {
    const ItemTotal& own = ledger.totals[number];
    ItemTotal& total = ledger.summary.items[name];
    total.unit = unit;
    total.requested += own.drawn + own.postpaid + own.rejected;
    total.drawn += own.drawn;
    total.postpaid += own.postpaid;
    total.rejected += own.rejected;
    total.amount += own.amount;
  };
  for (std::size_t i = 0; i < plan.items.size(); ++i) add(i, plan.items[i].name, plan.items[i].unit);
  for (std::size_t i = 0; i < plan.bill.steps.size(); ++i) add(plan.items.size() + i, plan.bill.steps[i].name, "");
  std::set<Index> in_money;  // that pay charges
  for (const Charge& charge : plan.charges) {
    for (const Index queue : charge.queues) {
      for (const Index package : plan.queues[queue].packages) {
        if (plan.packages[package].money) in_money.insert(package);
      }
    }
  }
  for (const Index package : in_money) add(ledger.number_of_package(package), plan.packages[package].name, "");
}

void Evaluation::State::finish() {
  end(never);
  if (until) {
    events.resize(std::max(next, static_cast<std::size_t>(
                                     std::lower_bound(events.begin(), events.end(), *until,
                                                      [](const Event& event, Instant at) { return event.time < at; }) -
                                     events.begin())));
    advance(*until);
  }
  Summary& summary = ledger.summary;
  summary.until = until.value_or(0);
  summary.accounts = ledger.accounts.size();
  report_packages(ledger, summary.until);
  add_totals();
  list_owed(ledger);
  for (const Account& account : ledger.accounts) {
    if (account.balance) summary.balances[std::string(account.name)] = *account.balance;
    const char* status = account.closed != Closed::no ? "closed" : account.suspended ? "suspended" : "open";
    summary.statuses.emplace_back(account.name, status);
  }
  ledger.part.summary = summary;
  ledger.hand_over();
}

Evaluation::Evaluation(const Plan& plan, std::vector<Event> events, std::optional<Instant> until, Sink sink)
    : state_(std::make_unique<State>(plan, std::move(events), until, std::move(sink))) {}

Evaluation::~Evaluation() = default;

Ledger& Evaluation::ledger() { return state_->ledger; }

void Evaluation::carry_on(Instant at, Since since) { state_->carry_on(at, since); }

void Evaluation::add(const Batch& batch) { state_->add(batch); }

Instant Evaluation::end(Instant limit) { return state_->end(limit); }

void Evaluation::stop(Instant at) { state_->stop(at); }

Number Evaluation::quote(const Batch& batch, std::size_t row, Index field, const Number& step) {
  return state_->quote(batch, row, field, step);
}

Instant Evaluation::reached() const { return state_->reached(); }

void Evaluation::finish() { state_->finish(); }

}  // namespace tariff
