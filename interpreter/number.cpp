// Arithmetic of Number. Every operation tries 128-bit integers first, which hold any sum, product or
// aligned pair of small numbers, and falls back to rationals only when the result is not small.
//
// A value that fits a 64-bit coefficient with a scale of 0..18 is always held so: a wide number is never
// equal to a small one. A small number keeps the scale it was made with (1.0 stays 10 × 10^-1) until it
// would not fit otherwise. Tests: tests/unit/number_test.cpp, tests/property/number_property_test.cpp.
#include "interpreter/number.hpp"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cassert>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace tariff {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

struct Number::Wide {
  cpp_rational value;

  static cpp_rational of(const Number& number);
  static Number number(const cpp_rational& value);
  static cpp_int steps(const Number& value, const Number& step, RoundingMode mode);
};

namespace {

__extension__ using Int128 = __int128;

constexpr int max_scale = 18;

constexpr auto powers_of_ten = [] {
  std::array<std::int64_t, max_scale + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

std::int64_t power(int exponent) { return powers_of_ten[static_cast<std::size_t>(exponent)]; }

cpp_int wide_power(int exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

// Products here never overflow. Multiplying as unsigned gives the same bits and keeps clang's sanitizer
// from calling a checked 128-bit multiplication that its run-time library lacks.
Int128 product(Int128 a, Int128 b) {
  __extension__ using Unsigned128 = unsigned __int128;
  return static_cast<Int128>(static_cast<Unsigned128>(a) * static_cast<Unsigned128>(b));
}

bool is_small_decimal(Int128 coefficient, int scale) {
  return scale <= max_scale && coefficient == static_cast<std::int64_t>(coefficient);
}

// The small number coefficient × 10^-scale, without its trailing zeros if it fits only so.
std::optional<Number> fit(Int128 coefficient, int scale) {
  if (!is_small_decimal(coefficient, scale)) {
    for (; scale > 0 && coefficient % 10 == 0; --scale) coefficient /= 10;
    if (!is_small_decimal(coefficient, scale)) return {};
  }
  return Number::scaled(static_cast<std::int64_t>(coefficient), scale);
}

bool both_small(const Number& a, const Number& b) { return a.is_small() && b.is_small(); }

// The coefficient that a small number has at a larger scale.
Int128 at_scale(const Number& small, int scale) {
  return product(small.coefficient(), power(scale - small.scale()));
}

// Long division until it comes out even; nothing if that takes more than 18 digits.
std::optional<Number> small_quotient(const Number& a, const Number& b) {
  const Int128 divisor = b.coefficient();
  Int128 quotient = a.coefficient() / divisor;
  Int128 rest = a.coefficient() % divisor;
  int scale = a.scale() - b.scale();
  for (int digits = 0; (rest != 0 || scale < 0) && digits < max_scale; ++digits, ++scale) {
    rest *= 10;
    quotient = product(quotient, 10) + rest / divisor;
    rest %= divisor;
  }
  if (rest != 0) return {};
  return fit(quotient, scale);
}

// The quotient made whole; divisor > 0.
template <typename Integer>
Integer whole_quotient(const Integer& dividend, const Integer& divisor, RoundingMode mode) {
  const Integer quotient = dividend / divisor;  // towards zero
  Integer rest = dividend % divisor;
  if (rest == 0) return quotient;
  const int direction = dividend < 0 ? -1 : 1;
  rest *= 2 * direction;
  const auto away = [&] {
    switch (mode) {
      case RoundingMode::up:
        return true;
      case RoundingMode::down:
        return false;
      case RoundingMode::half_up:
        return rest >= divisor;
      case RoundingMode::half_down:
        return rest > divisor;
      case RoundingMode::half_even:
        return rest > divisor || (rest == divisor && quotient % 2 != 0);
    }
    return false;
  };
  return away() ? Integer(quotient + direction) : quotient;
}

Int128 small_steps(const Number& value, const Number& step, RoundingMode mode) {
  const int scale = std::max(value.scale(), step.scale());
  return whole_quotient(at_scale(value, scale), at_scale(step, scale), mode);
}

// How many decimal digits a fraction in lowest terms with this denominator has, if finitely many.
std::optional<int> decimals_of(cpp_int denominator) {
  const int twos = static_cast<int>(lsb(denominator));
  denominator >>= twos;
  int fives = 0;
  for (; denominator % 5 == 0; ++fives) denominator /= 5;
  if (denominator != 1) return {};
  return std::max(twos, fives);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `digits` × 10^-scale with at least `least` decimals; digits have no leading zero but for "0" itself.
void append_decimal(std::string& out, bool negative, std::string_view digits, int scale, int least) {
  if (digits.front() == '0') scale = 0;
  for (; scale > least && digits.back() == '0'; --scale) digits.remove_suffix(1);
  if (negative) out += '-';
  const auto decimals = static_cast<std::size_t>(scale);
  const std::size_t whole = digits.size() - std::min(digits.size(), decimals);
  if (whole == 0) out += '0';
  out += digits.substr(0, whole);
  if (scale == 0 && least <= 0) return;
  out += '.';
  out.append(decimals - (digits.size() - whole), '0');
  out += digits.substr(whole);
  if (least > scale) out.append(static_cast<std::size_t>(least - scale), '0');
}

}  // namespace

// --- wide ----------------------------------------------------------------------------------

cpp_rational Number::Wide::of(const Number& number) {
  if (number.wide_) return number.wide_->value;
  return cpp_rational(cpp_int(number.coefficient_), cpp_int(power(number.scale_)));
}

// Small again where it fits.
Number Number::Wide::number(const cpp_rational& value) {
  const cpp_int denominator = boost::multiprecision::denominator(value);
  const std::optional<int> scale = decimals_of(denominator);
  if (scale && *scale <= max_scale) {
    const cpp_int coefficient = numerator(value) * (power(*scale) / denominator);
    if (coefficient >= INT64_MIN && coefficient <= INT64_MAX) {
      return scaled(coefficient.convert_to<std::int64_t>(), *scale);
    }
  }
  Number result;
  result.wide_.reset(new Wide{value});
  return result;
}

cpp_int Number::Wide::steps(const Number& value, const Number& step, RoundingMode mode) {
  const cpp_rational quotient = of(value) / of(step);
  return whole_quotient<cpp_int>(numerator(quotient), denominator(quotient), mode);
}

void Number::WideDelete::operator()(Wide* wide) const { delete wide; }

void Number::copy_wide(const Number& other) { wide_.reset(new Wide(*other.wide_)); }

// --- making --------------------------------------------------------------------------------

Number Number::scaled(std::int64_t coefficient, int scale) {
  assert(scale >= 0 && scale <= max_scale);
  Number result(coefficient);
  result.scale_ = scale;
  return result;
}

Number Number::power_of_ten(int exponent) {
  if (exponent > max_scale) return Wide::number(cpp_rational(wide_power(exponent)));
  if (exponent >= 0) return power(exponent);
  if (exponent >= -max_scale) return scaled(1, -exponent);
  return Wide::number(cpp_rational(1, wide_power(-exponent)));
}

std::optional<Number> Number::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return {};

  std::int64_t coefficient = 0;
  bool fits = true;
  const char* point = nullptr;
  for (const char& c : text) {
    if (c == '.' && !point) {
      point = &c;
    } else if (is_digit(c)) {
      fits = fits && !__builtin_mul_overflow(coefficient, 10, &coefficient) &&
             !__builtin_add_overflow(coefficient, c - '0', &coefficient);
    } else {
      return {};
    }
  }
  const auto decimals = point ? static_cast<int>(&text.back() - point) : 0;
  if (fits && decimals <= max_scale) return scaled(negative ? -coefficient : coefficient, decimals);

  std::string digits(text);
  std::erase(digits, '.');
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));  // "07" would be octal
  const cpp_rational value(cpp_int(digits), wide_power(decimals));
  return Wide::number(negative ? cpp_rational(-value) : value);
}

