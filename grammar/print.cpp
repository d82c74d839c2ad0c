// The layout of the text is found again and set anew: what the author wrote stays word for word, only
// blanks, line ends and the spelling of signs are put in one form.
//
// A line break inside a clause stays where the author put it; the rest of such a clause is indented by
// four. A body written on one line stays on one line while it fits.
#include "grammar/print.hpp"

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/layout.hpp"
#include "grammar/tokens.hpp"

namespace tariff {
namespace {

using grammar::Clause;
using grammar::Token;

constexpr std::size_t widest = 100;
constexpr std::size_t step = 2;
constexpr std::size_t continuation = 4;

struct Line {
  std::string text;
  std::string comment;
  bool blank_before = false;
};

std::string padded(std::string text, std::size_t width) {
  const std::size_t has = display_width(text);
  return text.append(width > has ? width - has : 0, ' ');
}

// --- tables ----------------------------------------------------------------------------------

struct Cell {
  std::string text;
  bool number = false;  // with or without a unit
};
using Row = std::vector<Cell>;

// The tokens [begin, end) are a row: `|` cell `|` cell `|`.
Row row_of(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  Row row;
  for (std::size_t at = begin + 1; at < end; ++at) {
    const std::size_t first = at;
    while (at < end && tokens[at].text != "|") ++at;
    const bool number = at > first && at - first <= 2 && is_digit(tokens[first].text.front());
    row.push_back({joined(tokens, first, at), number});
  }
  return row;
}

// Numbers stand to the right where a column has nothing else.
std::vector<std::string> aligned(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  std::vector<bool> numbers;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    widths.resize(std::max(widths.size(), rows[r].size()));
    numbers.resize(widths.size(), true);
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const Cell& cell = rows[r][c];
      widths[c] = std::max(widths[c], display_width(cell.text));
      if (r == 0 && cell.text.starts_with("longest prefix ")) numbers[c] = false;  // its digits are texts
      if (r > 0 && !cell.text.empty() && !cell.number) numbers[c] = false;
    }
  }
  std::vector<std::string> lines;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line = "|";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string& text = rows[r][c].text;
      const std::size_t before = r > 0 && numbers[c] ? widths[c] - display_width(text) : 0;
      line += ' ' + padded(std::string(before, ' ') + text, widths[c]) + " |";
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

// --- clauses ---------------------------------------------------------------------------------

class Printer {
 public:
  explicit Printer(const Source& source) : source_(source), layout_(grammar::lay_out(source)) {}

  std::string print() {
    clauses(layout_.clauses, 0, "");
    comments_before(static_cast<std::uint32_t>(source_.text().size()), 0);
    return text();
  }

 private:
  void clauses(const std::vector<Clause>& list, std::size_t indent, std::string_view block) {
    std::size_t names = 0;  // the widest name before `:`
    for (const Clause& clause : list) names = std::max(names, field_width(clause));
    const Clause* before = nullptr;
    for (const Clause& clause : list) {
      if (indent == 0 && before && is_tall(*before)) blank_ = true;
      comments_before(clause.text.begin, indent);
      if (indent == 0 && before && is_tall(clause) && lines_.back().text.substr(0, 1) != "#") blank_ = true;
      one_clause(clause, indent, names, block);
      before = &clause;
    }
  }

  // Blocks on one line may stand together, as the author has them; taller ones stand apart.
  bool is_tall(const Clause& clause) const {
    if (!clause.has_body) return false;
    const auto body = on_one_line(clause);
    return !body || !fits(*body, last_of_head(grammar::tokens_of(source_.text(), clause.text)));
  }

  static bool fits(const std::string& body, const std::string& head) {
    return display_width(head) + display_width(body) <= widest;
  }

  // The head's last line, of a clause that is in no other.
  static std::string last_of_head(const std::vector<Token>& tokens) {
    std::size_t begin = tokens.size() - 1;
    while (begin > 0 && !tokens[begin].begins_line) --begin;
    return std::string(begin == 0 ? 0 : continuation, ' ') + joined(tokens, begin, tokens.size());
  }

  void one_clause(const Clause& clause, std::size_t indent, std::size_t names, std::string_view block) {
    const auto tokens = grammar::tokens_of(source_.text(), clause.text);
    head(clause, tokens, indent, names, block);
    if (!clause.has_body) return;
    if (const auto body = on_one_line(clause); body && fits(*body, lines_.back().text)) {
      lines_.back().text += *body;
    } else {
      lines_.back().text += " {";
      tight_ = true;
      clauses(clause.body, indent + step, tokens.front().text);
      comments_before(clause.close.begin, indent + step);
      tight_ = true;
      line(indent, "}", clause.close.begin);
    }
    last_ = clause.close.end;
  }

