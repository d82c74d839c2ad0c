// Civil arithmetic on day numbers, and cctz for what only the zone database knows: the offset of an instant
// and the instant of a wall clock. ISO 8601 is read and written by hand, for tens of millions of lines.
//
// Seconds and microseconds are kept apart until the end, so that no step on the way overflows; a result
// past what an Instant holds is the first or the last instant. Test: tests/unit/calendar_test.cpp.
#include "interpreter/calendar.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "interpreter/civil.hpp"

namespace tariff {
namespace {

constexpr std::int64_t furthest_year = 300'000;  // instants end in 294247

Instant saturated(std::int64_t seconds, std::int64_t microseconds) {
  Instant instant;
  if (__builtin_mul_overflow(seconds, microseconds_per_second, &instant) ||
      __builtin_add_overflow(instant, microseconds, &instant)) {
    return seconds < 0 ? INT64_MIN : never;
  }
  return instant;
}

Instant saturated_sum(Instant instant, std::int64_t microseconds) {
  if (__builtin_add_overflow(instant, microseconds, &instant)) return microseconds < 0 ? INT64_MIN : never;
  return instant;
}

Civil civil_at(Instant instant, int offset) {
  const std::int64_t wall = floor_divide(instant, microseconds_per_second) + offset;
  const std::int64_t day = floor_divide(wall, seconds_per_day);
  const auto second = static_cast<int>(wall - day * seconds_per_day);
  Civil civil;
  set_date(civil, day);
  civil.hour = second / 3600;
  civil.minute = second / 60 % 60;
  civil.second = second % 60;
  civil.microsecond = static_cast<int>(instant % microseconds_per_second);
  if (civil.microsecond < 0) civil.microsecond += static_cast<int>(microseconds_per_second);
  return civil;
}

// --- reading -------------------------------------------------------------------------------

// A text with a place in it. Each function goes past what it reads, or answers false.
struct Reader {
  const char* at;
  const char* end;

  bool done() const { return at == end; }
  bool accept(char c) { return at != end && *at == c && ++at; }
  bool number(int digits, int& value) {
    if (end - at < digits) return false;
    value = 0;
    for (; digits > 0; --digits, ++at) {
      if (*at < '0' || *at > '9') return false;
      value = value * 10 + (*at - '0');
    }
    return true;
  }
};

bool read_date(Reader& in, Civil& civil) {
  int year;
  if (!in.number(4, year) || !in.accept('-') || !in.number(2, civil.month) || !in.accept('-') ||
      !in.number(2, civil.day)) {
    return false;
  }
  civil.year = year;
  return year >= 1 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
         civil.day <= last_day(year, civil.month);
}

bool read_decimals(Reader& in, int& microsecond) {
  int digit;
  int weight = static_cast<int>(microseconds_per_second);
  while (in.number(1, digit)) {
    weight /= 10;
    if (weight == 0 && digit != 0) return false;
    microsecond += digit * weight;
  }
  return weight < microseconds_per_second;
}

// hh, hh:mm or hh:mm:ss with decimals.
bool read_clock(Reader& in, Civil& civil) {
  if (!in.number(2, civil.hour)) return false;
  if (in.accept(':')) {
    if (!in.number(2, civil.minute)) return false;
    if (in.accept(':')) {
      if (!in.number(2, civil.second)) return false;
      if (in.accept('.') && !read_decimals(in, civil.microsecond)) return false;
    }
  }
  const bool midnight = civil.minute == 0 && civil.second == 0 && civil.microsecond == 0;
  return (civil.hour < 24 || (civil.hour == 24 && midnight)) && civil.minute < 60 && civil.second < 60;
}

// +hh, +hhmm, +hh:mm, and +hh:mm:ss as zones had it before standard time.
bool read_signed_offset(Reader& in, int& offset) {
  const bool west = in.accept('-');
  int hours, minutes = 0, seconds = 0;
  if ((!west && !in.accept('+')) || !in.number(2, hours)) return false;
  if (in.accept(':')) {
    if (!in.number(2, minutes) || (in.accept(':') && !in.number(2, seconds))) return false;
  } else if (!in.done() && !in.number(2, minutes)) {
    return false;
  }
  offset = (hours * 60 + minutes) * 60 + seconds;
  if (west) offset = -offset;
  return hours < 24 && minutes < 60 && seconds < 60;
}

bool read_offset(Reader& in, int& offset) {
  offset = 0;
  return in.accept('Z') || in.accept('z') || read_signed_offset(in, offset);
}

// --- writing -------------------------------------------------------------------------------

char* put(char* at, int value, int digits) {
  for (int i = digits - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
  return at + digits;
}

char* put(char* at, char before, int value, int digits) {
  *at = before;
  return put(at + 1, value, digits);
}

char* put_offset(char* at, int offset) {
  const int size = offset < 0 ? -offset : offset;
  at = put(at, offset < 0 ? '-' : '+', size / 3600, 2);
  at = put(at, ':', size / 60 % 60, 2);
  return size % 60 == 0 ? at : put(at, ':', size % 60, 2);
}

// Names in the database begin with a capital; other files beside it, and paths, are none of the user's.
bool is_database_name(const std::string& name) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const auto allowed = [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
  };
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z' && std::all_of(name.begin(), name.end(), allowed);
}

using Seconds = cctz::time_point<cctz::seconds>;

}  // namespace

// --- zones ---------------------------------------------------------------------------------

// Most zones have not changed their offset for years; from `steady_from` on no lookup is needed.
struct Zone::Rules {
  cctz::time_zone zone;
  std::int64_t steady_from = INT64_MIN;  // seconds since 1970; INT64_MAX: the offset changes every year
  int steady_offset = 0;

