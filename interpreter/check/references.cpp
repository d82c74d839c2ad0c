// What names in expressions stand for, by scope.
#include <algorithm>

#include "grammar/suggest.hpp"
#include "interpreter/check/cuts.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/functions.hpp"
#include "interpreter/check/other_form.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

struct PropertyName {
  const char* name;
  Property property;
};
constexpr PropertyName properties[] = {
    {"size", Property::size},       {"used", Property::used},   {"left", Property::left},
    {"paid", Property::paid},       {"price", Property::price}, {"bought", Property::bought},
    {"expires", Property::expires}, {"asked", Property::asked},
};

const PropertyName* property_named(std::string_view name) {
  const auto* found = std::find_if(std::begin(properties), std::end(properties),
                                   [&](const PropertyName& property) { return property.name == name; });
  return found == std::end(properties) ? nullptr : found;
}

Type property_type(const Checked& checked, const PackageInfo& package, Property property) {
  switch (property) {
    case Property::size:
    case Property::used:
    case Property::left:
      return package.unit_name.empty() ? Type{} : number_type(package.unit);
    case Property::paid:
    case Property::price:
      return number_type(money(checked));
    case Property::bought:
    case Property::expires:
    case Property::asked:
      return plain_type(TypeKind::instant);
  }
  return {};
}

// One look-up of one reference.
struct Resolver {
  Context& context;
  const ast::Expression& whole;
  const ast::Name& name;
  const Scope& scope;

  Type mean(Meaning::Kind kind, int index, const Type& type) {
    context.checked.meanings[whole.id] = {kind, static_cast<unsigned>(index), 0};
    return type;
  }

  std::optional<Type> as_field() {
    const int field = field_named(context.checked, scope.usage, name.text);
    if (scope.kind != Scope::Kind::record || field < 0) return std::nullopt;
    const FieldInfo& info = context.checked.fields[static_cast<unsigned>(field)];
    context.named.insert(info.field);
    return mean(Meaning::Kind::field, field, info.type);
  }

  bool sees_account() const {
    return scope.kind == Scope::Kind::record || scope.kind == Scope::Kind::account ||
           scope.kind == Scope::Kind::bill || scope.kind == Scope::Kind::derived;
  }

  std::optional<Type> as_meter() {
    const int meter = meter_named(context.checked, name.text);
    if (scope.kind != Scope::Kind::derived || meter < 0) return std::nullopt;
    return meter_read(context, whole, static_cast<unsigned>(meter), scope);
  }

  std::optional<Type> as_attribute() {
    const int attribute = attribute_named(context.checked, name.text);
    if (!sees_account() || attribute < 0) return std::nullopt;
    const FieldInfo& info = context.checked.attributes[static_cast<unsigned>(attribute)];
    context.named.insert(info.field);
    return mean(Meaning::Kind::attribute, attribute, info.type);
  }

  std::optional<Type> as_property() {
    const PropertyName* property = property_named(name.text);
    if (scope.kind != Scope::Kind::package || !property) return std::nullopt;
    if (property->property == Property::asked && !scope.asked) {
      context.error("T0323", whole.span, "`asked` is the instant of a refund and means nothing elsewhere");
      return Type{};
    }
    return mean(Meaning::Kind::property, static_cast<int>(property->property),
                property_type(context.checked, context.checked.packages[scope.package], property->property));
  }

