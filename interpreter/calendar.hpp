// Time: instants, civil time in a zone of the system's database, calendar steps and windows.
//
// An instant is a count of microseconds since 1970-01-01T00:00:00Z. A civil time that does not exist in
// its zone is the first instant after the gap; one that occurs twice is the earlier.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tariff {

using Instant = std::int64_t;
inline constexpr Instant never = INT64_MAX;
inline constexpr std::int64_t microseconds_per_second = 1'000'000;

struct Civil {
  std::int64_t year = 1970;
  int month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0;
};

class Zone {
 public:
  // "Asia/Shanghai", "UTC", or a fixed offset "+08:00". Nothing if the system's database has no such zone.
  static std::optional<Zone> load(const std::string& name);

  const std::string& name() const { return name_; }
  Civil civil(Instant instant) const;
  Instant instant(const Civil& civil) const;  // fields past their range carry over (32 Jan is 1 Feb)
  int offset_seconds(Instant instant) const;  // of UTC

  // "2026-01-01T00:00:00+08:00", with .mmm or .uuuuuu where they are not zero.
  void append_text(std::string& out, Instant instant) const;
  std::string text(Instant instant) const;
  // ISO 8601: date, or date and time (T or one blank; minutes, seconds and decimals optional) with Z or an
  // offset, else in this zone. Nothing if it is no such time, no day of the calendar, or finer than a
  // microsecond.
  std::optional<Instant> parse(std::string_view text) const;

 private:
  struct Rules;
  std::string name_;
  std::shared_ptr<const Rules> rules_;
};

// A calendar step: months first (the day clamped to its month's last), then days (clock time kept), then elapsed time.
struct Duration {
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t microseconds = 0;
};
Instant later(const Zone& zone, Instant instant, const Duration& duration);
Instant earlier(const Zone& zone, Instant instant, const Duration& duration);

enum class CalendarUnit : std::uint8_t { second, minute, hour, day, week, month, quarter, year };

// `each [N] PERIOD` on the zone's calendar: hours and shorter are elapsed time counted from local midnight,
// the last of a day ends with it; days and longer count from 1970-01-01, weeks from that week's Monday.
// `from` an instant: steps of the calendar from there, before and after, each counted from it: 31 Jan, 28 Feb, 31 Mar.
struct Window {
  CalendarUnit unit = CalendarUnit::day;
  int count = 1;
  std::optional<Instant> from{};
  friend bool operator==(const Window&, const Window&) = default;
};
// The window [start, end) that holds the instant.
struct Interval { Instant start = 0; Instant end = 0; };
Interval window_at(const Zone& zone, const Window& window, Instant instant);
// So many windows, as a step of the calendar.
Duration length_of(const Window& window, std::int64_t windows = 1);
// Whether the two always begin and end together.
bool same_windows(const Zone& zone, const Window& a, const Window& b);
// Whether each outer window is made of whole inner ones, wherever they stand.
bool nests(const Zone& zone, const Window& inner, const Window& outer);

}  // namespace tariff
