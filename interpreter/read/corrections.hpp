// Records that stand in place of others, as the column `corrects` says. Which records they take out is known before the first
// is handed over: inputs that have the column are looked through before. Only the ids of corrections are kept.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interpreter/read/table.hpp"

namespace tariff {

class Corrections {
 public:
  // Places of the columns among the names of a table.
  struct Columns { std::size_t account = 0, id = 0, corrects = 0; };

  Corrections(const std::vector<Input>& inputs, const std::vector<std::string>& names, Columns columns, const Zone& zone,
              const ReadOptions& options);

  // Whether the record at hand is corrected by another.
  bool takes_out(const Table& table);
  // Why the correction at hand does not count; empty if it does.
  std::string objection(const Table& table) const;

 private:
  struct Correction {
    std::string account, id, corrects;
    std::pair<std::size_t, std::uint64_t> place;  // the input and its line
    std::size_t found = 0;                        // how many records of the input it names
  };

  std::unique_ptr<Table> opened(const Input& input) const;
  bool may_correct(const Input& input, const std::string& column) const;
  template <typename Take>
  void each_row(const Input& input, Take take) const;
  void note(const Table& table, std::size_t input);
  void object(const Correction& correction, std::string why);
  bool goes_round(const Correction& correction) const;
  static std::string key(std::string_view account, std::string_view id);

  Columns columns_;
  std::vector<std::string> names_;
  Zone zone_;
  ReadOptions options_;
  std::unordered_map<std::string, Correction> corrections_;  // by account and what is corrected
  std::map<std::pair<std::size_t, std::uint64_t>, std::string> objections_;
  std::vector<bool> read_once_;  // by input: a pipe, which cannot be looked through
};

}  // namespace tariff
