// Values and conditions.
#include <fmt/format.h>

#include <algorithm>

#include "grammar/build_expression.hpp"
#include "grammar/characters.hpp"
#include "grammar/clone.hpp"

namespace tariff::grammar {
namespace {

ast::Operator operator_of(std::string_view sign) {
  using ast::Operator;
  if (sign == "at") return Operator::at;
  if (sign == "of") return Operator::of;
  if (sign == "×" || sign == "*") return Operator::multiply;
  if (sign == "/") return Operator::divide;
  if (sign == "+") return Operator::add;
  if (sign == "-" || sign == "−") return Operator::subtract;
  if (sign == "=") return Operator::equal;
  if (sign == "!=" || sign == "≠") return Operator::unequal;
  if (sign == "<" || sign == "below" || sign == "before") return Operator::less;
  if (sign == ">" || sign == "above" || sign == "after") return Operator::greater;
  if (sign == ">=" || sign == "≥") return Operator::at_least;
  return Operator::at_most;  // `<=`, `≤`, `up to`
}

// The tree of an expression is as deep as a chain of signs is long: what walks it must not run out of stack.
constexpr std::size_t most_pieces = 2000;

std::size_t count_pieces(const Node& node, std::size_t most) {
  std::size_t count = 1;
  for (const auto& child : node.children) {
    if (count >= most) break;
    count += count_pieces(*child, most - count);
  }
  return count;
}

ast::Blocks blocks_of(std::string_view word) {
  if (word == "started") return ast::Blocks::started;
  return word == "full" ? ast::Blocks::full : ast::Blocks::nearest;
}

}  // namespace

ast::Expr ExpressionBuilder::make(ast::Expression::Node node, Span span) {
  auto result = std::make_unique<ast::Expression>();
  result->node = std::move(node);
  result->span = span;
  result->id = file_.expressions++;
  return result;
}

ast::Expr ExpressionBuilder::binary(ast::Operator op, ast::Expr left, ast::Expr right, Span sign) {
  const Span span = {left->span.begin, right->span.end};
  return make(ast::Binary{op, std::move(left), std::move(right), sign}, span);
}

ast::Expr ExpressionBuilder::expression_of(const Node* node) { return node ? expression(node->first()) : nullptr; }

ast::Expr ExpressionBuilder::expression(const Node& node) {
  if (node.kind == Kind::tabled) return part(node);  // its cells are counted by themselves
  if (count_pieces(node, most_pieces) < most_pieces) return part(node);
  report("T0110", fmt::format("this expression has more than {} parts", most_pieces), node.span).fix =
      "give its parts names with `define`";
  return make(ast::Literal{"0", 0, {}}, node.span);
}

ast::Expr ExpressionBuilder::part(const Node& node) {
  switch (node.kind) {
    case Kind::text:
      return make(ast::Text{quoted(node)}, node.span);
    case Kind::literal:
      return make(literal(node), node.span);
    case Kind::moment:
      return make(moment(node), node.span);
    case Kind::now:
      return make(ast::Now{name(node.first())}, node.span);
    case Kind::so_far: {
      const Node* in = node.find(Kind::window);
      ast::SoFar so_far{{}, in ? std::optional(window(*in)) : std::nullopt};
      if (node.first().kind == Kind::lines_of) {
        so_far.lines = names(node.first());
      } else {
        so_far.measure = name(node.first());
      }
      return make(std::move(so_far), node.span);
    }
    case Kind::rate:
      return rate(node);
    case Kind::product:
    case Kind::sum:
    case Kind::conjunction:
    case Kind::disjunction:
      return chained(node);
    case Kind::value:
      return modified(node);
    case Kind::comparison:
      return compared(node);
    case Kind::negation:
      return make(ast::Not{part(*node.children.back())}, node.span);
    case Kind::group: {
      ast::Expr inner = part(node.first());
      inner->span = node.span;
      return inner;
    }
    case Kind::call: {
      ast::Call call{name(node.first()), {}};
      for (std::size_t i = 1; i < node.children.size(); ++i)
        call.arguments.push_back(part(*node.children[i]));
      return make(std::move(call), node.span);
    }
    case Kind::folded:
      return folded(node);
    case Kind::extreme:
      return extreme(node);
    case Kind::clock:
      return make(clock(node), node.span);
    case Kind::length_of:
      return make(ast::LengthOf{text(node).front() == 'h', period(node.first())}, node.span);
    case Kind::first_part:
      return make(ast::Reference{{{std::string(ast::first_part), node.span}}}, node.span);
    case Kind::lines_of:
      return make(ast::LinesOf{names(node)}, node.span);
    case Kind::tabled:
      return make(tabled(node), node.span);
    default:
      return make(reference(node), node.span);
  }
}

// Parts and the signs between them, from left to right; `and` and `or` leave no sign in the tree.
ast::Expr ExpressionBuilder::chained(const Node& node) {
  const bool both = node.kind == Kind::conjunction;
  const bool either = node.kind == Kind::disjunction;
  ast::Expr result = part(node.first());
  bool mixed = either && node.first().kind == Kind::conjunction;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    if (both || either) {
      const Span between = {node.children[i - 1]->span.end, node.children[i]->span.begin};
      mixed |= either && node.children[i]->kind == Kind::conjunction;
      result = binary(both ? ast::Operator::both : ast::Operator::either, std::move(result),
                      part(*node.children[i]), between);
    } else {
      const Node& sign = *node.children[i++];
      result = binary(operator_of(text(sign)), std::move(result), part(*node.children[i]), sign.span);
    }
  }
  if (mixed) {
    report("T0207", "`and` and `or` stand together without brackets", node.span).fix =
        "put what belongs together in brackets, as in `(a or b) and c`";
  }
  return result;
}

