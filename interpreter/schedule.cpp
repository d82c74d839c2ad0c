#include "interpreter/schedule.hpp"

#include <algorithm>

namespace tariff {
namespace {

// Each part of the quantity at the price of its own tier, as if the tier began at 0.
Number walked(const std::vector<Schedule::Tier>& tiers, const Number& quantity) {
  Number amount;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (quantity <= tiers[i].from) break;
    const bool last = i + 1 == tiers.size() || quantity <= tiers[i + 1].from;
    const Number& end = last ? quantity : tiers[i + 1].from;
    amount += price_of(tiers[i].price, end - tiers[i].from);
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
