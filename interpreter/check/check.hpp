// tree → Checked. After it, no one reports an error in the tariff.
#pragma once

#include "grammar/diagnostic.hpp"
#include "interpreter/check/checked.hpp"

namespace tariff {

struct CheckResult {
  Checked checked;
  Diagnostics diagnostics;
};

// `libraries` are the parsed files of the prelude and of what the file `use`s, in the order used; they hold
// units, currencies and defines. All findings at once.
CheckResult check(const ast::File& file, const std::vector<const ast::File*>& libraries);

}  // namespace tariff
