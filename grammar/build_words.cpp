// Names, numbers, dates and the words that stand for an enumerator.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "grammar/build_expression.hpp"
#include "grammar/characters.hpp"
#include "grammar/keywords.hpp"
#include "grammar/suggest.hpp"

namespace tariff::grammar {
namespace {

template <std::size_t N>
std::size_t index_in(const std::array<std::string_view, N>& words, std::string_view word) {
  std::size_t i = 0;
  while (i + 1 < N && words[i] != word) ++i;
  return i;
}

// The next run of digits as a number; it moves the text behind it.
int take_number(std::string_view& text) {
  while (!text.empty() && !is_digit(text.front())) text.remove_prefix(1);
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
  return value;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool exists(const ast::Moment& moment) {
  return moment.year > 0 && moment.month >= 1 && moment.month <= 12 && moment.day >= 1 &&
         moment.day <= days_in(moment.year, moment.month) && moment.hour < 24 && moment.minute < 60 &&
         moment.second < 60;
}

int scale_of(std::string_view word) {
  if (word == "万") return 4;
  if (word == "亿") return 8;
  return word == "million" ? 6 : 9;
}

}  // namespace

ast::Name ExpressionBuilder::name(const Node& node) const {
  return {node.kind == Kind::text ? quoted(node) : std::string(text(node)), node.span};
}

std::vector<ast::Name> ExpressionBuilder::names(const Node& node) const {
  std::vector<ast::Name> all;
  for (const auto& child : node.children) all.push_back(name(*child));
  return all;
}

std::string ExpressionBuilder::quoted(const Node& node) const {
  const std::string_view written = text(node);
  return std::string(written.substr(1, written.size() - 2));
}

ast::Reference ExpressionBuilder::reference(const Node& node) const { return {names(node)}; }

ast::Literal ExpressionBuilder::literal(const Node& node) const {
  ast::Literal result;
  for (const auto& part : node.children) {
    if (part->kind == Kind::number) {
      for (const char c : text(*part)) {
        if (is_digit(c) || c == '.') result.digits += c;
      }
      if (!is_digit(text(*part).front())) result.digits.insert(0, 1, '-');
    } else if (part->kind == Kind::scale) {
      result.power = scale_of(text(*part));
    } else {
      result.unit = name(*part);
    }
  }
  if (result.digits.empty()) result.digits = "1";  // `per call`, `per million call`
  return result;
}

ast::Moment ExpressionBuilder::moment(const Node& node) {
  const std::string_view written = text(node);
  std::string_view rest = written;
  ast::Moment result;
  result.year = take_number(rest);
  result.precision = ast::Period::year;
  if (written.size() >= 7) {
    result.month = take_number(rest);
    result.precision = ast::Period::month;
  }
  if (written.size() >= 10) {
    result.day = take_number(rest);
    result.precision = ast::Period::day;
  }
  if (written.size() > 10) {
    result.hour = take_number(rest);
    result.minute = take_number(rest);
    result.precision = ast::Period::minute;
    if (rest.substr(0, 1) == ":") {
      result.second = take_number(rest);
      result.precision = ast::Period::second;
    }
    if (rest.substr(0, 1) == ".") {
      const std::size_t digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size()) - 1;
      if (digits > 6) report("T0210", "a time is no finer than a microsecond", node.span);
      result.microsecond = take_number(rest);
      for (std::size_t i = digits; i < 6; ++i) result.microsecond *= 10;
    }
    if (rest == "Z") result.offset_minutes = 0;
    if (rest.size() == 6) {
      const int sign = rest.front() == '-' ? -1 : 1;
      const int hours = take_number(rest);
      result.offset_minutes = sign * (hours * 60 + take_number(rest));
    }
  }
  if (!exists(result)) report("T0210", fmt::format("there is no {} in the calendar", written), node.span);
  return result;
}

// The seconds since midnight; 24:00 is the end of the day.
ast::Literal ExpressionBuilder::clock(const Node& node) {
  std::string_view rest = text(node);
  const int hour = take_number(rest), minute = take_number(rest);
  if (hour * 60 + minute > 24 * 60 || minute > 59)
    report("T0210", fmt::format("there is no {} on a clock", text(node)), node.span);
  return {std::to_string(hour * 3600 + minute * 60), 0, {"second", node.span}};
}

// `monday to friday`, `october to march`.
void ExpressionBuilder::add_names(std::vector<ast::Expr>& values, const Node& range) {
  const std::string_view first = text(range.first()), last = text(*range.children.back());
  for (const auto& cycle : {std::span<const std::string_view>(weekday_names), std::span<const std::string_view>(month_names)}) {
    const auto begin = std::find(cycle.begin(), cycle.end(), first), end = std::find(cycle.begin(), cycle.end(), last);
    if (begin == cycle.end() || end == cycle.end()) continue;
    for (auto at = begin;; at = at + 1 == cycle.end() ? cycle.begin() : at + 1) {
      values.push_back(make(ast::Reference{{{std::string(*at), range.span}}}, range.span));
      if (at == end) return;
    }
  }
  Diagnostic& none = report("T0216", "only weekdays and months make a range of names", range.span);
  const auto meant = [](std::string_view written, const std::vector<std::string>& names) {
    for (const std::string& name : names)
      if (name.substr(0, written.size()) == written) return name;
    return nearest(written, names).value_or("");
  };
  for (const std::vector<std::string>& names :
       {std::vector<std::string>(std::begin(weekday_names), std::end(weekday_names)),
        std::vector<std::string>(std::begin(month_names), std::end(month_names))}) {
    const std::string begin = meant(first, names), end = meant(last, names);
    if (!begin.empty() && !end.empty()) none.fix = fmt::format("write `{} to {}`", begin, end);
  }
  if (none.fix.empty()) none.notes.push_back("as in `monday to friday` and `october to march`; others are joined by `or`");
  values.push_back(nullptr);
}

ast::Period ExpressionBuilder::period(const Node& node) const {
  static constexpr std::array<std::string_view, 8> words = {"second", "minute", "hour",    "day",
                                                            "week",   "month",  "quarter", "year"};
  std::string_view word = text(node);
  if (word.back() == 's') word.remove_suffix(1);  // `in the 11 months before`
  return static_cast<ast::Period>(index_in(words, word));
}

// 1 after the finding.
unsigned ExpressionBuilder::whole_count(const Node& number, const char* problem, const char* fix) {
  const std::string_view written = text(number);
  unsigned count = 0;
  const auto parsed = std::from_chars(written.data(), written.data() + written.size(), count);
  if (parsed.ptr == written.data() + written.size() && count > 0) return count;
  report("T0214", problem, number.span).fix = fix;
  return 1;
}

ast::Window ExpressionBuilder::window(const Node& node) {
  ast::Window result;
  result.span = node.span;
  result.period = period(*node.find(Kind::period));
  if (const Node* from = node.find(Kind::moment)) result.from = moment(*from);
  if (const Node* number = node.find(Kind::number)) {
    result.count = whole_count(*number, "a window lasts a whole number of periods",
                               "write a whole number of a shorter period, as in `each 12 hour`");
  }
  return result;
}

ast::Fold ExpressionBuilder::fold(const Node& node) const {
  static constexpr std::array<std::string_view, 6> words = {"sum",    "count", "highest",
                                                            "lowest", "mean",  "last"};
  return static_cast<ast::Fold>(index_in(words, text(node)));
}

ast::Rounding ExpressionBuilder::rounding(const Node& node) const {
  const std::string_view written = text(node);
  if (written == "up") return ast::Rounding::up;
  if (written == "down") return ast::Rounding::down;
  if (written.substr(written.size() - 2) == "up") return ast::Rounding::half_up;
  return written.substr(written.size() - 4) == "even" ? ast::Rounding::half_even : ast::Rounding::half_down;
}

}  // namespace tariff::grammar
