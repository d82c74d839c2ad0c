#include "interpreter/command/console.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace tariff {

void Console::report(const Diagnostics& diagnostics) const {
  for (const auto& diagnostic : diagnostics) fmt::print(stderr, "{}", render(diagnostic, format, color));
}

void Console::say(const std::string& line) const {
  std::fflush(stdout);
  fmt::print(stderr, "{}\n", line);
}

std::string counted(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace tariff
