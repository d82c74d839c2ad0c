#include <algorithm>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/evaluate/pay.hpp"
#include "interpreter/evaluate/renewals.hpp"

namespace tariff {

Number Evaluation::State::quote(const Batch& batch, std::size_t row, Index field, const Number& step) {
  Batch one = row_of(batch, row);
  one.ids.clear();  // it is no record yet
  one.times.front() = 1;
  const Instant now = one.times_at.front();
  if (until && now >= *until) return {};
  if (now >= due) advance(now);
  touched = std::max(touched, now);
  const Index index = ledger.account(one.accounts.front());
  Account& account = ledger.accounts[index];
  const auto renews = account.renews;
  const auto queues = account.queues;
  const auto packages = account.packages;
  begin(account, now);
  const auto admits = [&](const Number& value) {
    one.columns[field].numbers = {0, {}, {value}};
    cuts.run(one);
    measures.run(one, cuts.cut());
    Refusal why;
    if (admission.refuses(one, 0, index, why)) return false;
    Request whole = request(one, 0, index);
    const Scope record = ask(whole);
    if (refuses_now(whole, record, why)) return false;
    const Asked alone{whole.demands, record};
    if (!cuts.is_cut(0)) return would_pay(ledger, index, {&alone, 1}, now);
    std::vector<std::vector<Demand>> demands;  // of each part: rules in time order are asked part by part
    std::vector<Asked> parts;
    for (std::size_t part = cuts.first(0); part < cuts.last(0); ++part) {
      Request asked = part_of(whole, part);
      const Scope of_part = ask(asked);
      demands.emplace_back(asked.demands.begin(), asked.demands.end());
      parts.push_back({demands.back(), of_part});
    }
    return would_pay(ledger, index, parts, now);
  };
  const Number asked = one.columns[field].numbers.at(0);
  Number quoted = asked;
  if (!admits(asked)) {
    Number admitted, refused = asked.steps(step, RoundingMode::down) + Number(1);  // in steps
    while (refused - admitted > Number(1)) {
      const Number between = ((admitted + refused) / Number(2)).rounded(Number(1), RoundingMode::down);
      (admits(between * step) ? admitted : refused) = between;
    }
    quoted = admitted * step;
  }
  account.renews = renews;
  account.queues = queues;
  account.packages = packages;
  return quoted;
}

}  // namespace tariff
