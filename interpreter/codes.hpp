// Every code that a message can bear, of all stages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/codes.hpp"

namespace tariff {

const CodeText* find_code(std::string_view code);  // null: there is no such code
std::vector<std::string> code_names();

}  // namespace tariff
