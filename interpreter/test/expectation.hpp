// What a test expects, held against the bill it came to.
#pragma once

#include <string>
#include <vector>

#include "interpreter/bill.hpp"
#include "interpreter/check/checked.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

struct Verdict {
  bool holds = false;
  std::string expected, got;
  std::vector<std::string> rows;  // of the bill, that the figure is made of
};

struct Quoted { Instant time = 0; Number value; };  // in the base unit
Verdict judge(const ast::Expect& expect, const Bill& bill, const std::vector<Quoted>& quotes, const Checked& checked,
              const Plan& plan);

}  // namespace tariff
