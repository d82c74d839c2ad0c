#include "interpreter/lower/words.hpp"

namespace tariff {

RoundingMode mode_of(ast::Rounding rounding) {
  switch (rounding) {
    case ast::Rounding::up: return RoundingMode::up;
    case ast::Rounding::down: return RoundingMode::down;
    case ast::Rounding::half_up: return RoundingMode::half_up;
    case ast::Rounding::half_down: return RoundingMode::half_down;
    case ast::Rounding::half_even: return RoundingMode::half_even;
  }
  return RoundingMode::half_up;
}

RoundingMode mode_of(ast::Blocks blocks) {
  return blocks == ast::Blocks::full      ? RoundingMode::down
         : blocks == ast::Blocks::nearest ? RoundingMode::half_up
                                          : RoundingMode::up;
}

CalendarUnit unit_of(ast::Period period) {
  switch (period) {
    case ast::Period::second: return CalendarUnit::second;
    case ast::Period::minute: return CalendarUnit::minute;
    case ast::Period::hour: return CalendarUnit::hour;
    case ast::Period::day: return CalendarUnit::day;
    case ast::Period::week: return CalendarUnit::week;
    case ast::Period::month: return CalendarUnit::month;
    case ast::Period::quarter: return CalendarUnit::quarter;
    case ast::Period::year: return CalendarUnit::year;
  }
  return CalendarUnit::day;
}

Window window_of(const ast::Window& window) { return {unit_of(window.period), static_cast<int>(window.count)}; }

}  // namespace tariff
