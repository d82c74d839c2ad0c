// The columns of every table of a bill, in order. Headers, CSV and JSON are all made from this list; `out`
// has a function per kind of value, which is told the column's name too.
#pragma once

#include "interpreter/bill.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

template <typename Out>
void columns(Out& out, const Line& line) {
  out.text("account", line.account);
  out.time("period_start", line.start);
  out.time("period_end", line.end);
  out.text("item", line.item);
  out.text("pool", line.pool);
  out.text("row", line.row);
  out.text("source", line.source);
  out.quantity("quantity", line.quantity);
  out.text("unit", line.unit);
  out.amount("amount", line.amount);
  out.currency("currency");
  out.text("clause", line.clause);
}

template <typename Out>
void columns(Out& out, const PackageState& package) {
  out.text("account", package.account);
  out.text("ref", package.ref);
  out.text("package", package.package);
  out.text("pool", package.pool);
  out.time("bought_at", package.bought);
  out.time("expires_at", package.expires);
  out.quantity("size", package.size);
  out.quantity("used", package.used);
  out.quantity("remaining", package.remaining);
  out.text("status", package.status);
}

template <typename Out>
void columns(Out& out, const Rejection& rejection) {
  out.time("time", rejection.time);
  out.text("account", rejection.account);
  out.text("record", rejection.record);
  out.text("id", rejection.id);
  out.count("line", rejection.line);
  out.count("times", static_cast<std::uint64_t>(rejection.times));
  out.text("reason", rejection.reason);
  out.text("message", rejection.message);
  out.text("clause", rejection.clause);
}

template <typename Out>
void columns(Out& out, const RefundPaid& refund) {
  out.time("time", refund.time);
  out.text("account", refund.account);
  out.text("ref", refund.ref);
  out.amount("amount", refund.amount);
  out.currency("currency");
  out.text("clause", refund.clause);
}

template <typename Out>
void columns(Out& out, const Notice& notice) {
  out.time("time", notice.time);
  out.text("account", notice.account);
  out.text("kind", notice.kind);
  out.text("subject", notice.subject);
  out.text("message", notice.message);
  out.text("clause", notice.clause);
}

template <typename Out>
void columns(Out& out, const BadLine& line) {
  out.text("file", line.file);
  out.count("line", line.line);
  out.count("offset", line.offset);
  out.text("reason", line.reason);
  out.text("text", line.text);
}

}  // namespace tariff
