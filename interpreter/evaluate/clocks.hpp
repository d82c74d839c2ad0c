// What comes by itself as time goes on: windows that close, deadlines and notices.
#pragma once

#include <vector>

#include "interpreter/plan.hpp"

namespace tariff {

// One window phrase of the plan: the window that is open now, and the accounts that have something in it.
struct Clock {
  Window window;
  Interval open{INT64_MIN, INT64_MIN};
  std::vector<Index> active;
  std::vector<std::uint8_t> listed;  // by account
};

struct Timer {
  enum class Kind : std::uint8_t { deadline, notice, renewal };
  Instant at = 0;
  Kind kind = Kind::deadline;
  std::uint64_t order = 0;  // of setting
  Index account = 0;
  Index package = 0;        // notice: of the account
  Index which = 0;          // the step of arrears, or the package's notice
  Instant since = 0;        // deadline: the debit it runs from
  friend bool operator>(const Timer& a, const Timer& b) {
    if (a.at != b.at) return a.at > b.at;
    return a.kind != b.kind ? a.kind > b.kind : a.order > b.order;
  }
};

// A part of a record comes to be paid; those of one account and instant in the order in which they were put ahead.
struct Due {
  Instant at = 0;
  Index account = 0;
  friend bool operator>(const Due& a, const Due& b) { return a.at != b.at ? a.at > b.at : a.account > b.account; }
};

}  // namespace tariff
