#include "interpreter/evaluate/columns.hpp"

#include <algorithm>
#include <utility>

#include "interpreter/evaluate/operations.hpp"
#include "interpreter/text_measure.hpp"

namespace tariff {
namespace {

using Values = std::vector<std::int64_t>;

void set_wide(NumberColumn& column, std::vector<Number> wide) {
  column.values.clear();
  column.scale = 0;
  column.wide = std::move(wide);
}

// Brings the integers to a larger scale; false where one does not fit.
bool scale_up(const NumberColumn& column, int scale, NumberColumn& out) {
  std::int64_t factor = 1;
  for (int i = column.scale; i < scale; ++i) {
    if (__builtin_mul_overflow(factor, std::int64_t{10}, &factor)) return false;
  }
  out.scale = scale;
  out.wide.clear();
  out.values.resize(column.values.size());
  bool overflow = false;
  for (std::size_t row = 0; row < column.values.size(); ++row) {
    overflow |= __builtin_mul_overflow(column.values[row], factor, &out.values[row]);
  }
  return !overflow;
}

// Two columns as integers of one scale, copied only where they differ; false where they are not.
bool align(const NumberColumn*& a, const NumberColumn*& b, NumberColumn& left, NumberColumn& right) {
  if (!a->wide.empty() || !b->wide.empty()) return false;
  if (a->scale < b->scale) {
    if (!scale_up(*a, b->scale, left)) return false;
    a = &left;
  } else if (b->scale < a->scale) {
    if (!scale_up(*b, a->scale, right)) return false;
    b = &right;
  }
  return true;
}

// Results of `compute(row, out)`, which says whether one overflowed; false if any did.
template <typename Compute>
bool fill(NumberColumn& out, std::size_t rows, int scale, Compute compute) {
  out.scale = scale;
  out.wide.clear();
  out.values.resize(rows);
  bool overflow = false;
  for (std::size_t row = 0; row < rows; ++row) overflow |= compute(row, out.values[row]);
  return !overflow;
}

std::size_t rows_of(const NumberColumn& column) {
  return column.wide.empty() ? column.values.size() : column.wide.size();
}

// a / b made whole; b > 0.
std::int64_t whole_steps(std::int64_t a, std::int64_t b, RoundingMode mode) {
  const std::int64_t quotient = a / b, rest = a % b;
  if (rest == 0) return quotient;
  const std::int64_t away = a < 0 ? quotient - 1 : quotient + 1;
  const std::int64_t magnitude = rest < 0 ? -rest : rest;
  switch (mode) {
    case RoundingMode::up: return away;
    case RoundingMode::down: return quotient;
    case RoundingMode::half_up: return magnitude >= b - magnitude ? away : quotient;
    case RoundingMode::half_down: return magnitude > b - magnitude ? away : quotient;
    case RoundingMode::half_even:
      if (magnitude == b - magnitude) return quotient % 2 == 0 ? quotient : away;
      return magnitude > b - magnitude ? away : quotient;
  }
  return quotient;
}

bool narrow_arithmetic(const Step& step, const NumberColumn* a, const NumberColumn* b, NumberColumn& left,
                       NumberColumn& right, NumberColumn& out) {
  const std::size_t rows = rows_of(*a);
  if (step.op == Op::multiply) {
    if (!a->wide.empty() || !b->wide.empty() || a->scale + b->scale > 18) return false;
    const Values &x = a->values, &y = b->values;
    return fill(out, rows, a->scale + b->scale,
                [&](std::size_t i, std::int64_t& r) { return __builtin_mul_overflow(x[i], y[i], &r); });
  }
  if (step.op == Op::divide || !align(a, b, left, right)) return false;
  const Values &x = a->values, &y = b->values;
  const int scale = a->scale;
  switch (step.op) {
    case Op::add:
      return fill(out, rows, scale,
                  [&](std::size_t i, std::int64_t& r) { return __builtin_add_overflow(x[i], y[i], &r); });
    case Op::subtract:
      return fill(out, rows, scale,
                  [&](std::size_t i, std::int64_t& r) { return __builtin_sub_overflow(x[i], y[i], &r); });
    case Op::least:
      return fill(out, rows, scale,
                  [&](std::size_t i, std::int64_t& r) { return r = std::max(x[i], y[i]), false; });
    case Op::most:
      return fill(out, rows, scale,
                  [&](std::size_t i, std::int64_t& r) { return r = std::min(x[i], y[i]), false; });
    case Op::blocks:
      return fill(out, rows, 0, [&](std::size_t i, std::int64_t& r) {
        return r = whole_steps(x[i], y[i], step.mode), false;
      });
    case Op::rounded:
      return fill(out, rows, scale, [&](std::size_t i, std::int64_t& r) {
        return __builtin_mul_overflow(whole_steps(x[i], y[i], step.mode), y[i], &r);
      });
    default: return false;
  }
}

}  // namespace

void ColumnFormula::run(const Batch& batch) {
  for (std::size_t i = 0; i < results_.size(); ++i) run_step(formula_->steps[i], results_[i], batch);
}

void ColumnFormula::run_step(const Step& step, Result& result, const Batch& batch) {
  switch (step.op) {
    case Op::number:
    case Op::instant:
    case Op::code:
    case Op::text: return constant(step, result, batch.rows);
    case Op::field: return field(step, result, batch);
    case Op::given: {
      const auto& given = batch.columns[step.index].given;
      result.truths.assign(given.begin(), given.end());
      return;
    }
    case Op::first_part: {
      result.truths.assign(batch.rows, 1);
      for (std::size_t row = 0; row < batch.later.size(); ++row) result.truths[row] = batch.later[row] ^ 1;
      return;
    }
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::negate:
    case Op::blocks:
    case Op::rounded:
    case Op::least:
    case Op::most: return arithmetic(step, result);
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::at_most: return comparison(step, result, batch.rows);
    case Op::either:
    case Op::both:
    case Op::no:
    case Op::among: return condition(step, result, batch.rows);
    case Op::choose: return choice(step, result);
    case Op::later:
    case Op::earlier:
    case Op::elapsed:
    case Op::difference: return time(step, result, batch.rows);
    case Op::time_of_day:
    case Op::weekday:
    case Op::month:
    case Op::in_calendar: return calendar(step, result, batch.rows);
    case Op::longest_prefix: return look_up(step, result, batch.rows);
    case Op::words:
    case Op::characters: return measure_text(step, result, batch.rows);
    case Op::attribute:
    case Op::highest_attribute:
    case Op::level:
    case Op::so_far:
    case Op::property:
    case Op::payer:
    case Op::column:
    case Op::balance:
    case Op::length_of:
    case Op::lines:
    case Op::meter:
    case Op::before:
    case Op::quantity: return;  // of an account: lower puts these into no formula over records
  }
}

void ColumnFormula::constant(const Step& step, Result& result, std::size_t rows) const {
  if (step.op == Op::number) {
    const Number& number = formula_->numbers[step.index];
    result.numbers = &result.own;
    if (!number.is_small()) return set_wide(result.own, std::vector<Number>(rows, number));
    result.own.scale = number.scale();
    result.own.values.assign(rows, number.coefficient());
  } else if (step.op == Op::instant) {
    result.own_instants.assign(rows, formula_->instants[step.index]);
    result.instants = result.own_instants;
  } else if (step.op == Op::code) {
    result.own_codes.assign(rows, step.index);
    result.codes = result.own_codes;
    result.truths.assign(rows, static_cast<std::uint8_t>(step.index));
  } else {
    result.own_texts.assign(rows, formula_->texts[step.index]);
    result.texts = result.own_texts;
  }
}

void ColumnFormula::field(const Step& step, Result& result, const Batch& batch) const {
  const Column& column = batch.columns[step.index];
  result.numbers = &column.numbers;
  result.codes = column.codes;
  result.instants = column.instants;
  result.texts = column.texts;
}

void ColumnFormula::arithmetic(const Step& step, Result& result) {
  const NumberColumn& a = *results_[step.a].numbers;
  result.numbers = &result.own;
  if (step.op == Op::negate) {
    const Number zero;
    std::vector<Number> wide(rows_of(a));
    for (std::size_t row = 0; row < wide.size(); ++row) wide[row] = zero - a.at(row);
    return set_wide(result.own, std::move(wide));
  }
  const NumberColumn& b = *results_[step.b].numbers;
  if (narrow_arithmetic(step, &a, &b, left_, right_, result.own)) return;
  std::vector<Number> wide(rows_of(a));
  for (std::size_t row = 0; row < wide.size(); ++row) wide[row] = calculate(step, a.at(row), b.at(row));
  set_wide(result.own, std::move(wide));
}

namespace {

template <typename Left, typename Right>
void compare_rows(Op op, const Left& a, const Right& b, std::vector<std::uint8_t>& out) {
  const std::size_t rows = out.size();
  switch (op) {
    case Op::equal:
      for (std::size_t i = 0; i < rows; ++i) out[i] = a[i] == b[i];
      return;
    case Op::unequal:
      for (std::size_t i = 0; i < rows; ++i) out[i] = !(a[i] == b[i]);
      return;
    case Op::less:
      for (std::size_t i = 0; i < rows; ++i) out[i] = a[i] < b[i];
      return;
    default:
      for (std::size_t i = 0; i < rows; ++i) out[i] = !(b[i] < a[i]);
      return;
  }
}

}  // namespace

void ColumnFormula::comparison(const Step& step, Result& result, std::size_t rows) {
  const Result &left = results_[step.a], &right = results_[step.b];
  result.truths.resize(rows);
  if (left.numbers && right.numbers && rows_of(*left.numbers) == rows) {
    const NumberColumn *a = left.numbers, *b = right.numbers;
    if (align(a, b, left_, right_)) return compare_rows(step.op, a->values, b->values, result.truths);
    for (std::size_t row = 0; row < rows; ++row) {
      result.truths[row] = holds(step.op, compare(left.numbers->at(row), right.numbers->at(row)));
    }
  } else if (left.instants.size() == rows && right.instants.size() == rows) {
    compare_rows(step.op, left.instants, right.instants, result.truths);
  } else if (left.texts.size() == rows && right.texts.size() == rows) {
    compare_rows(step.op, left.texts, right.texts, result.truths);
  } else {
    compare_rows(step.op, left.codes, right.codes, result.truths);
  }
}

void ColumnFormula::condition(const Step& step, Result& result, std::size_t rows) const {
  result.truths.resize(rows);
  auto& out = result.truths;
  if (step.op == Op::among) {
    const auto& set = formula_->sets[step.index];
    const auto codes = results_[step.a].codes;
    for (std::size_t i = 0; i < rows; ++i) out[i] = set[codes[i]];
    return;
  }
  const auto& a = results_[step.a].truths;
  if (step.op == Op::no) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = a[i] ^ 1;
    return;
  }
  const auto& b = results_[step.b].truths;
  if (step.op == Op::both) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = a[i] & b[i];
  } else {
    for (std::size_t i = 0; i < rows; ++i) out[i] = a[i] | b[i];
  }
}

