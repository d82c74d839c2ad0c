#include "interpreter/usage.hpp"

namespace tariff {
namespace {

template <typename T>
std::vector<T> one_of(const std::vector<T>& all, std::size_t row) {
  return all.empty() ? std::vector<T>() : std::vector<T>{all[row]};
}

}  // namespace

Batch row_of(const Batch& batch, std::size_t row) {
  Batch one;
  one.rows = 1;
  one.times_at = one_of(batch.times_at, row);
  one.accounts = one_of(batch.accounts, row);
  one.kinds = one_of(batch.kinds, row);
  one.ids = one_of(batch.ids, row);
  one.times = one_of(batch.times, row);
  one.lines = one_of(batch.lines, row);
  for (const Column& column : batch.columns) {
    const NumberColumn numbers{column.numbers.scale, one_of(column.numbers.values, row), one_of(column.numbers.wide, row)};
    one.columns.push_back({numbers, one_of(column.codes, row), one_of(column.instants, row), one_of(column.texts, row),
                           one_of(column.given, row)});
  }
  one.storage = batch.storage;
  return one;
}

}  // namespace tariff
