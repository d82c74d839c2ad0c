// One field of a schema: from the text of a cell to an entry of a column, or the reason why not, in words
// for the one who wrote the input.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/read/instants.hpp"
#include "interpreter/usage.hpp"

namespace tariff {

// The number of a choice by its text. Choices of one length lie together, so few are compared.
class ChoiceIndex {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;
  explicit ChoiceIndex(const std::vector<std::string>& choices);
  std::uint32_t find(std::string_view text) const {
    if (text.size() >= by_length_.size()) return none;
    for (const auto& [choice, code] : by_length_[text.size()]) {
      if (choice == text) return code;
    }
    return none;
  }

 private:
  std::vector<std::vector<std::pair<std::string, std::uint32_t>>> by_length_;
};

class FieldReader {
 public:
  // `name` is what the input calls the field, in quotes. The field outlives the reader.
  FieldReader(const Field& field, std::string name, const Zone& zone);

  const Field& field() const { return *field_; }
  // Writes a cell that is not empty. False if it cannot be read; `reason` is set then.
  bool read(std::string_view cell, Column& column, std::size_t row, std::string& reason);
  std::string empty() const { return name_ + " is empty"; }

 private:
  void read_number(std::string_view cell, NumberColumn& column, std::size_t row, std::string& reason) const;

  const Field* field_;
  std::string name_;
  Instants instants_;
  ChoiceIndex choices_;
};

// "`pages` is not a number: `1,000`"
std::string complaint(const std::string& name, std::string_view fault, std::string_view cell);
std::string unknown_name(const std::string& name, std::string_view cell,
                         const std::vector<std::string>& known);

}  // namespace tariff
