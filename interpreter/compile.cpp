#include "interpreter/compile.hpp"

#include <iterator>

#include "interpreter/check/check.hpp"
#include "interpreter/lower/lower.hpp"

namespace tariff {
namespace {

void append(Diagnostics& to, Diagnostics from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

std::vector<const ast::File*> files_of(const Libraries& libraries) {
  std::vector<const ast::File*> files;
  for (const auto& library : libraries) files.push_back(&library->parsed.file);
  return files;
}

}  // namespace

Compiled compile(std::string path, std::string text) {
  Compiled compiled;
  compiled.document = std::make_unique<Document>(Source(std::move(path), std::move(text)));
  auto& parsed = compiled.document->parsed;
  compiled.libraries = load_libraries(parsed.file, compiled.diagnostics);

  auto result = check(parsed.file, files_of(compiled.libraries));
  point_to_libraries(result.diagnostics, compiled.diagnostics);
  append(compiled.diagnostics, std::move(parsed.diagnostics));
  append(compiled.diagnostics, std::move(result.diagnostics));
  compiled.checked = std::move(result.checked);
  if (!has_errors(compiled.diagnostics)) compiled.plan = lower(compiled.checked);

  sort_and_unique(compiled.diagnostics);
  return compiled;
}

}  // namespace tariff