  // The clause without its body, on as many lines as the author gave it.
  void head(const Clause& clause, const std::vector<Token>& tokens, std::size_t indent, std::size_t names,
            std::string_view block) {
    if (block == "tariff" && tokens.front().text == "zone") {  // its slashes and dashes are no signs
      const Span zone = {tokens[1].span.begin, clause.text.end};
      return line(indent, "zone " + std::string(source_.text(zone)), clause.text.begin, clause.text.end);
    }
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i == 0 || tokens[i].begins_line) begins.push_back(i);
    }
    begins.push_back(tokens.size());
    std::vector<Row> rows;
    for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
      if (tokens[begins[i]].text == "|") rows.push_back(row_of(tokens, begins[i], begins[i + 1]));
    }
    const auto table = aligned(rows);
    auto next_row = table.begin();
    for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
      const Span span = {tokens[begins[i]].span.begin, tokens[begins[i + 1] - 1].span.end};
      const bool in_table = tokens[begins[i]].text == "|";
      const std::size_t at = indent + (i == 0 || in_table ? 0 : continuation);
      if (i > 0) comments_before(span.begin, at);
      tight_ |= i > 0;
      line(at, in_table ? *next_row++ : words(tokens, begins[i], begins[i + 1], names), span.begin, span.end);
    }
  }

  static std::string words(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
                           std::size_t names) {
    if (begin == 0 && end > 1 && tokens[1].text == ":") {
      return padded(tokens[0].text, names) + ' ' + joined(tokens, 1, end);
    }
    return joined(tokens, begin, end);
  }

  std::size_t field_width(const Clause& clause) const {
    const auto tokens = grammar::tokens_of(source_.text(), clause.text);
    return tokens.size() > 1 && tokens[1].text == ":" ? display_width(tokens[0].text) : 0;
  }

  std::optional<std::string> on_one_line(const Clause& clause) const {
    const Span inside = {clause.open.end, clause.close.begin};
    const std::string_view written = source_.text(inside);
    if (written.find('\n') != std::string_view::npos) return std::nullopt;
    std::string result;
    for (const Clause& inner : clause.body) {
      if (inner.has_body) return std::nullopt;
      const auto tokens = grammar::tokens_of(source_.text(), inner.text);
      if (tokens.front().text == "zone") return std::nullopt;
      result += (result.empty() ? " { " : "; ") + joined(tokens, 0, tokens.size());
    }
    return result.empty() ? " {}" : result + " }";
  }

  // --- lines -------------------------------------------------------------------------------
  void line(std::size_t indent, std::string text, std::uint32_t begin, std::uint32_t end = 0) {
    const bool blank = !tight_ && (blank_ || empty_line_between(last_, begin));
    lines_.push_back({std::string(indent, ' ') + std::move(text), "", blank});
    tight_ = blank_ = false;
    last_ = std::max(end, begin);
  }

  void comments_before(std::uint32_t offset, std::size_t indent) {
    for (; next_comment_ < layout_.comments.size(); ++next_comment_) {
      const auto& comment = layout_.comments[next_comment_];
      if (comment.span.begin >= offset) return;
      const std::string text(source_.text(comment.span));
      if (comment.own_line || lines_.empty() || !lines_.back().comment.empty()) {
        line(indent, text, comment.span.begin, comment.span.end);
      } else {
        lines_.back().comment = text;
        last_ = comment.span.end;
      }
    }
  }

  bool empty_line_between(std::uint32_t begin, std::uint32_t end) const {
    const std::string_view between = source_.text({begin, end});
    return std::count(between.begin(), between.end(), '\n') > 1;
  }

  // Comments at the ends of neighbouring lines stand in one column.
  std::string text() const {
    std::string result;
    for (std::size_t i = 0; i < lines_.size();) {
      std::size_t end = i, width = 0;
      while (end < lines_.size() && !lines_[end].comment.empty() && (end == i || !lines_[end].blank_before)) {
        width = std::max(width, display_width(lines_[end++].text));
      }
      for (end = std::max(end, i + 1); i < end; ++i) {
        if (lines_[i].blank_before && i > 0) result += '\n';
        result += lines_[i].comment.empty() ? lines_[i].text
                                            : padded(lines_[i].text, width) + "  " + lines_[i].comment;
        result += '\n';
      }
    }
    return result;
  }

  const Source& source_;
  const grammar::Layout layout_;
  std::vector<Line> lines_;
  std::size_t next_comment_ = 0;
  std::uint32_t last_ = 0;  // where what was printed last ends in the author's text
  bool tight_ = true;       // no empty line goes before what comes next
  bool blank_ = false;      // an empty line goes before what comes next
};

}  // namespace

std::string print(const ast::File& file) { return Printer(*file.source).print(); }

}  // namespace tariff
