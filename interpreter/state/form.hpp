// How single values stand in a file of state, the same way for its writer and its reader.
#pragma once

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

#include "interpreter/plan.hpp"

namespace tariff {

using Json = nlohmann::ordered_json;

inline constexpr int state_version = 2;
inline constexpr std::string_view closed_by_customer = "by the customer";
inline constexpr std::string_view closed_for_arrears = "for arrears";

// Exact, as a fraction where decimals do not end.
inline Json number_form(const Number& number) { return number.display(); }

// As text, or in microseconds where a text does not say it: beyond the years of four digits.
inline Json time_form(const Zone& zone, Instant instant) {
  std::string text = zone.text(instant);
  return zone.parse(text) == instant ? Json(std::move(text)) : Json(instant);
}

// `3 month`
inline std::string window_form(const Window& window) {
  static constexpr const char* units[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  const std::string periods = fmt::format("{} {}", window.count, units[static_cast<std::size_t>(window.unit)]);
  return window.from ? fmt::format("{} from {}", periods, *window.from) : periods;
}

}  // namespace tariff
