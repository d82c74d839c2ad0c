// Who pays a record: packages in the order of their queues, then postpaid.
#pragma once

#include <functional>
#include <span>

#include "interpreter/evaluate/ledger.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {

// Draws what `times` identical records ask for, one record after the other; how many of them were paid. A record is
// paid whole or not at all: the rest found no source and left no trace. `record` is what a price of each record may read.
std::int64_t pay(Ledger& ledger, Index account, std::span<const Demand> demands, std::int64_t times, Instant now,
                 const Scope& record);

// Whether a record would be paid, with all its parts at once where it is cut. What has come by itself until now has come;
// else nothing changes.
struct Asked { std::span<const Demand> demands; Scope record; };
bool would_pay(Ledger& ledger, Index account, std::span<const Asked> parts, Instant now);

// Pays what was asked for in a window as it closes, by packages valid just before; postpaid pays the rest.
void pay_at_end(Ledger& ledger, Index account, const Demand& demand, Instant end);
// What packages that are valid at one instant pay of a demand, at another; the rest.
Number pay_from_packages(Ledger& ledger, Index account, const Demand& demand, Instant valid, Instant now);
// As postpaid, in the open window of its charge.
void pay_postpaid(Ledger& ledger, Index account, const Demand& demand, const Number& quantity);

// What the packages of a queue pay of an amount of money, one after the other: they are drawn, and `paid` is told of each.
void pay_money(Ledger& ledger, Index account, Index queue, Number amount, Instant now,
               const std::function<void(Index package, const Number& amount)>& paid);

}  // namespace tariff
