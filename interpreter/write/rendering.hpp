// What every form of a printed bill has in common.
#pragma once

#include <string>

#include "interpreter/bill.hpp"
#include "interpreter/calendar.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

struct Rendering {
  Zone zone;  // times are local to it
  Denomination money;
};

// A version of a tariff that the bill was made with.
struct TariffUsed {
  std::string name, title, file;
  std::string effective_from;
  std::string sha256;  // of the file's bytes, in hexadecimal
};

}  // namespace tariff
