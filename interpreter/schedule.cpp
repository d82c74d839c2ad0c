#include "interpreter/schedule.hpp"

#include <algorithm>

namespace tariff {
namespace {

bool reaches(const Number& quantity, const Schedule::Tier& tier) {
  return quantity > tier.from || (tier.including && quantity == tier.from);
}

// Each part of the quantity at the price of its own tier, as if the tier began at 0.
Number walked(const std::vector<Schedule::Tier>& tiers, const Number& quantity) {
  Number amount;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (!reaches(quantity, tiers[i])) break;
    const bool last = i + 1 == tiers.size() || !reaches(quantity, tiers[i + 1]);
    const Number& end = last ? quantity : tiers[i + 1].from;
    const bool whole = tiers[i].price.kind == Schedule::Kind::flat;  // due once the tier is reached
    amount += whole ? tiers[i].price.price : price_of(tiers[i].price, end - tiers[i].from);
  }
  return amount;
}

}  // namespace

Number price_of(const Schedule& schedule, const Number& quantity) {
  switch (schedule.kind) {
    case Schedule::Kind::rate: return quantity * schedule.price;
    case Schedule::Kind::flat: return quantity.sign() > 0 ? schedule.price : Number();
    case Schedule::Kind::blocks: return quantity.steps(schedule.block, schedule.mode) * schedule.price;
    case Schedule::Kind::walk: return walked(schedule.tiers, quantity);
  }
  return {};
}

}  // namespace tariff
