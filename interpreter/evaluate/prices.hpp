// What a demand costs as it comes: where each record has its own price, or a price is that of a place.
#pragma once

#include "interpreter/evaluate/ledger.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {

inline const Charge& charge_of(const Plan& plan, const Demand& demand) {
  return plan.charges[plan.items[demand.item].charge];
}

// Where each record has its own price; else nothing. Payer: a package, where what it pays has a price too.
Number price_of_record(const Ledger& ledger, const Demand& demand, const Number& quantity, const Scope& record,
                       const HeldPackage* payer = nullptr);

// Where tiers walk all use, a unit's price is that of its place, whoever pays it. Nothing where the payer has no price.
Number price_of_place(const Ledger& ledger, Account& account, const PriceRow& row, const Demand& demand, bool is_priced,
                      const HeldPackage* payer, const Number& quantity);

// What packages that have a price of their own give back of it in their lines; or, where packages in money paid it, what
// these and postpaid give back.
Number price_back(Ledger& ledger, const Account& account, const Demand& demand, std::size_t first, const Scope& record);

}  // namespace tariff
