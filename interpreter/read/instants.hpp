// Times as they stand in usage, one after the other: most share their minute and their offset with the one before,
// so only the seconds are read anew.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "interpreter/calendar.hpp"

namespace tariff {

class Instants {
 public:
  explicit Instants(Zone zone) : zone_(std::move(zone)) {}

  // As Zone::parse.
  std::optional<Instant> parse(std::string_view text) {
    if (const auto instant = in_same_minute(text)) return instant;
    auto instant = zone_.parse(text);
    if (instant) remember(text);
    return instant;
  }

 private:
  static constexpr std::size_t minute_size = 17;  // "2026-01-31T12:34:"

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  // Seconds with or without three decimals, then the offset of the time before.
  std::optional<Instant> in_same_minute(std::string_view text) const {
    const std::size_t decimals = text.size() - offset_.size() == minute_size + 6 ? 4 : 0;
    if (offset_.empty() || text.size() != minute_size + 2 + decimals + offset_.size()) return {};
    const char* at = text.data() + minute_size;
    if (std::memcmp(text.data(), minute_.data(), minute_size) != 0 || at[0] > '5' || !is_digit(at[0]) ||
        !is_digit(at[1]) || text.substr(minute_size + 2 + decimals) != offset_) {
      return {};
    }
    const Instant second = (at[0] - '0') * 10 + (at[1] - '0');
    if (decimals == 0) return start_ + second * microseconds_per_second;
    if (at[2] != '.' || !is_digit(at[3]) || !is_digit(at[4]) || !is_digit(at[5])) return {};
    const Instant thousandth = (at[3] - '0') * 100 + (at[4] - '0') * 10 + (at[5] - '0');
    return start_ + second * microseconds_per_second + thousandth * 1000;
  }

  // Only where the offset is written: in a zone's own time a minute may hold a change of offset.
  void remember(std::string_view text) {
    offset_.clear();
    if (text.size() <= minute_size + 2 || text[minute_size - 1] != ':') return;
    const auto offset = text.find_first_of("Zz+-", minute_size);
    if (offset == std::string_view::npos) return;
    const std::string whole_minute = std::string(text.substr(0, minute_size)) + "00" + std::string(text.substr(offset));
    const auto start = zone_.parse(whole_minute);
    if (!start) return;
    minute_ = text.substr(0, minute_size);
    offset_ = text.substr(offset);
    start_ = *start;
  }

  Zone zone_;
  std::string minute_, offset_;  // no offset: nothing is remembered
  Instant start_ = 0;
};

}  // namespace tariff
