// From the files of usage and events to the parts of a bill: the way that `bill` and the cases share.
//
//   state, usage, events ─read→ accounts, batches ─evaluate→ Bill
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/book.hpp"
#include "interpreter/differences.hpp"
#include "interpreter/read/table.hpp"
#include "interpreter/read/usage_reader.hpp"

namespace tariff {

// How the accounts stood when an evaluation before this one ended.
struct Opening {
  std::string file;  // see state/state.hpp
  std::vector<std::string> sha256;  // of the text of each version, with those before it
  std::string text = {};  // of the file, where it is not yet written
};

struct Billing {
  std::optional<Opening> opening;
  std::vector<Input> usage, events;
  std::optional<Instant> until;
  ReadOptions options;
  Differences* differences = nullptr;  // to what was booked before; none: the bill is whole. It outlives the parts
  std::function<void(Instant cut_off)> on_opening = [](Instant) {};  // of the opening state
  std::function<void(std::size_t records)> on_progress = [](std::size_t) {};  // after each batch, of it
};

// The schema of each version, for the reader of their records.
std::vector<SchemaSince> schemas_of(const Book& book);

// The same without the end: what was used, up to where something else goes on. Nothing is written.
std::unique_ptr<BookEvaluation> use(const Book& book, Billing billing, Sink sink);

// ReadError where the input as a whole cannot be read. The parts look into what is returned.
std::unique_ptr<BookEvaluation> bill_usage(const Book& book, Billing billing, Sink sink);

}  // namespace tariff
