// text → where its clauses begin and end. A plain pass over the characters: the rules of the grammar
// then see one clause at a time, never ask where it ends, and a fault in one leaves the next alone.
//
// It is also the gatekeeper of characters. What it lets through is valid UTF-8 in which, outside
// strings and comments, stand only names, numbers, blanks and the signs of the language.
#pragma once

#include <vector>

#include "grammar/diagnostic.hpp"
#include "grammar/tree.hpp"

namespace tariff::grammar {

struct Clause {
  Span text;            // from its first sign to its last, without the body
  bool broken = false;  // a fault inside was reported: it is not worth reading
  bool has_body = false;
  Span open, close;  // the braces
  std::vector<Clause> body;
};

struct Layout {
  std::vector<Clause> clauses;
  std::vector<ast::Comment> comments;
  Diagnostics diagnostics;
  bool stopped = false;  // the rest of the file was not looked at
};

Layout lay_out(const Source& source);

}  // namespace tariff::grammar
