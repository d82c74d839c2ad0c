#include "interpreter/read/sorted_usage.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/read/columns.hpp"

namespace tariff {

SortedUsage::SortedUsage(std::vector<Batch> batches, const Schema& schema)
    : schema_(&schema), batches_(std::make_shared<std::vector<Batch>>(std::move(batches))) {
  for (std::uint32_t i = 0; i < batches_->size(); ++i) {
    const Batch& batch = (*batches_)[i];
    ids_ = ids_ || !batch.ids.empty();
    for (std::uint32_t row = 0; row < batch.rows; ++row) places_.push_back({batch.times_at[row], i, row});
  }
  std::stable_sort(places_.begin(), places_.end(),
                   [](const Place& a, const Place& b) { return a.time < b.time; });
}

bool SortedUsage::next(Batch& batch, std::size_t rows) {
  std::size_t count = std::min(rows, places_.size() - next_);
  if (count == 0) return false;
  make_room(batch, *schema_, count, ids_);
  batch.storage = batches_;
  batch.rows = count;
  for (std::size_t row = 0; row < count; ++row) {
    const Place& place = places_[next_++];
    copy_row((*batches_)[place.batch], place.row, batch, row);
  }
  return true;
}

}  // namespace tariff
