// JSON lines: an object a line, its members the columns. Numbers are handed on as they are written, so no
// digit is lost; strings without their escapes; true and false as those words; null and a missing
// member as the empty text. An array or object under a column that is asked for is a fault.
#pragma once

#include <simdjson.h>

#include "interpreter/read/rows.hpp"

namespace tariff {

class JsonRows : public Rows {
 public:
  JsonRows(Cursor cursor, const std::vector<std::string>& wanted, std::size_t max_record,
           UnknownColumn unknown);
  bool next(Row& row) override;

 private:
  bool frame(Row& row);
  std::string split(Row& row);  // the fault, if there is one
  std::string read_member(simdjson::ondemand::field& member, Row& row);
  std::string read_value(simdjson::ondemand::value value, std::string_view& cell);
  void meet(std::string_view column);

  UnknownColumn unknown_;
  std::vector<std::string> met_;  // columns that nobody asked for
  simdjson::ondemand::parser parser_;
};

}  // namespace tariff
