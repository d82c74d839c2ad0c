// Windows as their author wrote them.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

// "each 2 day", "each month from 2024-01-15"
std::string window_text(const ast::Window& window);
// Whether the two always begin and end together.
bool same_window(const Context& context, const ast::Window& a, const ast::Window& b);
// Whether each outer window is made of whole inner ones.
bool nests(const Context& context, const ast::Window& inner, const ast::Window& outer);

}  // namespace tariff::checking
