// What an evaluation yields. It comes in parts as windows close; a part is final, and the parts one after
// the other are the whole. Views look into the plan and the evaluation, which outlive every part.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/calendar.hpp"
#include "interpreter/number.hpp"

namespace tariff {

struct Line {  // what one source paid of one item in one window
  std::string_view account;
  Instant start = 0, end = 0;
  std::string_view item, pool, row, source;  // source: `postpaid` or a package's ref
  Number quantity;
  std::string_view unit;
  Number amount;
  std::string_view clause;  // `file:line`
  std::uint32_t account_number = 0, item_number = 0;  // of the evaluation's; of steps of the bill after all items, then packages
};
struct PackageState {
  std::string_view account, ref, package, pool;
  Instant bought = 0, expires = 0;
  Number size, used, remaining;
  std::string_view status;  // refunded, used_up, expired, active
};
struct Rejection {
  Instant time = 0;
  std::string_view account;
  std::string record, id;       // kind of record; `purchase` for a refused purchase, its ref as id
  std::uint64_t line = 0;
  std::int64_t times = 1;
  std::string_view reason;
  std::string message;
  std::string_view clause;
};
struct RefundPaid {
  Instant time = 0;
  std::string_view account;
  std::string ref;
  Number amount;
  std::string_view clause;
};
struct Notice {
  Instant time = 0;
  std::string_view account, kind;  // package, arrears, suspended, closed, resumed, event
  std::string subject, message;
  std::string_view clause;
};
struct StillOwed { std::string_view account, item, pool; Number quantity; std::string_view unit; };  // at the end
struct ItemTotal {
  Number requested, drawn, postpaid, rejected;  // quantities, in the item's unit
  Number amount;
  std::string unit;
};
struct Summary {
  std::uint64_t records = 0;   // lines of usage evaluated
  std::uint64_t requests = 0;  // with their `times`
  std::uint64_t accepted = 0, rejected = 0;  // of requests
  std::map<std::string, std::uint64_t> rejected_by_reason;
  std::uint64_t after_cutoff = 0;  // records at or after `until`
  std::map<std::string, std::uint64_t> events;
  std::uint64_t accounts = 0;
  std::map<std::string, ItemTotal> items;
  std::map<std::string, std::uint64_t> packages;  // by status
  std::uint64_t idle_events = 0;  // that did nothing but give a notice
  std::uint64_t purchases_refused = 0, refunds_refused = 0, opens_refused = 0;
  Number package_prices, refunds, total;
  std::optional<Number> booked;                   // before, where the lines are differences to it
  std::vector<StillOwed> owed;                    // by account, item, pool
  std::map<std::string, Number> balances;         // of accounts that have one
  // open, suspended, closed; of accounts that events or records name, in order of first mention
  std::vector<std::pair<std::string_view, std::string_view>> statuses;
  Instant until = 0;
};

struct Bill {
  std::vector<Line> lines;              // by period_end, account, item, pool, row, source
  std::vector<Rejection> rejections;    // by time, account
  std::vector<RefundPaid> refunds;      // by time, account
  std::vector<Notice> notices;          // by time, account
  std::vector<PackageState> packages;   // at the end; by account, ref
  Summary summary;                      // complete in the last part
};
using Sink = std::function<void(const Bill& part)>;

// How figures and times of a bill are printed.
struct Denomination {
  std::string currency = "CNY";
  int digits = 2;  // least decimals of an amount
};

}  // namespace tariff
