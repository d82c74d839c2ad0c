#include "interpreter/evaluate/evaluate.hpp"

#define XXH_INLINE_ALL  // header only
#include <xxhash.h>

#include <algorithm>

#include "interpreter/evaluate/arrears.hpp"
#include "interpreter/evaluate/carry_on.hpp"
#include "interpreter/evaluate/close.hpp"
#include "interpreter/evaluate/events.hpp"
#include "interpreter/evaluate/fetch.hpp"
#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/packages.hpp"
#include "interpreter/evaluate/pay.hpp"
#include "interpreter/evaluate/renewals.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {

struct Evaluation::State {
  State(const Plan& the_plan, std::vector<Event> the_events, std::optional<Instant> the_until, Sink sink)
      : ledger(the_plan, std::move(sink)),
        plan(the_plan),
        events(std::move(the_events)),
        until(the_until),
        measures(the_plan, ledger.pools, ledger.keys),
        levels(the_plan.meters.size()) {}

  void carry_on(Instant at);
  void add(const Batch& batch);
  void finish();

  Ledger ledger;

 private:
  void advance(Instant now);
  void record(const Batch& batch, std::size_t row, Index account);
  struct Refusal { std::string_view reason, clause, message; };

  Instant next_due() const;
  Instant next_event() const { return next < events.size() ? events[next].time : never; }
  Instant next_timer() const { return ledger.timers.empty() ? never : ledger.timers.top().at; }
  void roll_idle_clocks(Instant now);
  void run_timer();
  Instant last_end();
  bool is_in_effect(Instant at) const { return at >= plan.effective_from && at < plan.effective_until; }
  bool is_duplicate(std::string_view id, std::string_view account);
  Scope scope_of(const Batch& batch, std::size_t row, Index account) const;
  bool is_refused(const Batch& batch, std::size_t row, Index account, Refusal& why);
  bool has_bad_span(const Batch& batch, std::size_t row, Refusal& why) const;
  bool is_over_limit(const Batch& batch, std::size_t row, Index account, Refusal& why);
  void reject(const Batch& batch, std::size_t row, Index account, std::int64_t times, const Refusal& refusal);

  const Plan& plan;
  std::vector<Event> events;
  std::size_t next = 0;  // event
  std::optional<Instant> until;
  Instant touched = INT64_MIN;  // the last record or event
  Instant due = INT64_MIN;      // nothing happens before, but records
  Measures measures;
  std::vector<Number> levels;    // by meter, of the record at hand
  std::vector<Names::Key> keys_;  // by row of the batch
  std::vector<Index> accounts_;   // likewise
};

namespace {

const char refused_message[] = "refused by the tariff";
const char no_source_message[] = "no valid package covers it and postpaid is not open";

}  // namespace

Instant Evaluation::State::next_due() const {
  Instant earliest = std::min(next_event(), next_timer());
  for (const Clock& clock : ledger.clocks) earliest = std::min(earliest, clock.open.end);
  return earliest;
}

// Where no account has anything in its window, a clock need not stop at every end on the way: it goes straight to the
// window just before the next thing that happens, which may list accounts in it. Long gaps cost nothing.
void Evaluation::State::roll_idle_clocks(Instant now) {
  Instant next_thing = std::min({now, next_event(), next_timer()});
  const auto is_idle = [&](const Clock& clock) {
    const bool bills = &clock == &ledger.clocks[ledger.bill_clock];
    return clock.active.empty() && !(bills && (!ledger.due.empty() || !ledger.ids.empty()));
  };
  for (const Clock& clock : ledger.clocks) {
    if (!is_idle(clock)) next_thing = std::min(next_thing, clock.open.end);
  }
  for (Clock& clock : ledger.clocks) {
    if (is_idle(clock) && clock.open.end < next_thing) {
      clock.open = window_at(plan.zone, clock.window, next_thing - 1);
    }
  }
}

void Evaluation::State::run_timer() {
  const Timer timer = ledger.timers.top();
  ledger.timers.pop();
  if (timer.kind == Timer::Kind::deadline) return deadline(ledger, timer);
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
    } else {
      touched = std::max(touched, at);
      apply(ledger, events[next++]);
    }
  }
}

// Where nothing happens any more, the windows that were open at the cut-off still close.
void Evaluation::State::carry_on(Instant at) {
  tariff::carry_on(ledger, at);
  touched = at - 1;
}

// An account's ids are its own: what another account sends never refuses its records.
bool Evaluation::State::is_duplicate(std::string_view id, std::string_view account) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(id.data(), id.size(), XXH3_64bits(account.data(), account.size()));
  return !ledger.ids.insert({hash.low64, hash.high64}).second;
}

// What a formula may name of a record and its account.
Scope Evaluation::State::scope_of(const Batch& batch, std::size_t row, Index account) const {
  Scope scope;
  scope.plan = &plan;
  scope.account = &ledger.accounts[account];
  scope.batch = &batch;
  scope.row = row;
  return scope;
}