  explicit Rules(int offset) : zone(cctz::fixed_time_zone(cctz::seconds(offset))), steady_offset(offset) {}
  explicit Rules(const cctz::time_zone& loaded) : zone(loaded) {
    const auto horizon = zone.lookup(cctz::civil_second(9999, 12, 31)).pre;
    steady_offset = zone.lookup(horizon).offset;
    cctz::time_zone::civil_transition last;
    if (!zone.prev_transition(horizon, &last)) return;
    // cctz lists the changes of yearly rules for 400 years. Two days are more than any offset.
    const bool yearly = last.to.year() >= 2200;
    steady_from = yearly ? INT64_MAX : last.to - cctz::civil_second() + 2 * seconds_per_day;
  }

  int offset(std::int64_t second) const {
    return second >= steady_from ? steady_offset : zone.lookup(Seconds(cctz::seconds(second))).offset;
  }

  Instant instant(std::int64_t wall, std::int64_t microsecond) const {
    if (wall - steady_offset >= steady_from) return saturated(wall - steady_offset, microsecond);
    const auto found = zone.lookup(cctz::civil_second() + wall);
    const bool skipped = found.kind == cctz::time_zone::civil_lookup::SKIPPED;
    const Seconds second = skipped ? found.trans : found.pre;
    return saturated(second.time_since_epoch().count(), skipped ? 0 : microsecond);
  }
};

std::optional<Zone> Zone::load(const std::string& name) {
  Zone zone;
  zone.name_ = name;
  Reader in{name.data(), name.data() + name.size()};
  int offset;
  cctz::time_zone loaded;
  if (read_signed_offset(in, offset) && in.done()) {
    zone.rules_ = std::make_shared<const Rules>(offset);
  } else if (is_database_name(name) && cctz::load_time_zone(name, &loaded)) {
    zone.rules_ = std::make_shared<const Rules>(loaded);
  } else {
    return {};
  }
  return zone;
}

int Zone::offset_seconds(Instant instant) const {
  return rules_->offset(floor_divide(instant, microseconds_per_second));
}

Civil Zone::civil(Instant instant) const { return civil_at(instant, offset_seconds(instant)); }

Instant Zone::instant(const Civil& civil) const {
  Civil carried = civil;
  carried.year = std::clamp(civil.year, -furthest_year, furthest_year);
  add_months(carried, 0);
  const std::int64_t second = floor_divide(civil.microsecond, microseconds_per_second);
  const std::int64_t microsecond = civil.microsecond - second * microseconds_per_second;
  return rules_->instant(wall_seconds(carried) + second, microsecond);
}

void Zone::append_text(std::string& out, Instant instant) const {
  const int offset = offset_seconds(instant);
  const Civil civil = civil_at(instant, offset);
  char text[48];
  const bool plain_year = civil.year >= 0 && civil.year <= 9999;
  char* at = plain_year ? put(text, static_cast<int>(civil.year), 4)
                        : std::to_chars(text, text + sizeof text, civil.year).ptr;
  at = put(at, '-', civil.month, 2);
  at = put(at, '-', civil.day, 2);
  at = put(at, 'T', civil.hour, 2);
  at = put(at, ':', civil.minute, 2);
  at = put(at, ':', civil.second, 2);
  if (civil.microsecond % 1000 != 0) {
    at = put(at, '.', civil.microsecond, 6);
  } else if (civil.microsecond != 0) {
    at = put(at, '.', civil.microsecond / 1000, 3);
  }
  at = put_offset(at, offset);
  out.append(text, static_cast<std::size_t>(at - text));
}

std::string Zone::text(Instant instant) const {
  std::string out;
  append_text(out, instant);
  return out;
}

std::optional<Instant> Zone::parse(std::string_view text) const {
  Reader in{text.data(), text.data() + text.size()};
  Civil civil;
  if (!read_date(in, civil)) return {};
  if (in.done()) return rules_->instant(wall_seconds(civil), civil.microsecond);
  if (!in.accept('T') && !in.accept('t') && !in.accept(' ')) return {};
  if (!read_clock(in, civil)) return {};
  if (in.done()) return rules_->instant(wall_seconds(civil), civil.microsecond);
  int offset;
  if (!read_offset(in, offset) || !in.done()) return {};
  return saturated(wall_seconds(civil) - offset, civil.microsecond);
}

// --- steps ---------------------------------------------------------------------------------

namespace {

// A step from anywhere to anywhere is within twice these.
constexpr std::int64_t furthest_month = 12 * furthest_year;
constexpr std::int64_t furthest_day = 366 * furthest_year;

int within(std::int64_t value, std::int64_t limit) {
  return static_cast<int>(std::clamp(value, -limit, limit));
}

// The calendar part, backwards where `sign` is -1.
Instant calendar_step(const Zone& zone, Instant instant, const Duration& duration, int sign) {
  Civil civil = zone.civil(instant);
  add_months(civil, sign * within(duration.months, 2 * furthest_month));
  civil.day = std::min(civil.day, last_day(civil.year, civil.month));
  civil.day += sign * within(duration.days, 2 * furthest_day);
  return zone.instant(civil);
}

Instant step(const Zone& zone, Instant instant, const Duration& duration, int sign) {
  // Elapsed time alone must not pass the wall clock, where an hour that occurs twice is always its first.
  if (duration.months != 0 || duration.days != 0) instant = calendar_step(zone, instant, duration, sign);
  return saturated_sum(instant, sign * std::max(duration.microseconds, -INT64_MAX));
}

}  // namespace

Instant later(const Zone& zone, Instant instant, const Duration& duration) {
  return step(zone, instant, duration, 1);
}

Instant earlier(const Zone& zone, Instant instant, const Duration& duration) {
  return step(zone, instant, duration, -1);
}

}  // namespace tariff
