// What was quoted, as a table, CSV or JSON.
#pragma once

#include <string>
#include <vector>

#include "interpreter/number.hpp"
#include "interpreter/write/rendering.hpp"

namespace tariff {

struct QuotedRecord {
  Instant time = 0;
  std::string account, record, id;
  std::uint64_t line = 0;
  std::string field;
  Number asked, quote;
};

std::string quotes_text(const std::vector<QuotedRecord>& quotes, const Rendering& rendering);
std::string quotes_csv(const std::vector<QuotedRecord>& quotes, const Rendering& rendering);
std::string quotes_json(const std::vector<QuotedRecord>& quotes, const Rendering& rendering);

}  // namespace tariff
