// A price as data: what a quantity costs. Every kind is piecewise linear, with jumps.
#pragma once

#include <vector>

#include "interpreter/number.hpp"

namespace tariff {

struct Schedule {
  enum class Kind { rate, flat, blocks, walk };
  struct Tier;
  Kind kind = Kind::flat;
  Number price = 0;          // rate: per unit · flat: due where the quantity is above 0 · blocks: per block
  Number block = 1;          // blocks: its size; a quantity is made whole blocks by `mode`
  RoundingMode mode = RoundingMode::up;
  std::vector<Tier> tiers;   // walk: each part of the quantity at the price of its tier
};
struct Schedule::Tier {
  Number from = 0;           // above this; the last tier is open
  Schedule price;
  bool including = false;    // from this on: the tier before is `below` it
};

Number price_of(const Schedule& schedule, const Number& quantity);

}  // namespace tariff