// Why a record is refused, before anyone asks who pays; false if it is not.
bool Evaluation::State::is_refused(const Batch& batch, std::size_t row, Index index, Refusal& why) {
  if (!batch.ids.empty() && !batch.ids[row].empty() && is_duplicate(batch.ids[row], batch.accounts[row])) {
    why = {"duplicate", "", "a record of this id came before"};
    return true;
  }
  const Instant now = batch.times_at[row];
  if (!is_in_effect(now)) {
    why = {"not_in_effect", "", "the tariff is not in effect at that time"};
    return true;
  }
  const Account& account = ledger.accounts[index];
  if (account.closed != Closed::no) {
    why = {"closed", "", "the account is closed"};
    return true;
  }
  if (account.suspended) {
    why = {"suspended", "", "the account is suspended"};
    return true;
  }
  if (const Index guard = measures.refused_by(row); guard != none) {
    why = {plan.guards[guard].name, plan.guards[guard].clause, refused_message};
    return true;
  }
  return (!plan.levels.empty() && has_bad_span(batch, row, why)) ||
         (!plan.running_guards.empty() && is_over_limit(batch, row, index, why));
}

bool Evaluation::State::has_bad_span(const Batch& batch, std::size_t row, Refusal& why) const {
  for (const Demand& demand : measures.demands(row)) {
    const Meter& meter = plan.meters[demand.meter];
    if (meter.level == none) continue;
    const bool backwards = demand.until < demand.from;
    if (!backwards && demand.from >= batch.times_at[row]) continue;
    why = {"bad_span", meter.clause,
           backwards ? "it ends before it begins" : "it begins before the time of its record"};
    return true;
  }
  return false;
}

// The rules on running values. A level includes the record itself, all its times; a record that the level does not
// count, or of zero length, is not held to its limit.
bool Evaluation::State::is_over_limit(const Batch& batch, std::size_t row, Index index, Refusal& why) {
  Account& account = ledger.accounts[index];
  std::vector<bool> in_level(plan.meters.size());
  for (const Demand& demand : measures.demands(row)) {
    if (plan.meters[demand.meter].level == none || demand.from >= demand.until) continue;
    in_level[demand.meter] = true;
    levels[demand.meter] = highest_level(ledger, account, demand, batch.times[row], batch.times_at[row]);
  }
  Scope scope = scope_of(batch, row, index);
  scope.levels = &levels;
  for (const Guard& guard : plan.running_guards) {
    if (guard.kind != none && guard.kind != batch.kinds[row]) continue;
    if (guard.level != none && !in_level[guard.level]) continue;
    if (!truth_of(guard.refuses, scope)) continue;
    why = {guard.name, guard.clause, refused_message};
    return true;
  }
  return false;
}

void Evaluation::State::reject(const Batch& batch, std::size_t row, Index account, std::int64_t times,
                               const Refusal& refusal) {
  const std::string_view id = batch.ids.empty() ? std::string_view() : batch.ids[row];
  ledger.part.rejections.push_back({batch.times_at[row], ledger.names[account],
                                    plan.schema.kinds[batch.kinds[row]].name, std::string(id), batch.lines[row],
                                    times, refusal.reason, std::string(refusal.message), refusal.clause});
  const auto count = static_cast<std::uint64_t>(times);
  ledger.summary.rejected += count;
  ledger.summary.rejected_by_reason[std::string(refusal.reason)] += count;
  for (const Demand& demand : measures.demands(row)) {
    if (demand.item != none && plan.meters[demand.meter].folds.empty()) {
      ledger.totals[demand.item].rejected += demand.quantity * Number(times);
    }
  }
}

// The accounts are looked up for a whole batch first, and each is fetched some records before its turn: most of the time
// goes into waiting for memory.
void Evaluation::State::add(const Batch& batch) {
  measures.run(batch);
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
  if (is_refused(batch, row, account, why)) return reject(batch, row, account, times, why);
  begin(ledger.accounts[account], now);
  const auto demands = measures.demands(row);
  const std::int64_t paid = pay(ledger, account, demands, times, now, scope_of(batch, row, account));
  ledger.summary.accepted += static_cast<std::uint64_t>(paid);
  if (paid > 0 && ledger.gathers) gather(ledger, account, demands, paid, now);
  if (paid < times) reject(batch, row, account, times - paid, {"no_source", "", no_source_message});
}

// Without a cut-off: the end of the last bill window that something touches, or of that in which the window of a charge
// ends that is longer and has something in it.
Instant Evaluation::State::last_end() {
  const auto bill_end = [&](Instant at) { return window_at(plan.zone, plan.bill.window, at).end; };
  const Instant end = bill_end(touched);
  advance(end);
  Instant last = end;
  for (const Index number : ledger.charge_clock) {
    const Clock& clock = ledger.clocks[number];
    if (!clock.active.empty() && clock.open.start < end) last = std::max(last, clock.open.end);
  }
  return last > end ? bill_end(last - 1) : end;
}

void Evaluation::State::finish() {
  if (!until) {
    if (next < events.size()) advance(events.back().time);
    if (touched != INT64_MIN) until = last_end();
  }
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
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    const Item& item = plan.items[i];
    ItemTotal& total = ledger.totals[i];
    total.unit = item.unit;
    total.requested = total.drawn + total.postpaid + total.rejected;
    summary.items[item.name] = total;
  }
  for (std::size_t i = 0; i < plan.bill.steps.size(); ++i) {
    summary.items[plan.bill.steps[i].name] = ledger.totals[plan.items.size() + i];
  }
  for (const Charge& charge : plan.charges) {
    for (const Index queue : charge.queues) {
      for (const Index package : plan.queues[queue].packages) {
        if (!plan.packages[package].money) continue;
        summary.items[plan.packages[package].name] = ledger.totals[ledger.number_of_package(package)];
      }
    }
  }
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

void Evaluation::carry_on(Instant at) { state_->carry_on(at); }

void Evaluation::add(const Batch& batch) { state_->add(batch); }

void Evaluation::finish() { state_->finish(); }

}  // namespace tariff
