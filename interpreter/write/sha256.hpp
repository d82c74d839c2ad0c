// SHA-256 of some bytes, in hexadecimal.
#pragma once

#include <string>
#include <string_view>

namespace tariff {

std::string sha256(std::string_view bytes);

}  // namespace tariff
