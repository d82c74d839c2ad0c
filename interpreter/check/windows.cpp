#include "interpreter/check/windows.hpp"

#include <fmt/format.h>

#include "interpreter/check/literal.hpp"

namespace tariff::checking {
namespace {

// Only as far as it was written.
std::string moment_text(const ast::Moment& moment) {
  std::string text = fmt::format("{:04}", moment.year);
  if (moment.precision <= ast::Period::month) text += fmt::format("-{:02}", moment.month);
  if (moment.precision <= ast::Period::day) text += fmt::format("-{:02}", moment.day);
  if (moment.precision < ast::Period::day)
    text += fmt::format(" {:02}:{:02}:{:02}", moment.hour, moment.minute, moment.second);
  return text;
}

}  // namespace

std::string window_text(const ast::Window& window) {
  constexpr const char* names[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  const std::string count = window.count == 1 ? "" : std::to_string(window.count) + " ";
  const std::string from = window.from ? " from " + moment_text(*window.from) : "";
  return "each " + count + names[static_cast<int>(window.period)] + from;
}

bool same_window(const Context& context, const ast::Window& a, const ast::Window& b) {
  return nests(context, a, b) && nests(context, b, a);
}

bool nests(const Context& context, const ast::Window& inner, const ast::Window& outer) {
  if (!context.zone) return true;  // reported before
  return tariff::nests(*context.zone, window_of(inner, *context.zone), window_of(outer, *context.zone));
}

}  // namespace tariff::checking
