#include "interpreter/check/rounding_words.hpp"

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

}  // namespace tariff
