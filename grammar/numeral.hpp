// The spelling of numbers and dates: one form each, every other form named with the right one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tariff::grammar {

struct Numeral {
  std::size_t end = 0;  // of what was written, wrong parts included
  struct Fault {
    std::string code, message, fix;
  };
  std::optional<Fault> fault;
};

// `offset` is at a digit that does not belong to a name.
Numeral scan_numeral(std::string_view text, std::size_t offset);

}  // namespace tariff::grammar
