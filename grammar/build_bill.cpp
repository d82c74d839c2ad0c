// The block `bill`, from its head and its clauses.
#include "grammar/build.hpp"

namespace tariff::grammar {

void Builder::bill(ast::Bill& bill, const Node* head, const Clause& clause) {
  if (head) bill.window = window(head->first());
  body(clause, *find_block("bill"), Part::bill_clause, [&](const Node& node, const Clause& line) {
    if (node.kind == Kind::round) {
      bill.rounding = rounding(*node.find(Kind::mode));
      bill.step = expression(*node.children.back());
      bill.rounding_span = node.span;
      bill.total = node.find(Kind::the_total) != nullptr;
    } else if (node.kind == Kind::add || node.kind == Kind::less) {
      bill.steps.push_back(bill_step(node));
    } else if (node.kind == Kind::early || node.kind == Kind::notify || node.kind == Kind::give) {
      bill.milestones.push_back(milestone(node));
    } else if (node.kind == Kind::unused) {
      bill.unused = true;
    } else if (node.kind == Kind::differences) {
      bill.differences = true;
    } else if (node.kind == Kind::debit) {
      bill.debit = true;
    } else {
      bill.arrears.emplace();
      bill.arrears->span = node.span;
      arrears(*bill.arrears, line);
    }
  });
}

ast::BillStep Builder::bill_step(const Node& node) {
  ast::BillStep step;
  step.span = node.span;
  step.less = node.kind == Kind::less;
  step.name = name(node.first());
  step.value = expression(*node.children[1]);
  step.shared = expression_of(node.find(Kind::shared));
  if (const Node* paid = node.find(Kind::source)) step.paid = source(*paid);
  step.when = expression_of(node.find(Kind::when));
  return step;
}

ast::Milestone Builder::milestone(const Node& node) {
  ast::Milestone milestone;
  milestone.span = node.span;
  if (node.kind == Kind::early) {
    milestone.line = name(node.first());
  } else if (node.kind == Kind::give) {
    milestone.gives = reference(node.first());
  } else {
    milestone.text = quoted(node.first());
  }
  for (const auto& part : node.find(Kind::reach)->children) {
    if (part->kind == Kind::further) {
      milestone.further = expression_of(part.get());
    } else if (!milestone.measure) {
      milestone.measure = expression(*part);
    } else {
      milestone.values.push_back(expression(*part));
    }
  }
  return milestone;
}

void Builder::arrears(ast::Arrears& arrears, const Clause& clause) {
  check_body(clause, arrears_block.word, true);
  body(clause, arrears_block, Part::arrears_clause, [&](const Node& node, const Clause&) {
    using Step = ast::ArrearsStep::Kind;
    if (node.kind == Kind::resume) {
      arrears.resume = expression_of(node.find(Kind::when));
      return;
    }
    ast::ArrearsStep step;
    step.kind = node.kind == Kind::suspend ? Step::suspend
                : node.kind == Kind::close ? Step::close
                                           : Step::notify;
    if (step.kind == Step::notify) step.text = quoted(node.first());
    step.after = expression_of(node.find(Kind::after));
    step.span = node.span;
    arrears.steps.push_back(std::move(step));
  });
}

}  // namespace tariff::grammar
