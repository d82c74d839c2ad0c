// How an evaluation stands between two records. Its way through them is in evaluate.cpp, what it quotes in quote.cpp.
#pragma once

#include "interpreter/evaluate/admit.hpp"
#include "interpreter/evaluate/evaluate.hpp"
#include "interpreter/evaluate/ledger.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {

struct Evaluation::State {
  State(const Plan& the_plan, std::vector<Event> the_events, std::optional<Instant> the_until, Sink sink)
      : ledger(the_plan, std::move(sink)),
        plan(the_plan),
        events(std::move(the_events)),
        until(the_until),
        measures(the_plan, ledger.pools, ledger.keys),
        cuts(the_plan, ledger.pools, ledger.keys),
        admission(ledger, measures, cuts) {}

  void carry_on(Instant at, Since since);
  void add(const Batch& batch);
  Instant end(Instant limit);
  void stop(Instant at);
  Number quote(const Batch& batch, std::size_t row, Index field, const Number& step);
  void finish();
  Instant reached() const { return touched; }

  Ledger ledger;

 private:
  void advance(Instant now);
  void record(const Batch& batch, std::size_t row, Index account);
  // What a record, or a part of one, is known by, and asks for.
  struct Request {
    Index account = 0;
    Instant at = 0;
    Index kind = 0;
    std::string_view id;
    std::uint64_t line = 0;
    std::int64_t times = 1;
    std::span<const Demand> on_columns, demands;  // the second are all of them, once it is asked
    const Batch* batch = nullptr;  // where its fields stand; null: nothing reads them any more
    std::size_t row = 0;
  };

  Instant next_due() const;
  Instant next_event() const { return next < events.size() ? events[next].time : never; }
  Instant next_timer() const { return ledger.timers.empty() ? never : ledger.timers.top().at; }
  Instant next_part() const {
    return ledger.parts.empty() || (until && ledger.parts.top().at >= *until) ? never : ledger.parts.top().at;
  }
  void roll_idle_clocks(Instant now);
  void add_totals();
  void run_timer();
  Instant last_end(Instant limit);
  void close_until(Instant at);
  Request request(const Batch& batch, std::size_t row, Index account) const;
  Scope ask(Request& request);
  bool refuses_now(const Request& request, const Scope& record, Refusal& why);
  void reject(const Request& request, const Refusal& refusal);
  void take(Request request, bool admitted);
  bool is_shut_at_once(const Request& request, Refusal& why);
  Request part_of(const Request& whole, std::size_t part) const;
  void take_parts(const Request& whole, std::size_t row);
  void run_part();

  const Plan& plan;
  std::vector<Event> events;
  std::size_t next = 0;  // event
  std::optional<Instant> until;
  Instant touched = INT64_MIN;  // the last record or event
  Instant due = INT64_MIN;      // nothing happens before, but records
  Measures measures;
  Cuts cuts;
  Admission admission;
  std::vector<Number> so_far_;    // by what is read, before the record at hand
  std::vector<Names::Key> keys_;  // by row of the batch
  std::vector<Index> accounts_;   // likewise
};

}  // namespace tariff
