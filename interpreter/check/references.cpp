// What names in expressions stand for, by scope; and defines, which are typed when first named.
#include <algorithm>

#include "grammar/suggest.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/functions.hpp"
#include "interpreter/check/other_form.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/walk.hpp"

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
    const Type type = as_define(static_cast<int>(*index));
    context.expanding.pop_back();
    return type;
  }

  Type as_define(int index) {
    context.named.insert(context.checked.defines[static_cast<unsigned>(index)]);
    const DefineState state = define_state(context, static_cast<unsigned>(index));
    const bool record = scope.kind == Scope::Kind::record;
    const bool account = sees_account();
    if ((state.usage >= 0 && !(record && state.usage == scope.usage)) || (state.attribute && !account)) {
      Diagnostic& strange = context.error("T0323", whole.span, quoted(name.text) + " cannot be known here");
      strange.related.push_back(
          context.label(context.checked.defines[static_cast<unsigned>(index)]->value->span,
                        state.usage >= 0 ? "it reads a record" : "it reads an account"));
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
      case Scope::Kind::constant:
        return "define";
      case Scope::Kind::record:
        return "field, attribute or define";
      case Scope::Kind::account:
        return "attribute or define";
      case Scope::Kind::package:
        return "property of a package";
      case Scope::Kind::balance:
      case Scope::Kind::bill:
        return "value";
      case Scope::Kind::derived:
        return "meter, attribute or define";
    }
    return "name";
  }

  // An attribute where no account is known, or none yet.
  std::optional<Type> as_attribute_elsewhere() {
    const int attribute = attribute_named(context.checked, name.text);
    if (sees_account() || attribute < 0) return std::nullopt;
    const FieldInfo& info = context.checked.attributes[static_cast<unsigned>(attribute)];
    context.named.insert(info.field);
    Diagnostic& strange = context.error("T0323", whole.span, "the attribute " + quoted(name.text) + " cannot be known here");
    strange.related.push_back(context.label(info.field->name.span, "each account has its own"));
    if (scope.kind == Scope::Kind::constant) strange.notes.push_back("what stands here is the same for every account");
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

// What the names of an expression ask for: fields, and the kinds of record of defines.
struct NamesOf {
  Context& context;
  std::vector<const ast::Name*> fields;
  std::vector<unsigned> usages;
  bool attribute = false;

  bool is_field(std::string_view name) const {
    return std::any_of(context.checked.fields.begin(), context.checked.fields.end(),
                       [&](const FieldInfo& info) { return info.name == name; });
  }

  void name(const ast::Reference& reference) {
    if (reference.path.empty()) return;
    const ast::Name& first = reference.path.front();
    if (reference.path.size() > 1) {
      attribute = attribute || first.text == "account";
    } else if (is_field(first.text)) {
      fields.push_back(&first);
    } else if (const int define = define_named(context.checked, first.text); define >= 0) {
      const DefineState state = define_state(context, static_cast<unsigned>(define));
      if (state.usage >= 0) usages.push_back(static_cast<unsigned>(state.usage));
      attribute = attribute || state.attribute;
    } else {
      attribute = attribute || attribute_named(context.checked, first.text) >= 0;
    }
  }

  // Columns ask for fields or attributes; what stands below the titles of keys are their values.
  void walk(const ast::Table& table) {
    const TableShape shape = table_shape(table);
    for (const unsigned column : shape.fields) {
      const ast::Name& title = table.columns[column].name;
      if (is_field(title.text))
        fields.push_back(&title);
      else
        name(ast::Reference{{title}});
    }
    for (const ast::Row& row : table.rows)
      for (const int column : {shape.walked, shape.price})
        if (column >= 0 && static_cast<std::size_t>(column) < row.cells.size())
          for (const ast::Expr& value : row.cells[static_cast<std::size_t>(column)].values)
            if (value) walk(*value);
  }

  // Values after `is` are choices, not names of this kind.
  void walk(const ast::Expression& expression) {
    if (const auto* reference = std::get_if<ast::Reference>(&expression.node)) return name(*reference);
    if (const auto* is = std::get_if<ast::Is>(&expression.node)) {
      if (is->subject) walk(*is->subject);
      return;
    }
    if (const auto* tabled = std::get_if<ast::Tabled>(&expression.node)) return walk(tabled->table);
    if (const auto* folded = std::get_if<ast::Folded>(&expression.node)) return name(folded->subject);
    const auto* binary = std::get_if<ast::Binary>(&expression.node);
    if (binary && binary->op == ast::Operator::of && is_calendar_part(binary->left)) return walk(*binary->right);
    for_each_part(expression, [&](const ast::Expression& part) { walk(part); });
  }

  static bool is_calendar_part(const ast::Expr& word) {
    const auto* reference = word ? std::get_if<ast::Reference>(&word->node) : nullptr;
    if (!reference || reference->path.size() != 1) return false;
    const std::string& text = reference->path.front().text;
    return text == "time" || text == "weekday" || text == "month";
  }

  bool fits(unsigned usage) const {
    const int index = static_cast<int>(usage);
    return std::all_of(fields.begin(), fields.end(),
                       [&](const ast::Name* field) {
                         return field_named(context.checked, index, field->text) >= 0;
                       }) &&
           std::all_of(usages.begin(), usages.end(), [&](unsigned other) { return other == usage; });
  }

  int usage(Span place) {
    if (fields.empty() && usages.empty()) return -1;
    std::vector<unsigned> fitting;
    for (unsigned i = 0; i < context.checked.usages.size(); ++i)
      if (fits(i)) fitting.push_back(i);
    if (fitting.size() == 1) return static_cast<int>(fitting.front());
    Diagnostic& finding =
        fitting.empty()
            ? context.error("T0319", place, "no one kind of record has all the fields named here")
            : context.error("T0319", place,
                            "several kinds of record have the fields named here: it is open which is meant");
    for (const unsigned i : fitting)
      finding.related.push_back(context.label(context.checked.usages[i].usage->name.span, "this has them"));
    for (const ast::Name* field : fields)
      if (fitting.empty())
        finding.related.push_back(context.label(field->span, "a field of " + owners(field->text)));
    return -2;
  }

  std::string owners(std::string_view field) const {
    std::vector<std::string> names;
    for (unsigned i = 0; i < context.checked.usages.size(); ++i)
      if (field_named(context.checked, static_cast<int>(i), field) >= 0)
        names.push_back(quoted(context.checked.usages[i].usage->name.text));
    return joined(names, " and ");
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
    }
    if (!account) {
      context.error("T0308", whole.span, "there is nothing of the name " + quoted(context.text(whole.span)));
      return {};
    }
    context.unknown("T0311", resolver.name, "attribute",
                    names_of(context.checked.attributes, [](const FieldInfo& info) { return info.name; }));
    return {};
  }
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

const DefineState& define_state(Context& context, unsigned index) {
  const ast::Define& define = *context.checked.defines[index];
  using Step = DefineState::Step;
  if (!define.parameters.empty()) context.defines[index].step = Step::done;  // typed where it is used
  if (context.defines[index].step == Step::open) {
    context.error("T0320", define.name.span, quoted(define.name.text) + " is defined by itself");
    context.defines[index].step = Step::done;
  }
  if (context.defines[index].step == Step::done) return context.defines[index];
  context.defines[index].step = Step::open;
  NamesOf names{context, {}, {}, false};
  if (define.value) names.walk(*define.value);
  DefineState state;
  state.usage = names.usage(define.name.span);
  state.attribute = names.attribute;
  state.step = Step::done;
  if (state.usage != -2) {
    Scope scope;
    scope.kind = state.usage >= 0  ? Scope::Kind::record
                 : state.attribute ? Scope::Kind::account
                                   : Scope::Kind::constant;
    scope.usage = state.usage;
    context.defines[index].usage = state.usage;
    state.type = type_of(context, define.value, scope, Position::applied);
  }
  context.defines[index] = state;
  return context.defines[index];
}

int usage_of_names(Context& context, const ast::Expr& expression) {
  if (!expression) return -1;
  NamesOf names{context, {}, {}, false};
  names.walk(*expression);
  return names.usage(expression->span);
}

}  // namespace tariff::checking
