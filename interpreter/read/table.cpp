#include "interpreter/read/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "grammar/suggest.hpp"

namespace tariff {
namespace {

std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& candidates) {
  auto name = nearest(wanted, candidates);
  return name ? fmt::format("; did you mean `{}`?", *name) : "";
}

}  // namespace

Table::Table(std::vector<Input> inputs, const std::vector<std::string>& names, Zone zone, ReadOptions options)
    : inputs_(std::move(inputs)), wanted_(names), zone_(std::move(zone)), options_(std::move(options)) {
  for (const Input& input : inputs_) names_.push_back(input.name());
  for (std::string& name : wanted_) {
    if (auto found = options_.renamed.find(name); found != options_.renamed.end()) name = found->second;
  }
}

bool Table::next_input() {
  if (opened_ == inputs_.size()) return false;
  const std::string& name = names_[opened_];
  rows_ = open_rows(std::move(inputs_[opened_++]), wanted_, options_.max_record,
                    [this, &name](const std::string& column) { unknown(name, column); });
  const auto& columns = rows_->columns();
  places_.clear();
  for (const std::string& column : wanted_) {
    auto found = std::find(columns.begin(), columns.end(), column);
    places_.push_back(found == columns.end() ? absent : static_cast<std::size_t>(found - columns.begin()));
  }
  return true;
}

bool Table::next_row() {
  while (rows_->next(row_)) {
    if (row_.fault.empty()) return true;
    bad(row_.fault);
  }
  return false;
}

void Table::missing(std::size_t column) const {
  const std::string& name = wanted_[column];
  const auto& columns = rows_->columns();
  const bool named = std::any_of(columns.begin(), columns.end(), [&](const std::string& one) {
    return std::count(wanted_.begin(), wanted_.end(), one) > 0;
  });
  throw ReadError(fmt::format("{}: there is no column `{}`, only `{}`{}{}", rows_->name(), name,
                              fmt::join(columns, "`, `"), did_you_mean(name, columns),
                              named ? "" : "; the first line must name the columns"));
}

void Table::unknown(const std::string& input, const std::string& column) {
  if (!told_.insert(column).second) return;
  options_.on_notice(fmt::format("{}: the column `{}` is not known and passed over{}", input, column,
                                 did_you_mean(column, wanted_)));
}

void Table::bad(const std::string& reason) {
  if (options_.strict) throw ReadError(fmt::format("{}:{}: {}", rows_->name(), row_.line, reason));
  options_.on_bad({rows_->name(), row_.line, row_.offset, reason, excerpt(row_.text)});
}

void Table::in_order(Instant time) {
  std::size_t input = opened_ - 1;
  if (time < latest_ && !options_.sort) {
    throw ReadError(
        fmt::format("{}:{}: the time {} is earlier than {} at {}:{}; records must be in time order, or be "
                    "sorted with --sort",
                    names_[input], row_.line, zone_.text(time), zone_.text(latest_), names_[latest_input_],
                    latest_line_));
  }
  latest_ = time;
  latest_input_ = input;
  latest_line_ = row_.line;
}

}  // namespace tariff
