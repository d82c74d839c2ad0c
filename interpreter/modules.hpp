// The library of the language: tariff files that are part of the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tariff {

struct Module {
  std::string_view name;
  std::string_view text;
};

// Known to every tariff without `use`.
inline constexpr std::string_view prelude = "prelude";

const std::vector<Module>& modules();

const Module* find_module(std::string_view name);  // null: there is none of that name
std::vector<std::string> module_names();           // that a tariff may `use`

}  // namespace tariff
