// The name that was probably meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tariff {

// The candidate nearest to `wanted` by edits of characters (insert, delete, replace, swap), if it is
// near enough to be a likely slip; ties go to the first.
std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string>& candidates);

}  // namespace tariff
