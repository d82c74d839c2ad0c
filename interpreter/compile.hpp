// The whole way from text to plan; read this first.
//
//   text ─parse→ ast ─check→ Checked ─lower→ Plan
//
// What the later stages hold points into what the earlier ones made, so all of it is kept together.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grammar/parse.hpp"
#include "interpreter/check/checked.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

// A text with its tree; it stays where it is, for the tree points to the text.
struct Document {
  explicit Document(Source text) : source(std::move(text)), parsed(parse(source)) {}
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  Source source;
  Parsed parsed;
};

struct Compiled {
  std::unique_ptr<Document> document;
  std::vector<std::unique_ptr<Document>>
      libraries;  // the prelude, then what the tariff uses, in the order used
  Checked checked;
  std::optional<Plan> plan;  // only where there is no error
  Diagnostics diagnostics;   // of all stages, in order of place
};

Compiled compile(std::string path, std::string text);

}  // namespace tariff
