// The order in which the packages of an account pay: each queue's own, from the purchase on.
#pragma once

#include "interpreter/evaluate/account.hpp"

namespace tariff {

// Whether it pays nothing any more, or nothing until it is refilled.
bool is_spent(const HeldPackage& held, Instant now);

// Puts a package just bought into the queues that draw it.
void enqueue(const Plan& plan, Account& account, Index package);
// Makes the queues anew, of all packages that may pay.
void put_in_order(const Plan& plan, Account& account, Instant now);

}  // namespace tariff
