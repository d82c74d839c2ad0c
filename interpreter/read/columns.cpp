#include "interpreter/read/columns.hpp"

#include <utility>

#include "grammar/characters.hpp"

namespace tariff {
namespace {

constexpr int most_digits = 18;  // always fit 64 bits

constexpr std::int64_t powers_of_ten[most_digits + 1] = {
    1,
    10,
    100,
    1'000,
    10'000,
    100'000,
    1'000'000,
    10'000'000,
    100'000'000,
    1'000'000'000,
    10'000'000'000,
    100'000'000'000,
    1'000'000'000'000,
    10'000'000'000'000,
    100'000'000'000'000,
    1'000'000'000'000'000,
    10'000'000'000'000'000,
    100'000'000'000'000'000,
    1'000'000'000'000'000'000,
};

bool shift(std::int64_t& value, int digits) {
  return !__builtin_mul_overflow(value, powers_of_ten[digits], &value);
}

void widen(NumberColumn& column) {
  for (std::int64_t value : column.values) column.wide.push_back(Number::scaled(value, column.scale));
  column.values.clear();
}

// False if one of the numbers does not fit the finer scale; the column is as before then.
bool raise(NumberColumn& column, int scale) {
  std::vector<std::int64_t> values = column.values;
  for (std::int64_t& value : values) {
    if (!shift(value, scale - column.scale)) return false;
  }
  column.values = std::move(values);
  column.scale = scale;
  return true;
}

// The vectors that a column or batch of this schema fills; the others stay empty.
template <typename Do>
void each_vector(Column& column, Do&& act) {
  act(column.numbers.values), act(column.numbers.wide), act(column.codes);
  act(column.instants), act(column.texts), act(column.given);
}
template <typename Do>
void each_vector(Batch& batch, Do&& act) {
  act(batch.times_at), act(batch.accounts), act(batch.kinds);
  act(batch.ids), act(batch.times), act(batch.lines);
  for (Column& column : batch.columns) each_vector(column, act);
}

void make_room(Column& column, FieldKind kind, std::size_t rows) {
  column.given.assign(rows, 0);
  column.numbers.scale = 0;
  column.numbers.wide.clear();
  switch (kind) {
    case FieldKind::choice:
      return column.codes.assign(rows, 0);
    case FieldKind::number:
      return column.numbers.values.assign(rows, 0);
    case FieldKind::instant:
      return column.instants.assign(rows, 0);
    case FieldKind::text:
      return column.texts.assign(rows, {});
  }
}

void copy_cell(const Column& from, std::size_t from_row, Column& to, std::size_t row) {
  const NumberColumn& numbers = from.numbers;
  if (!numbers.wide.empty()) {
    put_number(to.numbers, row, numbers.wide[from_row]);
  } else if (!numbers.values.empty()) {
    put_number(to.numbers, row, numbers.values[from_row], numbers.scale);
  }
  if (!from.codes.empty()) to.codes[row] = from.codes[from_row];
  if (!from.instants.empty()) to.instants[row] = from.instants[from_row];
  if (!from.texts.empty()) to.texts[row] = from.texts[from_row];
  to.given[row] = from.given[from_row];
}

}  // namespace

Decimal parse_decimal(std::string_view text) {
  Decimal result;
  const char* at = text.data();
  const char* end = at + text.size();
  bool negative = at != end && *at == '-';
  at += negative;
  const char* first = at;
  std::uint64_t value = 0;  // wraps where there are too many digits for it to be used
  for (; at != end && is_digit(*at); ++at) value = value * 10 + static_cast<std::uint64_t>(*at - '0');
  std::ptrdiff_t digits = at - first;
  if (digits == 0) return result;
  if (at != end && *at == '.') {
    first = ++at;
    for (; at != end && is_digit(*at); ++at) value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    if (at == first) return result;
    digits += at - first;
    result.scale = static_cast<int>(at - first);
  }
  if (at != end) return result;
  if (digits > most_digits) {
    result.form = Decimal::Form::large;
  } else {
    result.form = Decimal::Form::small;
    result.coefficient = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
  }
  return result;
}

void put_number(NumberColumn& column, std::size_t row, std::int64_t coefficient, int scale) {
  if (scale > column.scale && column.wide.empty() && !raise(column, scale)) widen(column);
  std::int64_t shifted = coefficient;
  if (column.wide.empty() && !shift(shifted, column.scale - scale)) widen(column);
  if (column.wide.empty()) {
    column.values[row] = shifted;
  } else {
    column.wide[row] = Number::scaled(coefficient, scale);
  }
}

void put_number(NumberColumn& column, std::size_t row, const Number& number) {
  if (number.is_small()) return put_number(column, row, number.coefficient(), number.scale());
  if (column.wide.empty()) widen(column);
  column.wide[row] = number;
}

void make_room(Batch& batch, const Schema& schema, std::size_t rows, bool ids) {
  batch.times_at.assign(rows, 0);
  batch.accounts.assign(rows, {});
  batch.kinds.assign(rows, 0);
  batch.ids.assign(ids ? rows : 0, {});
  batch.times.assign(rows, 1);
  batch.lines.assign(rows, 0);
  batch.columns.resize(schema.fields.size());
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    make_room(batch.columns[i], schema.fields[i].kind, rows);
  batch.storage.reset();
  batch.rows = 0;
}

void clear_row(Batch& batch, std::size_t row) {
  each_vector(batch, [row](auto& values) {
    if (!values.empty()) values[row] = {};
  });
  batch.times[row] = 1;
}

void copy_row(const Batch& from, std::size_t from_row, Batch& to, std::size_t row) {
  to.times_at[row] = from.times_at[from_row];
  to.accounts[row] = from.accounts[from_row];
  to.kinds[row] = from.kinds[from_row];
  if (!from.ids.empty()) to.ids[row] = from.ids[from_row];
  to.times[row] = from.times[from_row];
  to.lines[row] = from.lines[from_row];
  for (std::size_t i = 0; i < to.columns.size(); ++i)
    copy_cell(from.columns[i], from_row, to.columns[i], row);
}

void trim(Batch& batch, std::size_t rows) {
  each_vector(batch, [rows](auto& values) {
    if (!values.empty()) values.resize(rows);
  });
  batch.rows = rows;
}

}  // namespace tariff
