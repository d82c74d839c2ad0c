// The ordered half of the evaluation: the accounts, the clocks whose windows close, and what lies ahead.
//
// The order at one instant, per account: windows close, shortest first · bills with their debit · deadlines
// (suspend, close) · notices of packages · refills and what is given, which pay what is owed · events · parts that lay
// ahead · records.
#pragma once

#include <tsl/robin_map.h>

#include <deque>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/bill.hpp"
#include "interpreter/evaluate/account.hpp"
#include "interpreter/evaluate/clocks.hpp"
#include "interpreter/evaluate/ids.hpp"
#include "interpreter/evaluate/measure.hpp"
#include "interpreter/evaluate/names.hpp"
#include "interpreter/evaluate/purse.hpp"
#include "interpreter/evaluate/share.hpp"

namespace tariff {

struct Found { Index package = none, offer = none; };

struct Ledger {
  Ledger(const Plan& plan, Sink sink);

  const Plan& plan;
  Sink sink;
  Names names, pools;  // a pool's name: what keeps it apart; so are the values of keys
  NameLists keys;      // of folds
  std::vector<std::vector<Index>> choice_names;  // by field: the number of each choice among the names of pools
  Purses purses;       // what accounts share
  Names grants;        // refs of what accounts are given: the same for all of them
  std::deque<std::string> texts;  // refs of packages, values of attributes: views into these stay valid
  Accounts accounts;
  std::vector<std::uint64_t> name_starts;  // of accounts: the first eight bytes, as a number that sorts like them

  tsl::robin_map<std::string_view, Found> offers;  // by name, such as `pack.p500w`

  std::vector<Clock> clocks;  // shortest window first
  std::vector<Index> charge_clock, deduct_clock, owed_clock, tier_clock, watched_clock;  // by charge, item, watched attribute
  std::vector<std::vector<Index>> fold_clock;                  // by meter and fold
  std::vector<Index> so_far_clock;                             // by what is read so far; none: ever
  Index bill_clock = 0;
  std::vector<Index> unused_charges;                           // due in every window while an account is open
  bool adds_lines = false;   // something asks what lines come to so far
  bool gathers = false;      // the plan has folds or levels
  bool pays_at_end = false;  // something is paid only as a window closes
  bool gives_back = false;   // an item may be returned
  bool gives_to_pools = false;  // the plan gives packages that belong to one pool
  std::vector<Index> account_levels;  // meters
  Index most_folds = 0;  // of a meter
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers;
  std::uint64_t timers_set = 0;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> parts;  // of records: what accounts have ahead

  std::vector<Share> shares;      // of the record at hand

  std::vector<Index> early;         // accounts that the open bill has billed early
  std::vector<Index> due, in_bill;  // accounts with lines since the last bill; likewise, where the bill has steps
  Ids ids;                        // of records in the open window of the bill

  Bill part;       // not yet handed over
  Summary summary;
  std::vector<ItemTotal> totals;  // by item

  Index account(std::string_view name) { return account(name, Names::Key(name)); }
  Index account(std::string_view name, const Names::Key& key);
  Found find_offer(std::string_view name) const;
  Found find_kept(std::string_view name, Instant under) const;  // what was bought under an earlier version
  Interval window_of(const Window& window, Instant at) const;   // that holds the instant
  void note(Index account) {  // a record or an event names it
    if (!std::exchange(accounts[account].known, true)) list_unused(account);
  }
  void list_unused(Index account);
  // The row of a line is one of its item's prices and, where the meter's last take is by keys, what these are: one number
  // for both, that of the price where there are no keys.
  Index row_number(Index item, Index price, Index key) const {
    return price + static_cast<Index>(plan.items[item].rows.size()) * key;
  }
  Index number_of_package(Index package) const;  // of what it paid in money: after all items and steps of the bill
  const PriceRow& price_row(Index item, Index row) const {
    return plan.items[item].rows[row % plan.items[item].rows.size()];
  }
  std::vector<Index> keys_of_row(Index item, Index row) const {
    return keys[row / static_cast<Index>(plan.items[item].rows.size())];
  }
  std::string_view row_name(Index item, Index row);  // its keys, or those of its price
  void sort_by_name(std::vector<Index>& of_accounts) const;
  // The account has something in the clock's open window.
  void list(Index clock, Index account);
  void set_timer(Timer timer);
  void put_ahead(Index account, Ahead later);
  Ahead next_part(Index account);  // no longer ahead
  void notice(Instant at, const Account& account, std::string_view kind, std::string subject, std::string message,
              std::string_view clause);
  // Hands the part over and begins the next. Rows in their final order go over while what they show is in the caches.
  static constexpr std::size_t rows_at_once = 256;
  void hand_over();
};

}  // namespace tariff
