// What is done as what came so far reaches an amount: notices, and bills that come early.
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/lines_so_far.hpp"

namespace tariff::checking {
namespace {

struct MilestoneCheck {
  Context& context;
  const ast::Milestone& milestone;

  void run() {
    Scope scope;
    scope.kind = Scope::Kind::account;
    scope.reached = true;
    const Type measured = type_of(context, milestone.measure, scope);
    scope.reached = false;
    std::optional<Number> before;
    for (const ast::Expr& value : milestone.values) {
      if (demand(context, value, scope, measured, "what is reached")) check_rise(value, before);
    }
    check_further(measured);
    if (milestone.line && measured.kind != TypeKind::unknown) check_billed();
  }

 private:
  // What is known before an account is, rises from above zero.
  void check_rise(const ast::Expr& value, std::optional<Number>& before) {
    const auto constant = checking::constant(context.checked, value);
    if (!constant) return;
    if (constant->sign() <= 0) {
      context.error("T0570", value->span, "zero is where it begins: this is reached at once");
    } else if (before && *constant <= *before) {
      context.error("T0570", value->span, "this is reached before the one that stands before it").fix =
          "write them in the order in which they are reached";
    }
    before = constant;
  }

  void check_further(const Type& measured) {
    const ast::Expr& further = milestone.further;
    if (!further || !demand(context, further, Scope{}, measured, "what is reached")) return;
    const auto constant = checking::constant(context.checked, further);
    if (context.checked.types[further->id].kind == TypeKind::number && (!constant || constant->sign() <= 0))
      context.error("T0570", further->span, "each further step is an amount above zero");
  }

  // The lines in question are all on the bill that takes off again what was billed early.
  void check_billed() {
    const auto& so_far = std::get<ast::SoFar>(milestone.measure->node);
    const ast::Window& window = context.checked.bill->window;
    if (is_of_lines(context.checked, so_far)) {
      holds_lines(context, so_far, window, milestone.measure->span);
    } else {
      context.error("T0573", milestone.measure->span, quoted(so_far.measure.text) + " is a quantity: it has nothing to bill").fix =
          "early " + milestone.line.text + " when lines so far reach …";
    }
  }
};

const std::string& name_of(const ast::Milestone& milestone) { return milestone.line ? milestone.line.text : milestone.text; }

// From one bill to the next, and from version to version, it is known by its text.
void refuse_same(Context& context, const ast::Milestone& milestone, const ast::Milestone& other) {
  if (name_of(milestone) != name_of(other)) return;
  Diagnostic& twice = context.error("T0574", milestone.span, quoted(name_of(milestone)) + " stands above too");
  twice.related.push_back(context.label(other.span, "here"));
  twice.fix = "a text of its own; or one clause, with `reach … or …`";
}

}  // namespace

void check_milestones(Context& context) {
  const auto& milestones = context.checked.bill->milestones;
  for (std::size_t i = 0; i < milestones.size(); ++i) {
    MilestoneCheck{context, milestones[i]}.run();
    for (std::size_t other = 0; other < i; ++other) refuse_same(context, milestones[i], milestones[other]);
  }
}

}  // namespace tariff::checking
