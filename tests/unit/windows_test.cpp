// Windows counted from an instant, and which windows are made of whole others.
#include "tests/catch.hpp"

#include <string>

#include "interpreter/calendar.hpp"

using namespace tariff;

namespace {

const Zone utc = *Zone::load("UTC");
const Zone new_york = *Zone::load("America/New_York");

constexpr auto hour = CalendarUnit::hour, day = CalendarUnit::day, week = CalendarUnit::week,
               month = CalendarUnit::month, quarter = CalendarUnit::quarter, year = CalendarUnit::year;

Window from(CalendarUnit unit, int count, const std::string& begin, const Zone& zone = utc) {
  return {unit, count, zone.parse(begin).value()};
}

std::string window(const Window& phrase, const std::string& instant, const Zone& zone = utc) {
  const Interval found = window_at(zone, phrase, zone.parse(instant).value());
  return zone.text(found.start).substr(0, 16) + " " + zone.text(found.end).substr(0, 16);
}

}  // namespace

TEST_CASE("months and weeks from a day, after it and before", "[windows]") {
  const Window months = from(month, 1, "2015-03-15");
  CHECK(window(months, "2015-03-15") == "2015-03-15T00:00 2015-04-15T00:00");
  CHECK(window(months, "2015-04-14T23:59:59") == "2015-03-15T00:00 2015-04-15T00:00");
  CHECK(window(months, "2015-04-15") == "2015-04-15T00:00 2015-05-15T00:00");
  CHECK(window(months, "2015-03-14") == "2015-02-15T00:00 2015-03-15T00:00");
  CHECK(window(months, "2014-12-20") == "2014-12-15T00:00 2015-01-15T00:00");
  const Window weeks = from(week, 4, "2024-01-04");
  CHECK(window(weeks, "2024-02-01") == "2024-02-01T00:00 2024-02-29T00:00");
  CHECK(window(weeks, "2024-01-03") == "2023-12-07T00:00 2024-01-04T00:00");
}

TEST_CASE("steps are counted from the begin, never chained", "[windows]") {
  const Window months = from(month, 1, "2025-01-31T10:00");
  CHECK(window(months, "2025-02-28T09:59") == "2025-01-31T10:00 2025-02-28T10:00");
  CHECK(window(months, "2025-02-28T10:00") == "2025-02-28T10:00 2025-03-31T10:00");
  CHECK(window(months, "2024-12-31T09:00") == "2024-11-30T10:00 2024-12-31T10:00");
  CHECK(window(from(year, 1, "2024-02-29"), "2025-03-01") == "2025-02-28T00:00 2026-02-28T00:00");
  CHECK(window(from(year, 1, "2024-02-29"), "2028-03-01") == "2028-02-29T00:00 2029-02-28T00:00");
}

TEST_CASE("days keep the time of day where clocks change, hours elapse", "[windows]") {
  // Clocks go forward on 2025-03-09 at 02:00.
  const Window days = from(day, 1, "2025-03-01T06:00", new_york);
  CHECK(window(days, "2025-03-09T05:00", new_york) == "2025-03-08T06:00 2025-03-09T06:00");
  const Window hours = from(hour, 12, "2025-03-01T06:00", new_york);
  CHECK(window(hours, "2025-03-09T06:30", new_york) == "2025-03-08T18:00 2025-03-09T07:00");
  CHECK(window(hours, "2025-02-28T20:00", new_york) == "2025-02-28T18:00 2025-03-01T06:00");
}

TEST_CASE("windows that are made of whole others", "[windows]") {
  const Window months{month}, days{day}, weeks{week};
  const Window fifteenth = from(month, 1, "2015-03-15");
  CHECK(nests(utc, days, fifteenth));
  CHECK(nests(utc, {hour, 6}, fifteenth));
  CHECK(nests(utc, fifteenth, from(quarter, 1, "2015-06-15")));
  CHECK(nests(utc, from(month, 2, "2015-03-15"), from(year, 1, "2015-01-15")));
  CHECK(nests(utc, from(week, 1, "2024-01-04"), from(week, 4, "2024-02-01")));
  CHECK(nests(utc, {hour}, {hour, 12}));
  CHECK(nests(utc, from(hour, 2, "2024-01-01T01:00"), from(hour, 6, "2024-03-07T03:00")));

  CHECK_FALSE(nests(utc, fifteenth, months));
  CHECK_FALSE(nests(utc, months, from(quarter, 1, "2015-03-15")));
  CHECK_FALSE(nests(utc, days, from(month, 1, "2015-03-15T06:00")));
  CHECK_FALSE(nests(utc, {hour}, from(day, 1, "2015-03-15T06:30")));
  CHECK_FALSE(nests(utc, from(month, 2, "2015-03-15"), from(month, 4, "2015-02-15")));
  CHECK_FALSE(nests(utc, weeks, fifteenth));
  CHECK_FALSE(nests(utc, from(week, 1, "2024-01-04"), {week, 2}));
  CHECK_FALSE(nests(utc, from(hour, 2, "2024-01-01T01:00"), days));  // where clocks change they are no whole days
  // The 31st of one is the 30th of the other only now and then.
  CHECK_FALSE(nests(utc, from(month, 1, "2024-01-31"), from(quarter, 1, "2024-01-30")));
}

TEST_CASE("windows that begin and end together, however they are written", "[windows]") {
  CHECK(same_windows(utc, {week}, from(week, 1, "2024-01-01")));  // a Monday
  CHECK(same_windows(utc, {month}, from(month, 1, "2024-05-01")));
  CHECK(same_windows(utc, {year}, {month, 12}));
  CHECK(same_windows(utc, from(month, 1, "2024-01-15"), from(month, 1, "2023-07-15")));
  CHECK_FALSE(same_windows(utc, {week}, from(week, 1, "2024-01-02")));
  CHECK_FALSE(same_windows(utc, {week, 2}, from(week, 2, "2024-01-08")));  // weeks are counted from 1970
  CHECK_FALSE(same_windows(utc, {hour, 24}, {day}));                       // where clocks change
}
