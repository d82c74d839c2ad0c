// tree → text, in the one canonical layout: comments kept, tables aligned, idempotent.
#pragma once

#include <string>

#include "grammar/tree.hpp"

namespace tariff {

// The file must have been parsed without errors. Parsing the result gives the same tree.
std::string print(const ast::File& file);

}  // namespace tariff
