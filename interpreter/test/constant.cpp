#include "interpreter/test/constant.hpp"

#include <stdexcept>

#include "interpreter/check/literal.hpp"

namespace tariff {
namespace {

class Reader {
 public:
  Reader(const Checked& checked, const Zone& zone) : checked_(checked), zone_(zone) {}

  Constant operator()(const ast::Literal& literal) const { return value_of(literal, checked_); }
  Constant operator()(const ast::Text& text) const { return text.value; }
  Constant operator()(const ast::Moment& moment) const { return instant_of(moment, zone_); }
  Constant operator()(const ast::Reference& reference) const { return dotted(reference); }  // a choice

  Constant operator()(const ast::Binary& binary) const {
    const Number left = number(*binary.left);
    const Number right = number(*binary.right);
    switch (binary.op) {
      case ast::Operator::add: return left + right;
      case ast::Operator::subtract: return left - right;
      case ast::Operator::divide: return left / right;
      default: return left * right;
    }
  }

  template <typename Other>
  Constant operator()(const Other&) const {
    throw std::logic_error("a value in a test is not constant");
  }

 private:
  Number number(const ast::Expression& expression) const {
    return std::get<Number>(constant_of(expression, checked_, zone_));
  }

  const Checked& checked_;
  const Zone& zone_;
};

}  // namespace

Constant constant_of(const ast::Expression& expression, const Checked& checked, const Zone& zone) {
  const auto& meaning = checked.meanings[expression.id];
  if (meaning.kind == Meaning::Kind::define) {
    return constant_of(*checked.defines[meaning.index]->value, checked, zone);
  }
  return std::visit(Reader(checked, zone), expression.node);
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
