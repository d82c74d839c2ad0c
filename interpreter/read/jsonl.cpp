#include "interpreter/read/jsonl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "grammar/characters.hpp"

namespace tariff {
namespace {

static_assert(Cursor::padding >= simdjson::SIMDJSON_PADDING);

constexpr const char* blanks = " \t\r";

std::string_view without_blanks_behind(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

// The parser only finds where a number may stand; its own conversion would lose digits.
bool is_number(std::string_view text) {
  std::size_t at = 0;
  auto digits = [&] {
    std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > first;
  };
  auto take = [&](std::string_view any) {
    bool found = at < text.size() && any.find(text[at]) != std::string_view::npos;
    at += found;
    return found;
  };
  take("-");
  bool zero = take("0");
  if (!zero && !digits()) return false;
  if (take(".") && !digits()) return false;
  if (take("eE")) {
    take("+-");
    if (!digits()) return false;
  }
  return at == text.size();
}

std::string broken(simdjson::error_code error) {
  return fmt::format("not a JSON object: {}", simdjson::error_message(error));
}

}  // namespace

JsonRows::JsonRows(Cursor cursor, const std::vector<std::string>& wanted, std::size_t max_record,
                   UnknownColumn unknown)
    : Rows(std::move(cursor), max_record), unknown_(std::move(unknown)) {
  columns_ = wanted;
}

bool JsonRows::next(Row& row) {
  while (frame(row)) {
    if (!row.fault.empty()) return true;
    if (row.text.find_first_not_of(blanks) == std::string_view::npos) continue;
    if (std::string fault = split(row); !fault.empty()) fail(row, row.text, std::move(fault));
    return true;
  }
  return false;
}

// The next line; the cursor stands behind it afterwards.
bool JsonRows::frame(Row& row) {
  std::size_t from, size;
  const void* newline;
  for (;;) {
    from = cursor_.position();
    size = cursor_.size() - from;
    newline = std::memchr(cursor_.data() + from, '\n', size);
    if (newline) size = static_cast<std::size_t>(static_cast<const char*>(newline) - cursor_.data()) - from;
    if (newline || size > max_record_ || !cursor_.more()) break;
  }
  if (!newline && size == 0) return false;

  begin(row);
  row.text = {cursor_.data() + from, size};
  if (size > max_record_) {
    fail(row, row.text, too_long());
    cursor_.skip_line();
  } else {
    cursor_.go(from + size + (newline ? 1 : 0), 1);
  }
  return true;
}

std::string JsonRows::split(Row& row) {
  row.cells.assign(columns_.size(), {});
  simdjson::ondemand::document document;
  simdjson::ondemand::object object;
  std::size_t capacity = row.text.size() + simdjson::SIMDJSON_PADDING;
  if (auto error = parser_.iterate(row.text.data(), row.text.size(), capacity).get(document))
    return broken(error);
  if (auto error = document.get_object().get(object)) return broken(error);
  for (auto result : object) {
    simdjson::ondemand::field member;
    if (auto error = std::move(result).get(member)) return broken(error);
    if (std::string fault = read_member(member, row); !fault.empty()) return fault;
  }
  const char* end = nullptr;
  if (document.current_location().get(end) == simdjson::SUCCESS) return "text after the object";
  return {};
}

std::string JsonRows::read_member(simdjson::ondemand::field& member, Row& row) {
  std::string_view name;
  if (auto error = member.unescaped_key().get(name)) return broken(error);
  auto column = std::find(columns_.begin(), columns_.end(), name);
  if (column == columns_.end()) {
    meet(name);
    return {};
  }
  std::string_view& cell = row.cells[static_cast<std::size_t>(column - columns_.begin())];
  if (cell.data()) return fmt::format("`{}` occurs twice", *column);
  std::string fault = read_value(member.value(), cell);
  return fault.empty() ? fault : fmt::format("`{}`: {}", *column, fault);
}

std::string JsonRows::read_value(simdjson::ondemand::value value, std::string_view& cell) {
  cell = without_blanks_behind(value.raw_json_token());
  char first = cell.empty() ? '\0' : cell[0];
  if (first == '{' || first == '[') return "an array or object";
  if (first == '"') {
    bool escaped = cell.find('\\') != std::string_view::npos;
    cell = cell.substr(1, cell.size() - 2);
    if (!escaped) return {};
    std::string_view text;
    if (auto error = value.get_string().get(text)) return simdjson::error_message(error);
    if (text.find('\0') != std::string_view::npos) return "a NUL byte";
    cell = cursor_.block()->unescaped.emplace_back(text);
    return {};
  }
  if (cell == "null") {
    cell = cell.substr(0, 0);
    return {};
  }
  return cell == "true" || cell == "false" || is_number(cell) ? ""
                                                              : "neither text, number, true, false nor null";
}

void JsonRows::meet(std::string_view column) {
  if (std::count(met_.begin(), met_.end(), column)) return;
  met_.emplace_back(column);
  unknown_(met_.back());
}

}  // namespace tariff
