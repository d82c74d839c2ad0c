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
// units, currencies and defines. `before` is the version it comes after, `after` the header of the next, where there are
// such. All findings at once.
CheckResult check(const ast::File& file, const std::vector<const ast::File*>& libraries, const Checked* before = nullptr,
                  const ast::Tariff* after = nullptr);

}  // namespace tariff
