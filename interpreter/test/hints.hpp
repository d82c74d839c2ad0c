// What else there is, where a test does not get what it expects.
#pragma once

#include <string>
#include <vector>

#include "interpreter/bill.hpp"
#include "interpreter/check/checked.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

// `found`: lines that the expectation is about.
std::vector<std::string> hints(const ast::Expect& expect, const Bill& bill, const Plan& plan, bool found);

}  // namespace tariff
