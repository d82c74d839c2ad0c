#include <fmt/format.h>

#include "grammar/parse.hpp"
#include "grammar/print.hpp"
#include "interpreter/command/commands.hpp"
#include "interpreter/files.hpp"
#include "interpreter/test/text_diff.hpp"

namespace tariff {
namespace {

enum class Outcome { same, differs, unreadable };

Outcome format_file(const std::string& path, const FormatRequest& request, const Console& console) {
  const Source source(path, read_text(path));
  const auto parsed = parse(source);
  if (has_errors(parsed.diagnostics)) {
    console.report(parsed.diagnostics);
    return Outcome::unreadable;
  }
  const auto text = print(parsed.file);
  const bool same = text == source.text();
  if (path == "-" && !request.check && !request.diff) {
    fmt::print("{}", text);
  } else if (request.diff && !same) {
    fmt::print("--- {}\n+++ {} (formatted)\n{}", path, path, text_diff(source.text(), text));
  } else if (request.check && !same) {
    fmt::print("{}\n", path);
  } else if (!same) {
    write_text(path, text);
  }
  return same ? Outcome::same : Outcome::differs;
}

}  // namespace

int format_command(const FormatRequest& request, const Console& console) {
  std::size_t files = 0, differing = 0, unreadable = 0;
  for (const auto& path : files_of(request.paths, {".tariff"})) {
    const auto outcome = format_file(path, request, console);
    ++files;
    if (outcome == Outcome::differs) ++differing;
    if (outcome == Outcome::unreadable) ++unreadable;
  }
  const bool asks = request.check || request.diff;
  if (differing != 0) {
    console.say(
        fmt::format("{} of {} {}", differing, counted(files, "file"), asks ? "would change" : "formatted"));
  }
  if (unreadable != 0) return wrong_input;
  return asks && differing != 0 ? findings : fine;
}

}  // namespace tariff
