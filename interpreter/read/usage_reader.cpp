#include "interpreter/read/usage_reader.hpp"

#include <utility>

#include "interpreter/read/columns.hpp"

namespace tariff {
namespace {

std::vector<std::string> column_names(const Schema& schema) {
  std::vector<std::string> names = {"time", "account", "id", "times"};
  for (const Field& field : schema.fields) names.push_back(field.name);
  if (schema.kinds.size() > 1) names.push_back("record");
  return names;
}

std::vector<std::string> kind_names(const Schema& schema) {
  std::vector<std::string> names;
  for (const RecordKind& kind : schema.kinds) names.push_back(kind.name);
  return names;
}

// A tariff that declares no record still counts records.
Schema with_a_kind(Schema schema) {
  if (schema.kinds.empty()) schema.kinds.emplace_back();
  return schema;
}

}  // namespace

UsageReader::UsageReader(std::vector<Input> inputs, Schema schema, Zone zone, ReadOptions options)
    : schema_(with_a_kind(std::move(schema))),
      zone_(std::move(zone)),
      instants_(zone_),
      sort_(options.sort),
      table_(std::move(inputs), column_names(schema_), zone_, std::move(options)),
      record_(first_field + schema_.fields.size()),
      kinds_(kind_names(schema_)) {
  for (std::size_t i = 0; i < schema_.fields.size(); ++i) {
    fields_.emplace_back(schema_.fields[i], table_.quoted(first_field + i), zone_);
  }
}

bool UsageReader::next(Batch& batch) { return sort_ ? next_sorted(batch) : read_batch(batch); }

bool UsageReader::next_sorted(Batch& batch) {
  if (!sorted_) {
    std::vector<Batch> batches;
    for (Batch read; read_batch(read);) batches.push_back(std::exchange(read, {}));
    sorted_ = std::make_unique<SortedUsage>(std::move(batches), schema_);
  }
  return sorted_->next(batch, batch_rows);
}

// A batch lies within one input, for another may have other columns.
bool UsageReader::read_batch(Batch& batch) {
  do {
    if (!open_ && !next_input()) return false;
    read_rows(batch);
  } while (batch.rows == 0);
  return true;
}

// With several kinds of record, an input need not have the columns of a kind that it does not hold.
bool UsageReader::next_input() {
  if (!table_.next_input()) return false;
  open_ = true;
  bool several = schema_.kinds.size() > 1;
  for (std::size_t column : {std::size_t{time}, std::size_t{account}}) {
    if (!table_.has(column)) table_.missing(column);
  }
  if (several && !table_.has(record_)) table_.missing(record_);
  lacking_.assign(schema_.kinds.size(), {});
  for (std::size_t kind = 0; kind < schema_.kinds.size(); ++kind) {
    for (std::size_t i = 0; i < schema_.kinds[kind].count && !lacking_[kind]; ++i) {
      std::size_t field = schema_.kinds[kind].first + i;
      if (!schema_.fields[field].optional && !table_.has(first_field + field))
        lacking_[kind] = first_field + field;
    }
  }
  if (!several && lacking_[0]) table_.missing(*lacking_[0]);
  return true;
}

void UsageReader::read_rows(Batch& batch) {
  make_room(batch, schema_, batch_rows, table_.has(id));
  auto blocks = std::make_shared<std::vector<std::shared_ptr<Block>>>();
  std::size_t rows = 0;
  while (rows < batch_rows && (open_ = table_.next_row())) {
    if (!read_row(batch, rows)) continue;
    if (blocks->empty() || blocks->back() != table_.block()) blocks->push_back(table_.block());
    ++rows;
  }
  trim(batch, rows);
  batch.storage = std::move(blocks);
}

bool UsageReader::read_row(Batch& batch, std::size_t row) {
  if (read_common(batch, row) && read_kind(batch, row) && read_fields(batch, row)) {
    table_.in_order(batch.times_at[row]);
    return true;
  }
  table_.bad(reason_);
  reason_.clear();
  clear_row(batch, row);
  return false;
}

bool UsageReader::refuse(std::string reason) {
  reason_ = std::move(reason);
  return false;
}

bool UsageReader::read_common(Batch& batch, std::size_t row) {
  std::string_view text = table_.cell(time);
  auto instant = instants_.parse(text);
  if (!instant) return refuse(complaint(table_.quoted(time), "is not a time", text));
  batch.times_at[row] = *instant;
  batch.accounts[row] = table_.cell(account);
  if (batch.accounts[row].empty()) return refuse(table_.quoted(account) + " is empty");
  batch.lines[row] = table_.line();
  if (!batch.ids.empty()) batch.ids[row] = table_.cell(id);
  text = table_.cell(times);
  if (text.empty()) return true;
  Decimal count = parse_decimal(text);
  if (count.form != Decimal::Form::small || count.scale > 0 || count.coefficient < 1) {
    return refuse(complaint(table_.quoted(times), "is not a whole number from 1", text));
  }
  batch.times[row] = count.coefficient;
  return true;
}

bool UsageReader::read_kind(Batch& batch, std::size_t row) {
  if (schema_.kinds.size() == 1) return true;
  std::string_view text = table_.cell(record_);
  std::uint32_t kind = kinds_.find(text);
  if (kind == ChoiceIndex::none)
    return refuse(unknown_name(table_.quoted(record_), text, kind_names(schema_)));
  if (lacking_[kind]) table_.missing(*lacking_[kind]);
  batch.kinds[row] = kind;
  return true;
}

bool UsageReader::read_fields(Batch& batch, std::size_t row) {
  const RecordKind& kind = schema_.kinds[batch.kinds[row]];
  for (std::size_t field = kind.first; field < kind.first + kind.count; ++field) {
    std::string_view cell = table_.cell(first_field + field);
    FieldReader& reader = fields_[field];
    if (cell.empty()) {
      if (!reader.field().optional) return refuse(reader.empty());
    } else if (!reader.read(cell, batch.columns[field], row, reason_)) {
      return false;
    }
  }
  return true;
}

}  // namespace tariff