  // A column of the table of what is sold.
  std::optional<Type> as_column() {
    if (scope.kind != Scope::Kind::package || !scope.bought) return std::nullopt;
    const auto& columns = context.checked.packages[scope.package].properties;
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const PropertyInfo& column) { return column.name->text == name.text; });
    if (found == columns.end()) return std::nullopt;
    context.named.insert(found->name);
    const auto& all = context.checked.properties;
    return mean(Meaning::Kind::column, static_cast<int>(std::find(all.begin(), all.end(), name.text) - all.begin()),
                found->type);
  }

  std::optional<Type> as_first_part() {
    if (name.text != ast::first_part) return std::nullopt;
    const bool record = scope.kind == Scope::Kind::record;
    if (record && scope.usage >= 0 && cut_of(context.checked, static_cast<unsigned>(scope.usage)))
      return mean(Meaning::Kind::first_part, scope.usage, plain_type(TypeKind::truth));
    context.error("T0481", whole.span, record ? "these records are not cut into parts" : "only a record has parts").fix =
        "in the usage: cut from BEGIN until END at 18:00";
    return Type{};
  }

  std::optional<Type> as_balance() {
    if (scope.kind != Scope::Kind::balance || name.text != "balance") return std::nullopt;
    return mean(Meaning::Kind::balance, 0, number_type(money(context.checked)));
  }

  std::optional<Type> as_lines() {
    if (scope.kind != Scope::Kind::bill || name.text != "lines") return std::nullopt;
    return mean(Meaning::Kind::lines, 0, number_type(money(context.checked)));
  }

  std::optional<Type> as_define() {
    const ast::Define* function = function_named(context, name.text);
    const int known = define_named(context.checked, name.text);
    if (!function && known < 0) return std::nullopt;
    if (function && known >= 0 && function->parameters.empty()) function = nullptr;  // of a library, named before
    return function ? as_function(*function, {}) : as_define(known);
  }

  Type as_function(const ast::Define& function, const std::vector<ast::Expr>& arguments) {
    const auto index = expand(context, whole, name, function, arguments);
    if (!index) {
      for (const ast::Expr& argument : arguments) type_of(context, argument, scope, Position::applied);
      return Type{};
    }
    context.expanding.push_back(&function);
    const Type type = scope.kind == Scope::Kind::package ? of_package(*index) : as_define(static_cast<int>(*index));
    context.expanding.pop_back();
    return type;
  }

  // Its values may be what only the package knows: `half(paid)`.
  Type of_package(unsigned define) {
    const Type type = type_of(context, context.checked.defines[define]->value, scope, Position::applied);
    context.defines[define].step = DefineState::Step::done;
    context.defines[define].type = type;
    return mean(Meaning::Kind::define, static_cast<int>(define), type);
  }

  Type as_define(int index) {
    context.named.insert(context.checked.defines[static_cast<unsigned>(index)]);
    const DefineState state = define_state(context, static_cast<unsigned>(index));
    const bool record = scope.kind == Scope::Kind::record;
    const bool account = sees_account();
    if ((state.usage >= 0 && !(record && state.usage == scope.usage)) || (!state.so_far.empty() && !record) ||
        (state.attribute && !account)) {
      Diagnostic& strange = context.error("T0323", whole.span, quoted(name.text) + " cannot be known here");
      strange.related.push_back(
          context.label(context.checked.defines[static_cast<unsigned>(index)]->value->span,
                        state.usage >= 0 ? "it reads a record"
                        : !state.so_far.empty() ? "it asks what came before a record"
                                         : "it reads an account"));
      return Type{};
    }
    return mean(Meaning::Kind::define, index, state.type);
  }

  std::vector<std::string> candidates() {
    std::vector<std::string> names;
    if (scope.kind == Scope::Kind::record) names = field_names(context.checked, scope.usage);
    if (scope.kind == Scope::Kind::derived)
      for (const MeterInfo& info : context.checked.meters) names.push_back(info.meter->name.text);
    if (sees_account())
      for (const FieldInfo& info : context.checked.attributes) names.push_back(info.name);
    if (scope.kind == Scope::Kind::package)
      for (const PropertyName& property : properties)
        if (scope.asked || property.property != Property::asked) names.push_back(property.name);
    if (scope.bought)
      for (const PropertyInfo& column : context.checked.packages[scope.package].properties)
        names.push_back(column.name->text);
    if (scope.kind == Scope::Kind::balance) names.push_back("balance");
    if (scope.kind == Scope::Kind::bill) names.push_back("lines");
    for (const ast::Define* define : context.checked.defines)
      if (define->name) names.push_back(define->name.text);  // the copies of functions have none
    return names;
  }

  std::string what() const {
    switch (scope.kind) {
      case Scope::Kind::constant: return "define";
      case Scope::Kind::record: return "field, attribute or define";
      case Scope::Kind::account: return "attribute or define";
      case Scope::Kind::package: return "property of a package";
      case Scope::Kind::balance:
      case Scope::Kind::bill: return "value";
      case Scope::Kind::derived: return "meter, attribute or define";
    }
    return "name";
  }

  // Where no account is known.
  std::optional<Type> as_attribute_elsewhere() {
    const int attribute = attribute_named(context.checked, name.text);
    if (sees_account() || attribute < 0) return std::nullopt;
    const ast::Field& field = *context.checked.attributes[static_cast<unsigned>(attribute)].field;
    context.named.insert(&field);
    context.error("T0323", whole.span, "the attribute " + quoted(name.text) + " cannot be known here")
        .related.push_back(context.label(field.name.span, "each account has its own"));
    return Type{};
  }

  Type unknown() {
    Diagnostic& finding = context.unknown("T0308", name, what(), candidates());
    if (const std::string fix = other_form(context, scope, name.text); !fix.empty()) {
      finding.fix = fix;
      finding.notes.clear();
      context.meant.insert(name.text);
    }
    return {};
  }
};

}  // namespace

Type resolve(Context& context, const ast::Expression& whole, const ast::Reference& reference,
             const Scope& scope) {
  if (reference.path.empty() || !reference.path.back()) return {};
  Resolver resolver{context, whole, reference.path.back(), scope};
  if (reference.path.size() > 1) {
    const bool account = reference.path.size() == 2 && reference.path.front().text == "account";
    if (account) {
      if (auto type = resolver.as_attribute()) return *type;
      if (auto type = resolver.as_attribute_elsewhere()) return *type;
    } else {
      context.error("T0308", whole.span, "there is nothing of the name " + quoted(context.text(whole.span)));
      return {};
    }
    context.unknown("T0311", resolver.name, "attribute",
                    names_of(context.checked.attributes, [](const FieldInfo& info) { return info.name; }));
    return {};
  }
  if (auto type = resolver.as_first_part()) return *type;
  if (auto type = resolver.as_field()) return *type;
  if (auto type = resolver.as_meter()) return *type;
  if (auto type = resolver.as_attribute()) return *type;
  if (auto type = resolver.as_property()) return *type;
  if (auto type = resolver.as_column()) return *type;
  if (auto type = resolver.as_balance()) return *type;
  if (auto type = resolver.as_lines()) return *type;
  if (auto type = resolver.as_define()) return *type;
  if (auto type = resolver.as_attribute_elsewhere()) return *type;
  return resolver.unknown();
}

std::optional<Type> resolve_call(Context& context, const ast::Expression& whole, const ast::Call& call, const Scope& scope) {
  const ast::Define* function = function_named(context, call.function.text);
  if (const int plain = define_named(context.checked, call.function.text); !function && plain >= 0) {
    const ast::Define& define = *context.checked.defines[static_cast<unsigned>(plain)];
    context.named.insert(&define);
    for (const ast::Expr& argument : call.arguments) type_of(context, argument, scope);
    Diagnostic& asked = context.error("T0321", whole.span, quoted(define.name.text) + " has no parameters");
    asked.related.push_back(context.label(define.name.span, "defined here"));
    asked.fix = define.name.text;
    return Type{};
  }
  if (!function) return std::nullopt;
  return Resolver{context, whole, call.function, scope}.as_function(*function, call.arguments);
}

}  // namespace tariff::checking
