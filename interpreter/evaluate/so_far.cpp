#include "interpreter/evaluate/so_far.hpp"

#include "interpreter/evaluate/milestones.hpp"

namespace tariff {

void read_so_far(Ledger& ledger, Measures& measures, Index kind, const Scope& record, Index account,
                 Instant now, std::vector<Number>& values) {
  const auto& all = ledger.plan.so_far;
  values.resize(all.size());
  for (Index i = 0; i < all.size(); ++i) {
    if (all[i].meter == none) {
      values[i] = lines_so_far(ledger, account, i, now);
      continue;
    }
    const Sum* sum = ledger.accounts[account].so_far.find({i, measures.pool_of(all[i].meter, kind, *record.batch, record.row), 0, 0});
    values[i] = sum ? sum->value : Number();
  }
}

void add_so_far(Ledger& ledger, Index account, std::span<const Demand> demands, std::int64_t times) {
  const auto& all = ledger.plan.so_far;
  for (const Demand& demand : demands) {
    if (demand.quantity.is_zero()) continue;
    for (Index i = 0; i < all.size(); ++i) {
      if (all[i].meter != demand.meter) continue;
      ledger.accounts[account].so_far.at({i, demand.pool, 0, 0}).value += demand.quantity * Number(times);
      if (ledger.so_far_clock[i] != none) ledger.list(ledger.so_far_clock[i], account);
    }
  }
}

}  // namespace tariff
