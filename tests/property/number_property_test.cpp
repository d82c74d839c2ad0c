// Every operation of Number against rationals of arbitrary size, on random operands: small and near the
// 64-bit limits, of mixed scales, and wide. Roundings are compared with a definition by floor and distance.
#include <boost/multiprecision/cpp_int.hpp>
#include <random>
#include <vector>

#include "interpreter/number.hpp"
#include "tests/catch.hpp"

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using tariff::Number;
using tariff::RoundingMode;

namespace {

struct Sample {
  Number number;
  cpp_rational exact;
};

cpp_int power_of_ten(int exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

// Reads a number back by its text alone.
cpp_rational exact_value(const Number& number) {
  std::string text = number.display();
  const bool negative = text[0] == '-';
  if (negative) text.erase(0, 1);
  const auto integer = [](std::string digits) {
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));  // a leading 0 means octal
    return cpp_int(digits);
  };
  cpp_rational value;
  if (const auto slash = text.find('/'); slash != std::string::npos) {
    value = cpp_rational(integer(text.substr(0, slash)), integer(text.substr(slash + 1)));
  } else if (const auto point = text.find('.'); point != std::string::npos) {
    const auto decimals = static_cast<int>(text.size() - point - 1);
    value = cpp_rational(integer(text.erase(point, 1)), power_of_ten(decimals));
  } else {
    value = cpp_rational(integer(text));
  }
  return negative ? cpp_rational(-value) : value;
}

// Whether the value is a 64-bit coefficient with 0..18 decimals, tried one by one.
bool fits_small(const cpp_rational& value) {
  for (int scale = 0; scale <= 18; ++scale) {
    const cpp_rational coefficient = value * cpp_rational(power_of_ten(scale));
    if (denominator(coefficient) == 1) {
      return numerator(coefficient) >= INT64_MIN && numerator(coefficient) <= INT64_MAX;
    }
  }
  return false;
}

void check_same(const Number& number, const cpp_rational& exact) {
  if (exact_value(number) == exact && number.is_small() == fits_small(exact)) return;
  FAIL(number.display() << (number.is_small() ? " small" : " wide") << " is not " << exact.str());
}

int order(const cpp_rational& a, const cpp_rational& b) { return a < b ? -1 : a > b ? 1 : 0; }

cpp_int floor_of(const cpp_rational& value) {
  cpp_int quotient = numerator(value) / denominator(value);
  if (value < 0 && denominator(value) != 1) quotient -= 1;
  return quotient;
}

// By distance to the two neighbours.
cpp_int whole(const cpp_rational& value, RoundingMode mode) {
  const cpp_int below = floor_of(value);
  if (cpp_rational(below) == value) return below;
  const cpp_int above = below + 1;
  const cpp_int outer = value < 0 ? below : above, inner = value < 0 ? above : below;
  if (mode == RoundingMode::up) return outer;
  if (mode == RoundingMode::down) return inner;
  const cpp_rational to_below = value - cpp_rational(below), to_above = cpp_rational(above) - value;
  if (to_below != to_above) return to_below < to_above ? below : above;
  if (mode == RoundingMode::half_up) return outer;
  if (mode == RoundingMode::half_down) return inner;
  return below % 2 == 0 ? below : above;
}

class Samples {
 public:
  explicit Samples(unsigned seed) : random_(seed) {}

  Sample next() {
    if (below(6) != 0) return decimal();
    const Sample a = decimal(), b = decimal();
    if (b.exact == 0) return a;
    return {a.number / b.number, a.exact / b.exact};
  }

 private:
  int below(int count) { return std::uniform_int_distribution<>(0, count - 1)(random_); }

  std::int64_t coefficient() {
    const std::int64_t anything = std::uniform_int_distribution<std::int64_t>(INT64_MIN, INT64_MAX)(random_);
    switch (below(6)) {
      case 0:
        return anything;
      case 1:
        return INT64_MAX - below(4);
      case 2:
        return INT64_MIN + below(4);
      case 3:
        return (below(2001) - 1000) * 1'000'000'000'000'000;  // trailing zeros
      case 4:
        return anything >> 32;
      default:
        return below(201) - 100;
    }
  }

