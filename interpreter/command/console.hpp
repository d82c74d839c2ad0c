// What all verbs share: how they speak to their user and how they end.
#pragma once

#include <string>

#include "grammar/diagnostic.hpp"

namespace tariff {

enum Exit : int { fine = 0, findings = 1, wrong_input = 2, wrong_use = 3, own_bug = 70 };

struct Console {
  MessageFormat format = MessageFormat::human;
  bool color = false;

  void report(const Diagnostics& diagnostics) const;
  void say(const std::string& line) const;  // to the one who looks on: on stderr
};

// "1 file", "2 files"
std::string counted(std::size_t count, const std::string& what);

}  // namespace tariff
