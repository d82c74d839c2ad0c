#include "interpreter/compile.hpp"

#include <algorithm>
#include <iterator>

#include "interpreter/check/check.hpp"
#include "interpreter/lower/lower.hpp"
#include "interpreter/lower/succession.hpp"
#include "interpreter/table_files.hpp"

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

// One version; `after` is the header of the next.
void compile_version(Compiled& version, const ReadText& read, const ast::Tariff* after) {
  auto& parsed = version.document->parsed;
  const std::size_t known = version.diagnostics.size();
  const auto own = static_cast<std::uint32_t>(version.document->source.text().size());
  version.tables = fill_tables(*version.document, read, version.diagnostics);
  if (version.diagnostics.size() > known) return append(version.diagnostics, std::move(parsed.diagnostics));
  version.libraries = load_libraries(parsed.file, version.diagnostics);

  auto result = check(parsed.file, files_of(version.libraries), version.before ? &version.before->checked : nullptr, after);
  if (!version.tables.empty()) say_once(result.diagnostics, version.document->source, own);
  point_to_libraries(result.diagnostics, version.diagnostics);
  append(version.diagnostics, std::move(parsed.diagnostics));
  append(version.diagnostics, std::move(result.diagnostics));
  version.checked = std::move(result.checked);
  if (has_errors(version.diagnostics) || (version.before && !version.before->plan)) return;
  version.plan = lower(version.checked);
  if (version.before) append(version.diagnostics, succeed(*version.before->plan, version.checked, *version.plan));
  if (has_errors(version.diagnostics)) version.plan.reset();
}

// The versions before, each whole. What is wrong with them is wrong with the newest; false where one cannot be read.
bool compile_earlier(Compiled& newest, const ReadText& read) {
  const Documents& written = newest.written;
  for (std::size_t i = written.size() - 1; i > 0; --i) {
    auto version = std::make_unique<Compiled>();
    version->before = std::move(newest.before);
    const Document& own = *written[i];
    const ast::Tariff& after = *header_of(written[i - 1]->parsed.file);
    const bool amends = version->before && header_of(own.parsed.file)->amends;
    if (has_errors(own.parsed.diagnostics)) {
      append(newest.diagnostics, own.parsed.diagnostics);
      return false;
    }
    version->document =
        whole_version(own, amends ? version->before->document.get() : nullptr, *written.front(), version->diagnostics);
    compile_version(*version, read, &after);
    newest.before = std::move(version);
    if (!newest.before->plan) append(newest.diagnostics, newest.before->diagnostics);
  }
  return true;
}

}  // namespace

Compiled compile(std::string path, std::string text, const ReadText& read) {
  Compiled compiled;
  compiled.written = load_versions(std::move(path), std::move(text), read, compiled.diagnostics);
  const Document& own = *compiled.written.front();
  const bool complete = compiled.diagnostics.empty() && compile_earlier(compiled, read);
  const bool amends = compiled.before && header_of(own.parsed.file)->amends;
  if (complete) {
    compiled.document =
        whole_version(own, amends ? compiled.before->document.get() : nullptr, own, compiled.diagnostics);
    compile_version(compiled, read, nullptr);
  } else {
    append(compiled.diagnostics, own.parsed.diagnostics);
  }
  sort_and_unique(compiled.diagnostics);
  return compiled;
}

Book book_of(const Compiled& newest) {
  Book book;
  for (const Compiled* version = &newest; version; version = version->before.get()) book.push_back(&*version->plan);
  std::reverse(book.begin(), book.end());
  return book;
}

}  // namespace tariff
