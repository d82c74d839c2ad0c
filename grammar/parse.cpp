#include "grammar/parse.hpp"

#include "grammar/build.hpp"
#include "grammar/layout.hpp"

namespace tariff {
namespace {

constexpr std::size_t most_faults = 100;

}  // namespace

Parsed parse(const Source& source) {
  Parsed parsed;
  parsed.file.source = &source;
  auto layout = grammar::lay_out(source);
  parsed.file.comments = std::move(layout.comments);
  parsed.diagnostics = std::move(layout.diagnostics);
  if (layout.stopped) return parsed;
  grammar::Builder builder(parsed.file, parsed.diagnostics);
  for (const auto& clause : layout.clauses) {
    if (parsed.diagnostics.size() >= most_faults) break;
    builder.block(clause);
  }
  sort_and_unique(parsed.diagnostics);
  return parsed;
}

}  // namespace tariff
