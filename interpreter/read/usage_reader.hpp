// Usage from CSV or JSON lines into columns: the columns `time` and `account`, `record` where the schema has
// several kinds, perhaps `id` and `times`, and one a field.
//
// A line that cannot be read goes to ReadOptions::on_bad with its reason. ReadError ends the reading: no such
// file, a column that must be there is missing, records out of time order. Test: tests/unit/read_test.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/read/field_reader.hpp"
#include "interpreter/read/instants.hpp"
#include "interpreter/read/sorted_usage.hpp"
#include "interpreter/read/table.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

class UsageReader {
 public:
  static constexpr std::size_t batch_rows = 4096;

  // One input is read after the other, as if they were one.
  UsageReader(std::vector<Input> inputs, Schema schema, Zone zone, ReadOptions options);
  UsageReader(const UsageReader&) = delete;
  UsageReader& operator=(const UsageReader&) = delete;

  // The next records, at most batch_rows; false after the last. A batch that is handed in again lends its
  // room.
  bool next(Batch& batch);

 private:
  // Columns of the table. The fields come behind these, and `record` last, where there is one.
  enum : std::size_t { time, account, id, times, first_field };

  bool read_batch(Batch& batch);
  bool next_sorted(Batch& batch);
  bool next_input();
  void read_rows(Batch& batch);
  bool read_row(Batch& batch, std::size_t row);
  bool read_common(Batch& batch, std::size_t row);
  bool read_kind(Batch& batch, std::size_t row);
  bool read_fields(Batch& batch, std::size_t row);
  bool refuse(std::string reason);

  Schema schema_;
  Zone zone_;
  Instants instants_;
  bool sort_;
  Table table_;
  std::size_t record_;  // column of the table
  std::vector<FieldReader> fields_;
  ChoiceIndex kinds_;
  std::vector<std::optional<std::size_t>> lacking_;  // per kind: a column that the input should have
  bool open_ = false;                                // an input is being read
  std::string reason_;                               // why the row at hand is bad
  std::unique_ptr<SortedUsage> sorted_;
};

}  // namespace tariff
