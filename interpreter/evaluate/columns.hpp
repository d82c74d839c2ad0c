// A formula over a batch of records, a column at a time. Numbers stay 64-bit integers with the column's scale
// while they fit; a column one of whose results does not fit is computed again in wide numbers.
// A record that leaves a field out has 0 there: what the tariff reads is guarded by conditions (check proves it).
#pragma once

#include <span>
#include <vector>

#include "interpreter/formula.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

class ColumnFormula {
 public:
  explicit ColumnFormula(const Formula& formula) : formula_(&formula), results_(formula.steps.size()) {}

  void run(const Batch& batch);
  // The last step's results, one a row; only of the kind that the formula yields.
  std::span<const std::uint8_t> truths() const { return results_.back().truths; }
  std::span<const std::uint32_t> codes() const { return results_.back().codes; }
  const NumberColumn& numbers() const { return *results_.back().numbers; }
  std::span<const Instant> instants() const { return results_.back().instants; }

 private:
  // Field columns are looked at where they stand; what a step computes is its own.
  struct Result {
    const NumberColumn* numbers = nullptr;
    NumberColumn own;
    std::vector<std::uint8_t> truths;
    std::vector<std::uint32_t> own_codes;
    std::span<const std::uint32_t> codes;
    std::vector<Instant> own_instants;
    std::span<const Instant> instants;
    std::vector<std::string_view> own_texts;
    std::span<const std::string_view> texts;
  };

  void run_step(const Step& step, Result& result, const Batch& batch);
  void constant(const Step& step, Result& result, std::size_t rows) const;
  void field(const Step& step, Result& result, const Batch& batch) const;
  void arithmetic(const Step& step, Result& result);
  void comparison(const Step& step, Result& result, std::size_t rows);
  void choice(const Step& step, Result& result);
  void condition(const Step& step, Result& result, std::size_t rows) const;
  void time(const Step& step, Result& result, std::size_t rows) const;
  void calendar(const Step& step, Result& result, std::size_t rows) const;
  void look_up(const Step& step, Result& result, std::size_t rows) const;
  void measure_text(const Step& step, Result& result, std::size_t rows) const;

  const Formula* formula_;
  std::vector<Result> results_;
  NumberColumn left_, right_;  // operands brought to one scale
};

}  // namespace tariff
