// Who pays a record: packages in the order of their queues, then postpaid.
#pragma once

#include <span>

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Draws what `times` identical records ask for, one record after the other; how many of them were paid. A record is
// paid whole or not at all: the rest found no source and left no trace.
std::int64_t pay(Ledger& ledger, Index account, std::span<const Demand> demands, std::int64_t times, Instant now);

// Puts a package just bought into the queues that draw it.
void enqueue(const Plan& plan, Account& account, Index package);

}  // namespace tariff
