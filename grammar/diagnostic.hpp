// What a stage found wrong, and how it is shown. Stages return diagnostics; only main prints them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/source.hpp"

namespace tariff {

enum class Severity { error, warning };

// A place with what is to be said of it ("declared in kWh here").
struct Label {
  const Source* source = nullptr;
  Span span;
  std::string caption;
};

struct Diagnostic {
  std::string code;  // stable: "T0123"; its explanation stands in the table of codes
  std::string message;
  Label place;                 // where to look first
  std::vector<Label> related;  // the other places that disagree
  std::vector<std::string> notes;  // witness values, rules
  std::string fix;                 // what to write instead; empty where there is no one answer
  Severity severity = Severity::error;
};

using Diagnostics = std::vector<Diagnostic>;

enum class MessageFormat { human, brief, json };

// One message, ended by a newline. `human` shows the author's line with a caret under the place;
// `brief` is one line `path:line:column: error[T0123]: …`; `json` one object a line.
std::string render(const Diagnostic& diagnostic, MessageFormat format, bool color);

// In order of source and place, each finding once.
void sort_and_unique(Diagnostics& diagnostics);

bool has_errors(const Diagnostics& diagnostics);

}  // namespace tariff
