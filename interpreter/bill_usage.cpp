#include "interpreter/bill_usage.hpp"

#include "interpreter/read/event_reader.hpp"
#include "interpreter/read/usage_reader.hpp"

namespace tariff {

std::unique_ptr<Evaluation> bill_usage(const Plan& plan, Billing billing, Sink sink) {
  auto events = read_events(std::move(billing.events), plan.zone, billing.options);
  UsageReader reader(std::move(billing.usage), plan.schema, plan.zone, std::move(billing.options));
  auto evaluation = std::make_unique<Evaluation>(plan, std::move(events), billing.until, std::move(sink));
  for (Batch batch; reader.next(batch);) {
    evaluation->add(batch);
    billing.on_progress(batch.rows);
  }
  evaluation->finish();
  return evaluation;
}

}  // namespace tariff
