// The part of a plan that gathers lines into bills: what the bill adds and takes off, rounding, arrears.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/ast.hpp"
#include "interpreter/plan_metering.hpp"

namespace tariff {

struct ArrearsStep {
  ast::ArrearsStep::Kind kind = ast::ArrearsStep::Kind::suspend;
  Duration after;
  std::string text, clause;
};
// What a bill's chain adds to the lines before it, or takes off.
struct BillStep {
  std::string name;
  bool less = false;
  Formula when, amount;
  Index shared = none;   // over the lines of this selection; none: a line of its own
  Index paid = none;     // by the packages of this queue, as far as they go
  bool early = false;    // what was billed early of this bill
  std::string clause;
};
// What is done the first time that what came so far reaches one of the values.
struct Milestone {
  Index so_far = 0;
  std::vector<Formula> values;    // over attributes
  std::optional<Number> further;  // from the last value on, each of so much
  Index early = none;             // the step that takes off what is billed early then
  bool gives = false;             // a row of a package by its name; else, and where nothing is billed, a notice is given
  Index billed = none;            // what is billed early: so far in the window of the bill
  std::string name, unit, clause;  // the line, the text of the notice, what is given; in what it is measured
};
// Lines of a bill: items by index, and steps after them; empty: all.
using Selection = std::vector<Index>;
struct BillPlan {
  Window window;
  std::vector<BillStep> steps;
  std::vector<Milestone> milestones;
  std::vector<Selection> selections;     // that formulas and steps refer to
  bool unused = false;                   // steps are taken for accounts without lines too
  std::optional<RoundingMode> rounding;  // of each line, or of the total
  bool total = false;
  Number step = 0;
  bool debit = false;
  std::vector<ArrearsStep> arrears;
  Formula resume;
  std::string clause;
};

}  // namespace tariff
