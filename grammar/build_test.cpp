// Tests: what happens, and what is expected of it.
#include "grammar/build.hpp"

#include <fmt/format.h>

namespace tariff::grammar {

void Builder::test(ast::Test& test, const Node* head, const Clause& clause) {
  if (head) {
    test.name = name(head->first());
    test.under_this_version = head->find(Kind::under_this_version) != nullptr;
  }
  body(clause, *find_block("test"), Part::test_clause, [&](const Node& node, const Clause&) {
    ast::TestStep step;
    step.span = node.span;
    if (node.kind == Kind::happening) {
      step.what = happening(node);
    } else if (node.kind == Kind::until) {
      step.what = ast::Until{moment(node.first())};
    } else {
      step.what = expect(node);
    }
    test.steps.push_back(std::move(step));
  });
}

ast::Happening Builder::happening(const Node& node) {
  ast::Happening result;
  result.at = moment(node.first());
  const Node& action = *node.children[1];
  if (node.children.size() > 2) result.by = name(node.children[2]->first());
  switch (action.kind) {
    case Kind::buy: {
      ast::Buy buy;
      buy.count.digits = "1";
      for (const auto& part : action.children) {
        if (part->kind == Kind::times) buy.count = literal(part->first());
        if (part->kind == Kind::reference) buy.item = reference(*part);
        if (part->kind == Kind::pool) buy.pool = name(part->first());
        if (part->kind == Kind::as) buy.ref = quoted(part->first());
      }
      result.what = std::move(buy);
      break;
    }
    case Kind::refund_it:
      result.what = ast::Refund{quoted(action.first())};
      break;
    case Kind::top_up:
      result.what = ast::TopUp{expression_of(&action)};
      break;
    case Kind::set:
      result.what = ast::Set{name(action.first()), expression(*action.children[1])};
      break;
    case Kind::reset_it:
      result.what = ast::Reset{action.children.empty() ? ast::Name() : name(action.first())};
      break;
    case Kind::open_it:
      result.what = ast::Open{};
      break;
    case Kind::close_it:
      result.what = ast::Close{};
      break;
    case Kind::quote_it: {
      ast::Quote quote{record(action), {}, nullptr};
      for (const auto& part : action.children) {
        if (part->kind == Kind::by) quote.by = name(part->first());
      }
      if (action.children.back()->kind != Kind::by) quote.step = expression(*action.children.back());
      result.what = std::move(quote);
      break;
    }
    default:
      result.what = record(action);
  }
  return result;
}

ast::Record Builder::record(const Node& node) {
  ast::Record record;
  record.times.digits = "1";
  for (const auto& part : node.children) {
    if (part->kind == Kind::literal && !record.usage) record.times = literal(*part);
    if (part->kind == Kind::name) record.usage = name(*part);
    if (part->kind == Kind::with) record.fields.push_back({name(part->first()), expression(*part->children[1])});
  }
  return record;
}

ast::Expect Builder::expect(const Node& node) {
  using Subject = ast::Expect::Subject;
  ast::Expect result;
  const auto set_period = [&](const Node& period) {
    if (result.period) report("T0209", "the period stands twice", period.span).fix = "leave one of them out";
    result.period = moment(period.first());
  };
  const Node& subject = node.first();
  switch (subject.kind) {
    case Kind::paid:
      result.subject = Subject::paid;
      break;
    case Kind::total:
      result.subject = Subject::total;
      break;
    case Kind::quote:
      result.subject = Subject::quote;
      break;
    case Kind::refunds:
      result.subject = Subject::refunds;
      break;
    case Kind::balance:
      result.subject = Subject::balance;
      break;
    case Kind::rejected:
      result.subject = Subject::rejected;
      break;
    case Kind::notices:
      result.subject = Subject::notices;
      break;
    case Kind::owed:
      result.subject = Subject::owed;
      break;
    case Kind::left:
      result.subject = Subject::left;
      break;
    case Kind::account:
      result.subject = Subject::account;
      break;
    default:
      result.subject = Subject::line;
  }
  for (const auto& part : subject.children) {
    switch (part->kind) {
      case Kind::name:
      case Kind::text:
        result.name = name(*part);
        break;
      case Kind::account_named:
        result.of = name(part->first());
        break;
      case Kind::row_named:
        result.row = name(part->first());
        break;
      case Kind::pool:
        result.pool = name(part->first());
        break;
      case Kind::paid_from:
        result.source = name(part->first());
        break;
      default:
        set_period(*part);
    }
  }
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const Node& part = *node.children[i];
    if (part.kind == Kind::account_named) {
      result.of = name(part.first());
    } else if (part.kind == Kind::on_period) {
      set_period(part);
    } else {
      result.values.push_back(expression(part));
    }
  }
  return result;
}

}  // namespace tariff::grammar
