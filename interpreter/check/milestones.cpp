// What is done as what came so far reaches an amount: notices, bills that come early, packages that are given.
#include <algorithm>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/lines_so_far.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"

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
    if (!milestone.gives.path.empty()) check_given();
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

  // A row of a package that is sold for nothing, and of which there is one kind.
  void check_given() {
    const ast::Name& name = milestone.gives.path.back();
    const int index = package_meant(context, milestone.gives.path.front());
    if (index < 0) return;
    const PackageInfo& info = context.checked.packages[static_cast<unsigned>(index)];
    const ast::Row* row = row_named(info, name.text);
    if (!row || milestone.gives.path.size() != 2) {
      context.error("T0575", name.span, "what is given is a row of a package that is sold").fix =
          "give " + info.package->name.text + ".ROW when …";
    } else if (!costs_nothing(*info.package->sold, *row)) {
      Diagnostic& dear = context.error("T0575", name.span, quoted(name.text) + " has a price, and what is given has none");
      dear.related.push_back(context.label(row->span, "sold here"));
      dear.fix = "a row of its own, with the price 0 " + dimension_text(context.checked, money(context.checked));
    } else if (std::any_of(info.covers.begin(), info.covers.end(),
                           [&](unsigned meter) { return !context.checked.meters[meter].pools.empty(); })) {
      context.error("T0575", name.span, "for which pool it is given is not said: the package covers a meter that is apart");
    }
  }

  static const ast::Row* row_named(const PackageInfo& info, const std::string& name) {
    if (!info.package->sold) return nullptr;
    for (const ast::Row& row : info.package->sold->rows)
      if (row_name(*info.package->sold, row) == name) return &row;
    return nullptr;
  }

  bool costs_nothing(const ast::Table& table, const ast::Row& row) const {
    for (std::size_t i = 0; i < table.columns.size() && i < row.cells.size(); ++i) {
      if (table.columns[i].name.text != "price" || row.cells[i].values.empty()) continue;
      const auto price = constant(context.checked, row.cells[i].values.front());
      return !price || price->is_zero();
    }
    return true;  // said where the column is missing
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

std::string name_of(const ast::Milestone& milestone) {
  if (milestone.line) return milestone.line.text;
  return milestone.gives.path.empty() ? milestone.text : milestone.gives.path.front().text + "." + milestone.gives.path.back().text;
}

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
