// From the files of usage and events to the parts of a bill: the way that `bill` and the cases share.
//
//   usage, events ─read→ batches ─evaluate→ Bill
#pragma once

#include <optional>
#include <vector>

#include "interpreter/bill.hpp"
#include "interpreter/plan.hpp"
#include "interpreter/read/table.hpp"

namespace tariff {

struct Billing {
  std::vector<Input> usage, events;
  std::optional<Instant> until;
  ReadOptions options;
};

// ReadError where the input as a whole cannot be read.
void bill_usage(const Plan& plan, Billing billing, Sink sink);

}  // namespace tariff
