// Zones, ISO 8601, calendar steps and windows. Clock changes used here: London 2025-03-30 01:00Z forward and
// 2025-10-26 01:00Z back; New York 2025-03-09 07:00Z forward and 2025-11-02 06:00Z back; St John's 2010-11-07
// 00:01 back to 23:01 the day before; São Paulo 2018-11-04 00:00 forward; Samoa had no 2011-12-30.
#include "interpreter/calendar.hpp"

#include "tests/catch.hpp"

using namespace tariff;

namespace {

Zone zone(const std::string& name) {
  const auto loaded = Zone::load(name);
  REQUIRE(loaded);
  return *loaded;
}

const Zone utc = *Zone::load("UTC");
const Zone shanghai = *Zone::load("Asia/Shanghai");
const Zone london = *Zone::load("Europe/London");
const Zone new_york = *Zone::load("America/New_York");

Instant at(std::string_view text, const Zone& in = utc) {
  CAPTURE(text);
  const auto instant = in.parse(text);
  REQUIRE(instant);
  return *instant;
}

constexpr Instant second = microseconds_per_second;
constexpr Instant hour = 3600 * second;

std::string window(const Zone& in, CalendarUnit unit, int count, std::string_view instant) {
  const Interval found = window_at(in, {unit, count}, at(instant, in));
  CHECK(found.start <= at(instant, in));
  CHECK(at(instant, in) < found.end);
  return in.text(found.start) + " " + in.text(found.end);
}

}  // namespace

