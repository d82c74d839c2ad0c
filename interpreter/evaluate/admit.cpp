#include "interpreter/evaluate/admit.hpp"

#define XXH_INLINE_ALL  // header only
#include <xxhash.h>

#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {
namespace {

const char refused_message[] = "refused by the tariff";

}  // namespace

// An account's ids are its own: what another account sends never refuses its records.
bool Admission::is_duplicate(std::string_view id, std::string_view account) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(id.data(), id.size(), XXH3_64bits(account.data(), account.size()));
  return !ledger_.ids.insert({hash.low64, hash.high64}).second;
}

bool Admission::refuses(const Batch& batch, std::size_t row, Index index, Refusal& why) {
  if (!batch.ids.empty() && !batch.ids[row].empty() && is_duplicate(batch.ids[row], batch.accounts[row])) {
    why = {"duplicate", "", "a record of this id came before"};
    return true;
  }
  const Instant now = batch.times_at[row];
  if (now < plan_.effective_from || now >= plan_.effective_until) {
    why = {"not_in_effect", "", "the tariff is not in effect at that time"};
    return true;
  }
  if (is_shut(index, why)) return true;
  if (is_refused_by(measures_.refused_by(row), why)) return true;
  return !cuts_.cut().empty() && is_refused_cut(row, why);
}

bool Admission::refuses_now(Index account, Index kind, Instant at, std::span<const Demand> demands, std::int64_t times,
                            const Scope& record, Refusal& why) {
  return (judges_demands_ && is_impossible(demands, at, why)) ||
         (!plan_.running_guards.empty() && is_over_limit(account, kind, at, demands, times, record, why));
}

bool Admission::is_shut(Index index, Refusal& why) const {
  const Account& account = ledger_.accounts[index];
  if (account.closed != Closed::no) {
    why = {"closed", "", "the account is closed"};
  } else if (account.suspended) {
    why = {"suspended", "", "the account is suspended"};
  }
  return account.closed != Closed::no || account.suspended;
}

bool Admission::is_refused_by(Index guard, Refusal& why) const {
  if (guard == none) return false;
  why = {plan_.guards[guard].name, plan_.guards[guard].clause, refused_message};
  return true;
}

// One of its parts that is refused refuses them all.
bool Admission::is_refused_cut(std::size_t row, Refusal& why) const {
  if (cuts_.fault(row) == Cuts::Fault::bad_span) {
    why = {"bad_span", "", "it ends before it begins, or begins before its time"};
    return true;
  }
  if (cuts_.fault(row) == Cuts::Fault::too_many_parts) {
    why = {"too_many_parts", "", "it is cut into more parts than a record may have"};
    return true;
  }
  for (std::size_t part = cuts_.first(row); part < cuts_.last(row); ++part) {
    if (is_refused_by(cuts_.measures().refused_by(part), why)) return true;
    if (judges_demands_ && is_impossible(cuts_.measures().demands(part), cuts_.begin(part), why)) return true;
  }
  return false;
}

// What no record can give: a level that goes backwards, or less than nothing.
bool Admission::is_impossible(std::span<const Demand> demands, Instant at, Refusal& why) const {
  for (const Demand& demand : demands) {
    const Meter& meter = plan_.meters[demand.meter];
    if (meter.never_below && demand.quantity.sign() < 0) {
      why = {"negative_quantity", meter.clause, "it counts less than nothing"};
      return true;
    }
    if (meter.level == none) continue;
    const bool backwards = demand.until < demand.from;
    if (!backwards && demand.from >= at) continue;
    why = {"bad_span", meter.clause,
           backwards ? "it ends before it begins" : "it begins before the time of its record"};
    return true;
  }
  return false;
}

// The rules on running values. A level includes the record itself, all its times; a record that the level does not
// count, or of zero length, is not held to its limit. What came so far does not include it.
bool Admission::is_over_limit(Index index, Index kind, Instant at, std::span<const Demand> demands, std::int64_t times,
                              Scope record, Refusal& why) {
  Account& account = ledger_.accounts[index];
  std::vector<bool> in_level(plan_.meters.size());
  for (const Demand& demand : demands) {
    if (plan_.meters[demand.meter].level == none || demand.from >= demand.until) continue;
    in_level[demand.meter] = true;
    levels_[demand.meter] = highest_level(ledger_, account, demand, times, at);
  }
  record.levels = &levels_;
  for (const Guard& guard : plan_.running_guards) {
    if (guard.kind != none && guard.kind != kind) continue;
    if (guard.level != none && !in_level[guard.level]) continue;
    if (!truth_of(guard.refuses, record)) continue;
    why = {guard.name, guard.clause, refused_message};
    return true;
  }
  return false;
}

}  // namespace tariff
