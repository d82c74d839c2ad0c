#include "interpreter/evaluate/queues.hpp"

#include <algorithm>

namespace tariff {
namespace {

const Number& property_of(const Plan& plan, const HeldPackage& held, Index property) {
  return plan.packages[held.package].offers[held.offer].properties[property];
}

bool goes_before(const Plan& plan, const Queue& queue, const HeldPackage& a, const HeldPackage& b) {
  for (const OrderKey& key : queue.keys) {
    switch (key.by) {
      case OrderBy::soonest_expiry:
        if (a.lost != b.lost) return a.lost < b.lost;
        break;
      case OrderBy::latest_expiry:
        if (a.lost != b.lost) return a.lost > b.lost;
        break;
      case OrderBy::earliest_purchase:
        if (a.bought != b.bought) return a.bought < b.bought;
        break;
      case OrderBy::latest_purchase:
        if (a.bought != b.bought) return a.bought > b.bought;
        break;
      case OrderBy::lowest_property:
      case OrderBy::highest_property: {
        const int compared = compare(property_of(plan, a, key.property), property_of(plan, b, key.property));
        if (compared != 0) return key.by == OrderBy::lowest_property ? compared < 0 : compared > 0;
        break;
      }
    }
  }
  // Then in the order of purchase; at one instant, what is given comes first.
  if (a.bought != b.bought) return a.bought < b.bought;
  return a.offer == none && (b.offer != none || a.package < b.package);
}

bool draws(const Queue& queue, const HeldPackage& held) {
  return std::find(queue.packages.begin(), queue.packages.end(), held.package) != queue.packages.end();
}

}  // namespace

bool is_spent(const Plan& plan, const HeldPackage& held, Instant now) {
  if (held.refunded || held.away || held.lost <= now) return true;
  return held.left.sign() <= 0 && !plan.packages[held.package].overdrawn;
}

Number room_of(const Plan& plan, const HeldPackage& held, bool beyond, const Number& asked) {
  const Package& package = plan.packages[held.package];
  const Number left = held.left - held.reserved;
  if (!beyond) return left;
  if (!package.overdrawn) return {};
  return package.most_overdrawn ? left + *package.most_overdrawn : asked;
}

void enqueue(const Plan& plan, Account& account, Index package) {
  account.queues.resize(plan.queues.size());
  const HeldPackage& held = account.packages[package];
  for (std::size_t i = 0; i < plan.queues.size(); ++i) {
    const Queue& queue = plan.queues[i];
    if (!draws(queue, held)) continue;
    auto& order = account.queues[i];
    const auto place = std::find_if(order.begin(), order.end(), [&](Index other) {
      return goes_before(plan, queue, held, account.packages[other]);
    });
    order.insert(place, package);
  }
}

void put_in_order(const Plan& plan, Account& account, Instant now) {
  if (account.packages.empty()) return;
  account.queues.resize(plan.queues.size());
  for (std::size_t i = 0; i < plan.queues.size(); ++i) {
    auto& order = account.queues[i];
    order.clear();
    for (Index package = 0; package < account.packages.size(); ++package) {
      const HeldPackage& held = account.packages[package];
      if (!is_spent(plan, held, now) && draws(plan.queues[i], held)) order.push_back(package);
    }
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
      return goes_before(plan, plan.queues[i], account.packages[a], account.packages[b]);
    });
  }
}

}  // namespace tariff
