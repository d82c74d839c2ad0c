// Usage from CSV or JSON lines into columns: the columns `time` and `account`, `record` where the schema has
// several kinds, perhaps `id`, `times` and `corrects`, and one a field.
//
// A line that cannot be read goes to ReadOptions::on_bad with its reason. ReadError ends the reading: no such
// file, a column that must be there is missing, records out of time order. Test: tests/unit/read_test.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/read/corrections.hpp"
#include "interpreter/read/field_reader.hpp"
#include "interpreter/read/instants.hpp"
#include "interpreter/read/sorted_usage.hpp"
#include "interpreter/read/table.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

// What records are like from an instant on.
struct SchemaSince { Instant from = INT64_MIN; Schema schema; };

class UsageReader {
 public:
  static constexpr std::size_t batch_rows = 4096;

  // One input is read after the other, as if they were one. With several schemas, the first since ever, each record is of
  // the one in force at its time, and a batch is of one of them.
  UsageReader(std::vector<Input> inputs, std::vector<SchemaSince> schemas, Zone zone, ReadOptions options);
  UsageReader(std::vector<Input> inputs, Schema schema, Zone zone, ReadOptions options)
      : UsageReader(std::move(inputs), std::vector<SchemaSince>{{INT64_MIN, std::move(schema)}}, std::move(zone),
                    std::move(options)) {}
  UsageReader(const UsageReader&) = delete;
  UsageReader& operator=(const UsageReader&) = delete;

  // The next records, at most batch_rows; false after the last. A batch that is handed in again lends its
  // room.
  bool next(Batch& batch);

 private:
  // One of the schemas, and where the table has its fields.
  struct Form {
    Instant from;
    Schema schema;
    std::size_t first = 0;  // column of the table
    std::vector<FieldReader> fields;
    ChoiceIndex kinds;
    std::vector<std::optional<std::size_t>> lacking;  // per kind: a column that the input should have
    bool several() const { return schema.kinds.size() > 1; }
  };

  // Columns of the table. The fields come behind these, and `record` last, where there is one.
  enum : std::size_t { time, account, id, times, corrects, first_field };

  bool read_batch(Batch& batch);
  bool next_sorted(Batch& batch);
  bool next_input();
  void read_rows(Batch& batch);
  void look_for_columns(Form& form);
  Form& form_at(Instant at);
  bool read_time(Instant& at);
  bool read_row(Batch& batch, std::size_t row, Instant at, Instant counted_at);
  bool read_common(Batch& batch, std::size_t row);
  bool read_kind(Batch& batch, std::size_t row);
  bool read_fields(Batch& batch, std::size_t row);
  bool is_taken_out();
  bool voids() const;
  void tell_taken_out();
  bool refuse(std::string reason);

  std::vector<Form> forms_;
  Form* form_ = nullptr;  // of the batch at hand
  Zone zone_;
  Instants instants_;
  bool sort_;
  Instant counted_from_;
  Corrections corrections_;
  std::size_t taken_out_ = 0;  // records that others correct
  Table table_;
  std::size_t record_;  // column of the table
  bool open_ = false;   // an input is being read
  bool held_ = false;   // the row at hand is of the next batch
  std::string reason_;  // why the row at hand is bad
  bool is_sorted_ = false;
  std::vector<SortedUsage> sorted_;  // by form
  std::size_t next_sorted_ = 0;
};

}  // namespace tariff
