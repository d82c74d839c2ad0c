// The blocks of a tariff, each from its head and its clauses.
#include <fmt/format.h>

#include "grammar/build.hpp"
#include "grammar/suggest.hpp"

namespace tariff::grammar {

void Builder::tariff(ast::Tariff& tariff, const Node* head, const Clause& clause) {
  if (head) {
    tariff.name = name(head->first());
    if (const Node* title = head->find(Kind::text)) tariff.title = quoted(*title);
  }
  body(clause, *find_block("tariff"), Part::tariff_clause, [&](const Node& node, const Clause&) {
    if (node.kind == Kind::currency) tariff.currency = name(node.first());
    if (node.kind == Kind::zone) tariff.zone = name(node.first());
    if (node.kind == Kind::earlier) {
      tariff.amends = node.find(Kind::amends) != nullptr;
      const Node& file = *node.find(Kind::text);
      tariff.earlier = {quoted(file), file.span};
    }
    if (node.kind == Kind::without) {
      ast::Removal removal{name(node.first()), {}, node.span};
      for (std::size_t i = 1; i < node.children.size(); ++i) removal.names.push_back(name(*node.children[i]));
      tariff.without.push_back(std::move(removal));
    }
    if (node.kind == Kind::open_windows) {
      tariff.open_windows = node.find(Kind::carry_on) ? ast::OpenWindows::carry_on : ast::OpenWindows::close;
      tariff.open_windows_span = node.span;
    }
    tariff.late_count |= node.kind == Kind::late_records;
    if (node.kind != Kind::effective) return;
    tariff.effective_from = moment(node.first());
    if (const Node* until = node.find(Kind::until)) tariff.effective_until = moment(until->first());
    tariff.effective_span = node.span;
  });
}

void Builder::use(ast::Use& use, const Node* head, const Clause&) {
  if (head) use.module = name(head->first());
}

void Builder::currency(ast::Currency& currency, const Node* head, const Clause&) {
  if (!head) return;
  currency.name = name(head->first());
  currency.digits = literal(*head->children[1]);
  for (const auto& label : head->find(Kind::labels)->children) currency.labels.push_back(quoted(*label));
}

void Builder::unit(ast::Unit& unit, const Node* head, const Clause&) {
  if (!head) return;
  unit.name = name(head->first());
  for (const auto& label : head->find(Kind::labels)->children) unit.labels.push_back(quoted(*label));
  if (const Node* size = head->find(Kind::literal)) unit.size = literal(*size);
}

void Builder::usage(ast::Usage& usage, const Node* head, const Clause& clause) {
  if (head) usage.name = name(head->first());
  body(clause, *find_block("usage"), Part::usage_clause, [&](const Node& node, const Clause&) {
    if (node.kind == Kind::cut) {
      usage.cuts.push_back(cut(node));
    } else {
      usage.fields.push_back(field(node));
    }
  });
}

ast::Cut Builder::cut(const Node& node) {
  ast::Cut result;
  result.span = node.span;
  result.from = name(node.first());
  result.until = name(*node.children[1]);
  for (const auto& place : node.children) {
    if (place->kind == Kind::runs_on) result.step = expression_of(place.get());
    if (place->kind != Kind::cut_at && place->kind != Kind::cut_after) continue;
    ast::CutPlace& cut = result.places.emplace_back();
    cut.span = place->span;
    cut.after = place->kind == Kind::cut_after;
    if (place->first().kind == Kind::window) {
      cut.each = window(place->first());
    } else {
      cut.value = expression_of(place.get());
    }
  }
  return result;
}

void Builder::account(ast::Account& account, const Node*, const Clause& clause) {
  body(clause, *find_block("account"), Part::field,
       [&](const Node& node, const Clause&) { account.attributes.push_back(field(node)); });
}

ast::Field Builder::field(const Node& node) {
  using Kind_ = ast::FieldType::Kind;
  ast::Field result;
  result.name = name(node.first());
  const Node& type = *node.children[1];
  result.type.span = type.span;
  result.type.is_signed = node.find(Kind::signed_) != nullptr;
  switch (type.kind) {
    case Kind::count_of:
    case Kind::amount_of:
      result.type.kind = type.kind == Kind::count_of ? Kind_::count : Kind_::amount;
      result.type.unit = name(type.first());
      break;
    case Kind::whole_number:
      result.type.kind = Kind_::whole_number;
      break;
    case Kind::instant:
      result.type.kind = Kind_::instant;
      break;
    case Kind::text_type:
      result.type.kind = Kind_::text;
      break;
    default:
      result.type.kind = Kind_::choice;
      result.type.choices = names(type);
      if (result.type.choices.size() == 1) only_choice(type);
  }
  result.optional = node.find(Kind::optional) != nullptr;
  result.fallback = expression_of(node.find(Kind::fallback));
  return result;
}

// One word where a type was meant: `words : integer`.
void Builder::only_choice(const Node& type) {
  static constexpr std::pair<std::string_view, const char*> types[] = {
      {"string", "text"},
      {"str", "text"},
      {"int", "whole number"},
      {"integer", "whole number"},
      {"number", "amount of UNIT"},
      {"float", "amount of UNIT"},
      {"decimal", "amount of UNIT"},
      {"count", "count of UNIT"},
      {"amount", "amount of UNIT"},
      {"date", "instant"},
      {"time", "instant"},
      {"datetime", "instant"},
      {"timestamp", "instant"},
      {"bool", "yes or no"},
      {"boolean", "yes or no"},
      {"whole", "whole number"},
  };
  const std::string word(text(type));
  auto& fault =
      report("T0215", fmt::format("`{}` is no type, and a choice needs two values or more", word), type.span);
  for (const auto& [theirs, ours] : types) {
    if (word == theirs) fault.fix = fmt::format("write `{}`", ours);
  }
  if (!fault.fix.empty()) return;
  const auto meant = nearest(word, {"instant", "text"});
  fault.fix = meant ? fmt::format("did you mean `{}`?", *meant)
                    : fmt::format("write the other values too: `{} or …`", word);
}

void Builder::calendar(ast::Calendar& calendar, const Node* head, const Clause& clause) {
  if (head) {
    calendar.name = name(head->first());
    calendar.from = moment(*head->children[1]);
    calendar.until = moment(*head->children[2]);
  }
  body(clause, *find_block("calendar"), Part::calendar_day, [&](const Node& node, const Clause&) {
    const Node* label = node.find(Kind::text);
    calendar.days.push_back({moment(node.first()), label ? quoted(*label) : "", node.span});
  });
}

void Builder::define(ast::Define& define, const Node* head, const Clause&) {
  if (!head) return;
  define.name = name(head->first());
  if (const Node* parameters = head->find(Kind::parameters)) define.parameters = names(*parameters);
  define.value = expression(*head->children.back());
}

void Builder::reject(ast::Reject& reject, const Node* head, const Clause&) {
  if (!head) return;
  reject.name = name(head->first());
  reject.when = expression_of(head->find(Kind::when));
}

void Builder::meter(ast::Meter& meter, const Node* head, const Clause& clause) {
  if (head) {
    meter.name = name(head->first());
    if (const Node* each = head->find(Kind::window)) {
      meter.window = window(*each);
    } else {
      meter.usage = name(*head->children[1]);
    }
    meter.when = expression_of(head->find(Kind::when));
  }
  body(clause, *find_block("meter"), Part::meter_clause, [&](const Node& node, const Clause&) {
    if (node.kind == Kind::apart) {
      meter.apart_by = names(node);
    } else if (node.kind == Kind::take) {
      meter.takes.push_back(take(node));
    } else {
      meter.rules.push_back(one_case(node));
    }
  });
}

ast::Take Builder::take(const Node& node) {
  ast::Take result;
  result.span = node.span;
  for (const auto& part : node.children) {
    switch (part->kind) {
      case Kind::fold:
        result.fold = fold(*part);
        break;
      case Kind::distinct:
        result.fold = ast::Fold::distinct;
        result.distinct = name(part->first());
        break;
      case Kind::of_top:
        result.top = literal(part->first());
        result.top_span = part->span;
        break;
      case Kind::without_top:
        result.without = literal(part->first());
        result.without_span = part->span;
        if (const Node* mode = part->find(Kind::mode)) result.share_rounding = rounding(*mode);
        break;
      case Kind::by:
        result.by = names(*part);
        break;
      case Kind::converted:
        result.rate = expression(*part->children.back());
        break;
      case Kind::rounded:
        result.rounding = rounding(part->first());
        result.step = expression(*part->children[1]);
        break;
      default:
        result.window = window(*part);
    }
  }
  return result;
}

void Builder::package(ast::Package& package, const Node* head, const Clause& clause) {
  if (head) package.name = name(head->first());
  body(clause, *find_block("package"), Part::package_clause, [&](const Node& node, const Clause&) {
    if (node.kind == Kind::covers) {
      for (const auto& covered : node.children)
        package.covers.push_back(
            {name(covered->first()), covered->children.size() > 1 ? expression(*covered->children[1]) : nullptr});
    } else if (node.kind == Kind::sold) {
      package.sold = table(node.first());
    } else if (node.kind == Kind::grant) {
      package.given = grant(node);
    } else if (node.kind == Kind::shared_by) {
      const ast::Reference attribute = reference(node.first());
      const bool of_account = attribute.path.size() == 2 && attribute.path.front().text == "account";
      package.shared_by = of_account ? attribute.path.back() : attribute.path.front();
      package.shared_by.span = node.first().span;
    } else if (node.kind == Kind::overdrawn) {
      package.overdraft = ast::Overdraft{node.children.empty() ? nullptr : expression(node.first()), node.span};
    } else if (node.kind == Kind::refills) {
      package.refills.push_back(refill(node));
    } else if (node.kind == Kind::notify) {
      package.notices.push_back(notify(node));
    } else {  // `refund`, `no refund`
      package.refund.push_back(one_case(node));
    }
  });
}

ast::Grant Builder::grant(const Node& node) {
  ast::Grant result;
  result.span = node.span;
  result.size = expression(node.first());
  if (const Node* each = node.find(Kind::window)) result.window = window(*each);
  result.kept = expression_of(node.find(Kind::kept));
  result.most = expression_of(node.find(Kind::at_most));
  result.when = expression_of(node.find(Kind::when));
  return result;
}

ast::Refill Builder::refill(const Node& node) {
  ast::Refill result;
  result.span = node.span;
  if (node.first().kind == Kind::window) result.window = window(node.first());
  if (node.children.size() > 1) result.to = expression(*node.children[1]);
  return result;
}

ast::Notify Builder::notify(const Node& node) {
  ast::Notify result;
  result.span = node.span;
  result.text = quoted(node.first());
  result.when = expression_of(node.find(Kind::when));
  if (const Node* lead = node.find(Kind::before)) {
    result.lead = expression(lead->first());
    result.before = reference(*lead->children[1]);
  }
  return result;
}

void Builder::charge(ast::Charge& charge, const Node* head, const Clause& clause) {
  if (head) {
    if (const Node* meters = head->find(Kind::meters)) charge.meters = names(*meters);
    charge.window = window(*head->find(Kind::window));
    charge.when = expression_of(head->find(Kind::when));
  }
  body(clause, *find_block("charge"), Part::charge_clause, [&](const Node& node, const Clause&) {
    if (node.kind == Kind::from) {
      for (const auto& payer : node.children) {
        if (const Node* owed = payer->find(Kind::owed)) charge.owed = this->owed(*owed, *payer, charge.sources.size());
        else charge.sources.push_back(source(*payer));
      }
    } else if (node.kind == Kind::deduct) {
      charge.deduct = window(node.first());
    } else if (node.kind == Kind::at_least || node.kind == Kind::at_most) {
      charge.limits.push_back({node.kind == Kind::at_least, expression_of(&node), node.span});
    } else if (node.kind == Kind::unused) {
      charge.unused = node.span;
    } else {
      const Node* each = node.find(Kind::each);
      charge.price.emplace();
      charge.price->span = node.span;
      if (each) charge.price->each = name(each->first());
      charge.price->is_signed = node.find(Kind::signed_) != nullptr;
      charge.price->value = expression(*node.children.back());
    }
  });
}

ast::Owed Builder::owed(const Node& node, const Node& payer, std::size_t after) {
  ast::Owed result;
  result.span = node.span;
  result.after = after;
  if (const Node* each = node.find(Kind::window)) result.window = window(*each);
  result.reset = node.find(Kind::at_reset) != nullptr;
  result.when = expression_of(payer.find(Kind::when));
  return result;
}

ast::Source Builder::source(const Node& node) {
  ast::Source result;
  result.span = node.span;
  for (const auto& part : node.children) {
    if (part->kind == Kind::name) result.packages.push_back(name(*part));
    if (part->kind == Kind::key)
      result.keys.push_back({name(part->first()), name(*part->children[1]), part->span});
    if (part->kind == Kind::when) result.when = expression_of(part.get());
  }
  return result;
}

}  // namespace tariff::grammar
