// The column half of the evaluation: a batch of records → what refuses each and what each asks for.
#pragma once

#include <span>
#include <vector>

#include "interpreter/evaluate/account_rows.hpp"
#include "interpreter/evaluate/columns.hpp"
#include "interpreter/evaluate/names.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

class Measures {
 public:
  Measures(const Plan& plan, Names& names, NameLists& keys);

  // Of a row that is `cut`, its parts are asked some rules in its place; a batch of parts is asked no others.
  void run(const Batch& batch, std::span<const std::uint8_t> cut = {});
  // The rule on the record alone that refuses it, the first in text order; none.
  Index refused_by(std::size_t row) const { return refused_[row]; }
  // In the order in which they draw.
  std::span<const Demand> demands(std::size_t row) const {
    return std::span(demands_).subspan(first_[row], first_[row + 1] - first_[row]);
  }

 private:
  struct MeterColumns {
    Index meter = 0, item = none;
    ColumnFormula counts, quantity, from, until, looked_up;
    std::vector<ColumnFormula> rows;
    std::vector<std::uint8_t> counted;
  };

  void refuse(const Batch& batch, std::span<const std::uint8_t> cut);
  void count(MeterColumns& columns, const Batch& batch);
  void place(MeterColumns& columns, const Batch& batch);
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
};

}  // namespace tariff
