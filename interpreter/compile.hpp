// The whole way from text to plan; read this first.
//
//   text ─parse→ ast ─check→ Checked ─lower→ Plan
//
// What the later stages hold points into what the earlier ones made, so all of it is kept together.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "interpreter/check/checked.hpp"
#include "interpreter/libraries.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

struct Compiled {
  std::unique_ptr<Document> document;
  Libraries libraries;
  Checked checked;
  std::optional<Plan> plan;  // only where there is no error
  Diagnostics diagnostics;   // of all stages, in order of place
};

Compiled compile(std::string path, std::string text);

}  // namespace tariff