void ColumnFormula::choice(const Step& step, Result& result) {
  const auto& chosen = results_[step.a].truths;
  const NumberColumn *a = results_[step.b].numbers, *b = results_[step.c].numbers;
  if (!a || !b || !results_[step.b].instants.empty()) {  // ends of a level
    result.own_instants.resize(chosen.size());
    for (std::size_t row = 0; row < chosen.size(); ++row) {
      result.own_instants[row] = results_[chosen[row] ? step.b : step.c].instants[row];
    }
    result.instants = result.own_instants;
    return;
  }
  result.numbers = &result.own;
  if (align(a, b, left_, right_)) {
    const Values &x = a->values, &y = b->values;
    fill(result.own, chosen.size(), a->scale,
         [&](std::size_t i, std::int64_t& r) { return r = chosen[i] ? x[i] : y[i], false; });
    return;
  }
  std::vector<Number> wide(chosen.size());
  for (std::size_t row = 0; row < wide.size(); ++row) wide[row] = chosen[row] ? a->at(row) : b->at(row);
  set_wide(result.own, std::move(wide));
}

void ColumnFormula::time(const Step& step, Result& result, std::size_t rows) const {
  const auto instants = results_[step.a].instants;
  if (step.op == Op::difference) {
    const auto others = results_[step.b].instants;
    std::vector<Number> wide(rows);
    for (std::size_t row = 0; row < rows; ++row) wide[row] = seconds_between(others[row], instants[row]);
    result.numbers = &result.own;
    return set_wide(result.own, std::move(wide));
  }
  result.own_instants.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    result.own_instants[row] = step.op == Op::elapsed
                                   ? elapsed(instants[row], results_[step.b].numbers->at(row))
                                   : moved(*formula_, step, instants[row]);
  }
  result.instants = result.own_instants;
}

