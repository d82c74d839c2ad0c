// Two texts line by line: what `fmt --diff` and a failed comparison show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tariff {

std::vector<std::string_view> lines_of(std::string_view text);

// Changed lines with a few lines around them: ` ` as in both, `-` only in the first, `+` only in the second.
// Empty where the texts are equal.
std::string text_diff(std::string_view before, std::string_view after);

}  // namespace tariff
