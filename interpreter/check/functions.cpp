#include "interpreter/check/functions.hpp"

#include <algorithm>

#include "grammar/clone.hpp"

namespace tariff::checking {
namespace {

const ast::Define* define_in(const ast::File& file, std::string_view name) {
  for (const ast::Block& block : file.blocks) {
    const auto* define = std::get_if<ast::Define>(&block.what);
    if (define && define->name.text == name) return define;
  }
  return nullptr;
}

bool is_own(const Context& context, const ast::Define& function) {
  return define_in(*context.checked.file, function.name.text) == &function;
}

unsigned next_id(Checked& checked) {
  checked.types.emplace_back();
  checked.meanings.emplace_back();
  return static_cast<unsigned>(checked.types.size() - 1);
}

}  // namespace

const ast::Define* function_named(const Context& context, std::string_view name) {
  if (const ast::Define* own = define_in(*context.checked.file, name)) return own->parameters.empty() ? nullptr : own;
  for (const ast::File* library : context.libraries)
    if (const ast::Define* found = define_in(*library, name)) return found;
  return nullptr;
}

std::optional<unsigned> expand(Context& context, const ast::Expression& use, const ast::Name& name,
                               const ast::Define& function, const std::vector<ast::Expr>& arguments) {
  Checked& checked = context.checked;
  context.named.insert(&function);
  const auto& parameters = function.parameters;
  if (parameters.size() != arguments.size()) {
    std::vector<std::string> names;
    for (const ast::Name& parameter : parameters) names.push_back(parameter.text);
    Diagnostic& count = context.error("T0321", use.span, quoted(name.text) + " is asked with " +
                                                             std::to_string(parameters.size()) + " values, not " +
                                                             std::to_string(arguments.size()));
    if (is_own(context, function)) count.related.push_back(context.label(function.name.span, "defined here"));
    count.fix = name.text + (parameters.empty() ? "" : "(" + joined(names, ", ") + ")");
    return std::nullopt;
  }
  const auto open = std::find(context.expanding.begin(), context.expanding.end(), &function);
  if (open != context.expanding.end()) {
    context.error("T0320", use.span, quoted(name.text) + " is defined by itself");
    return std::nullopt;
  }
  const auto argument = [&](const ast::Expression& part) -> const ast::Expr* {
    const auto* reference = std::get_if<ast::Reference>(&part.node);
    if (!reference || reference->path.size() != 1) return nullptr;
    const int index = index_of(parameters, reference->path.front().text, [](const ast::Name& one) { return one.text; });
    return index < 0 ? nullptr : &arguments[static_cast<std::size_t>(index)];
  };
  ast::Cloning cloning{argument, [&] { return next_id(checked); }, std::nullopt};
  if (!is_own(context, function)) cloning.place = use.span;
  ast::Define& copy = checked.expansions.emplace_back();
  if (parameters.empty()) copy.name = {name.text, use.span};  // the same wherever it is named
  copy.value = ast::clone(function.value, cloning);
  checked.defines.push_back(&copy);
  context.defines.emplace_back();
  context.named.insert(&copy);
  return static_cast<unsigned>(checked.defines.size() - 1);
}

}  // namespace tariff::checking
