// Runs a case file: its tariff is compiled, what comes in is evaluated as `bill` would, and what comes out is
// held against the sections that say what must.
#pragma once

#include <string>
#include <vector>

#include "interpreter/test/case_file.hpp"
#include "interpreter/test/coverage.hpp"

namespace tariff {

// What differs, each as it is shown; nothing where the case passed. With `update`, sections that differ are
// given what came out instead. A case that expects nothing fails.
std::vector<std::string> run_case(CaseFile& file, bool update);

}  // namespace tariff
