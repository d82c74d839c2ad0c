#include "interpreter/write/quotes.hpp"

#include "interpreter/write/csv_text.hpp"
#include "interpreter/write/json_row.hpp"
#include "interpreter/write/text_table.hpp"

namespace tariff {

template <typename Out>
void columns(Out& out, const QuotedRecord& one) {
  out.time("time", one.time);
  out.text("account", one.account);
  out.text("record", one.record);
  out.text("id", one.id);
  out.count("line", one.line);
  out.text("field", one.field);
  out.quantity("asked", one.asked);
  out.quantity("quote", one.quote);
}

std::string quotes_text(const std::vector<QuotedRecord>& quotes, const Rendering& rendering) {
  constexpr auto left = TextTable::Align::left, right = TextTable::Align::right;
  TextTable table({{"time", left}, {"account", left}, {"record", left}, {"id", left}, {"asked", right}, {"quote", right}});
  for (const QuotedRecord& one : quotes) {
    table.row({rendering.zone.text(one.time), one.account, one.record, one.id, one.asked.text(), one.quote.text()});
  }
  return table.text();
}

std::string quotes_csv(const std::vector<QuotedRecord>& quotes, const Rendering& rendering) {
  std::string text;
  CsvText rows(text, rendering);
  rows.header<QuotedRecord>();
  for (const QuotedRecord& one : quotes) rows.row(one);
  return text;
}

std::string quotes_json(const std::vector<QuotedRecord>& quotes, const Rendering& rendering) {
  return json_table(quotes, rendering).dump(2) + "\n";
}

}  // namespace tariff
