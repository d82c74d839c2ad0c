#include "interpreter/read/field_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "grammar/suggest.hpp"
#include "interpreter/read/columns.hpp"
#include "interpreter/read/rows.hpp"

namespace tariff {
namespace {

constexpr std::size_t longest_number = 100;  // exact numbers take time that grows with the square of it

}  // namespace

std::string complaint(const std::string& name, std::string_view fault, std::string_view cell) {
  return fmt::format("{} {}: `{}`", name, fault, excerpt(cell));
}

std::string unknown_name(const std::string& name, std::string_view cell,
                         const std::vector<std::string>& known) {
  auto meant = nearest(cell.substr(0, longest_number), known);
  return complaint(name, fmt::format("is none of {}", fmt::join(known, ", ")), cell) +
         (meant ? fmt::format("; did you mean `{}`?", *meant) : "");
}

ChoiceIndex::ChoiceIndex(const std::vector<std::string>& choices) {
  std::uint32_t code = 0;
  for (const std::string& choice : choices) {
    by_length_.resize(std::max(by_length_.size(), choice.size() + 1));
    by_length_[choice.size()].emplace_back(choice, code++);
  }
}

FieldReader::FieldReader(const Field& field, std::string name, const Zone& zone)
    : field_(&field), name_(std::move(name)), instants_(zone), choices_(field.choices) {}

bool FieldReader::read(std::string_view cell, Column& column, std::size_t row, std::string& reason) {
  column.given[row] = 1;
  switch (field_->kind) {
    case FieldKind::choice:
      column.codes[row] = choices_.find(cell);
      if (column.codes[row] == ChoiceIndex::none) reason = unknown_name(name_, cell, field_->choices);
      break;
    case FieldKind::number:
      read_number(cell, column.numbers, row, reason);
      break;
    case FieldKind::instant:
      if (auto instant = instants_.parse(cell)) {
        column.instants[row] = *instant;
      } else {
        reason = complaint(name_, "is not a time", cell);
      }
      break;
    case FieldKind::text:
      column.texts[row] = cell;
      break;
  }
  return reason.empty();
}

void FieldReader::read_number(std::string_view cell, NumberColumn& column, std::size_t row,
                              std::string& reason) const {
  Decimal number = parse_decimal(cell);
  if (number.form == Decimal::Form::none) {
    reason = complaint(name_, "is not a number", cell);
  } else if (cell.size() > longest_number) {
    reason = complaint(name_, fmt::format("has more than {} digits", longest_number), cell);
  } else if (field_->whole && number.scale > 0) {
    reason = complaint(name_, "is not a whole number", cell);
  } else if (!field_->negative && cell[0] == '-') {
    reason = complaint(name_, "is below zero", cell);
  } else if (number.form == Decimal::Form::small) {
    put_number(column, row, number.coefficient, number.scale);
  } else {
    put_number(column, row, *Number::parse(cell));
  }
}

}  // namespace tariff