// --- arithmetic ----------------------------------------------------------------------------

Number& Number::add_unlike(const Number& other) {
  if (both_small(*this, other)) {
    const int scale = std::max(scale_, other.scale_);
    if (auto sum = fit(at_scale(*this, scale) + at_scale(other, scale), scale))
      return *this = *std::move(sum);
  }
  return *this = Wide::number(Wide::of(*this) + Wide::of(other));
}

Number Number::operator-() const {
  if (is_small() && coefficient_ != INT64_MIN) return scaled(-coefficient_, scale_);
  return Wide::number(-Wide::of(*this));
}

Number operator*(const Number& a, const Number& b) {
  if (both_small(a, b)) {
    if (auto result = fit(product(a.coefficient_, b.coefficient_), a.scale_ + b.scale_))
      return *std::move(result);
  }
  return Number::Wide::number(Number::Wide::of(a) * Number::Wide::of(b));
}

Number operator/(const Number& a, const Number& b) {
  assert(!b.is_zero());
  if (both_small(a, b)) {
    if (auto result = small_quotient(a, b)) return *std::move(result);
  }
  return Number::Wide::number(Number::Wide::of(a) / Number::Wide::of(b));
}

int compare(const Number& a, const Number& b) {
  if (both_small(a, b)) {
    const int scale = std::max(a.scale_, b.scale_);
    const Int128 left = at_scale(a, scale), right = at_scale(b, scale);
    return (left > right) - (left < right);
  }
  const int order = Number::Wide::of(a).compare(Number::Wide::of(b));
  return (order > 0) - (order < 0);
}

