#include "interpreter/evaluate/prices.hpp"

namespace tariff {

Number price_of_record(const Ledger& ledger, const Demand& demand, const Number& quantity, const Scope& record,
                       const HeldPackage* payer) {
  if (!charge_of(ledger.plan, demand).each) return {};
  return price_of(record, ledger.price_row(demand.item, demand.row), quantity, payer);
}

Number price_of_place(const Ledger& ledger, Account& account, const PriceRow& row, const Demand& demand, bool is_priced,
                      const HeldPackage* payer, const Number& quantity) {
  Walked& walked = account.walked.at({demand.item, demand.pool, demand.row, none});
  const Number before = walked.quantity;
  walked.quantity += quantity;
  if (!is_priced) return {};
  Scope scope;
  scope.plan = &ledger.plan;
  scope.account = &account;
  scope.closing = ledger.clocks[ledger.charge_clock[ledger.plan.items[demand.item].charge]].open.start;
  return price_of(scope, row, walked.quantity, payer) - price_of(scope, row, before, payer);
}

Number price_back(Ledger& ledger, const Account& account, const Demand& demand, std::size_t first, const Scope& record) {
  Number in_money;
  if (!ledger.plan.items[demand.item].by_payer) return in_money;
  for (std::size_t i = first; i < ledger.shares.size(); ++i) {
    Share& share = ledger.shares[i];
    const Number amount = price_of_record(ledger, demand, share.quantity, record, &account.packages[share.source]);
    (charge_of(ledger.plan, demand).money ? in_money : share.amount) += amount;
  }
  return in_money;
}

}  // namespace tariff
