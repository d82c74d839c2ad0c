// Arithmetic on civil dates without any zone: day numbers and months of the Gregorian calendar.
#pragma once

#include "interpreter/calendar.hpp"

namespace tariff {

inline constexpr std::int64_t seconds_per_day = 86'400;

// Towards minus infinity; b > 0.
inline std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
inline std::int64_t floor_rest(std::int64_t a, std::int64_t b) { return a - floor_divide(a, b) * b; }

// Days since 1970-01-01 in the Gregorian calendar, and back: years begin in March, so that the leap day is
// their last, and repeat every 146,097 days (Howard Hinnant's chrono-compatible date algorithms).
inline std::int64_t day_number(std::int64_t year, int month, std::int64_t day) {
  year -= month <= 2;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

inline void set_date(Civil& civil, std::int64_t number) {
  number += 719'468;
  const std::int64_t era = floor_divide(number, 146'097);
  const auto day = static_cast<int>(number - era * 146'097);
  const int year_of_era = (day - day / 1'460 + day / 36'524 - day / 146'096) / 365;
  const int day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month = (5 * day_of_year + 2) / 153;
  civil.day = day_of_year - (153 * month + 2) / 5 + 1;
  civil.month = month < 10 ? month + 3 : month - 9;
  civil.year = year_of_era + era * 400 + (civil.month <= 2);
}

inline int last_day(std::int64_t year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// The day stays, even past the month's last.
inline void add_months(Civil& civil, std::int64_t months) {
  const std::int64_t count = civil.year * 12 + civil.month - 1 + months;
  civil.year = floor_divide(count, 12);
  civil.month = static_cast<int>(count - civil.year * 12) + 1;
}

// What the wall clock shows, as seconds since it showed 1970-01-01T00:00:00; the month is one of the twelve.
inline std::int64_t wall_seconds(const Civil& civil) {
  return day_number(civil.year, civil.month, civil.day) * seconds_per_day + civil.hour * std::int64_t{3600} +
         civil.minute * std::int64_t{60} + civil.second;
}

}  // namespace tariff
