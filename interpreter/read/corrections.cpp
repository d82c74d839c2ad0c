#include "interpreter/read/corrections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tariff {
namespace {

// Whether a word stands anywhere in the text of an input.
bool mentions(Input input, const std::string& word) {
  constexpr std::size_t block = 1 << 16;
  std::string text;
  for (;;) {
    const std::size_t kept = std::min(text.size(), word.size());  // it may begin in one block and end in the next
    text.erase(0, text.size() - kept);
    text.resize(kept + block);
    const std::size_t size = input.read(text.data() + kept, block);
    text.resize(kept + size);
    if (text.find(word) != std::string::npos) return true;
    if (size < block) return false;
  }
}

// What is bad or not known is told as the records are read.
ReadOptions in_silence(const ReadOptions& options) {
  ReadOptions silent;
  silent.max_record = options.max_record;
  silent.renamed = options.renamed;
  return silent;
}

}  // namespace

Corrections::Corrections(const std::vector<Input>& inputs, const std::vector<std::string>& names, Columns columns,
                         const Zone& zone, const ReadOptions& options)
    : columns_(columns), names_(names), zone_(zone), options_(in_silence(options)) {
  const auto renamed = options.renamed.find(names[columns.corrects]);
  const std::string column = renamed == options.renamed.end() ? names[columns.corrects] : renamed->second;
  for (std::size_t input = 0; input < inputs.size(); ++input) {
    read_once_.push_back(!inputs[input].again());
    if (!may_correct(inputs[input], column)) continue;
    each_row(inputs[input], [&](const Table& table) { note(table, input); });
  }
  if (corrections_.empty()) return;
  for (const Input& input : inputs) {
    each_row(input, [&](const Table& table) {
      const auto found = corrections_.find(key(table.cell(columns_.account), table.cell(columns_.id)));
      if (found != corrections_.end()) ++found->second.found;
    });
  }
  std::vector<std::string> refused;
  for (const auto& [corrected, correction] : corrections_) {
    if (correction.id == correction.corrects) {
      object(correction, fmt::format("it has the id `{}` of the record that it corrects; it needs one of its own", correction.id));
    } else if (correction.found > 1) {
      object(correction, fmt::format("`{}` is the id of {} records of this account", correction.corrects, correction.found));
    } else if (correction.found == 0) {
      object(correction, fmt::format("no record `{}` of this account is in the input", correction.corrects));
    } else if (goes_round(correction)) {
      object(correction, fmt::format("it corrects `{}`, which stands in place of it", correction.corrects));
    } else {
      continue;
    }
    refused.push_back(corrected);
  }
  for (const std::string& corrected : refused) corrections_.erase(corrected);
}

// The input from its begin, by itself; none where it can be read only once.
std::unique_ptr<Table> Corrections::opened(const Input& input) const {
  auto again = input.again();
  if (!again) return nullptr;
  std::vector<Input> alone;
  alone.push_back(std::move(*again));
  auto table = std::make_unique<Table>(std::move(alone), names_, zone_, options_);
  table->next_input();
  return table;
}

// A line of JSON may have any column: where the word never stands in the text, no line has it.
bool Corrections::may_correct(const Input& input, const std::string& column) const {
  const auto table = opened(input);
  return table && table->has(columns_.corrects) && mentions(*input.again(), column);
}

template <typename Take>
void Corrections::each_row(const Input& input, Take take) const {
  const auto table = opened(input);
  while (table && table->next_row()) take(*table);
}

void Corrections::note(const Table& table, std::size_t input) {
  if (table.cell(columns_.corrects).empty()) return;
  Correction correction{std::string(table.cell(columns_.account)), std::string(table.cell(columns_.id)),
                        std::string(table.cell(columns_.corrects)), {input, table.line()}};
  const auto [known, added] = corrections_.try_emplace(key(correction.account, correction.corrects), correction);
  if (!added) {
    object(correction, fmt::format("`{}` is corrected before, by line {}", correction.corrects, known->second.place.second));
  }
}

void Corrections::object(const Correction& correction, std::string why) {
  objections_.emplace(correction.place, std::move(why));
}

// Whether the records that correct this one, one after the other, come back to it.
bool Corrections::goes_round(const Correction& correction) const {
  const Correction* last = &correction;
  for (std::size_t steps = 0; steps < corrections_.size() && !last->id.empty(); ++steps) {
    if (last->id == correction.corrects) return true;
    const auto next = corrections_.find(key(last->account, last->id));
    if (next == corrections_.end()) return false;
    last = &next->second;
  }
  return false;
}

bool Corrections::takes_out(const Table& table) {
  return !corrections_.empty() && corrections_.count(key(table.cell(columns_.account), table.cell(columns_.id))) > 0;
}

std::string Corrections::objection(const Table& table) const {
  if (read_once_[table.input()]) return "it corrects another, and so has to be known before: name a file that can be read twice";
  const auto found = objections_.find({table.input(), table.line()});
  return found == objections_.end() ? "" : found->second;
}

std::string Corrections::key(std::string_view account, std::string_view id) {
  return fmt::format("{}:{}{}", account.size(), account, id);
}

}  // namespace tariff