int Number::sign() const { return wide_ ? wide_->value.sign() : (coefficient_ > 0) - (coefficient_ < 0); }

bool Number::is_whole() const {
  return wide_ ? denominator(wide_->value) == 1 : coefficient_ % power(scale_) == 0;
}

bool Number::is_decimal() const { return !wide_ || decimals_of(denominator(wide_->value)); }

Number Number::rounded(const Number& step, RoundingMode mode) const {
  assert(step.sign() > 0);
  if (both_small(*this, step)) {
    const Int128 steps = small_steps(*this, step, mode);
    if (auto result = fit(product(steps, step.coefficient_), step.scale_)) return *std::move(result);
  }
  return Wide::number(Wide::of(step) * cpp_rational(Wide::steps(*this, step, mode)));
}

Number Number::steps(const Number& step, RoundingMode mode) const {
  assert(step.sign() > 0);
  if (both_small(*this, step)) {
    if (auto result = fit(small_steps(*this, step, mode), 0)) return *std::move(result);
  }
  return Wide::number(cpp_rational(Wide::steps(*this, step, mode)));
}

std::optional<std::int64_t> Number::to_int64() const {
  if (wide_ || !is_whole()) return {};
  return coefficient_ / power(scale_);
}

// --- text ----------------------------------------------------------------------------------

void Number::append_to(std::string& out, int digits) const {
  if (wide_) {
    const cpp_int denominator = boost::multiprecision::denominator(wide_->value);
    const std::optional<int> scale = decimals_of(denominator);
    if (!scale) throw std::logic_error("a number without a finite decimal is to be written");
    const cpp_int coefficient = abs(numerator(wide_->value)) * (wide_power(*scale) / denominator);
    return append_decimal(out, sign() < 0, coefficient.str(), *scale, digits);
  }
  const auto bits = static_cast<std::uint64_t>(coefficient_);
  char buffer[20];
  const char* end = std::to_chars(buffer, buffer + sizeof buffer, coefficient_ < 0 ? 0 - bits : bits).ptr;
  append_decimal(out, coefficient_ < 0, std::string_view(buffer, static_cast<std::size_t>(end - buffer)),
                 scale_, digits);
}

std::string Number::text(int digits) const {
  std::string out;
  append_to(out, digits);
  return out;
}

std::string Number::display() const { return is_decimal() ? text() : wide_->value.str(); }

}  // namespace tariff
