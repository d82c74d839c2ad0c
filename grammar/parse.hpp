// text → tree. Every fault is reported once, in the author's own text; what could be read is in the
// tree all the same, so that later stages can report theirs too.
#pragma once

#include "grammar/diagnostic.hpp"
#include "grammar/tree.hpp"

namespace tariff {

struct Parsed {
  ast::File file;
  Diagnostics diagnostics;
};

Parsed parse(const Source& source);

}  // namespace tariff