ast::Expr ExpressionBuilder::modified(const Node& node) {
  ast::Expr result = part(node.first());
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const Node& modifier = *node.children[i];
    const Span span = {result->span.begin, modifier.span.end};
    ast::Expr amount = part(*modifier.children.back());
    if (modifier.kind == Kind::rounded) {
      result = make(ast::Rounded{std::move(result), rounding(modifier.first()), std::move(amount)}, span);
    } else {
      result =
          make(ast::Bounded{std::move(result), modifier.kind == Kind::at_least, std::move(amount)}, span);
    }
  }
  return result;
}

ast::Expr ExpressionBuilder::compared(const Node& node) {
  ast::Expr left = part(node.first());
  const Node& tail = *node.children[1];
  if (tail.kind == Kind::is) return is(std::move(left), tail);
  if (tail.kind == Kind::starts_with) return starts_with(std::move(left), tail);
  const std::string_view sign = text(tail);
  const auto op = sign.substr(0, 2) == "up" ? ast::Operator::at_most : operator_of(sign);
  return binary(op, std::move(left), part(*node.children[2]), tail.span);
}

ast::Expr ExpressionBuilder::is(ast::Expr subject, const Node& node) {
  const Span span = {subject->span.begin, node.span.end};
  const bool negated = node.find(Kind::negated) != nullptr;
  if (node.find(Kind::given)) return make(ast::Given{std::move(subject), negated}, span);
  std::vector<ast::Expr> values, others;  // others: conditions by themselves
  for (const auto& child : node.children) {
    if (child->kind == Kind::clock_range) {
      others.push_back(within(subject, *child));
    } else if (child->kind == Kind::in_calendar) {
      others.push_back(make(ast::In{copy(subject), name(child->first())}, span));
    } else if (child->kind == Kind::name_range) {
      add_names(values, *child);
    } else if (child->kind != Kind::negated) {
      values.push_back(part(*child));
    }
  }
  if (others.empty()) return make(ast::Is{std::move(subject), negated, std::move(values)}, span);
  ast::Expr result;
  if (!values.empty()) result = make(ast::Is{std::move(subject), false, std::move(values)}, span);
  for (ast::Expr& other : others)
    result = result ? binary(ast::Operator::either, std::move(result), std::move(other), span) : std::move(other);
  result->span = span;
  return negated ? make(ast::Not{std::move(result)}, span) : std::move(result);
}

ast::Expr ExpressionBuilder::starts_with(ast::Expr subject, const Node& node) {
  const Span span = {subject->span.begin, node.span.end};
  std::vector<ast::Expr> values;
  for (const auto& child : node.children) values.push_back(beginning(*child));
  return make(ast::Is{std::move(subject), false, std::move(values), true}, span);
}

// Digits are a text here: 0256 is not 256.
ast::Expr ExpressionBuilder::beginning(const Node& node) {
  const std::string_view written = text(node);
  const bool digits = node.kind == Kind::literal && std::all_of(written.begin(), written.end(), is_digit);
  return digits ? make(ast::Text{std::string(written)}, node.span) : expression(node);
}

ast::Expr ExpressionBuilder::copy(const ast::Expr& expression) {
  return ast::clone(expression, {[](const ast::Expression&) { return nullptr; }, [&] { return file_.expressions++; }, {}});
}

// Half-open: 24:00 ends the day, and what begins later than it ends goes over midnight.
ast::Expr ExpressionBuilder::within(const ast::Expr& subject, const Node& range) {
  const ast::Literal from = clock(range.first()), until = clock(*range.children.back());
  const auto bound = [&](ast::Operator op, const ast::Literal& literal, const Node& node) {
    return make(ast::Binary{op, copy(subject), make(literal, node.span), node.span}, range.span);
  };
  const bool over_midnight = std::stoi(until.digits) < std::stoi(from.digits);
  ast::Expr after = bound(ast::Operator::at_least, from, range.first());
  if (from.digits == until.digits) {
    report("T0216", "this is no time of the day: it ends as it begins", range.span).fix = "all day is `00:00 until 24:00`";
  }
  if (from.digits == until.digits || until.digits == "86400") return after;
  ast::Expr before = bound(ast::Operator::less, until, *range.children.back());
  if (from.digits == "0") return before;
  ast::Expr both = binary(over_midnight ? ast::Operator::either : ast::Operator::both, std::move(after),
                          std::move(before), range.span);
  both->span = range.span;
  return both;
}

ast::Expr ExpressionBuilder::folded(const Node& node) {
  ast::Folded result{fold(node.first()), reference(*node.children[1]), ast::Period::month, 0};
  const Node& when = *node.children[2];
  if (when.kind == Kind::periods_before) {
    result.before = whole_count(when.first(), "a look-back goes over a whole number of windows",
                                "in the 11 months before");
    result.period = period(*when.children[1]);
  } else {
    result.period = period(when);
  }
  return make(std::move(result), node.span);
}

ast::Expr ExpressionBuilder::extreme(const Node& node) {
  ast::Extreme result;
  result.greatest = text(node).front() == 'g';
  for (const auto& value : node.children) result.parts.push_back(part(*value));
  return make(std::move(result), node.span);
}

ast::Expr ExpressionBuilder::rate(const Node& node) {
  const Node* blocks = node.find(Kind::blocks);
  ast::Rate result;
  result.value = part(node.first());
  result.blocks = blocks ? blocks_of(text(*blocks)) : ast::Blocks::exact;
  result.per = literal(*node.children.back());
  return make(std::move(result), node.span);
}

}  // namespace tariff::grammar
