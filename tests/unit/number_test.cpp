// Number by example: what is exact, what each rounding mode chooses, what the text looks like.
// Figures are worked out in the comments; tests/property/number_property_test.cpp has the general laws.
#include "interpreter/number.hpp"

#include <utility>

#include "tests/catch.hpp"

using tariff::Number;
using tariff::RoundingMode;

namespace {

Number number(std::string_view text) {
  const auto parsed = Number::parse(text);
  REQUIRE(parsed);
  return *parsed;
}

const Number largest(INT64_MAX);
const Number smallest(INT64_MIN);

}  // namespace

TEST_CASE("a number reads plain decimals only", "[number]") {
  CHECK(number("12").text() == "12");
  CHECK(number("-0.50").text() == "-0.5");
  CHECK(number("007.10").text() == "7.1");
  CHECK(number("-0").text() == "0");
  CHECK(number("-9223372036854775808") == smallest);
  CHECK(number("00000000000000000000000000000000000012") == Number(12));  // not octal 12, which is 10
  CHECK(number("0.0000000000000000000000").is_zero());
  for (const auto* text : {"", "-", ".", ".5", "5.", "+5", "1.2.3", "1,000", "1_000", "1e3", " 1", "1 ",
                           "--1", "0x10", "-.5", "１"}) {
    CAPTURE(text);
    CHECK_FALSE(Number::parse(text));
  }
}

TEST_CASE("a number prints at least the asked decimals and no needless zero", "[number]") {
  CHECK(Number().text() == "0");
  CHECK(Number().text(2) == "0.00");
  CHECK(Number::scaled(0, 5).text() == "0");
  CHECK(Number::scaled(5, 3).text() == "0.005");
  CHECK(Number::scaled(-5, 3).text(2) == "-0.005");
  CHECK(Number::scaled(1500, 3).text() == "1.5");
  CHECK(Number::scaled(1500, 3).text(2) == "1.50");
  CHECK(Number(100).text() == "100");
  CHECK(Number(100).text(1) == "100.0");
  CHECK(smallest.text() == "-9223372036854775808");
  CHECK(Number::scaled(INT64_MIN, 18).text() == "-9.223372036854775808");
  CHECK(number("123456789012345678901234567890.00123").text(2) == "123456789012345678901234567890.00123");
  CHECK(Number::power_of_ten(20).text(1) == "100000000000000000000.0");
  CHECK(Number::power_of_ten(-20).text() == "0.00000000000000000001");
  CHECK(Number::power_of_ten(18) == Number(1'000'000'000'000'000'000));
  CHECK(Number::power_of_ten(-2).text() == "0.01");
}

TEST_CASE("display shows a fraction where no finite decimal exists", "[number]") {
  CHECK((Number(1) / Number(3)).display() == "1/3");
  CHECK((Number(-10) / Number(15)).display() == "-2/3");
  CHECK((Number(1) / Number(8)).display() == "0.125");
}

TEST_CASE("equal values are equal whatever their scale", "[number]") {
  CHECK(number("1.0") == Number(1));
  CHECK(number("1.0") != number("1.01"));
  CHECK(number("-1.5") < number("-1.49"));
  CHECK(number("0.1") > Number::power_of_ten(-30));
  CHECK(Number(1) / Number(3) < number("0.34"));
  CHECK(largest < largest + Number(1));
  CHECK(smallest > smallest - Number::power_of_ten(-18));
  CHECK(compare(number("2"), number("2.000")) == 0);
}

TEST_CASE("sums pass the 64-bit limit and come back", "[number]") {
  const Number above = largest + Number(1);
  CHECK_FALSE(above.is_small());
  CHECK(above.text() == "9223372036854775808");
  CHECK((above - Number(1)).is_small());
  CHECK(above - Number(1) == largest);
  CHECK(-smallest == above);
  CHECK(-(-smallest) == smallest);
  CHECK((-(-smallest)).is_small());
  // 9223372036854775807 + 0.1: the coefficient needs 20 digits.
  CHECK((largest + number("0.1")).text() == "9223372036854775807.1");
  Number twice = above;
  twice += twice;
  CHECK(twice.text() == "18446744073709551616");  // 2^64
}

TEST_CASE("products are exact", "[number]") {
  CHECK((number("1.1") * number("-0.11")).text() == "-0.121");
  CHECK((largest * largest).text() == "85070591730234615847396907784232501249");  // (2^63 - 1)^2
  CHECK(number("0.0000000001") * number("0.0000000001") == Number::power_of_ten(-20));
  // 1.5e9 × 2e-10 has 20 decimals before its zeros go: 0.3.
  const Number product = Number::scaled(1'500'000'000'000, 3) * Number::scaled(2'000'000, 16);
  CHECK(product.is_small());
  CHECK(product.text() == "0.3");
}

