// The compact state of one account: all that its life so far leaves behind. Memory grows with accounts and their
// packages, not with records.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/evaluate/account_rows.hpp"
#include "interpreter/evaluate/pages.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

// Whether other accounts draw on it too, or another one bought it.
enum class Sharing : std::uint8_t { no, bought, lent };

// What a draw reads comes first. What was given has no offer.
struct HeldPackage {
  Instant lost = 0;    // when what is left now is lost: as it expires, or is refilled before without keeping it
  Instant expires = 0;
  Number left;
  bool refunded = false;
  bool away = false;         // shared by a group that its account has left
  Sharing sharing = Sharing::no;
  Index package = 0, offer = 0;
  Index pool = 0;
  Number reserved;           // by the record at hand
  Number size, price;
  Number filled;             // what was left after the last refill; at first its size
  Instant bought = 0;
  Instant refills = never;   // by itself, the next time
  std::string_view ref;
  std::vector<bool> noticed; // a notice of the package: given
};

struct AttributeValue {
  Number number;
  std::uint32_t code = 0;
  std::string_view text;
  Instant since = INT64_MIN;
};
struct WatchState { Instant window = INT64_MIN; Number highest; bool any = false; };

enum class Closed : std::uint8_t { no, by_customer, for_arrears };

// What every record and the end of a window read comes first, up to the tallies, and is fetched together.
struct Account {
  Closed closed = Closed::no;
  bool suspended = false;
  bool known = false;  // a record or an event has named it
  Instant renews = INT64_MIN;  // when packages next come by themselves; at first, since when the account is there
  Keyed<Walked> walked;
  Keyed<Amount> priced;  // as it came, in the open window of its charge: where the price is of a record or a place
  Keyed<Drawn> drawn;    // of items that give back
  Keyed<Amount> spent;   // of packages in money, in the open window of the charge they paid: item, 0, 0, package
  Keyed<Sum> so_far;
  Keyed<Tally> owed;     // what is paid by packages that come: no source yet
  std::vector<HeldPackage> packages;  // in order of purchase
  // A queue's packages that may still pay, in its order; no queues where none was bought.
  boost::container::small_vector<boost::container::small_vector<Index, 4>, 1> queues;
  std::string_view name;
  Keyed<Tally, 4> tallies;
  std::optional<Number> balance;          // from the first top-up on
  Number due;                             // lines since the last bill
  std::optional<Instant> arrears;         // since the debit that left the balance short
  Keyed<Amount> billed;                   // what lines came to in the open window of the bill; of no source
  Keyed<Tally> unpaid;                    // what is paid as a window closes: likewise
  Instant awaits = never;                 // packages that may pay what is owed
  Keyed<FoldState> folds;
  Keyed<LevelState> levels;
  Keyed<Standing> standing;
  Keyed<History> history;
  std::vector<AttributeValue> attributes; // empty: none was set
  std::vector<WatchState> watched;
  std::unique_ptr<std::deque<Ahead>> ahead; // in time order
};

// Whether something that the account keeps still names a package: a line that is to be written of it, or what may come back.
bool is_named(const Account& account, Index package);

using Accounts = std::vector<Account, LargePages<Account>>;

AttributeValue attribute(const Plan& plan, const Account& account, Index index);
void set_attribute(const Plan& plan, Account& account, Index index, const AttributeValue& value);

}  // namespace tariff
