// The whole way from text to plan; read this first.
//
//   text ─parse→ ast ─check→ Checked ─lower→ Plan
//
// A tariff that names the version before it goes that way once for each version. What the later stages hold points into
// what the earlier ones made, so all of it is kept together.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "interpreter/book.hpp"
#include "interpreter/check/checked.hpp"
#include "interpreter/files.hpp"
#include "interpreter/plan.hpp"
#include "interpreter/versions.hpp"

namespace tariff {

struct Compiled {
  Documents written;                   // of the newest version: all of them as they were written, the newest first
  std::unique_ptr<Document> document;  // the version whole
  std::vector<std::string> tables;     // what the files of its tables hold
  Libraries libraries;
  Checked checked;
  std::optional<Plan> plan;           // only where there is no error
  std::unique_ptr<Compiled> before;   // the version before it
  Diagnostics diagnostics;            // of all stages, in order of place
};

Compiled compile(std::string path, std::string text, const ReadText& read = read_text);

Book book_of(const Compiled& newest);

}  // namespace tariff
