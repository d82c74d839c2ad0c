// Which clauses of a tariff a bill bears witness to, so that those which no test reaches can be named.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "interpreter/bill.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

using Clauses = std::set<std::string>;  // `file:line`

void add_reached(Clauses& reached, const Plan& plan, const Bill& bill);

struct Unreached {
  std::string clause, what;
};
std::vector<Unreached> unreached(const Plan& plan, const Clauses& reached);

}  // namespace tariff
