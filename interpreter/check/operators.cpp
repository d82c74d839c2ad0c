#include "interpreter/check/operators.hpp"

#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/schedules.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

using Kind = TypeKind;

bool is_seconds(const Type& type) { return type.kind == Kind::number && type.dimension == seconds(); }
bool is_plain(const Type& type) { return type.kind == Kind::number && type.dimension.empty(); }

struct Joined {
  Context& context;
  const ast::Expression& whole;
  const ast::Binary& binary;
  const Type& left;
  const Type& right;
  Position position;

  Type of() const {
    if (left.schedule || right.schedule) return scheduled();
    switch (binary.op) {
      case ast::Operator::add:
      case ast::Operator::subtract:
        return sum();
      case ast::Operator::multiply:
        return numbers() ? number_type(product(left.dimension, right.dimension, 1)) : Type{};
      case ast::Operator::divide:
        return quotient();
      case ast::Operator::of:
        return share();
      case ast::Operator::at:
        return applied();
      case ast::Operator::equal:
      case ast::Operator::unequal:
        return equality();
      case ast::Operator::less:
      case ast::Operator::at_most:
      case ast::Operator::greater:
      case ast::Operator::at_least:
        return order();
      case ast::Operator::both:
      case ast::Operator::either:
        return condition();
    }
    return {};
  }

 private:
  Diagnostic& sides(const std::string& code) const {
    Diagnostic& finding =
        context.error(code, binary.sign.end > binary.sign.begin ? binary.sign : whole.span,
                      stated(context, *binary.left, left) + ", " + stated(context, *binary.right, right));
    finding.related.push_back(context.label(binary.left->span, describe(context.checked, left)));
    finding.related.push_back(context.label(binary.right->span, describe(context.checked, right)));
    return finding;
  }

  bool numbers() const {
    if (left.kind != Kind::number) not_a_number(context, binary.left, left);
    if (right.kind != Kind::number) not_a_number(context, binary.right, right);
    return left.kind == Kind::number && right.kind == Kind::number;
  }

  // Schedules are added, multiplied by plain numbers, and applied.
  Type scheduled() const {
    switch (binary.op) {
      case ast::Operator::add:
      case ast::Operator::subtract:
        if (const auto both = added(context.checked, left, right)) return *both;
        break;
      case ast::Operator::multiply:
        if (is_plain(left) && !left.schedule) return right;
        if (is_plain(right) && !right.schedule) return left;
        break;
      case ast::Operator::of:
        if (is_plain(left) && !left.schedule) return right;
        break;
      case ast::Operator::divide:
        if (is_plain(right) && !right.schedule && quotient().kind == Kind::number) return left;
        break;
      case ast::Operator::at:
        return applied();
      default:
        break;
    }
    Diagnostic& joined = sides("T0405");
    joined.notes.push_back("what depends on a quantity is added, multiplied by a number, or applied by `at`");
    joined.fix = divided_rate(context, whole);
    return {};
  }

  Type sum() const {
    const bool add = binary.op == ast::Operator::add;
    if (left.kind == Kind::number && same_type(left, right)) return left;
    if (position == Position::applied)
      if (const auto both = added(context.checked, left, right)) return *both;
    if (left.kind == Kind::instant && (right.kind == Kind::duration || is_seconds(right))) return left;
    if (left.kind == Kind::instant && right.kind == Kind::instant && !add) return number_type(seconds());
    sides(left.kind == Kind::number && right.kind == Kind::number ? "T0402" : "T0406")
        .notes.push_back(add ? "what is added must be of one unit"
                             : "what is subtracted must be of one unit");
    return {};
  }

  Type quotient() const {
    if (!numbers()) return {};
    const auto divisor = constant(context.checked, binary.right);
    if (divisor ? divisor->is_zero() : !above_zero(context.checked, binary.right)) {
      Diagnostic& open = context.error(
          "T0407", binary.right->span,
          divisor ? "nothing is divided by zero" : "what divides may be zero");
      if (!divisor) open.fix = least_divisor();
      return {};
    }
    return number_type(product(left.dimension, right.dimension, -1));
  }

  std::string least_divisor() const {
    const std::string unit = right.dimension.empty() ? "" : " " + dimension_text(context.checked, right.dimension);
    return "(" + context.text(binary.right->span) + ", at least 1" + unit + ")";
  }

  Type share() const {
    if (!numbers()) return {};
    if (is_plain(left)) return right;
    sides("T0402").notes.push_back("before `of` stands a part, such as 10%");
    return {};
  }

