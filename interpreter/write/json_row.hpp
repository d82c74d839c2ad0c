// One object from the columns of one row, and an array from a table of them.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "interpreter/write/rendering.hpp"

namespace tariff {

using Json = nlohmann::ordered_json;

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
Json json_table(const std::vector<Record>& records, const Rendering& rendering) {
  Json rows = Json::array();
  for (const Record& record : records) {
    JsonRow row(rendering);
    columns(row, record);
    rows.push_back(std::move(row.object));
  }
  return rows;
}

}  // namespace tariff
