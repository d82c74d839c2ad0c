// What meters add up to so far, and lines come to, before the record at hand: kept only where a rule reads it.
#pragma once

#include <span>

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Of the record's own pools, by Plan::so_far.
void read_so_far(Ledger& ledger, Measures& measures, Index kind, const Scope& record, Index account,
                 Instant now, std::vector<Number>& values);
// The record was admitted, so many times.
void add_so_far(Ledger& ledger, Index account, std::span<const Demand> demands, std::int64_t times);

}  // namespace tariff