TEST_CASE("a quotient is a small decimal where it can be", "[number]") {
  const Number eighth = Number(1) / Number(8);
  CHECK(eighth.is_small());
  CHECK(eighth.scale() == 3);
  CHECK((number("0.001") / number("0.000001")).text() == "1000");
  CHECK((Number(-7) / number("0.02")).text() == "-350");
  CHECK((Number(1'000'000) / Number(1024)).text() == "976.5625");
  const Number third = Number(1) / Number(3);
  CHECK_FALSE(third.is_decimal());
  CHECK(third + third + third == Number(1));
  CHECK((third + third + third).is_small());
  CHECK(smallest / Number(-1) == -smallest);
  // 5^-30 is decimal but no small number.
  const Number fine = Number(1) / (Number::power_of_ten(30) / Number(1 << 30));
  CHECK(fine.is_decimal());
  CHECK(fine.text() == "0.000000000000000000001073741824");  // 2^30 / 10^30
}

TEST_CASE("rounding modes differ in halves and in signs", "[number]") {
  struct Row {
    const char* value;
    RoundingMode mode;
    const char* rounded;
  };
  const Row rows[] = {
      {"1.005", RoundingMode::half_up, "1.01"},     {"-1.005", RoundingMode::half_up, "-1.01"},
      {"1.005", RoundingMode::half_down, "1"},      {"-1.005", RoundingMode::half_down, "-1"},
      {"1.005", RoundingMode::half_even, "1"},      {"1.015", RoundingMode::half_even, "1.02"},
      {"-1.015", RoundingMode::half_even, "-1.02"}, {"1.0051", RoundingMode::half_even, "1.01"},
      {"1.001", RoundingMode::up, "1.01"},          {"-1.001", RoundingMode::up, "-1.01"},
      {"1.009", RoundingMode::down, "1"},           {"-1.009", RoundingMode::down, "-1"},
      {"1.01", RoundingMode::up, "1.01"},           {"-0.004", RoundingMode::half_up, "0"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value, row.rounded);
    CHECK(number(row.value).rounded(number("0.01"), row.mode).text() == row.rounded);
  }
}

TEST_CASE("steps may be of any size", "[number]") {
  CHECK(Number(61).steps(Number(60), RoundingMode::up) == Number(2));
  CHECK(Number(61).rounded(Number(60), RoundingMode::up) == Number(120));
  CHECK(Number(-61).steps(Number(60), RoundingMode::up) == Number(-2));
  CHECK(number("7.5").rounded(Number(5), RoundingMode::half_down) == Number(5));
  CHECK((Number(2) / Number(3)).rounded(number("0.01"), RoundingMode::half_up).text() == "0.67");
  CHECK((Number(2) / Number(3)).steps(Number(1) / Number(3), RoundingMode::down) == Number(2));
  // Rounded up to a multiple of 9e18, the largest 64-bit number becomes 1.8e19.
  CHECK(largest.rounded(Number(9'000'000'000'000'000'000), RoundingMode::up).text() ==
        "18000000000000000000");
  CHECK(largest.steps(Number::power_of_ten(-18), RoundingMode::up).text() ==
        "9223372036854775807000000000000000000");
}

TEST_CASE("whole numbers and their 64-bit value", "[number]") {
  CHECK(number("2.00").is_whole());
  CHECK(number("2.00").to_int64() == 2);
  CHECK_FALSE(number("2.5").to_int64());
  CHECK(smallest.to_int64() == INT64_MIN);
  CHECK((largest + Number(1)).is_whole());
  CHECK_FALSE((largest + Number(1)).to_int64());
  CHECK_FALSE((Number(1) / Number(3)).is_whole());
}

TEST_CASE("copies are independent and moves keep the value", "[number]") {
  Number wide = Number(1) / Number(3);
  Number copy = wide;
  copy += Number(1);
  CHECK(wide.display() == "1/3");
  CHECK(copy.display() == "4/3");
  const Number moved = std::move(copy);
  CHECK(moved.display() == "4/3");
  wide = Number(5);
  CHECK(wide.is_small());
  wide = moved;
  CHECK(wide == moved);
  const Number& same = wide;
  wide = same;
  CHECK(wide == moved);
}
