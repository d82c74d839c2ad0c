#include "interpreter/read/usage_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/read/columns.hpp"

namespace tariff {
namespace {

// Those of all schemas; a name may stand in several of them.
std::vector<std::string> column_names(const std::vector<SchemaSince>& schemas) {
  std::vector<std::string> names = {"time", "account", "id", "times", "corrects"};
  bool several = false;
  for (const auto& [from, schema] : schemas) {
    for (const Field& field : schema.fields) names.push_back(field.name);
    several |= schema.kinds.size() > 1;
  }
  if (several) names.push_back("record");
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

UsageReader::UsageReader(std::vector<Input> inputs, std::vector<SchemaSince> schemas, Zone zone, ReadOptions options)
    : zone_(std::move(zone)),
      instants_(zone_),
      sort_(options.sort),
      counted_from_(options.counted_from),
      corrections_(inputs, column_names(schemas), {account, id, corrects}, zone_, options),
      table_(std::move(inputs), column_names(schemas), zone_, std::move(options)),
      record_(first_field) {
  forms_.reserve(schemas.size());  // the readers of fields look into them
  for (auto& [from, declared] : schemas) {
    Schema schema = with_a_kind(std::move(declared));
    ChoiceIndex kinds(kind_names(schema));
    Form& form = forms_.emplace_back(Form{from, std::move(schema), record_, {}, std::move(kinds), {}});
    for (const Field& field : form.schema.fields) form.fields.emplace_back(field, table_.quoted(record_++), zone_);
  }
}

bool UsageReader::next(Batch& batch) { return sort_ ? next_sorted(batch) : read_batch(batch); }

bool UsageReader::next_sorted(Batch& batch) {
  if (!is_sorted_) {
    std::vector<std::vector<Batch>> batches(forms_.size());
    for (Batch read; read_batch(read);) {
      batches[static_cast<std::size_t>(form_ - forms_.data())].push_back(std::exchange(read, {}));
    }
    for (std::size_t i = 0; i < forms_.size(); ++i) sorted_.emplace_back(std::move(batches[i]), forms_[i].schema);
    is_sorted_ = true;
  }
  for (; next_sorted_ < sorted_.size(); ++next_sorted_) {
    if (sorted_[next_sorted_].next(batch, batch_rows)) return true;
  }
  return false;
}

// A batch lies within one input, for another may have other columns.
bool UsageReader::read_batch(Batch& batch) {
  do {
    if (!open_ && !next_input()) return false;
    read_rows(batch);
  } while (batch.rows == 0);
  return true;
}

bool UsageReader::next_input() {
  if (!table_.next_input()) {
    tell_taken_out();
    return false;
  }
  open_ = true;
  for (std::size_t column : {std::size_t{time}, std::size_t{account}}) {
    if (!table_.has(column)) table_.missing(column);
  }
  for (Form& form : forms_) look_for_columns(form);
  return true;
}

// With several kinds of record, an input need not have the columns of a kind that it does not hold; with several schemas,
// not those of one.
void UsageReader::look_for_columns(Form& form) {
  const Schema& schema = form.schema;
  if (forms_.size() == 1 && form.several() && !table_.has(record_)) table_.missing(record_);
  form.lacking.assign(schema.kinds.size(), {});
  for (std::size_t kind = 0; kind < schema.kinds.size(); ++kind) {
    for (std::size_t i = 0; i < schema.kinds[kind].count && !form.lacking[kind]; ++i) {
      const std::size_t field = schema.kinds[kind].first + i;
      if (!schema.fields[field].optional && !table_.has(form.first + field)) form.lacking[kind] = form.first + field;
    }
  }
  if (forms_.size() == 1 && !form.several() && form.lacking[0]) table_.missing(*form.lacking[0]);
}

UsageReader::Form& UsageReader::form_at(Instant at) {
  std::size_t form = forms_.size() - 1;
  while (form > 0 && forms_[form].from > at) --form;
  return forms_[form];
}

void UsageReader::read_rows(Batch& batch) {
  auto blocks = std::make_shared<std::vector<std::shared_ptr<Block>>>();
  std::size_t rows = 0;
  form_ = nullptr;
  while (rows < batch_rows && (held_ || (open_ = table_.next_row()))) {
    Instant at = 0;
    held_ = false;
    if (is_taken_out() || !read_time(at)) continue;
    const Instant counted_at = std::max(at, counted_from_);
    Form& form = form_at(counted_at);
    held_ = rows > 0 && form_ != &form;
    if (held_) break;
    if (form_ != &form) {
      if (forms_.size() > 1) batch.columns.clear();
      make_room(batch, form.schema, batch_rows, table_.has(id));
      form_ = &form;
    }
    if (!read_row(batch, rows, at, counted_at)) continue;
    if (blocks->empty() || blocks->back() != table_.block()) blocks->push_back(table_.block());
    ++rows;
  }
  trim(batch, rows);
  batch.storage = std::move(blocks);
}

// A record that another stands in place of; or that stands in place of one itself, to be none.
bool UsageReader::is_taken_out() {
  const bool corrected = corrections_.takes_out(table_);
  taken_out_ += corrected;
  return corrected || voids();
}

bool UsageReader::voids() const {
  return table_.cell(times) == "0" && !table_.cell(corrects).empty() && !table_.cell(account).empty() &&
         corrections_.objection(table_).empty();
}

void UsageReader::tell_taken_out() {
  if (taken_out_ == 0) return;
  table_.notice(fmt::format("{} corrected by others, and taken out", taken_out_ == 1 ? "1 record is" : fmt::format("{} records are", taken_out_)));
  taken_out_ = 0;
}

bool UsageReader::read_time(Instant& at) {
  const std::string_view text = table_.cell(time);
  if (const auto instant = instants_.parse(text)) {
    at = *instant;
    return true;
  }
  table_.bad(complaint(table_.quoted(time), "is not a time", text));
  return false;
}

bool UsageReader::read_row(Batch& batch, std::size_t row, Instant at, Instant counted_at) {
  batch.times_at[row] = counted_at;
  if (read_common(batch, row) && read_kind(batch, row) && read_fields(batch, row)) {
    table_.in_order(at);
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
  batch.accounts[row] = table_.cell(account);
  if (batch.accounts[row].empty()) return refuse(table_.quoted(account) + " is empty");
  batch.lines[row] = table_.line();
  if (!batch.ids.empty()) batch.ids[row] = table_.cell(id);
  if (!table_.cell(corrects).empty()) {
    if (std::string why = corrections_.objection(table_); !why.empty()) return refuse(std::move(why));
  }
  const std::string_view text = table_.cell(times);
  if (text.empty()) return true;
  Decimal count = parse_decimal(text);
  if (count.form != Decimal::Form::small || count.scale > 0 || count.coefficient < 1) {
    return refuse(complaint(table_.quoted(times), "is not a whole number from 1", text));
  }
  batch.times[row] = count.coefficient;
  return true;
}

bool UsageReader::read_kind(Batch& batch, std::size_t row) {
  if (!form_->several()) {
    if (form_->lacking[0]) table_.missing(*form_->lacking[0]);
    return true;
  }
  if (!table_.has(record_)) table_.missing(record_);
  std::string_view text = table_.cell(record_);
  std::uint32_t kind = form_->kinds.find(text);
  if (kind == ChoiceIndex::none)
    return refuse(unknown_name(table_.quoted(record_), text, kind_names(form_->schema)));
  if (form_->lacking[kind]) table_.missing(*form_->lacking[kind]);
  batch.kinds[row] = kind;
  return true;
}

bool UsageReader::read_fields(Batch& batch, std::size_t row) {
  const RecordKind& kind = form_->schema.kinds[batch.kinds[row]];
  for (std::size_t field = kind.first; field < kind.first + kind.count; ++field) {
    std::string_view cell = table_.cell(form_->first + field);
    FieldReader& reader = form_->fields[field];
    if (cell.empty()) {
      if (!reader.field().optional) return refuse(reader.empty());
    } else if (!reader.read(cell, batch.columns[field], row, reason_)) {
      return false;
    }
  }
  return true;
}

}  // namespace tariff