TEST_CASE("zones come from the database or are a fixed offset", "[calendar]") {
  CHECK(zone("Asia/Shanghai").name() == "Asia/Shanghai");
  CHECK(zone("+08:00").offset_seconds(0) == 28'800);
  CHECK(zone("-0330").offset_seconds(0) == -12'600);
  CHECK(utc.offset_seconds(0) == 0);
  for (const auto* name : {"", "Mars/Olympus", "utc", "localtime", "libc:localtime", "/etc/localtime",
                           "../zone.tab", "UTC ", "+8", "+24:00", "+08:60", "08:00"}) {
    CAPTURE(name);
    CHECK_FALSE(Zone::load(name));
  }
}

TEST_CASE("ISO 8601 in its usual forms", "[calendar]") {
  // 2026-01-01 is day 20454 since 1970: 56 years × 365 + 14 leap days (1972 to 2024).
  const Instant start = Instant{20'454} * 24 * hour;
  for (const auto* text :
       {"2026-01-01T00:00:00Z", "2026-01-01t00:00:00z", "2026-01-01 00:00:00Z", "2026-01-01T08:00:00+08:00",
        "2026-01-01T08:00:00+0800", "2026-01-01T08+08", "2025-12-31T20:30:00-03:30", "2025-12-31T24:00:00Z",
        "2025-12-31T24:00Z", "2026-01-01", "2026-01-01T00:00", "2026-01-01T00",
        "2026-01-01T00:00:00.000000000"}) {
    CAPTURE(text);
    CHECK(utc.parse(text) == start);
  }
  CHECK(at("2026-01-01T00:00:00.123Z") == start + 123'000);
  CHECK(at("2026-01-01T00:00:00.000001Z") == start + 1);
  CHECK(at("2026-01-01T00:00:00.5Z") == start + second / 2);
  CHECK(at("2026-01-01", shanghai) == start - 8 * hour);
  CHECK(at("1969-12-31T23:59:59.999999Z") == -1);
  CHECK(at("0001-01-01T00:00:00Z") == Instant{-62'135'596'800} * second);
  CHECK(at("9999-12-31T23:59:59Z") == Instant{253'402'300'799} * second);
}

TEST_CASE("texts that are no time are refused", "[calendar]") {
  for (const auto* text : {"",
                           "2026",
                           "2026-01",
                           "2026-1-1",
                           "20260101",
                           "2026-01-01T",
                           "2026-01-01X00:00",
                           "2026-01-01  00:00",
                           "2026-01-01T0",
                           "2026-01-01T00:0",
                           "2026-01-01T00:00:",
                           "2026-01-01T00:00:00.",
                           "2026-01-01T00:00:00.Z",
                           "2026-01-01T00:00:00Zx",
                           "2026-01-01T00:00:00+8",
                           "2026-01-01T00:00:00+08:",
                           "2026-01-01T00:00:00+08:0",
                           "2026-01-01T00:00:00+24:00",
                           "2026-01-01T00:00:00+08:60",
                           "2026-01-01Z",
                           " 2026-01-01",
                           "2026-01-01 ",
                           "0000-01-01",
                           "-001-01-01",
                           "2026-00-01",
                           "2026-13-01",
                           "2026-01-00",
                           "2026-01-32",
                           "2026-02-29",
                           "1900-02-29",
                           "2026-04-31",
                           "2026-01-01T25:00:00",
                           "2026-01-01T24:00:01",
                           "2026-01-01T24:01",
                           "2026-01-01T24:00:00.000001",
                           "2026-01-01T00:60:00",
                           "2026-01-01T23:59:60",
                           "2026-01-01T00:00:00.0000001",
                           "2026-01-01T00:00:00,5",
                           "２０２６-01-01"}) {
    CAPTURE(text);
    CHECK_FALSE(utc.parse(text));
  }
  CHECK(utc.parse("2000-02-29"));
  CHECK(utc.parse("2024-02-29"));
}

TEST_CASE("an instant is printed with the offset of its zone", "[calendar]") {
  CHECK(shanghai.text(at("2026-01-01T00:00:00Z")) == "2026-01-01T08:00:00+08:00");
  CHECK(utc.text(0) == "1970-01-01T00:00:00+00:00");
  CHECK(utc.text(-1) == "1969-12-31T23:59:59.999999+00:00");
  CHECK(utc.text(123'000) == "1970-01-01T00:00:00.123+00:00");
  CHECK(utc.text(1'000) == "1970-01-01T00:00:00.001+00:00");
  CHECK(utc.text(1) == "1970-01-01T00:00:00.000001+00:00");
  CHECK(zone("-03:30").text(0) == "1969-12-31T20:30:00-03:30");
  CHECK(new_york.text(at("2026-07-01T00:00:00Z")) == "2026-06-30T20:00:00-04:00");
  CHECK(utc.text(never) == "294247-01-10T04:00:54.775807+00:00");
  std::string line = "at ";
  london.append_text(line, at("2025-07-01"));
  CHECK(line == "at 2025-07-01T01:00:00+01:00");
}

TEST_CASE("printed instants read back, across every offset the zone ever had", "[calendar]") {
  for (const Zone& each : {shanghai, london, new_york, zone("Pacific/Apia"), zone("Asia/Kolkata")}) {
    for (Instant instant = at("1880-01-01"); instant < at("2150-01-01"); instant += 1'234'567'890'123) {
      if (utc.parse(each.text(instant)) != instant) FAIL(each.name() << " " << each.text(instant));
    }
  }
}

TEST_CASE("Shanghai had summer time until 1991", "[calendar]") {
  CHECK(shanghai.text(at("1990-07-01T00:00:00Z")) == "1990-07-01T09:00:00+09:00");
  CHECK(shanghai.text(at("1991-09-14T14:59:59Z")) == "1991-09-14T23:59:59+09:00");
  CHECK(shanghai.text(at("1992-07-01T00:00:00Z")) == "1992-07-01T08:00:00+08:00");
  CHECK(at("1990-07-01T09:00:00", shanghai) == at("1990-07-01T00:00:00Z"));
}

TEST_CASE("yearly rules go on past the end of the database", "[calendar]") {
  CHECK(london.offset_seconds(at("2100-07-01")) == 3600);
  CHECK(london.offset_seconds(at("2100-01-01")) == 0);
  CHECK(at("3000-07-01T01:00:00", london) == at("3000-07-01T00:00:00Z"));
}

TEST_CASE("a time in a gap is the first instant after it, one that occurs twice the earlier", "[calendar]") {
  CHECK(at("2025-03-30T00:59:59.999999", london) == at("2025-03-30T00:59:59.999999Z"));
  CHECK(at("2025-03-30T01:00:00", london) == at("2025-03-30T01:00:00Z"));
  CHECK(at("2025-03-30T01:30:00.25", london) == at("2025-03-30T01:00:00Z"));
  CHECK(at("2025-03-30T02:00:00", london) == at("2025-03-30T01:00:00Z"));
  CHECK(at("2025-10-26T01:30:00", london) == at("2025-10-26T00:30:00Z"));
  CHECK(london.text(at("2025-10-26T01:30:00Z")) == "2025-10-26T01:30:00+00:00");
  CHECK(at("2018-11-04", zone("America/Sao_Paulo")) == at("2018-11-04T01:00:00-02:00"));
}

TEST_CASE("civil fields past their range carry over", "[calendar]") {
  CHECK(utc.instant({2025, 1, 32}) == at("2025-02-01"));
  CHECK(utc.instant({2025, 13, 1}) == at("2026-01-01"));
  CHECK(utc.instant({2025, 0, 0}) == at("2024-11-30"));
  CHECK(utc.instant({2025, 1, 1, 24, 60, 60, 1'000'000}) == at("2025-01-02T01:01:01"));
  CHECK(utc.instant({2025, 1, 1, 0, 0, 0, -1}) == at("2025-01-01") - 1);
  CHECK(utc.instant({1'000'000'000'000, 1, 1}) == never);
  const Civil civil = shanghai.civil(at("2024-02-29T16:30:15.000042Z"));
  CHECK(shanghai.instant(civil) == at("2024-02-29T16:30:15.000042Z"));
  CHECK(civil.month == 3);
  CHECK(civil.day == 1);
  CHECK(civil.microsecond == 42);
}

TEST_CASE("months are counted from the anchor, to a day that exists", "[calendar]") {
  const Instant anchor = at("2026-01-31T10:00:00", shanghai);
  const auto months = [&](std::int64_t count) {
    return shanghai.text(later(shanghai, anchor, {count, 0, 0}));
  };
  CHECK(months(1) == "2026-02-28T10:00:00+08:00");
  CHECK(months(2) == "2026-03-31T10:00:00+08:00");
  CHECK(months(25) == "2028-02-29T10:00:00+08:00");
  CHECK(months(-2) == "2025-11-30T10:00:00+08:00");
  // Months before days: 31 January + 1 month is 28 February, and a day is 1 March.
  CHECK(later(utc, at("2026-01-31"), {1, 1, 0}) == at("2026-03-01"));
  CHECK(earlier(utc, at("2026-03-31"), {1, 0, 0}) == at("2026-02-28"));
  CHECK(earlier(utc, at("2026-03-31"), {1, 1, second}) == at("2026-02-26T23:59:59"));
}

TEST_CASE("days keep the clock, hours are elapsed time", "[calendar]") {
  const Instant noon = at("2025-03-08T12:00:00", new_york);
  CHECK(later(new_york, noon, {0, 1, 0}) == at("2025-03-09T12:00:00", new_york));
  CHECK(later(new_york, noon, {0, 1, 0}) - noon == 23 * hour);
  CHECK(later(new_york, noon, {0, 0, 24 * hour}) == at("2025-03-09T13:00:00", new_york));
  CHECK(earlier(new_york, at("2025-11-02T12:00:00", new_york), {0, 1, 0}) ==
        at("2025-11-01T12:00:00", new_york));
  // To a clock time that does not exist, and by elapsed time inside the hour that occurs twice.
  CHECK(later(london, at("2025-02-28T01:30:00", london), {1, 2, 0}) == at("2025-03-30T01:00:00Z"));
  CHECK(later(london, at("2025-10-26T01:10:00Z"), {0, 0, second}) == at("2025-10-26T01:10:01Z"));
}

TEST_CASE("steps past the last instant stay there", "[calendar]") {
  CHECK(later(utc, never, {1, 0, 0}) == never);
  CHECK(later(shanghai, 0, {INT64_MAX, INT64_MAX, INT64_MAX}) == never);
  CHECK(earlier(new_york, 0, {INT64_MAX, INT64_MAX, INT64_MAX}) == INT64_MIN);
  CHECK(earlier(utc, 0, {0, 0, INT64_MIN}) == never);
}

TEST_CASE("windows of the calendar", "[calendar]") {
  const auto* instant = "2026-05-20T10:17:42.5";
  const auto at_home = [&](CalendarUnit unit, int count) { return window(shanghai, unit, count, instant); };
  using enum CalendarUnit;
  CHECK(at_home(CalendarUnit::second, 1) == "2026-05-20T10:17:42+08:00 2026-05-20T10:17:43+08:00");
  CHECK(at_home(minute, 5) == "2026-05-20T10:15:00+08:00 2026-05-20T10:20:00+08:00");
  CHECK(at_home(CalendarUnit::hour, 1) == "2026-05-20T10:00:00+08:00 2026-05-20T11:00:00+08:00");
  CHECK(at_home(CalendarUnit::hour, 6) == "2026-05-20T06:00:00+08:00 2026-05-20T12:00:00+08:00");
  CHECK(at_home(day, 1) == "2026-05-20T00:00:00+08:00 2026-05-21T00:00:00+08:00");
  CHECK(at_home(week, 1) == "2026-05-18T00:00:00+08:00 2026-05-25T00:00:00+08:00");
  CHECK(at_home(month, 1) == "2026-05-01T00:00:00+08:00 2026-06-01T00:00:00+08:00");
  CHECK(at_home(quarter, 1) == "2026-04-01T00:00:00+08:00 2026-07-01T00:00:00+08:00");
  CHECK(at_home(year, 1) == "2026-01-01T00:00:00+08:00 2027-01-01T00:00:00+08:00");
  // 2026-05 is month 676 since 1970: 676 = 5 × 135 + 1. 2026 is year 56 = 10 × 5 + 6.
  CHECK(at_home(month, 5) == "2026-04-01T00:00:00+08:00 2026-09-01T00:00:00+08:00");
  CHECK(at_home(year, 10) == "2020-01-01T00:00:00+08:00 2030-01-01T00:00:00+08:00");
  // 2026-05-20 is day 20454 + 139 = 20593 = 10 × 2059 + 3; its Monday is week 2942 since 1969-12-29.
  CHECK(at_home(day, 10) == "2026-05-17T00:00:00+08:00 2026-05-27T00:00:00+08:00");
  CHECK(at_home(week, 2) == "2026-05-18T00:00:00+08:00 2026-06-01T00:00:00+08:00");
  // Before 1970 too, and a window's start belongs to it.
  CHECK(window(utc, month, 5, "1969-12-31") == "1969-08-01T00:00:00+00:00 1970-01-01T00:00:00+00:00");
  CHECK(window(utc, week, 1, "1969-12-29") == "1969-12-29T00:00:00+00:00 1970-01-05T00:00:00+00:00");
}

TEST_CASE("hours that do not divide the day end with it", "[calendar]") {
  CHECK(window(utc, CalendarUnit::hour, 7, "2026-01-01T22:00:00") ==
        "2026-01-01T21:00:00+00:00 2026-01-02T00:00:00+00:00");
}

TEST_CASE("windows on days of 23 and 25 hours", "[calendar]") {
  const auto length = [](std::string_view instant) {
    const Interval day = window_at(new_york, {CalendarUnit::day, 1}, at(instant, new_york));
    return (day.end - day.start) / hour;
  };
  CHECK(length("2025-03-09T12:00:00") == 23);
  CHECK(length("2025-11-02T12:00:00") == 25);
  CHECK(length("2025-07-04") == 24);
  // Elapsed from midnight: on the short day the second six hours begin at 07:00 on the clock.
  CHECK(window(new_york, CalendarUnit::hour, 6, "2025-03-09T08:00:00") ==
        "2025-03-09T07:00:00-04:00 2025-03-09T13:00:00-04:00");
  CHECK(window(new_york, CalendarUnit::hour, 1, "2025-11-02T06:30:00Z") ==
        "2025-11-02T01:00:00-05:00 2025-11-02T02:00:00-05:00");
}

TEST_CASE("windows where midnight is missing, repeated, or a whole day is", "[calendar]") {
  CHECK(window(zone("America/Sao_Paulo"), CalendarUnit::day, 1, "2018-11-04T05:00:00") ==
        "2018-11-04T01:00:00-02:00 2018-11-05T00:00:00-02:00");
  const Zone apia = zone("Pacific/Apia");
  CHECK(window(apia, CalendarUnit::day, 1, "2011-12-29T12:00:00") ==
        "2011-12-29T00:00:00-10:00 2011-12-31T00:00:00+14:00");
  // The clock shows 23:30 of the 6th again half an hour into the 7th, which began at the first midnight.
  CHECK(window(zone("America/St_Johns"), CalendarUnit::day, 1, "2010-11-06T23:30:00-03:30") ==
        "2010-11-07T00:00:00-02:30 2010-11-08T00:00:00-03:30");
}
