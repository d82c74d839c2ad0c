#include "interpreter/write/bill_json.hpp"

#include "interpreter/write/columns.hpp"
#include "interpreter/write/json_row.hpp"

namespace tariff {
namespace {

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
  if (summary.booked) {
    json["booked"] = amount(*summary.booked);
    json["difference"] = amount(summary.total - *summary.booked);
  }
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
  return print({{"lines", json_table(bill.lines, rendering)},
                {"packages", json_table(bill.packages, rendering)},
                {"rejected", json_table(bill.rejections, rendering)},
                {"refunds", json_table(bill.refunds, rendering)},
                {"notices", json_table(bill.notices, rendering)},
                {"bad", json_table(bad, rendering)},
                {"summary", summarize(bill.summary, bad.size(), tariffs, rendering)}});
}

}  // namespace tariff
