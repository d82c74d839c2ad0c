#include "interpreter/modules.hpp"

#include <algorithm>

namespace tariff {

const Module* find_module(std::string_view name) {
  const auto& all = modules();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Module& module) { return module.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> module_names() {
  std::vector<std::string> names;
  for (const auto& module : modules()) {
    if (module.name != prelude) names.emplace_back(module.name);
  }
  return names;
}

}  // namespace tariff
