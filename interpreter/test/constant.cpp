#include "interpreter/test/constant.hpp"

#include <stdexcept>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"

namespace tariff {

Constant constant_of(const ast::Expr& expression, const Checked& checked, const Zone& zone) {
  if (auto number = checking::constant(checked, expression)) return *number;
  const auto* behind = checking::behind_defines(checked, expression);
  if (const auto* moment = std::get_if<ast::Moment>(&behind->node)) return instant_of(*moment, zone);
  if (const auto* text = std::get_if<ast::Text>(&behind->node)) return text->value;
  if (const auto* choice = std::get_if<ast::Reference>(&behind->node)) return dotted(*choice);
  throw std::logic_error("a value in a test is not constant");
}

std::string text_of(const Constant& constant, const Zone& zone) {
  if (const auto* number = std::get_if<Number>(&constant)) return number->text();
  if (const auto* instant = std::get_if<Instant>(&constant)) return zone.text(*instant);
  return std::get<std::string>(constant);
}

std::string dotted(const ast::Reference& reference) {
  std::string text;
  for (const auto& name : reference.path) text += (text.empty() ? "" : ".") + name.text;
  return text;
}

}  // namespace tariff
