#include "grammar/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/explain.hpp"

namespace tariff::grammar {
namespace {

// Clauses that a block has once.
bool stands_once(Kind kind) {
  constexpr Kind once[] = {Kind::effective, Kind::currency, Kind::zone,    Kind::apart,   Kind::covers,
                           Kind::sold,      Kind::grant,    Kind::from,    Kind::deduct,
                           Kind::price,     Kind::round,    Kind::debit,   Kind::arrears, Kind::resume,
                           Kind::unused,    Kind::at_least, Kind::at_most, Kind::earlier, Kind::open_windows,
                           Kind::late_records, Kind::early};
  return std::find(std::begin(once), std::end(once), kind) != std::end(once);
}

// `at least`: all the words by which a clause is known.
std::string clause_words(const Source& source, const Clause& line, const Block& block) {
  const std::string_view text = source.text(line.text);
  for (const std::string& words : block.clauses)
    if (text.substr(0, words.size()) == words) return words;
  return std::string(first_word(source, line));
}

}  // namespace

Diagnostic& ExpressionBuilder::report(const char* code, std::string message, Span place) {
  Diagnostic fault;
  fault.code = code;
  fault.message = std::move(message);
  fault.place = {&source_, place, {}};
  diagnostics_.push_back(std::move(fault));
  file_.unread.push_back(place);
  return diagnostics_.back();
}

// With its body.
Span Builder::whole(const Clause& clause) {
  return {clause.text.begin, clause.has_body ? clause.close.end : clause.text.end};
}

std::unique_ptr<Node> Builder::read(Part part, const Clause& clause, const Block* block) {
  Match found;
  if (!clause.broken) found = match(part, source_.text(), clause.text);
  if (found.tree) return std::move(found.tree);
  file_.unread.push_back(whole(clause));
  if (clause.broken) return nullptr;
  diagnostics_.push_back(found.failure ? explain(source_, clause, *found.failure, block)
                         : block       ? unknown_clause(source_, clause, *block)
                                       : unknown_block(source_, clause));
  return nullptr;
}

void Builder::check_body(const Clause& clause, std::string_view word, bool wanted) {
  if (clause.broken || clause.has_body == wanted) return;
  if (wanted) {
    report("T0205", fmt::format("`{}` needs its clauses in braces", word), clause.text).fix = fmt::format(
        "write `{} {{`, the clauses, and `}}` on a line of its own", shortened(source_.text(clause.text)));
  } else {
    report("T0206", fmt::format("`{}` has no body", word), clause.open).fix =
        "leave out the braces and what is in them";
  }
}

void Builder::body(const Clause& clause, const Block& block, Part part, const Each& each) {
  std::map<Kind, Span> seen;
  bool nested = false;
  for (const Clause& line : clause.body) {
    if (full()) return;
    if (begins_block(line, block)) {  // its `}` is missing: one fault, however many blocks follow
      if (!std::exchange(nested, true)) nested_block(line, clause);
      this->block(line);
      continue;
    }
    const auto tree = read(part, line, &block);
    if (!tree) continue;
    const Node& node = tree->first();
    if (node.kind != Kind::arrears) check_body(line, first_word(source_, line), false);
    const auto [first, is_new] = seen.try_emplace(node.kind, node.span);
    if (!is_new && stands_once(node.kind)) {
      auto& fault = report("T0209", fmt::format("`{}` stands twice in this block", clause_words(source_, line, block)),
                           node.span);
      fault.related.push_back({&source_, first->second, "it stands here already"});
      fault.fix = "keep one of them";
      continue;
    }
    each(node, line);
  }
}

// Whether a clause in a body has the looks of a block that should stand outside.
bool Builder::begins_block(const Clause& clause, const Block& around) const {
  const Block* block = find_block(first_word(source_, clause));
  if (!block || std::find(around.clauses.begin(), around.clauses.end(), block->word) != around.clauses.end())
    return false;
  if (block->body) return clause.has_body;
  const std::string_view rest = source_.text(clause.text).substr(block->word.size());
  const std::size_t second = std::min(rest.find_first_not_of(" \t"), rest.size());
  const std::size_t end = word_end(rest, second);
  return end > second && !is_reserved(rest.substr(second, end - second));
}

void Builder::nested_block(const Clause& inner, const Clause& outer) {
  const std::string_view word = first_word(source_, inner);
  const std::uint32_t begin = inner.text.begin;
  auto& fault = report("T0107", fmt::format("`{}` begins a block inside another", word),
                       {begin, begin + static_cast<std::uint32_t>(word.size())});
  fault.related.push_back(
      {&source_, outer.open, fmt::format("this brace of `{}` is still open", first_word(source_, outer))});
  fault.fix = "put the missing `}` before it";
}

std::unique_ptr<Node> Builder::without_brace(const Clause& clause, const Block& block, Part part) {
  Match found;
  if (!clause.broken) found = match(part, source_.text(), clause.text);
  Clause head = clause;  // up to where the brace should stand
  if (found.failure && found.failure->sentence.end) head.text.end = found.failure->offset;
  while (head.text.end > head.text.begin && is_blank(source_.text()[head.text.end - 1])) --head.text.end;
  miss_brace(head, block);
  return std::move(found.tree);
}

// What follows are its clauses, up to a brace that is right and seems to close nothing.
void Builder::miss_brace(const Clause& head, const Block& block) {
  check_body(head, block.word, true);
  const auto closing = std::find_if(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& fault) {
    return fault.code == "T0109" && fault.place.span.begin > head.text.begin;
  });
  if (closing != diagnostics_.end()) diagnostics_.erase(closing);
}

