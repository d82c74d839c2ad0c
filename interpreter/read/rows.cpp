#include "interpreter/read/rows.hpp"

#include <fmt/format.h>

#include <utility>

#include "grammar/characters.hpp"
#include "interpreter/read/csv.hpp"
#include "interpreter/read/jsonl.hpp"

namespace tariff {
namespace {

constexpr std::size_t excerpt_size = 200;

void skip_byte_order_mark(Cursor& cursor) {
  if (std::string_view(cursor.data(), cursor.size()).substr(0, 3) == "\xEF\xBB\xBF") cursor.go(3, 0);
}

}  // namespace

std::string excerpt(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint point = decode(text, at);
    bool shown = point.value != CodePoint::invalid && point.value != 0;
    std::string_view character = shown ? text.substr(at, point.length) : "\uFFFD";
    if (result.size() + character.size() > excerpt_size) break;
    result += character;
    at += point.length;
  }
  return result;
}

void Rows::begin(Row& row) const {
  row.line = cursor_.line();
  row.offset = cursor_.offset();
  row.fault.clear();
}

void Rows::fail(Row& row, std::string_view text, std::string fault) {
  excerpt_ = excerpt(text);
  row.text = excerpt_;
  row.fault = std::move(fault);
}

std::string Rows::too_long() const { return fmt::format("the record is longer than {} bytes", max_record_); }

std::unique_ptr<Rows> open_rows(Input input, const std::vector<std::string>& wanted, std::size_t max_record,
                                const UnknownColumn& unknown) {
  Cursor cursor(std::move(input));
  cursor.more();
  skip_byte_order_mark(cursor);
  std::string_view text(cursor.data() + cursor.position(), cursor.size() - cursor.position());
  std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '{') {
    return std::make_unique<JsonRows>(std::move(cursor), wanted, max_record, unknown);
  }
  return std::make_unique<CsvRows>(std::move(cursor), wanted, max_record, unknown);
}

}  // namespace tariff
