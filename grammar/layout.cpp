#include "grammar/layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "grammar/characters.hpp"
#include "grammar/foreign.hpp"
#include "grammar/keywords.hpp"
#include "grammar/numeral.hpp"

namespace tariff::grammar {
namespace {

constexpr std::size_t largest_file = std::size_t{4} << 20;
constexpr std::size_t deepest_nesting = 64;
constexpr std::size_t most_faults = 20;
constexpr std::size_t most_foreign_signs = 1000;
constexpr std::size_t most_lines_named = 5;

class Scanner {
 public:
  // The first look at a file finds what is never closed; the second, knowing it, finds where what was
  // meant to be closed ends: a bracket with its line, a body where a block's word stands at the margin.
  struct Unclosed {
    bool bodies = false;
    std::set<std::uint32_t> brackets;
    explicit operator bool() const { return bodies || !brackets.empty(); }
  };

  Scanner(const Source& source, Unclosed known)
      : source_(source), text_(source.text()), known_(std::move(known)) {
    open_.push_back({&result_.clauses, 0});
  }

  Layout scan() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    while (at_ < text_.size() && !result_.stopped) step();
    if (!result_.stopped) finish();
    name_lines();
    return std::move(result_);
  }
  const Unclosed& unclosed() const { return unclosed_; }

 private:
  struct Body {
    std::vector<Clause>* clauses;
    std::uint32_t opener;
  };

  std::uint32_t here() const { return static_cast<std::uint32_t>(at_); }
  Span next(std::size_t length) const { return {here(), static_cast<std::uint32_t>(at_ + length)}; }

  void step() {
    const char c = text_[at_];
    if (c == '\n') return newline();
    if (is_blank(c)) return skip(1);
    if (c == '#') return comment();
    if (c == ';') return end_clause(), skip(1);
    if (c == '{') return open_body();
    if (c == '}') return close_body();
    if (c == '"') return quoted();
    if (is_digit(c)) return numeral();
    if (const std::size_t end = word_end(text_, at_); end != at_) return word(end);
    sign();
  }
  void skip(std::size_t length) { at_ += length; }

  // --- clauses -------------------------------------------------------------------------------
  // A token of the clause that is being read; `continues` if the clause cannot end after it.
  void take(std::size_t length, bool continues = false) {
    if (!inside_) {
      inside_ = true;
      clause_ = {};
      clause_.text.begin = here();
      clause_.broken = broken_;
    }
    skip(length);
    clause_.text.end = here();
    continues_ = continues;
  }

  void end_clause() {
    for (const std::uint32_t opener : brackets_) unclosed_bracket(opener);
    brackets_.clear();
    if (inside_) {
      clause_.broken = broken_;
      open_.back().clauses->push_back(std::move(clause_));
    }
    inside_ = broken_ = continues_ = false;
  }

  void unclosed_bracket(std::uint32_t opener) {
    unclosed_.brackets.insert(opener);
    broken_ = true;
    report("T0108", "this bracket is not closed", {opener, opener + 1}, "opened here",
           "close it with `)` in the same clause");
  }

  void newline() {
    if (inside_ && brackets_.empty() && !continues_ && !next_line_continues()) end_clause();
    skip(1);
  }

  // The first sign after blanks, empty lines and comments is looked for once, however many lines lie between.
  bool next_line_continues() {
    if (ahead_ <= at_) {
      ahead_ = at_;
      while (ahead_ < text_.size() &&
             (is_blank(text_[ahead_]) || text_[ahead_] == '\n' || text_[ahead_] == '#')) {
        ahead_ = text_[ahead_] == '#' ? std::min(text_.find('\n', ahead_), text_.size()) : ahead_ + 1;
      }
    }
    const std::string_view sign = text_.substr(ahead_, 1);
    return sign == "|" || continues_from_line_before(text_.substr(ahead_, word_end(text_, ahead_) - ahead_));
  }

