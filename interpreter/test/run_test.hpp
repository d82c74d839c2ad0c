// Runs the tests that stand in a tariff, by the evaluation that `bill` uses.
#pragma once

#include "interpreter/compile.hpp"
#include "interpreter/test/coverage.hpp"

namespace tariff {

// What failed of one test; nothing where it passed. A test that expects nothing fails.
Diagnostics run_test(const ast::Test& test, const Compiled& compiled, Clauses& reached);

}  // namespace tariff
