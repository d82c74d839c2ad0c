// What to compute: typed, ordered, names gone. Every part still knows its clause, so that each figure of a bill
// can be traced to a line of the tariff.
#pragma once

#include <string>
#include <vector>

#include "interpreter/plan_bill.hpp"
#include "interpreter/plan_metering.hpp"
#include "interpreter/plan_payment.hpp"

namespace tariff {

struct Plan {
  std::string name, title, currency;
  int digits = 2;
  Zone zone;
  Instant effective_from = 0, effective_until = never;
  Instant windows_from = INT64_MIN, windows_until = never;  // open windows begin and close with the version
  bool late_count = false;  // records from before the opening state: as of its cut-off
  Schema schema;
  std::vector<Attribute> attributes;
  std::vector<Watched> watched;
  std::vector<Cut> cuts;
  std::vector<Guard> guards;          // on the record alone: on columns
  std::vector<Guard> running_guards;  // on the account and on running values: in time order
  std::vector<Meter> meters;
  std::vector<SoFar> so_far;          // what rules read of these
  std::vector<Index> levels;          // the meters that are levels
  std::vector<Derived> derived;       // each after those it reads
  std::vector<LookBack> look_backs;
  std::vector<Package> packages;
  std::vector<std::string> properties;  // columns of packages sold, as their offers number them
  std::vector<Queue> queues;
  std::vector<Charge> charges;
  std::vector<Item> items;            // in the order in which one record's demands draw
  BillPlan bill;
};

// Of what sums lines: `calls and pages`
inline std::string lines_of(const Plan& plan, const SoFar& so_far) {
  if (so_far.all_lines) return "all meters";
  std::string names;
  for (const Index meter : so_far.lines) names += (names.empty() ? "" : " and ") + plan.meters[meter].name;
  return names;
}

}  // namespace tariff