  Sample decimal() {
    const std::int64_t value = coefficient();
    const int scale = below(3) == 0 ? 0 : below(19);
    return {Number::scaled(value, scale), cpp_rational(cpp_int(value), power_of_ten(scale))};
  }

  std::mt19937_64 random_;
};

constexpr int rounds = 4000;
constexpr RoundingMode modes[] = {RoundingMode::up, RoundingMode::down, RoundingMode::half_up,
                                  RoundingMode::half_down, RoundingMode::half_even};

}  // namespace

TEST_CASE("arithmetic agrees with rationals of arbitrary size", "[number][property]") {
  Samples samples(1);
  for (int i = 0; i < rounds; ++i) {
    const Sample a = samples.next(), b = samples.next();
    check_same(a.number, a.exact);
    check_same(a.number + b.number, a.exact + b.exact);
    check_same(a.number - b.number, a.exact - b.exact);
    check_same(a.number * b.number, a.exact * b.exact);
    check_same(-a.number, -a.exact);
    if (b.exact != 0) check_same(a.number / b.number, a.exact / b.exact);
  }
}

TEST_CASE("a running sum agrees with its rational, term by term", "[number][property]") {
  Samples samples(2);
  Sample sum;
  for (int i = 0; i < rounds / 10; ++i) {
    const Sample term = samples.next();
    if (!term.number.is_decimal()) continue;  // denominators would grow without end
    sum.number += term.number;
    sum.exact += term.exact;
    check_same(sum.number, sum.exact);
  }
}

TEST_CASE("order, sign and wholeness agree with rationals", "[number][property]") {
  Samples samples(3);
  for (int i = 0; i < rounds; ++i) {
    const Sample a = samples.next(), b = samples.next();
    CAPTURE(a.exact.str(), b.exact.str());
    const bool whole_a = denominator(a.exact) == 1;
    const bool same = compare(a.number, b.number) == order(a.exact, b.exact) &&
                      compare(b.number, a.number) == order(b.exact, a.exact) &&
                      a.number == Number(a.number) && a.number.sign() == order(a.exact, 0) &&
                      a.number.is_whole() == whole_a &&
                      a.number.to_int64().has_value() == (whole_a && fits_small(a.exact));
    if (!same) FAIL("they differ");
  }
}

TEST_CASE("every rounding agrees with its definition", "[number][property]") {
  Samples samples(4);
  for (int i = 0; i < rounds; ++i) {
    const Sample value = samples.next();
    Sample step = samples.next();
    if (step.exact == 0) continue;
    if (step.exact < 0) step = {-step.number, -step.exact};
    for (const RoundingMode mode : modes) {
      CAPTURE(static_cast<int>(mode), value.exact.str(), step.exact.str());
      const cpp_rational steps(whole(value.exact / step.exact, mode));
      check_same(value.number.steps(step.number, mode), steps);
      check_same(value.number.rounded(step.number, mode), steps * step.exact);
    }
  }
}

TEST_CASE("halves are met exactly in every mode", "[number][property]") {
  Samples samples(5);
  for (int i = 0; i < rounds; ++i) {
    Sample step = samples.next();
    if (step.exact == 0) continue;
    if (step.exact < 0) step = {-step.number, -step.exact};
    const int halves = 2 * (i % 50 - 25) + 1;
    const Number value = step.number * Number(halves) / Number(2);
    for (const RoundingMode mode : modes) {
      check_same(value.steps(step.number, mode), cpp_rational(whole(cpp_rational(halves, 2), mode)));
    }
  }
}

TEST_CASE("text reads back as the same number", "[number][property]") {
  Samples samples(6);
  for (int i = 0; i < rounds; ++i) {
    const Sample a = samples.next();
    if (!a.number.is_decimal()) continue;
    const std::string text = a.number.text(i % 4);
    const auto back = Number::parse(text);
    if (!back || *back != a.number) FAIL(text << " does not read back");
  }
}
