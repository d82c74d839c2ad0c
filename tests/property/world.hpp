// What the laws of evaluation are tried on: a tariff, and usage and events made up for it by a generator whose
// every choice follows from a seed. Half of all instants stand where windows end or where another thing happens.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "interpreter/compile.hpp"
#include "interpreter/evaluate/evaluate.hpp"

namespace tariff {

// One record as it stands in a file.
struct MadeRecord {
  Instant time = 0;
  std::string account, kind, id;
  std::int64_t times = 1;
  std::map<std::string, std::string> fields;
};

struct Trace {
  std::vector<MadeRecord> records;  // in time order
  std::vector<Event> events;        // likewise
  Instant until = 0;
};

// Which tariffs, as paths under the top.
const std::vector<std::string>& tariffs_of_laws();
std::string text_of(const std::string& path);
// Fails the test where the tariff has errors.
Compiled compile_text(const std::string& path, const std::string& text);

Trace make_trace(const Plan& plan, unsigned seed, std::size_t records);
Batch batch_of(const Plan& plan, const std::vector<MadeRecord>& records);

// What a trace comes to, as text: by account, in the order in which it came. Lines of the input are left out: they
// change as inputs are split.
struct Outcome {
  std::map<std::string, std::vector<std::string>> lines, rejections, refunds, notices, packages;
  std::map<std::string, Number> charged;                       // by item: all amounts
  std::map<std::string, std::map<std::string, Number>> drawn;  // by account and ref, then by item: of lines
  struct Held { std::string package; Number size, used, remaining; };
  std::map<std::string, Held> held;                            // by account and ref
  std::map<std::string, std::string> statuses, balances;       // by account
  Summary summary;
  std::string closing;  // the state in its file

  // The next part of a trace, billed from this one's closing state.
  void add(const Outcome& part);
};
Outcome bill(const Plan& plan, const Trace& trace, const std::string& opening = "");
// By all versions of a tariff; the opening state is that of a part that ended at `from`.
Outcome bill(const Book& book, const Trace& trace, const std::string& opening = "", Instant from = INT64_MIN);

}  // namespace tariff