  void open_body() {
    const bool attached = inside_;
    end_clause();
    auto& siblings = *open_.back().clauses;
    if (!attached && (siblings.empty() || siblings.back().has_body)) {
      report("T0115", "this brace follows no clause that could have a body", next(1), "",
             "put the head of a block before it, as in `meter calls of evaluation {`");
      siblings.emplace_back();
      siblings.back().text = {here(), here()};
      siblings.back().broken = true;
    }
    if (open_.size() > deepest_nesting) return too_deep();
    Clause& clause = siblings.back();
    clause.has_body = true;
    clause.open = next(1);
    open_.push_back({&clause.body, here()});
    skip(1);
  }

  void close_body() {
    end_clause();
    if (open_.size() == 1) {
      report("T0109", "this brace closes nothing", next(1), "no body is open here", "delete it");
    } else {
      open_.pop_back();
      open_.back().clauses->back().close = next(1);
    }
    skip(1);
  }

  void finish() {
    end_clause();
    if (open_.size() > 1) not_closed("the file ends", next(0));
  }

  void not_closed(std::string_view before, Span place) {
    unclosed_.bodies = true;
    while (open_.size() > 1) {
      const std::uint32_t opener = open_.back().opener;
      open_.pop_back();
      Clause& clause = open_.back().clauses->back();
      clause.close = {place.begin, place.begin};
      report("T0107",
             fmt::format("the brace of `{}` is not closed before {}", shortened(source_.text(clause.text)),
                         before),
             {opener, opener + 1}, "opened here",
             "put `}` on a line of its own after the last clause of the body");
      result_.diagnostics.back().related.push_back({&source_, place, "it should be closed before this"});
    }
  }

  void too_deep() {
    report("T0110", fmt::format("brackets and braces are nested deeper than {}", deepest_nesting), next(1),
           "reading stopped here", "");
    result_.stopped = true;
  }

  // --- tokens --------------------------------------------------------------------------------
  void comment() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::size_t last = end;
    while (is_blank(text_[last - 1])) --last;
    const std::size_t line =
        text_.find_last_of('\n', at_) == std::string_view::npos ? 0 : text_.find_last_of('\n', at_) + 1;
    const bool own_line = text_.substr(line, at_ - line).find_first_not_of(" \t\r") == std::string_view::npos;
    result_.comments.push_back({next(last - at_), own_line});
    check_bytes(end);
    at_ = end;
  }

  void quoted() {
    const std::size_t line_end = std::min(text_.find('\n', at_), text_.size());
    const std::size_t close = text_.find('"', at_ + 1);
    if (close >= line_end) {
      report("T0106", "this quote is not closed on its line", next(1), "opened here",
             "close the text with `\"`");
      broken_ = true;
    }
    const std::size_t end = close < line_end ? close + 1 : line_end;
    const std::size_t begin = at_;
    check_bytes(end);
    at_ = begin;
    take(end - begin);
  }

  // Strings and comments may hold every character, but only characters.
  void check_bytes(std::size_t end) {
    while (at_ < end && !result_.stopped) {
      const CodePoint point = decode(text_, at_);
      if (point.value == CodePoint::invalid || point.value == 0) {
        if (auto fault = foreign_sign(text_.substr(at_))) foreign(*fault);
      }
      skip(point.length);
    }
  }

  void numeral() {
    Numeral found = scan_numeral(text_, at_);
    if (found.fault) {
      report(std::move(found.fault->code), std::move(found.fault->message), next(found.end - at_), "",
             std::move(found.fault->fix));
      broken_ = true;
    }
    take(found.end - at_);
  }

  void word(std::size_t end) {
    const std::string_view text = text_.substr(at_, end - at_);
    if (known_.bodies && open_.size() > 1 && brackets_.empty() && at_margin() && begins_block(text, end)) {
      end_clause();
      not_closed(fmt::format("`{}` begins", text), next(text.size()));
    }
    take(text.size(), continues_on_next_line(text));
  }
  bool at_margin() const { return at_ == 0 || text_[at_ - 1] == '\n'; }
  bool begins_block(std::string_view text, std::size_t end) const {
    const Block* block = find_block(text);
    const std::size_t after = text_.find_first_not_of(" \t", end);
    return block && block->body && (after == std::string_view::npos || text_[after] != ':');
  }

