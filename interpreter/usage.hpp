// Usage and account events as the evaluation takes them: columns in batches, whatever file they came
// from. A reader for another format fills these and touches nothing else.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/calendar.hpp"
#include "interpreter/number.hpp"

namespace tariff {

enum class FieldKind : std::uint8_t { choice, number, instant, text };

struct Field {
  std::string name;
  FieldKind kind = FieldKind::text;
  std::vector<std::string> choices;  // of a choice; its value is the index
  bool whole = false;                // of a number: no decimals
  bool negative = false;             // of a number: may be below zero
  bool optional = false;             // may be empty
};
// One kind of record. Fields are numbered through all kinds of a schema: field i of this kind is column first + i.
struct RecordKind {
  std::string name;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
struct Schema {
  std::vector<RecordKind> kinds;
  std::vector<Field> fields;
};

// A column of numbers: values[i] × 10^-scale. Where one of them does not fit, `wide` holds them all instead.
struct NumberColumn {
  int scale = 0;
  std::vector<std::int64_t> values;
  std::vector<Number> wide;
  Number at(std::size_t row) const { return wide.empty() ? Number::scaled(values[row], scale) : wide[row]; }
};
// One field of a batch. Only the vector of the field's kind is filled; a row of another kind of record, or one
// that leaves the field out, holds 0, the empty text, and given = 0.
struct Column {
  NumberColumn numbers;
  std::vector<std::uint32_t> codes;     // choice
  std::vector<Instant> instants;
  std::vector<std::string_view> texts;  // into Batch::storage or the reader's buffer, valid while the batch is
  std::vector<std::uint8_t> given;
};
// Records in time order. Every vector has `rows` entries, but `ids`, which is empty where the input has no ids.
struct Batch {
  std::size_t rows = 0;
  std::vector<Instant> times_at;
  std::vector<std::string_view> accounts;
  std::vector<std::uint32_t> kinds;
  std::vector<std::string_view> ids;
  std::vector<std::int64_t> times;     // how many identical records, >= 1
  std::vector<std::uint64_t> lines;    // of the input, from 1
  std::vector<Column> columns;         // one a field of the schema
  std::vector<std::uint8_t> later;     // of parts of cut records: it is not the first; empty: all are whole
  std::shared_ptr<void> storage;       // what the views look into
};

// Some of the records, in this order; one by itself.
void pick_rows(const Batch& batch, std::span<const std::size_t> rows, Batch& out);
Batch row_of(const Batch& batch, std::size_t row);

enum class EventKind : std::uint8_t { buy, refund, top_up, set, reset, open, close };
struct Event {
  Instant time = 0;
  std::string account;
  EventKind kind = EventKind::open;
  std::string item;       // buy: `pack.p500w`; set: the attribute; reset: a package, or all
  std::int64_t quantity = 1;
  std::string value;      // buy: the pool; set: the value; top_up: the amount
  std::string ref;
  std::uint64_t line = 0;
};

// A line of the input that could not be read.
struct BadLine {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;  // in bytes, of the line's first, in the text after decompression
  std::string reason;
  std::string text;          // its first 200 bytes
};

}  // namespace tariff