void ColumnFormula::calendar(const Step& step, Result& result, std::size_t rows) const {
  const auto instants = results_[step.a].instants;
  if (step.op == Op::time_of_day) {
    std::vector<Number> wide(rows);
    for (std::size_t row = 0; row < rows; ++row) wide[row] = time_of_day(*formula_, instants[row]);
    result.numbers = &result.own;
    return set_wide(result.own, std::move(wide));
  }
  if (step.op == Op::in_calendar) {
    result.truths.resize(rows);
    for (std::size_t row = 0; row < rows; ++row)
      result.truths[row] = static_cast<std::uint8_t>(calendar_code(*formula_, step, instants[row]));
    return;
  }
  result.own_codes.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) result.own_codes[row] = calendar_code(*formula_, step, instants[row]);
  result.codes = result.own_codes;
}

void ColumnFormula::look_up(const Step& step, Result& result, std::size_t rows) const {
  const auto texts = results_[step.a].texts;
  const Prefixes& prefixes = *formula_->prefixes[step.index];
  result.own_codes.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) result.own_codes[row] = prefixes.longest_of(texts[row]);
  result.codes = result.own_codes;
}

void ColumnFormula::measure_text(const Step& step, Result& result, std::size_t rows) const {
  const auto texts = results_[step.a].texts;
  result.numbers = &result.own;
  fill(result.own, rows, 0, [&](std::size_t i, std::int64_t& r) {
    return r = step.op == Op::words ? count_words(texts[i]) : count_characters(texts[i]), false;
  });
}

}  // namespace tariff
