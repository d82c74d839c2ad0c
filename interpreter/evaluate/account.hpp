// The compact state of one account: all that its life so far leaves behind. Memory grows with accounts and their
// packages, not with records.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/evaluate/keyed.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

struct HeldPackage {
  Index package = 0, offer = 0;
  Index pool = 0;
  std::string_view ref;
  Instant bought = 0, expires = 0;
  Number size, left, price;
  Number reserved;           // by the record at hand
  bool refunded = false;
  std::vector<bool> noticed; // a notice of the package: given
};

// What one source has paid of one item in the open window of its charge.
struct Tally {
  Key key{};        // item, pool, row, source: an index into packages, or none for postpaid
  Number quantity;
  Number amount;    // only where tiers walk all use: the price of a unit depends on its place
};

// How far a graduated price has been walked in its tiers' window.
struct Walked {
  Key key{};        // item, pool, row
  Number quantity;
};

// The state of a folded meter or of a level, one a pool.
struct MeterState {
  struct Fold { Number value; bool any = false; };  // of its open window
  struct Change { Instant at = 0; Number by; };     // of a level
  Key key{};        // meter, pool
  std::vector<Fold> folds;
  Number level;
  std::vector<Change> ahead;  // a heap, the next one first
};

struct AttributeValue {
  Number number;
  std::uint32_t code = 0;
  std::string_view text;
  Instant since = INT64_MIN;
};
struct WatchState { Instant window = INT64_MIN; Number highest; bool any = false; };

enum class Closed : std::uint8_t { no, by_customer, for_arrears };

struct Account {
  std::string_view name;
  Closed closed = Closed::no;
  bool suspended = false;
  std::optional<Number> balance;
  std::optional<Instant> arrears;         // since the debit that left the balance short
  Number due;                             // lines since the last bill
  std::vector<AttributeValue> attributes; // empty: none was set
  std::vector<WatchState> watched;
  std::vector<HeldPackage> packages;      // in order of purchase
  std::vector<std::vector<Index>> queues; // packages that may still pay, in the queue's order
  Keyed<Tally> tallies;
  Keyed<Walked> walked;
  Keyed<MeterState> meters;
};

AttributeValue attribute(const Plan& plan, const Account& account, Index index);

}  // namespace tariff
