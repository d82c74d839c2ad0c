// The order in which the packages of an account pay: each queue's own, from the purchase on.
#pragma once

#include "interpreter/evaluate/account.hpp"

namespace tariff {

// Whether it pays nothing any more, or nothing until it is refilled.
bool is_spent(const Plan& plan, const HeldPackage& held, Instant now);
// What can be taken of it where so much is asked for: of what is left; or, `beyond` that, of what it may be overdrawn.
Number room_of(const Plan& plan, const HeldPackage& held, bool beyond, const Number& asked);

// Puts a package just bought into the queues that draw it.
void enqueue(const Plan& plan, Account& account, Index package);
// Makes the queues anew, of all packages that may pay.
void put_in_order(const Plan& plan, Account& account, Instant now);

}  // namespace tariff
