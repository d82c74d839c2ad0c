// The versions of a tariff, as bills name them and states know them.
#pragma once

#include "interpreter/compile.hpp"
#include "interpreter/write/rendering.hpp"

namespace tariff {

// The oldest first.
std::vector<TariffUsed> tariffs_used(const Compiled& newest);

// Of the text of each version, with those before it: what a state was written under.
std::vector<std::string> fingerprints(const std::vector<TariffUsed>& tariffs);

}  // namespace tariff
