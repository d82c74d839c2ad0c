// Where records are cut, and a batch of the parts of those that are. A record that stays whole costs a look at where it
// begins and ends, and is not copied.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "interpreter/evaluate/measure.hpp"
#include "interpreter/evaluate/scope.hpp"

namespace tariff {

class Cuts {
 public:
  static constexpr std::size_t most_parts = 10'000;  // of one record
  enum class Fault : std::uint8_t { no, bad_span, too_many_parts };

  Cuts(const Plan& plan, Names& names, NameLists& keys);

  void run(const Batch& batch);
  // By row: whether it is cut, or begins after its time; empty where no record is, nor faulty.
  std::span<const std::uint8_t> cut() const { return cut_; }
  bool is_cut(std::size_t row) const { return !cut_.empty() && cut_[row]; }
  Fault fault(std::size_t row) const { return rows_[row].fault; }

  // The parts of a row that is cut: places in the batch of parts.
  std::size_t first(std::size_t row) const { return rows_[row].first; }
  std::size_t last(std::size_t row) const { return rows_[row].last; }
  Instant begin(std::size_t part) const { return parts_.times_at[part]; }
  const Batch& parts() const { return parts_; }
  const Measures& measures() const { return measures_; }
  // The fields of a part that lies ahead, where rules may read them as it comes; else null.
  std::shared_ptr<const Batch> kept(std::size_t part) const;

 private:
  struct Places {  // of one kind of record
    const Cut* cut = nullptr;
    std::vector<ColumnFormula> positions;  // as the places; of those that have none, of nothing
  };
  struct Row { std::size_t first = 0, last = 0; Fault fault = Fault::no; };
  struct Span { Instant from = 0, until = 0; };

  void cut_row(Places& places, const Batch& batch, std::size_t row);
  bool find_spans(Places& places, const Batch& batch, std::size_t row, Span whole);
  Instant next_cut(Places& places, std::size_t row, Instant from, Instant at) const;
  Instant next_cut(CutPlace place, Instant from, Instant at) const;
  Instant step_on(const Cut& cut, Span part, bool later);
  void make_parts(const Batch& batch);

  const Plan& plan_;
  std::vector<Places> kinds_;
  std::vector<std::uint8_t> cut_;
  std::vector<Row> rows_;
  std::vector<Span> found_;           // of the row at hand
  std::vector<Span> spans_;           // of all parts,
  std::vector<std::size_t> sources_;  // of these rows,
  std::vector<const Cut*> by_;        // cut so
  bool parts_are_read_ = false;
  Batch parts_, one_;                 // one_: the row at hand, as one of its parts
  Measures measures_;
};

}  // namespace tariff