template <typename T>
void Builder::add(const Clause& clause, Part part, void (Builder::*fill)(T&, const Node*, const Clause&)) {
  const Block& block = *find_block(first_word(source_, clause));
  const bool headless = block.body && !clause.has_body;
  headless_ = headless ? &block : nullptr;
  auto head = headless && block.may_be_empty ? match(part, source_.text(), clause.text).tree : nullptr;
  if (head) empty_ = &clause;
  else head = headless ? without_brace(clause, block, part) : read(part, clause, nullptr);
  if (!headless) check_body(clause, block.word, block.body);
  T value;
  (this->*fill)(value, head.get(), clause);
  if (!head) return;
  file_.blocks.push_back({std::move(value), whole(clause), clause.text});
}

// Whether it would stand in the block's braces: its first word, or that of a field, says so.
bool Builder::is_clause_of(const Block& block, const Clause& clause) const {
  const std::string_view word = first_word(source_, clause), text = source_.text(clause.text);
  const std::size_t after = text.find_first_not_of(" \t", word.size());
  return std::any_of(block.clauses.begin(), block.clauses.end(),
                     [&](const std::string& known) { return known.substr(0, known.find(' ')) == word; }) ||
         (!find_block(word) && after != std::string_view::npos && text[after] == ':');
}

void Builder::block(const Clause& clause) {
  if (full()) return;
  const std::string_view word = first_word(source_, clause);
  if (const Clause* before = std::exchange(empty_, nullptr)) {
    if (is_clause_of(*headless_, clause)) miss_brace(*before, *headless_);
    else headless_ = nullptr;
  }
  if (headless_ && std::count(headless_->clauses.begin(), headless_->clauses.end(), word) > 0) {
    file_.unread.push_back(whole(clause));
    return;
  }
  if (word == "tariff") return add(clause, Part::tariff_head, &Builder::tariff);
  if (word == "use") return add(clause, Part::use, &Builder::use);
  if (word == "currency") return add(clause, Part::currency, &Builder::currency);
  if (word == "unit") return add(clause, Part::unit, &Builder::unit);
  if (word == "usage") return add(clause, Part::usage_head, &Builder::usage);
  if (word == "account") return add(clause, Part::account_head, &Builder::account);
  if (word == "calendar") return add(clause, Part::calendar_head, &Builder::calendar);
  if (word == "define") return add(clause, Part::define, &Builder::define);
  if (word == "meter") return add(clause, Part::meter_head, &Builder::meter);
  if (word == "package") return add(clause, Part::package_head, &Builder::package);
  if (word == "charge") return add(clause, Part::charge_head, &Builder::charge);
  if (word == "bill") return add(clause, Part::bill_head, &Builder::bill);
  if (word == "reject") return add(clause, Part::reject, &Builder::reject);
  if (word == "test") return add(clause, Part::test_head, &Builder::test);
  file_.unread.push_back(whole(clause));
  if (!clause.broken && !headless_) diagnostics_.push_back(unknown_block(source_, clause));
}

}  // namespace tariff::grammar
