#include "interpreter/evaluate/amounts.hpp"

#include <algorithm>

#include "interpreter/evaluate/settle.hpp"

namespace tariff {
namespace {

// What a source's quantity costs: the price of the quantity, or what it adds to what its tiers' window has been walked so
// far; where that begins, even what nothing costs is due.
Number priced(const Ledger& ledger, Account& account, const Item& item, const Tally& tally, const Scope& closing) {
  const HeldPackage* payer = tally.key[3] == none ? nullptr : &account.packages[tally.key[3]];
  const PriceRow& row = ledger.price_row(tally.key[0], tally.key[2]);
  if (item.tiers_by_use || ledger.plan.charges[item.charge].each) {
    const Amount* amount = account.priced.find(tally.key);
    return amount ? amount->value : Number();
  }
  const Walked* walked = item.tiers ? account.walked.find(tally.key) : nullptr;
  if (!walked) return price_of(closing, row, tally.quantity, payer);
  return price_of(closing, row, walked->quantity + tally.quantity, payer) - price_of(closing, row, walked->quantity, payer);
}

}  // namespace

Scope scope_at_close(const Ledger& ledger, const Account& account, const Clock& clock, const std::vector<Number>& highest) {
  Scope scope;
  scope.plan = &ledger.plan;
  scope.account = &account;
  scope.highest = &highest;
  scope.closing = clock.open.start;
  return scope;
}

Number amount_of(const Ledger& ledger, Account& account, const Tally& tally, const Scope& closing) {
  if (is_paid_in_money(ledger, account, tally)) {
    const Amount* amount = account.priced.find(tally.key);
    return amount ? amount->value : Number();
  }
  const Item& item = ledger.plan.items[tally.key[0]];
  if (tally.key[3] != none && !item.by_payer) return {};
  return rounded(ledger.plan.bill, priced(ledger, account, item, tally, closing));
}

bool is_paid_in_money(const Ledger& ledger, const Account& account, const Tally& tally) {
  return tally.key[3] != none && ledger.plan.packages[account.packages[tally.key[3]].package].money;
}

bool is_billed(const Ledger& ledger, const Tally& tally, const Scope& closing) {
  const Formula& when = ledger.plan.charges[ledger.plan.items[tally.key[0]].charge].when;
  return !when || truth_of(when, closing);
}

Number limited(const Ledger& ledger, const Limit& limit, const Number& total, const Scope& closing) {
  const Number bound = rounded(ledger.plan.bill, number_of(limit.amount, closing));
  const bool kept = limit.least ? total >= bound : total <= bound;
  return kept ? Number() : bound - total;
}

Index first_item(const Plan& plan, Index charge) {
  const auto first = std::find_if(plan.items.begin(), plan.items.end(),
                                  [&](const Item& item) { return item.charge == charge; });
  return static_cast<Index>(first - plan.items.begin());
}

}  // namespace tariff
