#include "grammar/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "grammar/characters.hpp"
#include "grammar/foreign.hpp"
#include "grammar/suggest.hpp"

namespace tariff::grammar {
namespace {

Diagnostic fault(const Source& source, const char* code, std::string message, Span place,
                 std::string caption = {}) {
  Diagnostic result;
  result.code = code;
  result.message = std::move(message);
  result.place = {&source, place, std::move(caption)};
  return result;
}

// The sign, word, number or quoted text that begins at the offset.
Span token_at(std::string_view text, std::uint32_t offset, std::uint32_t clause_end) {
  std::size_t end = word_end(text, offset);
  if (end == offset && is_digit(text[offset])) {
    while (end < clause_end && (is_digit(text[end]) || text[end] == '.' || text[end] == '_')) ++end;
  } else if (end == offset && text[offset] == '"') {
    end = std::min(text.find('"', offset + 1), text.size() - 1) + 1;
  } else if (end == offset) {
    end += decode(text, offset).length;
  }
  return {offset, std::min(static_cast<std::uint32_t>(end), clause_end)};
}

std::uint32_t skip_gap(std::string_view text, std::uint32_t offset, std::uint32_t end) {
  while (offset < end && (is_blank(text[offset]) || text[offset] == '\n' || text[offset] == '#')) {
    offset = text[offset] == '#'
                 ? static_cast<std::uint32_t>(std::min<std::size_t>(text.find('\n', offset), end))
                 : offset + 1;
  }
  return offset;
}

// A word, and not one of the language.
bool is_name(std::string_view found) { return word_end(found, 0) == found.size() && !is_reserved(found); }

// `CNY` in `0.05 CNY message`.
bool is_currency(std::string_view word) {
  return word.size() == 3 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// The word that ends before the offset, blanks aside.
std::string_view word_before(std::string_view text, std::uint32_t offset, std::uint32_t begin) {
  std::uint32_t end = offset;
  while (end > begin && (is_blank(text[end - 1]) || text[end - 1] == '\n')) --end;
  std::uint32_t at = end;
  while (at > begin && (is_digit(text[at - 1]) || is_letter(static_cast<unsigned char>(text[at - 1])))) --at;
  return text.substr(at, end - at);
}

std::vector<std::string> split(const char* words) {
  std::istringstream in(words);
  return {std::istream_iterator<std::string>(in), {}};
}

std::string quote_list(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all += fmt::format("{}`{}`", i == 0 ? "" : i + 1 == words.size() ? " and " : ", ", words[i]);
  }
  return all;
}

// Times of day go `until` the second, weekdays and months `to` the last; null where neither stands before.
const char* range_advice(std::string_view found, std::string_view before, std::string_view text) {
  if (before.empty() || (found != "to" && found != "-" && found != "until")) return nullptr;
  const auto named = [&](const auto& names) { return std::count(std::begin(names), std::end(names), before) > 0; };
  if (found == "until" && (named(weekday_names) || named(month_names)))
    return "weekdays and months go from one `to` another, both included, as in `monday to friday`";
  const char sign = before.data() == text.data() ? '\0' : before.data()[-1];
  if (!is_digit(before.front()) || !(sign == ':' || (found == "until" && sign == ' '))) return nullptr;
  return "a time of day goes from one clock time until another, as in `22:00 until 06:00`";
}

// What to write where `found` stands, as far as the sign itself tells.
void advise(Diagnostic& result, std::string_view found, std::string_view before, const Failure& failure) {
  const Sentence& sentence = failure.sentence;
  if (const char* fix = foreign_word(found)) {
    result.fix = fix;
  } else if (found == "shared" && sentence.end) {
    result.fix = "put a comma before it: `, shared over lines`";
  } else if (const char* earlier = foreign_word(before); earlier && sentence.end && before != "per") {
    result.fix = earlier;
    result.message = fmt::format("`{}` cannot stand here", before);
    const auto begin = static_cast<std::uint32_t>(before.data() - result.place.source->text().data());
    result.place.span = {begin, begin + static_cast<std::uint32_t>(before.size())};
    result.place.caption.clear();
  } else if (auto meant = nearest(found, split(sentence.words)); meant && *meant != found) {
    result.fix = fmt::format("write `{}`", *meant);
  } else if (is_currency(before) && is_name(found)) {
    result.fix = fmt::format("write `{} per {}`", before, found);
  } else if (const char* range = range_advice(found, before, result.place.source->text())) {
    result.fix = range;
  } else if (found == "in" && sentence.end) {
    result.fix = "write `is in` before the name of a calendar";
  } else if (found == "-" && sentence.end) {
    result.code = "T0213";
    result.fix = "a minus sign stands between blanks, as in `paid - used`; a name has `_` in its place";
  } else if (found == "at" && sentence.end) {
    result.fix = "put a comma before it: `, at least X` or `, at most X`";
  } else if (found == "|") {
    result.fix = "a table follows `sold`, `price`, `graduated`, `reached` or `define NAME =`, its first `|` on the next line";
  } else if (found == "above") {
    result.fix = "the last row of a table of tiers has `above` alone in its cell";
  } else if (found == "=" && before.empty()) {
    result.fix = "write one `=`, or `is` before a name";
  } else if (found == "," && sentence.end) {
    result.fix =
        "a comma stands only before `then`, `at least`, `at most`, `rounded`, `shared`, `paid`, `unused`, `optional` or `default`; "
        "lists are joined by `and` or `or`";
  } else if (is_reserved(found) && failure.wants_name) {
    result.notes.push_back(fmt::format("`{}` is a word of the language and cannot be a name", found));
  }
}

bool begins_with(std::string_view text, std::string_view word) {
  const std::size_t at = std::min(text.find_first_not_of(" \t"), text.size());
  return text.substr(at, word.size()) == word && word_end(text, at) == at + word.size();
}

// What to write in this clause, where the sign alone does not tell; empty where nothing is known. `end`: the clause was
// complete.
std::string advise_clause(std::string_view head, std::string_view found, std::string_view before, std::string_view rest,
                          std::string_view clause, bool end) {
  static constexpr std::string_view firsts[] = {"soonest", "earliest", "latest", "lowest", "highest"};
  const bool in_table = clause.find('|') != std::string_view::npos;
  if (end && found == "in" && begins_with(rest, "advance"))
    return "leave it out: a charge is due as its window ends; what is paid before is bought, as a package";
  if (end && head == "from" && std::count(std::begin(firsts), std::end(firsts), before) > 0)
    return "what orders packages is joined by `and`, as in `by soonest expiry and earliest purchase`";
  if (end && head == "price" && found == "when")
    return "a condition stands in the head, `charge … each month when C`, or is a column of a table of prices";
  if (end && found == "and" && clause.find("est of ") != std::string_view::npos)
    return "of values written one after the other there is `greatest of A and B`, and `least of A and B`";
  if (in_table && found == "." && before == "account")
    return "a column names an attribute by itself, without `account.`";
  if (in_table && (before == "first" || before == "to"))
    return "a tier is `up to 5 unit`, or `below 5 unit`; the last is `above`";
  return "";
}

// A clause of another block may stand in the wrong one.
void note_other_blocks(Diagnostic& result, const std::string& word, const Block& around) {
  const auto begins = [&](const std::string& words) { return words.substr(0, words.find(' ')) == word; };
  if (std::any_of(around.clauses.begin(), around.clauses.end(), begins)) return;
  for (const Block& block : blocks()) {
    if (std::find(block.clauses.begin(), block.clauses.end(), word) != block.clauses.end())
      result.notes.push_back(
          fmt::format("`{}` is a clause of `{}`: it stands inside the braces of one", word, block.word));
  }
}

std::string remark_advice(const Source& source, const Clause& clause) {
  const std::string_view text = source.text(clause.text);
  const bool prose = !clause.has_body && std::count(text.begin(), text.end(), ' ') >= 3;
  return prose ? "if this is a remark, begin its line with `#`" : "";
}

}  // namespace

std::string_view first_word(const Source& source, const Clause& clause) {
  const std::string_view text = source.text(clause.text);
  return text.substr(0, word_end(text, 0));
}

Diagnostic explain(const Source& source, const Clause& clause, const Failure& failure, const Block* block) {
  const std::string_view text = source.text().substr(0, clause.text.end);
  const Sentence& sentence = failure.sentence;
  const std::string what = sentence.word ? fmt::format("`{}`", sentence.expected) : sentence.expected;
  const std::uint32_t at = skip_gap(text, failure.offset, clause.text.end);
  if (at == clause.text.end) {
    return fault(source, "T0201", fmt::format("expected {}, but the clause ends", what), {at, at}, "here");
  }
  const Span place = token_at(text, at, clause.text.end);
  const std::string_view found = source.text(place);
  if (found == "|" && text.substr(failure.offset, at - failure.offset).find('\n') != std::string_view::npos) {
    Diagnostic open =
        fault(source, "T0201", "the row ends without `|`", {failure.offset, failure.offset}, "here");
    open.fix = "put `|` at the end of every row";
    return open;
  }
  const std::string_view before = word_before(text, at, clause.text.begin);
  Diagnostic result =
      sentence.end
          ? fault(source, "T0204", fmt::format("`{}` cannot stand here", shortened(found)), place,
                  "the clause was complete before this")
          : fault(source, "T0201", fmt::format("expected {}, found `{}`", what, shortened(found)), place);
  if (const std::size_t after = text.find_first_not_of(" \t", place.end);
      sentence.end && is_reserved(found) && after != std::string_view::npos && text[after] == ':') {
    result.message = fmt::format("`{}` is a word of the language and cannot be a name", found);
    result.place.caption.clear();
    return result;
  }
  const std::string_view head = first_word(source, clause);
  const std::string_view rest = text.substr(place.end);
  if (const std::string fix = advise_clause(head, found, before, rest, source.text(clause.text), sentence.end);
      !fix.empty()) {
    result.fix = fix;
  } else if (sentence.end && (head == "from" || head == "covers") &&
      (found == "," || found == "postpaid" || is_name(found))) {
    result.fix = "write `, then` before the next one";
  } else if (sentence.end && block && block->word == "calendar") {
    result.fix = "each day is a line of its own: its date, perhaps its name in quotes";
  } else if (sentence.end && (head == "add" || head == "less") && (found == "and" || found == "or")) {
    result.fix = "names after `lines of` are joined by `and`, as in `lines of calls and pages`";
  } else {
    advise(result, found, before, failure);
  }
  if (sentence.end && block && result.fix.empty()) {
    const std::string word(head);
    if (const auto meant = nearest(word, block->clauses); meant && *meant != word) {
      result.fix = fmt::format("did you mean `{}` in place of `{}`?", *meant, word);
    } else {
      note_other_blocks(result, word, *block);
    }
  }
  return result;
}

Diagnostic unknown_block(const Source& source, const Clause& clause) {
  const Span place = token_at(source.text(), clause.text.begin, clause.text.end);
  const std::string word = shortened(source.text(place));
  Diagnostic result = fault(source, "T0202", fmt::format("`{}` does not begin a block", word), place);
  std::vector<std::string> words;
  for (const Block& block : blocks()) words.emplace_back(block.word);
  if (continues_on_next_line(word)) {
    result.fix = fmt::format("end the line before with `{}`: then the clause goes on", word);
  } else if (const auto meant = nearest(word, words)) {
    result.fix = fmt::format("did you mean `{}`?", *meant);
  } else {
    note_other_blocks(result, word, {});
    result.fix = remark_advice(source, clause);
  }
  if (result.fix.empty() && result.notes.empty()) {
    result.notes.push_back(fmt::format("a file has the blocks {}", quote_list(words)));
  }
  return result;
}

Diagnostic unknown_clause(const Source& source, const Clause& clause, const Block& block) {
  const Span place = token_at(source.text(), clause.text.begin, clause.text.end);
  const std::string word = shortened(source.text(place));
  Diagnostic result =
      fault(source, "T0203", fmt::format("`{}` does not begin a clause of `{}`", word, block.word), place);
  const auto meant = nearest(word, block.clauses);
  if (const char* fix = foreign_word(word)) {
    result.fix = fix;
  } else if (continues_on_next_line(word)) {
    result.fix = fmt::format("end the line before with `{}`: then the clause goes on", word);
  } else if (meant && *meant != word) {
    result.fix = fmt::format("did you mean `{}`?", *meant);
  } else {
    static const std::vector<std::string> actions = {"buy", "refund", "top", "set", "open", "close", "use"};
    const bool undated = block.word == "test" && std::count(actions.begin(), actions.end(), word) > 0;
    if (block.word == "bill" && word == "at") {
      result.fix = "the least of a bill is a line of it: `add true_up = 10 EUR - lines, at least 0 EUR`";
      return result;
    }
    if (undated) {
      result.fix = fmt::format("say when: `at 2024-07-01 {} …`", word);
    } else if (!is_reserved(word)) {
      result.fix = remark_advice(source, clause);
    }
    if (undated) return result;
    if (is_reserved(word)) {
      result.notes.push_back(fmt::format("`{}` is a word of the language and cannot be a name", word));
    } else if (!block.clauses.empty()) {
      result.notes.push_back(
          fmt::format("a clause of `{}` begins with {}", block.word, quote_list(block.clauses)));
    }
    result.notes.push_back(fmt::format("for example `{}`", block.example));
  }
  return result;
}

}  // namespace tariff::grammar
