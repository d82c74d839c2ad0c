// What the formulas of a package may name of a package at hand.
#pragma once

#include <cstdint>

namespace tariff {

enum class Property : std::uint8_t { size, used, left, paid, price, bought, expires, asked };

}  // namespace tariff
