#include "interpreter/usage.hpp"

namespace tariff {
namespace {

template <typename T>
void pick(const std::vector<T>& from, std::span<const std::size_t> rows, std::vector<T>& to) {
  to.clear();
  if (from.empty()) return;
  for (const std::size_t row : rows) to.push_back(from[row]);
}

}  // namespace

void pick_rows(const Batch& batch, std::span<const std::size_t> rows, Batch& out) {
  out.rows = rows.size();
  pick(batch.times_at, rows, out.times_at);
  pick(batch.accounts, rows, out.accounts);
  pick(batch.kinds, rows, out.kinds);
  pick(batch.ids, rows, out.ids);
  pick(batch.times, rows, out.times);
  pick(batch.lines, rows, out.lines);
  out.columns.resize(batch.columns.size());
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    const Column& from = batch.columns[i];
    Column& to = out.columns[i];
    to.numbers.scale = from.numbers.scale;
    pick(from.numbers.values, rows, to.numbers.values);
    pick(from.numbers.wide, rows, to.numbers.wide);
    pick(from.codes, rows, to.codes);
    pick(from.instants, rows, to.instants);
    pick(from.texts, rows, to.texts);
    pick(from.given, rows, to.given);
  }
}

Batch row_of(const Batch& batch, std::size_t row) {
  Batch one;
  pick_rows(batch, {&row, 1}, one);
  one.storage = batch.storage;
  return one;
}

}  // namespace tariff
