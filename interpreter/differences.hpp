// A bill as the difference to what was booked: what is known now less the lines of earlier bills, line by line.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "interpreter/bill.hpp"
#include "interpreter/read/input.hpp"

namespace tariff {

class Differences {
 public:
  // The lines of earlier bills, as they stand in `lines.csv`; lines of one key are summed up. ReadError.
  Differences(std::vector<Input> booked, const Zone& zone, const std::string& currency);
  Differences(const Differences&) = delete;
  Differences& operator=(const Differences&) = delete;

  // What windows that ended by then came to was booked by a bill before, and is none of this one's.
  void begin_after(Instant at);
  // Of a part, the lines that differ.
  Bill part(Bill part);
  // What was booked up to the cut-off and is no line any more, taken off; with the summary of the whole. Views look into this.
  Bill rest(Summary summary);

 private:
  struct Booked {
    std::string account, item, pool, row, source, unit, clause;
    Instant start = 0, end = 0;
    Number quantity, amount;
    bool asked = false;  // or none of this bill's
    // What is of an instant, as an early bill, comes behind a cut-off there.
    bool is_before(Instant at) const { return end <= at && start < at; }
  };
  using Key = std::tuple<Instant, std::string_view, std::string_view, std::string_view, std::string_view, std::string_view,
                         Instant>;  // in the order of lines
  template <typename Row>
  static Key key(const Row& row) {
    return {row.end, row.account, row.item, row.pool, row.row, row.source, row.start};
  }
  void read(Input input, const Zone& zone, const std::string& currency);
  void sum_up();
  Booked* find(const Line& line);
  void take_off(const Booked& booked, Bill& part);

  std::vector<Booked> booked_;  // in the order of their keys
  Number total_;                // of those that were asked for
};

}  // namespace tariff
