#include "interpreter/test/coverage.hpp"

#include <algorithm>

namespace tariff {
namespace {

// Every clause that can leave a trace in a bill, with what it is called there.
std::vector<Unreached> clauses_of(const Plan& plan) {
  std::vector<Unreached> all;
  for (const auto* guards : {&plan.guards, &plan.running_guards}) {
    for (const auto& guard : *guards) all.push_back({guard.clause, "reject " + guard.name});
  }
  for (const auto& item : plan.items) {
    if (item.meter != none) all.push_back({plan.meters[item.meter].clause, "meter " + item.name});
    for (const auto& row : item.rows) all.push_back({row.clause, "price of " + item.name + " " + row.name});
  }
  for (const auto& package : plan.packages) {
    if (package.under) continue;  // the tests of that version reach it
    for (const auto& offer : package.offers) all.push_back({offer.clause, offer.name});
    if (package.given) all.push_back({package.given->clause, package.name});
    for (const auto& refund : package.refund) {
      if (refund.amount) all.push_back({refund.clause, "refund of " + package.name});
    }
    for (const auto& notice : package.notices) all.push_back({notice.clause, "notice " + notice.text});
  }
  for (const auto& step : plan.bill.steps) all.push_back({step.clause, (step.less ? "less " : "add ") + step.name});
  for (const auto& step : plan.bill.arrears) all.push_back({step.clause, "arrears"});
  return all;
}

}  // namespace

void add_reached(Clauses& reached, const Plan& plan, const Bill& bill) {
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows) reached.emplace(row.clause);
  };
  add(bill.lines);
  add(bill.rejections);
  add(bill.refunds);
  add(bill.notices);
  for (const auto& line : bill.lines) {
    for (const auto& meter : plan.meters) {
      if (meter.name == line.item) reached.insert(meter.clause);
    }
  }
  for (const auto& bought : bill.packages) {
    for (const auto& package : plan.packages) {
      for (const auto& offer : package.offers) {
        if (offer.name == bought.package) reached.insert(offer.clause);
      }
      if (package.given && package.name == bought.package) reached.insert(package.given->clause);
    }
  }
}

std::vector<Unreached> unreached(const Plan& plan, const Clauses& reached) {
  auto all = clauses_of(plan);
  const auto seen = [&](const Unreached& one) {
    return one.clause.empty() || reached.count(one.clause) != 0;
  };
  all.erase(std::remove_if(all.begin(), all.end(), seen), all.end());
  return all;
}

}  // namespace tariff
