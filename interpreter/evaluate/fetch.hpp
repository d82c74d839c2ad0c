// Waiting for memory takes most of a record's time: where accounts are gone through in an order, each is asked for some
// places before its turn, and, once it has come, what it points to.
#pragma once

#include <vector>

#include "interpreter/evaluate/account.hpp"

namespace tariff {

inline void fetch(const Account& account) {
  const auto* lines = reinterpret_cast<const char*>(&account);
  const auto* end = reinterpret_cast<const char*>(&account.folds);
  for (; lines < end; lines += 64) __builtin_prefetch(lines);
}
inline void fetch_state(const Account& account) {
  for (const auto& queue : account.queues) {
    if (!queue.empty()) __builtin_prefetch(&account.packages[queue.front()]);
  }
}

inline void fetch_ahead(const Accounts& accounts, const std::vector<Index>& order, std::size_t at) {
  if (at + 16 < order.size()) fetch(accounts[order[at + 16]]);
  if (at + 8 < order.size()) fetch_state(accounts[order[at + 8]]);
}

}  // namespace tariff
