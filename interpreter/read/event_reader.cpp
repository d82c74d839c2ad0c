#include "interpreter/read/event_reader.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "interpreter/read/columns.hpp"
#include "interpreter/read/field_reader.hpp"

namespace tariff {
namespace {

enum Column : std::size_t { time, account, event, item, quantity, value, ref };
const std::vector<std::string> column_names = {"time",     "account", "event", "item",
                                               "quantity", "value",   "ref"};
const std::vector<std::string> event_names = {"buy", "refund", "top_up", "set",
                                              "reset", "open", "close"};  // as in EventKind

// The event of the row at hand, or why there is none.
std::optional<Event> read_event(const Table& table, const Zone& zone, const ChoiceIndex& kinds,
                                std::string& reason) {
  Event result;
  auto refuse = [&](std::string why) {
    reason = std::move(why);
    return std::nullopt;
  };
  auto instant = zone.parse(table.cell(time));
  if (!instant) return refuse(complaint("`time`", "is not a time", table.cell(time)));
  if (table.cell(account).empty()) return refuse("`account` is empty");
  std::uint32_t kind = kinds.find(table.cell(event));
  if (kind == ChoiceIndex::none) return refuse(unknown_name("`event`", table.cell(event), event_names));
  if (std::string_view text = table.cell(quantity); !text.empty()) {
    Decimal count = parse_decimal(text);
    if (count.form != Decimal::Form::small || count.scale > 0 || count.coefficient < 1) {
      return refuse(complaint("`quantity`", "is not a whole number from 1", text));
    }
    result.quantity = count.coefficient;
  }
  result.time = *instant;
  result.account = table.cell(account);
  result.kind = static_cast<EventKind>(kind);
  result.item = table.cell(item);
  result.value = table.cell(value);
  result.ref = table.cell(ref);
  result.line = table.line();
  return result;
}

}  // namespace

std::vector<Event> read_events(std::vector<Input> inputs, const Zone& zone, ReadOptions options) {
  options.renamed.clear();  // meant for the columns of usage
  Table table(std::move(inputs), column_names, zone, options);
  ChoiceIndex kinds(event_names);
  std::vector<Event> events;
  std::string reason;
  while (table.next_input()) {
    for (std::size_t column : {time, account, event}) {
      if (!table.has(column)) table.missing(column);
    }
    while (table.next_row()) {
      if (auto read = read_event(table, zone, kinds, reason)) {
        table.in_order(read->time);
        events.push_back(std::move(*read));
      } else {
        table.bad(reason);
      }
    }
  }
  if (options.sort) {
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
  }
  return events;
}

}  // namespace tariff
