// The compact state of one account: all that its life so far leaves behind. Memory grows with accounts and their
// packages, not with records.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/evaluate/keyed.hpp"
#include "interpreter/evaluate/pages.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

// What a draw reads comes first. What was given has no offer.
struct HeldPackage {
  Instant lost = 0;    // when what is left now is lost: as it expires, or is refilled before
  Instant expires = 0;
  Number left;
  bool refunded = false;
  Index package = 0, offer = 0;
  Index pool = 0;
  Number reserved;           // by the record at hand
  Number size, price;
  Instant bought = 0;
  std::string_view ref;
  std::vector<bool> noticed; // a notice of the package: given
};

// What one source has paid of one item in the open window of its charge.
struct Tally {
  Key key{};        // item, pool, row, source: an index into packages, or none for postpaid
  Number quantity;
};

// Money of one item, pool and row: what was priced as it came, in the open window of its charge (where the price of a
// unit depends on its record, or on its place among all use), and what lines came to, in that of the bill.
struct Amount {
  enum Of : Index { as_it_comes, billed };
  Key key{};        // item, pool, row, which of the two
  Number value;
  bool is(Of which) const { return key[3] == which; }
};

// How far a graduated price has been walked in its tiers' window.
struct Walked {
  Key key{};        // item, pool, row
  Number quantity;
};

// What a step of a folded meter has taken in its open window, for one pool and key.
struct FoldState {
  struct Sample { Number value; std::int64_t times = 1; };
  Key key{};                    // meter, pool, step, number of its key
  Number value;                 // of a mean their sum; over time, times microseconds
  std::int64_t count = 0;       // of the values
  std::vector<Sample> samples;  // where some of the highest are chosen
};

// What stands now of a level, for one pool and key of its meter's first step.
struct LevelState {
  struct Change { Instant at = 0; Number by; };
  Key key{};                  // meter, pool, number of its key
  Number level;
  Instant since = INT64_MIN;  // it stands so
  bool stands = false;        // of an account's attributes: also at zero
  std::vector<Change> ahead;  // a heap, the next one first
  std::size_t rises = 0;      // how many of them raise it
};

// What the last record of the same gave to a level.
struct Standing {
  Key key{};  // meter, number of the value that is the same
  Index pool = 0, keys = 0;
  Number value;
};

// What look-backs may ask of a meter's closed windows.
struct History {
  struct Past { Instant window = 0; Number value; };  // by its begin
  Key key{};  // meter, pool
  std::vector<Past> values;
};

struct AttributeValue {
  Number number;
  std::uint32_t code = 0;
  std::string_view text;
  Instant since = INT64_MIN;
};
struct WatchState { Instant window = INT64_MIN; Number highest; bool any = false; };

enum class Closed : std::uint8_t { no, by_customer, for_arrears };

// What every record reads comes first, then what the end of a window reads too.
struct Account {
  Closed closed = Closed::no;
  bool suspended = false;
  bool known = false;  // a record or an event has named it
  Instant renews = INT64_MIN;  // when packages next come by themselves; at first, since when the account is there
  // A queue's packages that may still pay, in its order; no queues where none was bought.
  boost::container::small_vector<boost::container::small_vector<Index, 4>, 1> queues;
  std::vector<HeldPackage> packages;      // in order of purchase
  Keyed<Tally, 4> tallies;
  Keyed<Walked> walked;
  Keyed<Amount> amounts;
  std::string_view name;
  std::optional<Number> balance;          // from the first top-up on
  std::vector<AttributeValue> attributes; // empty: none was set
  Keyed<FoldState> folds;
  Keyed<LevelState> levels;
  Keyed<Standing> standing;
  Keyed<History> history;
  Keyed<Tally> unpaid;                    // what is paid as a window closes: no source yet
  std::vector<WatchState> watched;
  Number due;                             // lines since the last bill
  std::optional<Instant> arrears;         // since the debit that left the balance short
};

using Accounts = std::vector<Account, LargePages<Account>>;

AttributeValue attribute(const Plan& plan, const Account& account, Index index);
void set_attribute(const Plan& plan, Account& account, Index index, const AttributeValue& value);

}  // namespace tariff
