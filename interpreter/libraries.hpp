// The library's modules that a tariff needs, read: the prelude, then what it names with `use`.
#pragma once

#include <memory>
#include <vector>

#include "grammar/parse.hpp"

namespace tariff {

// A text with its tree; it stays where it is, for the tree points to the text.
struct Document {
  explicit Document(Source text) : source(std::move(text)), parsed(parse(source)) {}
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  Source source;
  Parsed parsed;
};
using Libraries = std::vector<std::unique_ptr<Document>>;

// In the order used, each once. Modules that there are not are told to `unknown`.
Libraries load_libraries(const ast::File& file, Diagnostics& unknown);

// A unit, a calendar or a function that is not known may be one of a library that the tariff does not use: the findings
// say so. Where it uses one that there is not, no one can say, and they keep silent.
void point_to_libraries(Diagnostics& findings, const Diagnostics& unknown_modules);

}  // namespace tariff
