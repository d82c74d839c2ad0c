#include "interpreter/evaluate/events.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "interpreter/evaluate/arrears.hpp"
#include "interpreter/evaluate/folds.hpp"
#include "interpreter/evaluate/owed.hpp"
#include "interpreter/evaluate/packages.hpp"
#include "interpreter/evaluate/purses.hpp"
#include "interpreter/evaluate/refills.hpp"
#include "interpreter/evaluate/renewals.hpp"

namespace tariff {
namespace {

std::string_view name_of(EventKind kind) {
  switch (kind) {
    case EventKind::buy: return "buy";
    case EventKind::refund: return "refund";
    case EventKind::top_up: return "top_up";
    case EventKind::set: return "set";
    case EventKind::reset: return "reset";
    case EventKind::open: return "open";
    case EventKind::close: return "close";
  }
  return "";
}

// The value of an attribute as the event writes it; nothing, and why, if it is none.
std::optional<AttributeValue> attribute_value(Ledger& ledger, const Field& field, const Event& event, std::string& why) {
  AttributeValue value;
  value.since = event.time;
  switch (field.kind) {
    case FieldKind::choice: {
      const auto choice = std::find(field.choices.begin(), field.choices.end(), event.value);
      if (choice != field.choices.end()) {
        value.code = static_cast<std::uint32_t>(choice - field.choices.begin());
        return value;
      }
      why = fmt::format("`{}` is none of {}", event.value, fmt::join(field.choices, ", "));
      return {};
    }
    case FieldKind::number: {
      const auto number = Number::parse(event.value);
      if (number && (!field.whole || number->is_whole()) && (field.negative || number->sign() >= 0)) {
        value.number = *number;
        return value;
      }
      why = fmt::format("`{}` is no {}", event.value, field.whole ? "whole number" : "number");
      return {};
    }
    case FieldKind::instant: why = "an instant cannot be set"; return {};
    case FieldKind::text: value.text = ledger.texts.emplace_back(event.value); return value;
  }
  return {};
}

void set(Ledger& ledger, Index index, const Event& event) {
  Account& account = ledger.accounts[index];
  const auto& attributes = ledger.plan.attributes;
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& one) { return one.field.name == event.item; });
  std::string why = fmt::format("accounts have no attribute `{}`", event.item);
  std::optional<AttributeValue> value;
  if (found != attributes.end()) value = attribute_value(ledger, found->field, event, why);
  if (!value) return ledger.notice(event.time, account, "event", event.item, "nothing was set: " + why, "");
  const auto number = static_cast<Index>(found - attributes.begin());
  renew_before_change(ledger, index, event.time);
  note_attribute(ledger, account, number, event.time);
  leave_group(ledger, index, number, event.time);
  set_attribute(ledger.plan, account, number, *value);
  join_group(ledger, index, number, event.time);
  follow_account(ledger, index, event.time);
}

void add_money(Ledger& ledger, Index index, const Event& event) {
  const auto amount = Number::parse(event.value);
  if (amount && amount->sign() >= 0) return top_up(ledger, index, *amount, event.time);
  ledger.notice(event.time, ledger.accounts[index], "event", "top_up",
                fmt::format("nothing was added: `{}` is no amount of 0 or more", event.value), "");
}

}  // namespace

namespace {

void carry_out(Ledger& ledger, const Event& event) {
  const Index account = ledger.account(event.account);
  ++ledger.summary.events[std::string(name_of(event.kind))];
  know_account(ledger, account, event.time);
  if (event.time < ledger.plan.effective_from || event.time >= ledger.plan.effective_until) {
    return ledger.notice(event.time, ledger.accounts[account], "event", event.item.empty() ? event.ref : event.item,
                         "nothing was done: the tariff is not in effect at that time", "");
  }
  begin(ledger.accounts[account], event.time);
  switch (event.kind) {
    case EventKind::buy:
      buy(ledger, account, event);
      return pay_owed(ledger, account, event.time);
    case EventKind::refund: return refund(ledger, account, event);
    case EventKind::top_up: return add_money(ledger, account, event);
    case EventKind::set: return set(ledger, account, event);
    case EventKind::reset:
      reset(ledger, account, event);
      return pay_owed(ledger, account, event.time);
    case EventKind::open:
      open(ledger, account, event.time);
      return follow_account(ledger, account, event.time);
    case EventKind::close:
      ledger.accounts[account].closed = Closed::by_customer;
      return follow_account(ledger, account, event.time);
  }
}

}  // namespace

void apply(Ledger& ledger, const Event& event) {
  auto& notices = ledger.part.notices;
  const std::size_t before = notices.size();
  carry_out(ledger, event);
  for (std::size_t i = before; i < notices.size(); ++i) {
    if (notices[i].kind != "event") continue;
    notices[i].message = fmt::format("line {} of the events: {}", event.line, notices[i].message);
    ++ledger.summary.idle_events;
  }
}

}  // namespace tariff
