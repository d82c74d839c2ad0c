#include "interpreter/check/conditions.hpp"

#include <variant>

#include "interpreter/check/beginnings.hpp"
#include "interpreter/check/calendars.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/payers.hpp"
#include "interpreter/check/running.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {

using regions::Axis;
using regions::Formula;
using regions::Relation;

namespace {

// What a condition asks about: a field, an attribute, a property of a package, a level.
struct Subject {
  std::string key, name;
  Type type = {};
  bool whole = false;
  bool negative = false;  // may be below zero
};

Relation relation_of(ast::Operator op) {
  switch (op) {
    case ast::Operator::less: return Relation::less;
    case ast::Operator::at_most: return Relation::at_most;
    case ast::Operator::greater: return Relation::greater;
    case ast::Operator::at_least: return Relation::at_least;
    case ast::Operator::unequal: return Relation::unequal;
    default: return Relation::equal;
  }
}

// An instant as another one moved by a span of the calendar, or of the clock.
struct Moved {
  std::string from;
  Number by;
  std::string unit;  // `month`, `day`, `second`; empty where it is not moved
};

void add_span(Moved& moved, const Duration& span, const Number& sign) {
  moved.unit = span.months ? "month" : span.days ? "day" : "second";
  const std::int64_t count = span.months ? span.months : span.days ? span.days : span.microseconds;
  moved.by =
      sign * (span.months || span.days ? Number(count) : Number(count) / Number(microseconds_per_second));
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace

struct Translation {
  Conditions& conditions;
  Context& context = conditions.context_;
  regions::Space& space = conditions.space_;

  // --- subjects ---
  std::optional<Subject> subject(const ast::Expr& expression) const {
    const ast::Expression* behind = behind_defines(context.checked, expression);
    if (!behind) return std::nullopt;
    const Type type = context.checked.types[behind->id];
    const Meaning meaning = context.checked.meanings[behind->id];
    const std::string text = context.text(behind->span);
    switch (meaning.kind) {
      case Meaning::Kind::field:
        return field(meaning.index);
      case Meaning::Kind::attribute:
        if (std::holds_alternative<ast::Folded>(behind->node)) return Subject{text, text, type};
        return Subject{"attribute " + std::to_string(meaning.index), text, type,
                       context.checked.attributes[meaning.index].whole,
                       context.checked.attributes[meaning.index].field->type.is_signed};
      case Meaning::Kind::property:
      case Meaning::Kind::column:
        return Subject{text, text, type, is_count(context.checked, type.dimension), false};
      case Meaning::Kind::balance:
        return Subject{text, text, type};
      case Meaning::Kind::meter:
        return Subject{text, text, type, false, may_be_negative(context.checked, context.checked.meters[meaning.index])};
      case Meaning::Kind::nothing: case Meaning::Kind::choice: case Meaning::Kind::package:
      case Meaning::Kind::package_row: case Meaning::Kind::fee: case Meaning::Kind::step: case Meaning::Kind::lines:
      case Meaning::Kind::calendar_part: case Meaning::Kind::first_part: case Meaning::Kind::payer:
      case Meaning::Kind::define: break;
    }
    if (const auto part = calendar_part_text(context, *behind)) return Subject{*part, *part, type};
    if (std::holds_alternative<ast::Now>(behind->node))
      return Subject{text, text, type, is_count(context.checked, type.dimension), false};
    if (const auto* so_far = std::get_if<ast::SoFar>(&behind->node)) {  // one number, however it is laid out
      const std::string name = so_far_text(context, *so_far);
      return Subject{name, name, type, is_count(context.checked, type.dimension), may_fall(context, *so_far)};
    }
    return std::nullopt;
  }

  Subject field(unsigned index) const {
    const FieldInfo& info = context.checked.fields[index];
    return {"field " + std::to_string(index), info.name, info.type, info.whole, info.field->type.is_signed};
  }

  unsigned axis(const Subject& subject) const {
    return space.axis(subject.key, [&] {
      Axis axis;
      axis.name = subject.name;
      if (subject.type.kind == TypeKind::choice)
        for (const std::string& value :
             context.checked.choices[static_cast<unsigned>(subject.type.choice)].values)
          axis.cells.push_back(subject.name + " " + value);
      axis.numeric = subject.type.kind == TypeKind::number || subject.type.kind == TypeKind::instant;
      axis.whole = subject.whole;
      axis.negative = subject.negative;
      if (subject.type.kind == TypeKind::instant) show_instants(axis);
      if (subject.type.kind == TypeKind::number) show_numbers(axis, subject.type.dimension);
      return axis;
    });
  }

  void show_numbers(Axis& axis, const Dimension& dimension) const {
    const std::string unit = dimension.empty() ? "" : " " + dimension_text(context.checked, dimension);
    axis.show = [unit](const Number& number) { return number.display() + unit; };
  }

  void show_instants(Axis& axis) const {
    axis.negative = true;
    axis.show = [zone = context.zone](const Number& number) {
      const auto instant = number.rounded(Number(1), RoundingMode::down).to_int64();
      return zone && instant ? zone->text(*instant) : number.display();
    };
  }

  // --- `is` ---
  Subject attribute(unsigned index) const {
    const FieldInfo& info = context.checked.attributes[index];
    return {"attribute " + std::to_string(index), "account." + info.name, info.type, info.whole};
  }

  std::optional<Subject> read_by(const Meaning& column) const {
    return column.kind == Meaning::Kind::field ? field(column.index) : attribute(column.index);
  }

  Formula equal(const Subject& subject, const ast::Expr& value) const {
    const ast::Expression* behind = behind_defines(context.checked, value);
    if (!behind) return regions::unclear();
    if (subject.type.kind == TypeKind::choice) {
      const Meaning meaning = context.checked.meanings[behind->id];
      return meaning.kind == Meaning::Kind::choice ? space.among(axis(subject), {meaning.index})
                                                   : regions::unclear();
    }
    if (const auto* text = std::get_if<ast::Text>(&behind->node))
      return space.is_text(axis(subject), text->value);
    if (const auto bound = bound_of(value))
      return space.compare(axis(subject), Relation::equal, *bound, context.text(value->span));
    return regions::unclear();
  }

  // A constant an axis can be compared with: a number, or an instant in microseconds.
  std::optional<Number> bound_of(const ast::Expr& expression) const {
    const ast::Expression* behind = behind_defines(context.checked, expression);
    if (!behind) return std::nullopt;
    const auto* moment = std::get_if<ast::Moment>(&behind->node);
    if (moment && context.zone) return Number(instant_of(*moment, *context.zone));
    return moment ? std::nullopt : constant(context.checked, expression);
  }

  // --- comparisons ---
  Formula compare(const ast::Binary& binary) const {
    const Relation relation = relation_of(binary.op);
    const auto left_bound = bound_of(binary.left), right_bound = bound_of(binary.right);
    if (left_bound && right_bound) {
      const int order = *left_bound < *right_bound ? -1 : *left_bound == *right_bound ? 0 : 1;
      return regions::holds(relation, order) ? regions::always() : regions::never();
    }
    if (left_bound) return compare_sides(binary.right, regions::flipped(relation), binary.left, left_bound);
    return compare_sides(binary.left, relation, binary.right, right_bound);
  }

  Formula compare_sides(const ast::Expr& left, Relation relation, const ast::Expr& right,
                        const std::optional<Number>& bound) const {
    const auto about = subject(left);
    if (about && about->type.kind == TypeKind::text) return compare_text(*about, relation, right, left);
    if (about && bound) return space.compare(axis(*about), relation, *bound, context.text(right->span));
    if (context.checked.types[left->id].kind == TypeKind::instant)
      if (auto formula = compare_moved(moved(left), relation, moved(right))) return formula;
    return opaque(context.text(left->span), relation, context.text(right->span));
  }

  Formula compare_text(const Subject& about, Relation relation, const ast::Expr& right,
                       const ast::Expr& left) const {
    const ast::Expression* behind = behind_defines(context.checked, right);
    if (!behind || !std::holds_alternative<ast::Text>(behind->node))
      return opaque(context.text(left->span), relation, context.text(right->span));
    const Formula same = equal(about, right);
    return relation == Relation::unequal ? regions::no(same) : same;
  }

  Moved moved(const ast::Expr& expression) const {
    const ast::Expression* behind = behind_defines(context.checked, expression);
    Moved moved{behind ? context.text(behind->span) : "", Number(0), ""};
    const auto* sum = behind ? std::get_if<ast::Binary>(&behind->node) : nullptr;
    if (!sum || !sum->left || !sum->right || context.checked.types[sum->left->id].kind != TypeKind::instant)
      return moved;
    const Number sign = sum->op == ast::Operator::add ? Number(1) : Number(-1);
    const auto* literal = std::get_if<ast::Literal>(&sum->right->node);
    const auto span = literal ? duration_of(*literal) : std::nullopt;
    if (!span) return moved;
    add_span(moved, *span, sign);
    moved.from = context.text(sum->left->span);
    return moved;
  }

  // left + a against right + b, as left against right + (b - a); none where the spans are of two kinds.
  Formula compare_moved(const Moved& left, Relation relation, const Moved& right) const {
    if (left.from.empty() || right.from.empty()) return nullptr;
    if (!left.unit.empty() && !right.unit.empty() && left.unit != right.unit) return nullptr;
    if (right.from < left.from) return compare_moved(right, regions::flipped(relation), left);
    const std::string unit = !left.unit.empty() ? left.unit : right.unit.empty() ? "day" : right.unit;
    const unsigned along = space.axis("span " + left.from + "|" + right.from + "|" + unit, [&] {
      Axis axis;
      axis.numeric = axis.negative = true;
      axis.name = left.from;
      axis.show = [unit, from = right.from](const Number& by) {
        if (by.is_zero()) return "at " + from;
        return (by.sign() < 0 ? -by : by).display() + " " + unit + (by.sign() < 0 ? " before " : " after ") +
               from;
      };
      return axis;
    });
    return space.compare(along, relation, right.by - left.by, "");
  }

  Formula opaque(const std::string& left, Relation relation, const std::string& right) const {
    if (right < left) return opaque(right, regions::flipped(relation), left);
    const unsigned order = space.axis("order " + without_blanks(left) + "|" + without_blanks(right), [&] {
      Axis axis;
      axis.name = left;
      axis.cells = {left + " below " + right, left + " = " + right, left + " above " + right};
      return axis;
    });
    std::vector<unsigned> cells;
    for (int cell = 0; cell < 3; ++cell)
      if (regions::holds(relation, cell - 1)) cells.push_back(static_cast<unsigned>(cell));
    return space.among(order, std::move(cells));
  }

  // --- whether a field is given ---
  Formula given(const Subject& about, bool optional) const {
    if (!optional) return regions::always();
    const unsigned value = axis(about);
    const unsigned given = space.axis("given " + about.key, [&] {
      Axis axis;
      axis.name = about.name;
      axis.cells = {"no " + about.name, about.name + " given"};
      axis.implied_by = static_cast<int>(value);
      return axis;
    });
    return space.among(given, {1});
  }

  Formula either_way(const std::string& key, const std::string& name, const std::string& is_not, const std::string& is) const {
    const unsigned which = space.axis(key, [&] {
      Axis axis;
      axis.name = name;
      axis.cells = {is_not, is};
      return axis;
    });
    return space.among(which, {1});
  }
  Formula first_part() const { return either_way("part", "part", "a later part", "its first part"); }

  // --- nodes ---
  Formula operator()(const ast::Binary& binary) const {
    if (!binary.left || !binary.right) return regions::unclear();
    switch (binary.op) {
      case ast::Operator::both:
        return regions::both(conditions.of(binary.left), conditions.of(binary.right));
      case ast::Operator::either:
        return regions::either(conditions.of(binary.left), conditions.of(binary.right));
      case ast::Operator::equal: case ast::Operator::unequal: case ast::Operator::less: case ast::Operator::at_most:
      case ast::Operator::greater: case ast::Operator::at_least:
        return compare(binary);
      case ast::Operator::add: case ast::Operator::subtract: case ast::Operator::multiply: case ast::Operator::divide:
      case ast::Operator::of: case ast::Operator::at:
        break;
    }
    return regions::unclear();
  }
  Formula operator()(const ast::Not& no) const {
    return no.operand ? regions::no(conditions.of(no.operand)) : regions::unclear();
  }
  Formula operator()(const ast::Is& is) const {
    const auto about = is.subject ? subject(is.subject) : std::nullopt;
    if (!about) return regions::unclear();
    if (is.starts) return starts_with(space, axis(*about), is.values);
    Formula any = regions::never();
    for (const ast::Expr& value : is.values) any = regions::either(any, equal(*about, value));
    return is.negated ? regions::no(any) : any;
  }
  Formula operator()(const ast::Given& asked) const {
    const auto about = asked.subject ? subject(asked.subject) : std::nullopt;
    if (!about) return regions::unclear();
    const Meaning meaning = context.checked.meanings[asked.subject->id];
    const auto& list =
        meaning.kind == Meaning::Kind::field ? context.checked.fields : context.checked.attributes;
    const Formula is_given = given(*about, list[meaning.index].field->optional);
    return asked.negated ? regions::no(is_given) : is_given;
  }
  Formula operator()(const ast::In& in) const {
    const std::string text = context.text(in.subject->span);
    const std::string& calendar = in.calendar.text;
    return either_way("in " + calendar + " " + text, text, text + " not in " + calendar, text + " in " + calendar);
  }
  Formula operator()(const ast::Literal&) const { return regions::unclear(); }
  Formula operator()(const ast::Text&) const { return regions::unclear(); }
  Formula operator()(const ast::Moment&) const { return regions::unclear(); }
  Formula operator()(const ast::Reference&) const { return regions::unclear(); }
  Formula operator()(const ast::Rate&) const { return regions::unclear(); }
  Formula operator()(const ast::Bounded&) const { return regions::unclear(); }
  Formula operator()(const ast::Rounded&) const { return regions::unclear(); }
  Formula operator()(const ast::Call&) const { return regions::unclear(); }
  Formula operator()(const ast::Now&) const { return regions::unclear(); }
  Formula operator()(const ast::SoFar&) const { return regions::unclear(); }
  Formula operator()(const ast::Folded&) const { return regions::unclear(); }
  Formula operator()(const ast::LengthOf&) const { return regions::unclear(); }
  Formula operator()(const ast::LinesOf&) const { return regions::unclear(); }
  Formula operator()(const ast::Tabled&) const { return regions::unclear(); }
  Formula operator()(const ast::Extreme&) const { return regions::unclear(); }
};

Formula Conditions::of(const ast::Expr& condition) {
  if (!condition) return regions::always();
  const ast::Expression* behind = behind_defines(context_.checked, condition);
  if (!behind || context_.checked.types[behind->id].kind != TypeKind::truth) return regions::unclear();
  if (context_.checked.meanings[behind->id].kind == Meaning::Kind::first_part) return Translation{*this}.first_part();
  if (behind == condition.get()) return std::visit(Translation{*this}, behind->node);
  const auto known = of_defines_.find(behind);
  if (known != of_defines_.end()) return known->second;
  return of_defines_[behind] = std::visit(Translation{*this}, behind->node);
}

Formula Conditions::given(unsigned field) {
  const Translation translation{*this};
  return translation.given(translation.field(field), context_.checked.fields[field].field->optional);
}

Formula Conditions::has(unsigned field, const ast::Expr& value) {
  const Translation translation{*this};
  return regions::both(given(field), translation.equal(translation.field(field), value));
}

namespace {

// Cells of a condition say `yes` or `no`.
Formula truth_in_cell(const Formula& holds, const ast::Cell& cell) {
  Formula any = regions::never();
  for (const ast::Expr& value : cell.values) {
    const ast::Name* name = name_in(value);
    any = regions::either(any, name && name->text == "yes" ? holds : regions::no(holds));
  }
  return any;
}

}  // namespace

Formula Conditions::in_cell(const Meaning& column, const ast::Cell& cell, bool prefix) {
  if (column.kind == Meaning::Kind::payer) return paid_by(context_, space_, cell);
  const Translation translation{*this};
  const ast::Expr* define = column.kind == Meaning::Kind::define ? &context_.checked.defines[column.index]->value : nullptr;
  if (define && context_.checked.types[(*define)->id].kind == TypeKind::truth) return truth_in_cell(of(*define), cell);
  auto asked = define ? translation.subject(*define) : translation.read_by(column);
  if (!asked && context_.checked.types[(*define)->id].kind == TypeKind::number) {  // worked out: any number
    const std::string& name = context_.checked.defines[column.index]->name.text;
    asked = Subject{"define " + name, name, context_.checked.types[(*define)->id], false, true};
  }
  if (!asked) return regions::unclear();
  const Subject& about = *asked;
  Formula any = prefix ? starts_with(space_, translation.axis(about), cell.values) : regions::never();
  for (const ast::Expr& value : cell.values) {
    if (prefix) break;
    if (!value) return regions::unclear();
    if (cell.kind == ast::Cell::Kind::value) {
      any = regions::either(any, translation.equal(about, value));
    } else {
      const auto bound = translation.bound_of(value);
      if (!bound) return regions::unclear();
      const Relation relation = cell.kind == ast::Cell::Kind::below ? Relation::less : Relation::at_most;
      any = space_.compare(translation.axis(about), relation, *bound, context_.text(value->span));
    }
  }
  return column.kind == Meaning::Kind::field ? regions::both(given(column.index), any) : any;
}

}  // namespace tariff::checking
