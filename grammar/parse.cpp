#include "grammar/parse.hpp"

#include "grammar/build.hpp"
#include "grammar/layout.hpp"

namespace tariff {
namespace {

Diagnostic too_many(Label last) {
  last.caption = "reading stopped here";
  return {"T0112",
          "there are too many faults in this file",
          std::move(last),
          {},
          {},
          "put the first ones right",
          Severity::error};
}

}  // namespace

Parsed parse(const Source& source) {
  Parsed parsed;
  parsed.file.source = &source;
  auto layout = grammar::lay_out(source);
  parsed.file.comments = std::move(layout.comments);
  parsed.diagnostics = std::move(layout.diagnostics);
  if (layout.stopped) return parsed;
  grammar::Builder builder(parsed.file, parsed.diagnostics);
  for (const auto& clause : layout.clauses) builder.block(clause);
  if (builder.full()) parsed.diagnostics.push_back(too_many(parsed.diagnostics.back().place));
  sort_and_unique(parsed.diagnostics);
  return parsed;
}

}  // namespace tariff
