#include "interpreter/write/csv_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace tariff {
namespace {

constexpr Instant hour = 3600 * microseconds_per_second;

// Whether every byte is behind `,`, as nearly always: nothing there asks for quotes. Looks at eight bytes at a time.
bool is_behind_comma(std::string_view text) {
  constexpr std::uint64_t each = 0x0101010101010101;
  const auto eight_are = [](const char* at) {
    std::uint64_t bytes;
    std::memcpy(&bytes, at, 8);
    return ((bytes - each * (',' + 1)) & ~bytes & each << 7) == 0;
  };
  if (text.size() < 8) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > ','; });
  }
  for (std::size_t at = 0; at + 8 < text.size(); at += 8) {
    if (!eight_are(text.data() + at)) return false;
  }
  return eight_are(text.data() + text.size() - 8);
}

bool is_plain(std::string_view text) {
  return is_behind_comma(text) || text.find_first_of(",\"\n\r") == std::string_view::npos;
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