  void sign() {
    if (const auto fault = foreign_sign(text_.substr(at_, 64))) {
      foreign(*fault);
      broken_ = true;
      return take(fault->length);
    }
    const CodePoint point = decode(text_, at_);
    if (point.value == '(') {
      if (open_.size() + brackets_.size() > deepest_nesting) return too_deep();
      if (known_.brackets.count(here())) {
        unclosed_bracket(here());
      } else {
        brackets_.push_back(here());
      }
    } else if (point.value == ')') {
      if (brackets_.empty()) {
        report("T0109", "this bracket closes nothing", next(1), "no bracket is open here", "delete it");
        broken_ = true;
      } else {
        brackets_.pop_back();
      }
    }
    take(point.length, continues_on_next_line(text_.substr(at_, point.length)));
  }

  // --- faults --------------------------------------------------------------------------------
  void report(std::string code, std::string message, Span place, std::string caption, std::string fix) {
    if (result_.stopped) return;
    Diagnostic fault;
    fault.code = std::move(code);
    fault.message = std::move(message);
    fault.place = {&source_, place, std::move(caption)};
    fault.fix = std::move(fix);
    result_.diagnostics.push_back(std::move(fault));
    if (result_.diagnostics.size() == most_faults) stop(place);
  }

  void stop(Span place) {
    Diagnostic fault;
    fault.code = "T0112";
    fault.message = "there are too many faults in the characters of this file";
    fault.place = {&source_, place, "reading stopped here"};
    fault.fix = "check that this is a text file with a tariff in it";
    result_.diagnostics.push_back(std::move(fault));
    result_.stopped = true;
  }

  // One finding for each wrong character, with the lines where it stands: they are put right together.
  void foreign(const ForeignSign& sign) {
    if (++foreign_signs_ == most_foreign_signs) return stop(next(sign.length));
    const auto [known, is_new] = foreign_.try_emplace(sign.code + sign.message);
    if (is_new) {
      const std::size_t before = result_.diagnostics.size();
      report(sign.code, sign.message, next(sign.length), "", sign.fix);
      known->second.index = before;
      known->second.last = source_.position(here()).line;
    } else {
      const std::uint32_t line = source_.position(here()).line;
      auto& lines = known->second.lines;
      if (line == known->second.last) return;
      known->second.last = line;
      if (lines.size() <= most_lines_named) lines.push_back(line);
    }
  }

  void name_lines() {
    for (auto& [key, places] : foreign_) {
      if (places.lines.empty()) continue;
      const bool more = places.lines.size() > most_lines_named;
      if (more) places.lines.pop_back();
      result_.diagnostics[places.index].notes.push_back(fmt::format(
          "it also stands on line {}{}", fmt::join(places.lines, ", "), more ? " and others" : ""));
    }
  }

  struct Places {
    std::size_t index = 0;
    std::uint32_t last = 0;  // line
    std::vector<std::uint32_t> lines;
  };

  const Source& source_;
  std::string_view text_;
  const Unclosed known_;
  Unclosed unclosed_;
  std::size_t at_ = 0;
  std::size_t ahead_ = 0;

  Layout result_;
  std::vector<Body> open_;
  std::vector<std::uint32_t> brackets_;
  Clause clause_;
  bool inside_ = false, broken_ = false, continues_ = false;
  std::map<std::string, Places> foreign_;
  std::size_t foreign_signs_ = 0;
};

}  // namespace

Layout lay_out(const Source& source) {
  if (source.text().size() > largest_file) {
    Layout nothing;
    nothing.stopped = true;
    Diagnostic fault;
    fault.code = "T0111";
    fault.message = fmt::format("the file is larger than {} MiB", largest_file >> 20);
    fault.place = {&source, {0, 0}, "reading stopped here"};
    fault.fix = "check that this is a tariff and not a file of usage";
    nothing.diagnostics.push_back(std::move(fault));
    return nothing;
  }
  Scanner first(source, {});
  Layout layout = first.scan();
  if (layout.stopped || !first.unclosed()) return layout;
  return Scanner(source, first.unclosed()).scan();
}

}  // namespace tariff::grammar
