#include <fmt/format.h>

#include "interpreter/command/commands.hpp"
#include "interpreter/compile.hpp"
#include "interpreter/files.hpp"

namespace tariff {

int check_command(const std::vector<std::string>& paths, const Console& console) {
  std::size_t files = 0, errors = 0, warnings = 0;
  for (const auto& path : files_of(paths, {".tariff"})) {
    const auto compiled = compile(path, read_text(path));
    console.report(compiled.diagnostics);
    ++files;
    for (const auto& found : compiled.diagnostics) ++(found.severity == Severity::error ? errors : warnings);
  }
  if (files == 0) {
    console.say("no tariff files there");
    return wrong_input;
  }
  if (errors + warnings == 0) return fine;
  console.say(fmt::format("{}: {}, {}", counted(files, "file"), counted(errors, "error"),
                          counted(warnings, "warning")));
  return errors == 0 ? fine : findings;
}

}  // namespace tariff
