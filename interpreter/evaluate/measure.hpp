// The column half of the evaluation: a batch of records → what refuses each and what each asks for.
#pragma once

#include <span>
#include <vector>

#include "interpreter/evaluate/account_rows.hpp"
#include "interpreter/evaluate/columns.hpp"
#include "interpreter/evaluate/names.hpp"
#include "interpreter/evaluate/scope.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

class Measures {
 public:
  Measures(const Plan& plan, Names& names, NameLists& keys);

  // Of a row that is `cut`, its parts are asked some rules in its place; a batch of parts is asked no others.
  void run(const Batch& batch, std::span<const std::uint8_t> cut = {});
  // The rule on the record alone that refuses it, the first in text order; none.
  Index refused_by(std::size_t row) const { return refused_[row]; }
  // In the order in which they draw, but for those below.
  std::span<const Demand> demands(std::size_t row) const {
    return std::span(demands_).subspan(first_[row], first_[row + 1] - first_[row]);
  }
  // With them those of meters that read the account, or what came so far: these ask the record as it comes.
  bool asks_in_order(Index kind) const { return ordered_kinds_[kind]; }
  std::span<const Demand> in_order(std::span<const Demand> on_columns, Index kind, Instant at, const Scope& record);
  // Whether a rule about records of the kind reads what came so far: they are taken one by one.
  bool reads_so_far(Index kind) const { return reading_kinds_[kind]; }
  // The record's own pool of a meter, whether the meter counts it or not; of another kind of record the one there is.
  Index pool_of(Index meter, Index kind, const Batch& batch, std::size_t row);

 private:
  struct MeterColumns {
    Index meter = 0, item = none;
    ColumnFormula counts, quantity, from, until, looked_up;
    std::vector<ColumnFormula> rows;
    std::vector<std::uint8_t> counted;
    bool in_order = false;  // it reads the account, or what came so far: record by record, in time order
  };

  void note_reads(const Formula& formula, Index kind, MeterColumns& columns);
  void refuse(const Batch& batch, std::span<const std::uint8_t> cut);
  void count(MeterColumns& columns, const Batch& batch);
  void place(MeterColumns& columns, const Batch& batch);
  void name(const Meter& meter, const Batch& batch, std::size_t row, Demand& demand);
  void add_in_order(const MeterColumns& columns, Instant at, const Scope& record);
  Index row_of(const MeterColumns& columns, std::size_t record) const;
  Index name_of(Index field, const Batch& batch, std::size_t row);
  Index pool(const Meter& meter, const Batch& batch, std::size_t row);
  Index key(const Meter& meter, const Batch& batch, std::size_t row);

  const Plan& plan_;
  Names& names_;
  NameLists& keys_;
  std::vector<std::vector<Index>> names_of_codes_;  // by choice field: the number of each value's name
  std::vector<ColumnFormula> guards_;
  std::vector<MeterColumns> meters_;
  std::vector<Index> refused_;
  std::vector<std::uint32_t> first_;  // a row's demands are demands_[first_[row] .. first_[row + 1])
  std::vector<std::uint32_t> next_;
  std::vector<Demand> demands_;
  std::vector<bool> reading_kinds_;  // of records of which a rule reads what came so far
  std::vector<bool> ordered_kinds_;  // of those that a meter measures in time order
  std::vector<Demand> in_order_;                     // of the record at hand
};

}  // namespace tariff
