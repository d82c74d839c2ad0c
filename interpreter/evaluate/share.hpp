// What one source pays of one demand of the record at hand.
#pragma once

#include "interpreter/plan.hpp"

namespace tariff {

struct Share {
  Index demand = 0, source = none;
  Number quantity, taken;  // in the meter's unit, in the package's
  Number amount;           // what it comes to, where the price is of each record
};

}  // namespace tariff
