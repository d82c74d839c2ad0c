// A tree as text, without places: for tests that compare trees.
#pragma once

#include <string>

#include "grammar/tree.hpp"

namespace tariff {

std::string tree_text(const ast::Expr& expression);
std::string tree_text(const ast::File& file);

}  // namespace tariff
