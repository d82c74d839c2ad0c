// Plan + usage + account events → bill. Reads no clock and no environment; fails only on data.
//
// Expressions over records run on columns, a batch at a time (columns, measure); then each record goes, in time
// order, through its account's life (ledger): limits, payment from packages, levels, the close of windows, debit,
// arrears. Accounts never look at each other.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "interpreter/bill.hpp"
#include "interpreter/plan.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

struct Ledger;

// What an evaluation goes on from: an earlier one of the same tariff, or of the version before it.
enum class Since : std::uint8_t { cut_off, change };

class Evaluation {
 public:
  // `events` in time order. `until` is exclusive for records and events; windows that end there close. Without it the
  // evaluation ends with the last window of a bill that a record or an event touches. Plan and sink outlive it.
  Evaluation(const Plan& plan, std::vector<Event> events, std::optional<Instant> until, Sink sink);
  ~Evaluation();
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  // What the accounts' lives leave behind, for whoever keeps it from one evaluation to the next.
  Ledger& ledger();
  // Goes on from what was put into the ledger, which stood so at `at`; before anything is added.
  void carry_on(Instant at, Since since = Since::cut_off);

  // Batches in time order.
  void add(const Batch& batch);
  // The cut-off; without one, where the windows end that were touched. Where that is behind `limit`, no one has gone
  // there yet.
  Instant end(Instant limit);
  // Another version of the tariff goes on from `at`: nothing is done but to close the windows that end by then.
  void stop(Instant at);
  // How much of a field could be used by a record, at its time: the largest multiple of the step, up to what the record
  // gives, or just that, with which it would be admitted; 0 if none. It is taken to be admitted up to some value and
  // refused beyond. In the order of time with what is added; nothing is used.
  Number quote(const Batch& batch, std::size_t row, Index field, const Number& step);
  // Nothing may be added or quoted before.
  Instant reached() const;
  // Closes what ends by then and hands over the last part.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tariff
