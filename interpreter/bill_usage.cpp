#include "interpreter/bill_usage.hpp"

#include <fmt/format.h>

#include <fstream>

#include "interpreter/read/event_reader.hpp"
#include "interpreter/read/usage_reader.hpp"
#include "interpreter/state/state.hpp"

namespace tariff {
namespace {

Instant open(const Opening& opening, Ledger& ledger) {
  std::ifstream in(opening.file, std::ios::binary);
  if (!in) throw ReadError(fmt::format("{}: cannot be read", opening.file));
  return read_state(in, opening.file, opening.sha256, ledger);
}

}  // namespace

std::unique_ptr<Evaluation> bill_usage(const Plan& plan, Billing billing, Sink sink) {
  Instant from = INT64_MIN;  // nothing may come before
  const auto refuse_before = [&](Instant time, const std::string& what) {
    if (time >= from) return;
    throw ReadError(fmt::format("{} of {} comes before {}, the cut-off of {}", what, plan.zone.text(time),
                                plan.zone.text(from), billing.opening->file));
  };
  auto events = read_events(std::move(billing.events), plan.zone, billing.options);
  const Instant first_event = events.empty() ? never : events.front().time;
  UsageReader reader(std::move(billing.usage), plan.schema, plan.zone, std::move(billing.options));
  auto evaluation = std::make_unique<Evaluation>(plan, std::move(events), billing.until, std::move(sink));
  if (billing.opening) {
    from = open(*billing.opening, evaluation->ledger());
    evaluation->carry_on(from);
    refuse_before(billing.until.value_or(never), "the cut-off");
    refuse_before(first_event, "an event");
  }
  for (Batch batch; reader.next(batch);) {
    refuse_before(batch.times_at.front(), "a record");
    evaluation->add(batch);
    billing.on_progress(batch.rows);
  }
  evaluation->finish();
  return evaluation;
}

}  // namespace tariff
