// Defines with parameters, and those of libraries: where one is named, a copy of what it is stands in its place. So
// each use has types of its own, and nothing recurs.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// The define by this name that is not simply the tariff's own value: it has parameters, or a library holds it.
const ast::Define* function_named(const Context& context, std::string_view name);

// The define that stands for this use of it, as an index into Checked::defines; none after the finding.
std::optional<unsigned> expand(Context& context, const ast::Expression& use, const ast::Name& name,
                               const ast::Define& function, const std::vector<ast::Expr>& arguments);

}  // namespace tariff::checking
