// Batches put in time order, records of one instant as they came. All of it is held in memory.
#pragma once

#include <memory>
#include <vector>

#include "interpreter/usage.hpp"

namespace tariff {

class SortedUsage {
 public:
  SortedUsage(std::vector<Batch> batches, const Schema& schema);  // the schema outlives this
  bool next(Batch& batch, std::size_t rows);                      // the next records; false after the last

 private:
  struct Place {
    Instant time;
    std::uint32_t batch, row;
  };
  const Schema* schema_;
  std::shared_ptr<std::vector<Batch>> batches_;  // kept by what is handed out, which looks into their texts
  std::vector<Place> places_;
  std::size_t next_ = 0;
  bool ids_ = false;
};

}  // namespace tariff