  Type applied() const {
    if (left.kind != Kind::number) return not_a_number(context, binary.left, left);
    if (right.schedule && !left.schedule) {
      if (right.over == left.dimension) {
        warn_of_product();
        return number_type(right.dimension);
      }
      return other_unit(right.over);
    }
    const ast::Rate* rate = rate_of(context.checked, binary.right);
    if (!rate || right.kind != Kind::number || left.schedule) {
      context
          .error("T0404", binary.right->span,
                 "after `at` a rate must stand, and this is " + describe(context.checked, right))
          .notes.push_back("a rate says how much per what: `1 call per 20 word`");
      return {};
    }
    const Dimension per = per_of(context.checked, *rate);
    if (per == left.dimension) return number_type(product(right.dimension, left.dimension, 1));
    return other_unit(per);
  }

  // `copies × size at 1 message per started 512 byte`: of each copy, or of all together.
  void warn_of_product() const {
    const ast::Rate* blocks = rate_of(context.checked, binary.right);
    const auto* product = std::get_if<ast::Binary>(&binary.left->node);
    if (!blocks || !product || product->op != ast::Operator::multiply || is_bracketed(binary.left->span)) return;
    const bool either = same_type(context.checked.types[product->right->id], number_type(right.over));
    if (!either || constant(context.checked, product->right)) return;
    const std::string left_text = context.text(product->left->span), right_text = context.text(product->right->span);
    const std::string rate = " at " + context.text(binary.right->span);
    Diagnostic& open = context.warning("T0612", binary.left->span, "the blocks are counted of the product");
    open.related.push_back(context.label(binary.right->span, "the blocks"));
    open.fix = "where that is meant: (" + left_text + " × " + right_text + ")" + rate + "; else " + left_text + " × (" +
               right_text + rate + ")";
  }

  // All of it: `(a + b) × c` is not.
  bool is_bracketed(Span span) const {
    const std::string_view text = context.checked.file->source->text(span);
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
      if (depth == 0) return i + 1 == text.size() && text[i] == ')';
    }
    return false;
  }

  // A product goes before `at`: that of its last factor, where the rate fits this, needs brackets.
  Type other_unit(const Dimension& per) const {
    Diagnostic& finding = context.error(
        "T0403", binary.left->span,
        stated(context, *binary.left, left) + ", the rate is per " + dimension_text(context.checked, per));
    finding.related.push_back(context.label(binary.right->span, "the rate"));
    const auto* product = std::get_if<ast::Binary>(&binary.left->node);
    if (product && product->op == ast::Operator::multiply && product->right &&
        same_type(context.checked.types[product->right->id], number_type(per)))
      finding.fix = context.text(product->left->span) + " × (" + context.text(product->right->span) + " at " +
                    context.text(binary.right->span) + ")";
    return {};
  }

  Type equality() const {
    if (left.kind == Kind::choice) {
      context.error("T0401", whole.span, "a choice is compared by `is`").fix =
          context.text(binary.left->span) + (binary.op == ast::Operator::equal ? " is " : " is not ") +
          context.text(binary.right->span);
      return {};
    }
    if (left.kind == Kind::text && right.kind == Kind::text) return plain_type(Kind::truth);
    return order();
  }

  Type order() const {
    const bool ordered = left.kind == Kind::number || left.kind == Kind::instant;
    if (ordered && same_type(left, right)) return plain_type(Kind::truth);
    Diagnostic& finding = sides(left.kind == Kind::number && right.kind == Kind::number ? "T0402" : "T0401");
    if (ordered || right.kind == Kind::number)
      finding.notes.push_back("what is compared must be of one unit");
    if (left.kind == Kind::number && is_plain(right) && !left.dimension.empty() &&
        std::holds_alternative<ast::Literal>(binary.right->node))
      finding.fix = "write `" + context.text(binary.right->span) + " " +
                    dimension_text(context.checked, left.dimension) + "`";
    if (left.kind == Kind::instant && same_type(right, number_type(seconds())))
      finding.fix = "write `time of " + context.text(binary.left->span) + "` for its time of day";
    if (same_type(left, number_type(seconds())) && right.kind == Kind::duration)
      finding.fix = length_of_span(context.checked, binary.right);
    return {};
  }

  Type condition() const {
    for (const auto& [side, type] : {std::pair{&binary.left, &left}, std::pair{&binary.right, &right}})
      if (type->kind != Kind::truth)
        context.error("T0401", (*side)->span,
                      "a condition must stand here, and this is " + describe(context.checked, *type));
    return left.kind == Kind::truth && right.kind == Kind::truth ? plain_type(Kind::truth) : Type{};
  }
};

}  // namespace

