#include "interpreter/read/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tariff {

CsvRows::CsvRows(Cursor cursor, const std::vector<std::string>& wanted, std::size_t max_record,
                 const UnknownColumn& unknown)
    : Rows(std::move(cursor), max_record) {
  restart();
  read_header(wanted, unknown);
}

void CsvRows::read_header(const std::vector<std::string>& wanted, const UnknownColumn& unknown) {
  Row header;
  if (!next_record(header)) {
    throw ReadError(name() + ": the file is empty; its first line must name the columns");
  }
  if (!header.fault.empty()) throw ReadError(fmt::format("{}:{}: {}", name(), header.line, header.fault));
  for (std::string_view cell : header.cells) {
    std::string column(cell);
    if (std::count(columns_.begin(), columns_.end(), column)) {
      throw ReadError(fmt::format("{}:{}: two columns are named `{}`", name(), header.line, column));
    }
    if (!std::count(wanted.begin(), wanted.end(), column)) unknown(column);
    columns_.push_back(std::move(column));
  }
}

bool CsvRows::next(Row& row) {
  if (!next_record(row)) return false;
  if (row.fault.empty() && row.cells.size() != columns_.size()) {
    fail(row, row.text, fmt::format("{} cells where the header has {}", row.cells.size(), columns_.size()));
  }
  return true;
}

bool CsvRows::next_record(Row& row) {
  for (;;) {
    Frame found = frame(row.cells);
    if (found.end == End::input) return false;
    std::size_t from = cursor_.position();
    begin(row);
    row.text = {cursor_.data() + from, found.stop - from};
    if (found.end == End::record && quotes_ && !unquote(row.cells)) found.end = End::text_after_quote;
    if (found.end != End::record) {
      fail(row, row.text, describe(found.end));
      cursor_.skip_line();
      restart();
      return true;
    }
    cursor_.go(found.after, found.lines);
    if (row.text.empty()) continue;
    if (zeros_) {
      fail(row, row.text, "a NUL byte");
    } else if (!cursor_.is_utf8(row.text)) {
      fail(row, row.text, "not UTF-8");
    }
    return true;
  }
}

// A record that its block cuts off is scanned anew with the next block behind it.
CsvRows::Frame CsvRows::frame(std::vector<std::string_view>& cells) {
  for (;;) {
    Frame found = scan(cells);
    if (found.end != End::record && found.end != End::input) return found;
    bool too_long = found.stop - cursor_.position() > max_record_;
    if (found.open && (too_long || last_)) {
      found.end = End::open_quote;
    } else if (too_long) {
      found.end = End::too_long;
    }
    if (found.end != End::input || last_) return found;
    last_ = !cursor_.more();
    restart();
  }
}

// Every quote turns `open` over; a doubled one does so twice and changes nothing.
CsvRows::Frame CsvRows::scan(std::vector<std::string_view>& cells) {
  const char* text = cursor_.data();
  const std::size_t begin = cursor_.position(), size = cursor_.size();
  std::size_t cell = begin;
  std::uint64_t lines = 0;
  bool open = false;
  auto finish = [&](std::size_t at, std::size_t after) {
    std::size_t stop = at > cell && text[at - 1] == '\r' ? at - 1 : at;
    cells.emplace_back(text + cell, stop - cell);
    return Frame{End::record, stop, after, lines, false};
  };
  cells.clear();
  quotes_ = zeros_ = false;
  for (;;) {
    std::size_t at = marks_.next();
    char mark = text[at];
    if (mark == ',') {
      if (open) continue;
      cells.emplace_back(text + cell, at - cell);
      cell = at + 1;
    } else if (mark == '"') {
      if (!open && at != cell && text[at - 1] != '"') return {End::stray_quote, at, at, lines, open};
      open = !open;
      quotes_ = true;
    } else if (mark == '\n') {
      ++lines;
      if (!open) return finish(at, at + 1);
    } else if (at < size) {
      zeros_ = true;
    } else if (last_ && !open && at > begin) {
      marks_.reset(text, at);  // the end is met once more
      return finish(at, at);
    } else {
      return {End::input, size, size, lines, open};
    }
  }
}

// Takes the quotes off. A cell with doubled quotes is rewritten; the others stay where they are.
bool CsvRows::unquote(std::vector<std::string_view>& cells) {
  for (std::string_view& cell : cells) {
    if (cell.empty() || cell.front() != '"') continue;
    if (cell.back() != '"') return false;
    cell = cell.substr(1, cell.size() - 2);
    if (cell.find('"') == std::string_view::npos) continue;
    std::string& text = cursor_.block()->unescaped.emplace_back();
    for (std::size_t i = 0; i < cell.size(); ++i) {
      text += cell[i];
      if (cell[i] == '"') ++i;
    }
    cell = text;
  }
  return true;
}

std::string CsvRows::describe(End end) const {
  switch (end) {
    case End::record:
    case End::input:
      break;
    case End::too_long:
      return too_long();
    case End::open_quote:
      return last_ ? "a quote never closes"
                   : fmt::format("a quote does not close within {} bytes", max_record_);
    case End::stray_quote:
      return "a quote in a cell that does not begin with one";
    case End::text_after_quote:
      return "text after the closing quote";
  }
  return {};
}

}  // namespace tariff
