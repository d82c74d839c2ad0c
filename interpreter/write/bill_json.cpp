#include "interpreter/write/bill_json.hpp"

#include <nlohmann/json.hpp>

#include "interpreter/write/columns.hpp"

namespace tariff {
namespace {

using Json = nlohmann::ordered_json;

// One object from the columns of one row.
struct JsonRow {
  explicit JsonRow(const Rendering& how) : rendering(&how) {}
  void text(const char* name, std::string_view value) { object[name] = value; }
  void time(const char* name, Instant value) {
    object[name] = value == never ? Json() : Json(rendering->zone.text(value));
  }
  void quantity(const char* name, const Number& value) { object[name] = value.text(); }
  void amount(const char* name, const Number& value) { object[name] = value.text(rendering->money.digits); }
  void count(const char* name, std::uint64_t value) { object[name] = value; }
  void currency(const char* name) { object[name] = rendering->money.currency; }

  const Rendering* rendering;
  Json object = Json::object();
};

template <typename Record>
Json table(const std::vector<Record>& records, const Rendering& rendering) {
  Json rows = Json::array();
  for (const Record& record : records) {
    JsonRow row(rendering);
    columns(row, record);
    rows.push_back(std::move(row.object));
  }
  return rows;
}

Json counts(const std::map<std::string, std::uint64_t>& values) {
  Json object = Json::object();
  for (const auto& [name, count] : values) object[name] = count;
  return object;
}

Json units(const std::map<std::string, ItemTotal>& items) {
  Json object = Json::object();
  for (const auto& [name, item] : items) {
    object[name] = {{"requested", item.requested.text()},
                    {"drawn", item.drawn.text()},
                    {"postpaid", item.postpaid.text()},
                    {"rejected", item.rejected.text()},
                    {"unit", item.unit}};
  }
  return object;
}

Json tariff_list(const std::vector<TariffUsed>& tariffs) {
  Json list = Json::array();
  for (const TariffUsed& used : tariffs) {
    list.push_back({{"name", used.name},
                    {"title", used.title},
                    {"file", used.file},
                    {"effective_from", used.effective_from},
                    {"sha256", used.sha256}});
  }
  return list;
}

Json summarize(const Summary& summary, std::uint64_t bad_lines, const std::vector<TariffUsed>& tariffs,
               const Rendering& rendering) {
  auto amount = [&](const Number& value) { return value.text(rendering.money.digits); };
  Json totals = Json::object();
  for (const auto& [name, item] : summary.items) totals[name] = amount(item.amount);
  Json balances = Json::object();
  for (const auto& [account, balance] : summary.balances) balances[account] = amount(balance);
  Json owed = Json::array();
  for (const StillOwed& one : summary.owed) {
    owed.push_back({{"account", one.account}, {"item", one.item}, {"pool", one.pool},
                    {"quantity", one.quantity.display()}, {"unit", one.unit}});
  }
  Json json = {{"tariffs", tariff_list(tariffs)},
          {"until", rendering.zone.text(summary.until)},
          {"currency", rendering.money.currency},
          {"accounts", summary.accounts},
          {"records", summary.records},
          {"bad_lines", bad_lines},
          {"after_cutoff", summary.after_cutoff},
          {"requests", summary.requests},
          {"requests_accepted", summary.accepted},
          {"requests_rejected", summary.rejected},
          {"rejected_by_reason", counts(summary.rejected_by_reason)},
          {"events", counts(summary.events)},
          {"units", units(summary.items)},
          {"packages", counts(summary.packages)},
          {"package_prices", amount(summary.package_prices)},
          {"refunds", amount(summary.refunds)},
          {"totals", std::move(totals)},
          {"total", amount(summary.total)},
          {"balances", std::move(balances)}};
  if (!owed.empty()) json["owed"] = std::move(owed);
  return json;
}

// Texts from a tariff or the input are UTF-8 already; a fault in one must not cost the whole bill.
std::string print(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string summary_json(const Summary& summary, std::uint64_t bad_lines,
                         const std::vector<TariffUsed>& tariffs, const Rendering& rendering) {
  return print(summarize(summary, bad_lines, tariffs, rendering));
}

std::string bill_json(const Bill& bill, const std::vector<BadLine>& bad,
                      const std::vector<TariffUsed>& tariffs, const Rendering& rendering) {
  return print({{"lines", table(bill.lines, rendering)},
                {"packages", table(bill.packages, rendering)},
                {"rejected", table(bill.rejections, rendering)},
                {"refunds", table(bill.refunds, rendering)},
                {"notices", table(bill.notices, rendering)},
                {"bad", table(bad, rendering)},
                {"summary", summarize(bill.summary, bad.size(), tariffs, rendering)}});
}

}  // namespace tariff
