// Exact numbers: every literal, quantity and amount on the way from input to bill.
//
// A number is a 64-bit coefficient with a decimal scale while that is enough, and an arbitrary
// rational (Boost.Multiprecision) from the operation on whose result does not fit. Nothing wraps,
// nothing is rounded but by `rounded`, and no operation knows binary floating point.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tariff {

// `half_up` is away from zero; `up` is away from zero too, `down` is towards it.
enum class RoundingMode : std::uint8_t { up, down, half_up, half_down, half_even };

class Number {
 public:
  Number() noexcept = default;  // 0
  Number(std::int64_t whole) noexcept : coefficient_(whole) {}
  template <std::floating_point T> Number(T) = delete;
  // coefficient × 10^-scale, 0 <= scale <= 18.
  static Number scaled(std::int64_t coefficient, int scale);
  // "12", "-0.50": optional minus, digits, optionally a point and digits. Anything else is nothing.
  static std::optional<Number> parse(std::string_view text);
  static Number power_of_ten(int exponent);

  Number(const Number& other) : coefficient_(other.coefficient_), scale_(other.scale_) {
    if (other.wide_) copy_wide(other);
  }
  Number(Number&& other) noexcept = default;
  Number& operator=(const Number& other) {
    if (wide_ || other.wide_) return *this = Number(other);
    coefficient_ = other.coefficient_, scale_ = other.scale_;
    return *this;
  }
  Number& operator=(Number&& other) noexcept = default;
  ~Number() = default;

  Number& operator+=(const Number& other) {
    const bool alike = !wide_ && !other.wide_ && scale_ == other.scale_;
    std::int64_t sum;
    if (!alike || __builtin_add_overflow(coefficient_, other.coefficient_, &sum)) return add_unlike(other);
    coefficient_ = sum;
    return *this;
  }
  Number& operator-=(const Number& other) { return *this += -other; }
  friend Number operator+(Number a, const Number& b) { a += b; return a; }
  friend Number operator-(Number a, const Number& b) { a -= b; return a; }
  friend Number operator*(const Number& a, const Number& b);
  friend Number operator/(const Number& a, const Number& b);  // b must not be 0
  Number operator-() const;

  // <0, 0, >0
  friend int compare(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return compare(a, b) == 0; }
  friend bool operator<(const Number& a, const Number& b) { return compare(a, b) < 0; }
  friend bool operator>(const Number& a, const Number& b) { return compare(a, b) > 0; }
  friend bool operator<=(const Number& a, const Number& b) { return compare(a, b) <= 0; }
  friend bool operator>=(const Number& a, const Number& b) { return compare(a, b) >= 0; }

  int sign() const;
  bool is_zero() const { return sign() == 0; }
  bool is_whole() const;
  bool is_decimal() const;  // has finitely many decimal digits

  // The multiple of `step` (> 0) that the mode chooses.
  Number rounded(const Number& step, RoundingMode mode) const;
  // How many steps of `step` (> 0): this / step, made whole.
  Number steps(const Number& step, RoundingMode mode) const;
  std::optional<std::int64_t> to_int64() const;  // nothing unless whole and in range

  // Plain decimal text without exponent, at least `digits` places, no others that are zero; is_decimal() only.
  void append_to(std::string& out, int digits = 0) const;
  std::string text(int digits = 0) const;
  // As text; a number without a finite decimal as a fraction "1/3". For messages only.
  std::string display() const;

  // The fast path, for columns: whether the number is coefficient × 10^-scale.
  bool is_small() const { return !wide_; }
  std::int64_t coefficient() const { return coefficient_; }
  int scale() const { return scale_; }

 private:
  struct Wide;  // a rational of arbitrary size
  struct WideDelete { void operator()(Wide* wide) const; };

  void copy_wide(const Number& other);
  Number& add_unlike(const Number& other);  // scales differ, an operand is wide or the sum overflows

  std::int64_t coefficient_ = 0;
  std::int32_t scale_ = 0;
  std::unique_ptr<Wide, WideDelete> wide_;  // set: the value; coefficient_ and scale_ mean nothing
};

}  // namespace tariff