Type binary_type(Context& context, const ast::Expression& whole, const ast::Binary& binary, const Type& left,
                 const Type& right, Position position) {
  return Joined{context, whole, binary, left, right, position}.of();
}

Type not_a_number(Context& context, const ast::Expr& expression, const Type& type) {
  context.error("T0401", expression->span,
                "a number must stand here, and this is " + describe(context.checked, type));
  return {};
}

void demand_step(Context& context, const ast::Expr& step) {
  const auto value = constant(context.checked, step);
  if (!value || value->sign() <= 0)
    context.error("T0423", step->span, "what is rounded to must be a constant above zero");
  else if (!value->is_decimal())
    context.error("T0423", step->span, "what is rounded to has no finite decimal: it is " + value->display());
}

void demand_decimal(Context& context, const ast::Expr& value) {
  const auto number = value ? constant(context.checked, value) : std::nullopt;
  if (!number || number->is_decimal()) return;
  const Dimension& unit = context.checked.types[value->id].dimension;
  const bool amount = unit == money(context.checked);
  const std::string name = unit.empty() ? "" : " " + dimension_text(context.checked, unit);
  context.error(amount ? "T0422" : "T0435", value->span,
                std::string(amount ? "this amount" : "this quantity") + " has no finite decimal: it is " +
                    number->display() + name)
      .fix = "(" + context.text(value->span) + ", rounded half up to 0.01" + name + ")";
}

void demand_known(Context& context, const ast::Expr& value) {
  if (!value || context.checked.types[value->id].kind == TypeKind::unknown || constant(context.checked, value)) return;
  const ast::Expression* behind = behind_defines(context.checked, value);
  const bool written = !behind || std::holds_alternative<ast::Moment>(behind->node) ||
                       std::holds_alternative<ast::Text>(behind->node) ||
                       context.checked.meanings[behind->id].kind == Meaning::Kind::choice;
  if (!written)
    context.error("T0610", value->span, "this value is not a constant").fix = "write what it comes to";
}

Type number_type(Dimension dimension) {
  Type type;
  type.kind = Kind::number;
  type.dimension = std::move(dimension);
  return type;
}

Type plain_type(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

bool same_type(const Type& a, const Type& b) {
  return a.kind == b.kind && a.dimension == b.dimension && a.choice == b.choice && a.schedule == b.schedule &&
         a.over == b.over;
}

// `7 EUR / 1_000 per minute`: the rate is taken first.
std::string divided_rate(const Context& context, const ast::Expression& value) {
  const auto* quotient = std::get_if<ast::Binary>(&value.node);
  const auto* rate = quotient && quotient->op == ast::Operator::divide && quotient->right
                         ? std::get_if<ast::Rate>(&quotient->right->node) : nullptr;
  if (!rate || !rate->value || !same_type(context.checked.types[rate->value->id], number_type({}))) return "";
  const std::string whole = context.text(quotient->right->span), number = context.text(rate->value->span);
  return "brackets, as `per` goes before `/`: (" + context.text(quotient->left->span) + " / " + number + ")" +
         whole.substr(std::min(number.size(), whole.size()));
}

std::string length_of_span(const Checked& checked, const ast::Expr& value) {
  const ast::Expression* behind = behind_defines(checked, value);
  const auto* literal = behind ? std::get_if<ast::Literal>(&behind->node) : nullptr;
  if (!literal) return "";
  const std::string& unit = literal->unit.text;
  if (unit == "day" || unit == "week")
    return "write `" + (digits_of(*literal) * Number(unit == "day" ? 24 : 168)).display() + " hour`";
  return "a " + unit + " has no length: compare instants, as in `ended > started + 1 " + unit + "`";
}

std::string describe(const Checked& checked, const Type& type) {
  switch (type.kind) {
    case Kind::unknown:
      return "unknown";
    case Kind::truth:
      return "a condition";
    case Kind::number:
      if (type.schedule)
        return (type.dimension.empty() ? "a plain number" : "in " + dimension_text(checked, type.dimension)) +
               " for a quantity in " + dimension_text(checked, type.over);
      return type.dimension.empty() ? "a plain number" : "in " + dimension_text(checked, type.dimension);
    case Kind::instant:
      return "an instant";
    case Kind::duration:
      return "a span of the calendar";
    case Kind::choice:
      return "a choice";
    case Kind::text:
      return "a text";
  }
  return "unknown";
}

std::string stated(const Context& context, const ast::Expression& expression, const Type& type) {
  return quoted(context.text(expression.span)) + " is " + describe(context.checked, type);
}

}  // namespace tariff::checking
