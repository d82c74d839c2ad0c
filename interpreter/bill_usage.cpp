#include "interpreter/bill_usage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "interpreter/read/event_reader.hpp"
#include "interpreter/state/state.hpp"

namespace tariff {
namespace {

std::unique_ptr<std::istream> opened(const Opening& opening) {
  if (!opening.text.empty()) return std::make_unique<std::istringstream>(opening.text);
  auto in = std::make_unique<std::ifstream>(opening.file, std::ios::binary);
  if (!*in) throw ReadError(fmt::format("{}: cannot be read", opening.file));
  return in;
}

// The version that the state was written under; the last, which then says what is wrong with it, where that is none.
std::size_t version_of(const Opening& opening) {
  const auto in = opened(opening);
  const auto& texts = opening.sha256;
  const auto found = std::find(texts.begin(), texts.end(), tariff_of_state(*in));
  return std::min(static_cast<std::size_t>(found - texts.begin()), texts.size() - 1);
}

}  // namespace

std::vector<SchemaSince> schemas_of(const Book& book) {
  std::vector<SchemaSince> schemas;
  for (const Plan* plan : book) schemas.push_back({plan->effective_from, plan->schema});
  return schemas;
}

std::unique_ptr<BookEvaluation> use(const Book& book, Billing billing, Sink sink) {
  const Zone& zone = book.front()->zone;
  const auto& opening = billing.opening;
  Instant from = INT64_MIN;  // nothing may come before
  const auto refuse_before = [&](Instant time, const std::string& what) {
    if (time >= from) return;
    throw ReadError(fmt::format("{} of {} comes before {}, the cut-off of {}", what, zone.text(time), zone.text(from),
                                opening->file));
  };
  auto events = read_events(std::move(billing.events), zone, billing.options);
  const Instant first_event = events.empty() ? never : events.front().time;
  const std::size_t first = opening ? version_of(*opening) : 0;
  auto evaluation =
      std::make_unique<BookEvaluation>(book, std::move(events), billing.until, std::move(sink), first);
  if (opening) {
    const auto in = opened(*opening);
    from = read_state(*in, opening->file, opening->sha256[first], evaluation->ledger());
    evaluation->carry_on(from);
    refuse_before(billing.until.value_or(never), "the cut-off");
    refuse_before(first_event, "an event");
    billing.on_opening(from);
    if (book[first]->late_count) billing.options.counted_from = from;
  }
  UsageReader reader(std::move(billing.usage), schemas_of(book), zone, std::move(billing.options));
  for (Batch batch; reader.next(batch);) {
    refuse_before(batch.times_at.front(), "a record");
    evaluation->add(batch);
    billing.on_progress(batch.rows);
  }
  return evaluation;
}

std::unique_ptr<BookEvaluation> bill_usage(const Book& book, Billing billing, Sink sink) {
  Differences* differences = billing.differences;
  if (!differences) {
    auto evaluation = use(book, std::move(billing), std::move(sink));
    evaluation->finish();
    return evaluation;
  }
  Summary whole;
  billing.on_opening = [=](Instant at) { differences->begin_after(at); };
  auto evaluation = use(book, std::move(billing), [&](const Bill& part) {
    sink(differences->part(part));
    whole = part.summary;
  });
  evaluation->finish();
  sink(differences->rest(whole));
  return evaluation;
}

}  // namespace tariff
