// Whether a record is admitted, before anyone asks who pays.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "interpreter/evaluate/cuts.hpp"
#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

struct Refusal { std::string_view reason, clause, message; };

class Admission {
 public:
  // Of the records that were measured and cut last.
  Admission(Ledger& ledger, const Measures& measures, const Cuts& cuts)
      : ledger_(ledger), plan_(ledger.plan), measures_(measures), cuts_(cuts), levels_(ledger.plan.meters.size()) {
    for (const Meter& meter : plan_.meters) judges_demands_ = judges_demands_ || meter.never_below || meter.level != none;
  }

  // Why the record is refused, however often it comes; false if it is not.
  bool refuses(const Batch& batch, std::size_t row, Index account, Refusal& why);
  // By what it asks for, so many times, and by what the account stands at.
  bool refuses_now(Index account, Index kind, Instant at, std::span<const Demand> demands, std::int64_t times,
                   const Scope& record, Refusal& why);
  // The account takes nothing now.
  bool is_shut(Index account, Refusal& why) const;

 private:
  bool is_duplicate(std::string_view id, std::string_view account);
  bool is_refused_by(Index guard, Refusal& why) const;
  bool is_refused_cut(std::size_t row, Refusal& why) const;
  bool is_impossible(std::span<const Demand> demands, Instant at, Refusal& why) const;
  bool is_over_limit(Index account, Index kind, Instant at, std::span<const Demand> demands, std::int64_t times,
                     Scope record, Refusal& why);

  Ledger& ledger_;
  const Plan& plan_;
  const Measures& measures_;
  const Cuts& cuts_;
  std::vector<Number> levels_;  // by meter, of the record at hand
  bool judges_demands_ = false;  // some meter stands for a time, or never counts less than nothing
};

}  // namespace tariff
