#include "interpreter/write/csv_text.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tariff {
namespace {

constexpr Instant hour = 3600 * microseconds_per_second;

bool is_plain(std::string_view text) {
  for (char c : text) {
    if (c == ',' || c == '"' || c == '\n' || c == '\r') return false;
  }
  return true;
}

}  // namespace

void CsvText::text(const char*, std::string_view value) {
  if (is_plain(value)) {
    *out_ += value;
  } else {
    *out_ += '"';
    for (char c : value) {
      if (c == '"') *out_ += '"';
      *out_ += c;
    }
    *out_ += '"';
  }
  *out_ += ',';
}

void CsvText::time(const char*, Instant value) {
  if (value != never) {
    TimeText& known = times_[static_cast<std::uint64_t>(value / hour) % times_.size()];
    if (known.time != value) {
      known.text.clear();
      rendering_->zone.append_text(known.text, value);
      known.time = value;
    }
    *out_ += known.text;
  }
  *out_ += ',';
}

void CsvText::quantity(const char*, const Number& value) {
  value.append_to(*out_);
  *out_ += ',';
}

void CsvText::amount(const char*, const Number& value) {
  value.append_to(*out_, rendering_->money.digits);
  *out_ += ',';
}

void CsvText::count(const char*, std::uint64_t value) {
  fmt::format_to(std::back_inserter(*out_), "{},", value);
}

}  // namespace tariff
