// Defines, which are typed when first named, in the scope their own names ask for; and what kind of record names ask for.
#include <algorithm>

#include "interpreter/check/cuts.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/running.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/walk.hpp"

namespace tariff::checking {
namespace {

// What the names of an expression ask for: fields, and the kinds of record of defines.
struct NamesOf {
  Context& context;
  std::vector<const ast::Name*> fields;
  std::vector<unsigned> usages;
  bool attribute = false;
  bool parts = false;  // of a record that is cut
  std::vector<unsigned> so_far = {}, apart = {};  // the kinds of record that meters count which are asked so far

  bool is_field(std::string_view name) const {
    return std::any_of(context.checked.fields.begin(), context.checked.fields.end(),
                       [&](const FieldInfo& info) { return info.name == name; });
  }

  void name(const ast::Reference& reference) {
    if (reference.path.empty()) return;
    const ast::Name& first = reference.path.front();
    if (reference.path.size() > 1) {
      attribute = attribute || first.text == "account";
    } else if (first.text == ast::first_part) {
      parts = true;
    } else if (is_field(first.text)) {
      fields.push_back(&first);
    } else if (const int define = define_named(context.checked, first.text); define >= 0) {
      const DefineState state = define_state(context, static_cast<unsigned>(define));
      if (state.usage >= 0) usages.push_back(static_cast<unsigned>(state.usage));
      attribute = attribute || state.attribute;
      so_far.insert(so_far.end(), state.so_far.begin(), state.so_far.end());
    } else {
      attribute = attribute || attribute_named(context.checked, first.text) >= 0;
    }
  }

  // Columns ask for fields or attributes; what stands below the titles of keys are their values.
  void walk(const ast::Table& table) {
    const TableShape shape = table_shape(table);
    for (const unsigned column : shape.fields) {
      const ast::Name& title = table.columns[column].name;
      if (table.columns[column].kind == ast::Column::Kind::payer) continue;  // refused where it is typed
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
    if (const auto* running = std::get_if<ast::SoFar>(&expression.node)) return walk(*running);
    const auto* binary = std::get_if<ast::Binary>(&expression.node);
    if (binary && binary->op == ast::Operator::of && is_calendar_part(binary->left)) return walk(*binary->right);
    for_each_part(expression, [&](const ast::Expression& part) { walk(part); });
  }

  // A sum that is apart by fields is that of the record's own.
  void walk(const ast::SoFar& running) {
    const int meter = meter_named(context.checked, running.measure.text);
    const MeterInfo* info = meter < 0 ? nullptr : &context.checked.meters[static_cast<unsigned>(meter)];
    const int usage = info ? usage_of(context.checked, *info) : -1;
    if (usage < 0) return;
    so_far.push_back(static_cast<unsigned>(usage));
    if (!info->meter->apart_by.empty()) apart.push_back(static_cast<unsigned>(usage));
  }

  static bool is_calendar_part(const ast::Expr& word) {
    const auto* reference = word ? std::get_if<ast::Reference>(&word->node) : nullptr;
    if (!reference || reference->path.size() != 1) return false;
    const std::string& text = reference->path.front().text;
    return text == "time" || text == "weekday" || text == "month";
  }

  bool fits(unsigned usage) const {
    const int index = static_cast<int>(usage);
    if (parts && !cut_of(context.checked, usage)) return false;
    return std::all_of(fields.begin(), fields.end(),
                       [&](const ast::Name* field) {
                         return field_named(context.checked, index, field->text) >= 0;
                       }) &&
           std::all_of(usages.begin(), usages.end(), [&](unsigned other) { return other == usage; });
  }

  int usage(Span place) {
    if (fields.empty() && usages.empty() && !parts) usages = apart;
    if (fields.empty() && usages.empty() && !parts) return -1;
    std::vector<unsigned> fitting;
    for (unsigned i = 0; i < context.checked.usages.size(); ++i)
      if (fits(i)) fitting.push_back(i);
    if (fitting.empty() && parts) return -1;  // said where the part is asked for
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

const DefineState& define_state(Context& context, unsigned index) {
  const ast::Define& define = *context.checked.defines[index];
  using Step = DefineState::Step;
  if (!define.parameters.empty()) context.defines[index].step = Step::done;  // typed where it is used
  if (context.defines[index].step == Step::open) {
    if (context.measuring.size() > context.defines[index].measuring)
      refuse_circle(context, define.name.span, context.defines[index].measuring);
    else
      context.error("T0320", define.name.span, quoted(define.name.text) + " is defined by itself");
    context.defines[index].step = Step::done;
  }
  if (context.defines[index].step == Step::done) return context.defines[index];
  context.defines[index].step = Step::open;
  context.defines[index].measuring = context.measuring.size();
  NamesOf names{context, {}, {}};
  if (define.value) names.walk(*define.value);
  DefineState state;
  state.usage = names.usage(define.name.span);
  state.attribute = names.attribute;
  state.so_far = names.so_far;
  state.step = Step::done;
  if (state.usage != -2) {
    Scope scope;
    scope.kind = state.usage >= 0 || !state.so_far.empty() ? Scope::Kind::record
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
  NamesOf names{context, {}, {}};
  names.walk(*expression);
  if (names.fields.empty() && names.usages.empty() && !names.parts) names.usages = names.so_far;
  return names.usage(expression->span);
}

}  // namespace tariff::checking
