#include "grammar/numeral.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "grammar/characters.hpp"

namespace tariff::grammar {
namespace {

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t offset) : text_(text), begin_(offset), at_(offset) {}

  Numeral scan() {
    if (date_token() || clock_token()) return done();
    if (auto fix = other_date()) return fault("T0114", "a date is written year-month-day", *fix);
    return number();
  }

 private:
  Numeral done() const { return {at_, std::nullopt}; }
  Numeral fault(const char* code, std::string message, std::string fix) const {
    return {at_, Numeral::Fault{code, std::move(message), std::move(fix)}};
  }

  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool digit(std::size_t ahead = 0) const { return is_digit(peek(ahead)); }
  std::string written() const { return shortened(text_.substr(begin_, at_ - begin_)); }

  // `d` stands for a digit, anything else for itself.
  bool matches(std::string_view pattern) const {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] == 'd' ? !digit(i) : peek(i) != pattern[i]) return false;
    }
    return true;
  }
  bool take(std::string_view pattern) {
    if (!matches(pattern)) return false;
    at_ += pattern.size();
    return true;
  }

  // 2024-07, 2024-07-01, 2024-07-01T08:00; what follows a blank is a token of its own.
  bool date_token() {
    if (!matches("dddd-dd") || digit(7)) return false;
    if (matches("dddd-dd-d") && (!digit(9) || digit(10))) return false;
    at_ += 7;
    if (take("-dd") && take("T")) clock_token();
    return true;
  }
  bool clock_token() {
    if (!take("dd:dd")) return false;
    if (take(":dd") && take(".d")) {
      while (digit()) ++at_;
    }
    if (!take("Z") && !take("+dd:dd")) take("-dd:dd");
    return true;
  }

  // 2024/7/1, 2024-7-1, 2024.07.01, 2024年7月1日, 01.07.2024: as the date they mean. 01/07/2024 has two
  // meanings, so its fix gives only the form.
  std::optional<std::string> other_date() {
    constexpr std::array<std::array<std::string_view, 3>, 4> forms = {
        {{"/", "/", ""}, {"-", "-", ""}, {".", ".", ""}, {"年", "月", "日"}}};
    for (const auto& marks : forms) {
      const std::size_t start = at_;
      std::array<std::string, 3> part;
      std::size_t read = 0;
      for (; read < 3; ++read) {
        while (digit() && part[read].size() < 5) part[read] += text_[at_++];
        if (part[read].empty() || text_.substr(at_, marks[read].size()) != marks[read]) break;
        at_ += marks[read].size();
      }
      const bool whole = read == 3 && !digit();
      if (whole && part[0].size() == 4 && part[1].size() <= 2 && part[2].size() <= 2) {
        return fmt::format("write {}-{:0>2}-{:0>2}", part[0], part[1], part[2]);
      }
      if (whole && part[0].size() <= 2 && part[1].size() <= 2 && part[2].size() == 4) {
        if (marks[0] == ".") return fmt::format("write {}-{:0>2}-{:0>2}", part[2], part[1], part[0]);
        return fmt::format("write the year first, then month and day: {}-MM-DD", part[2]);
      }
      at_ = start;
    }
    return std::nullopt;
  }

  // Digits with whatever stands between them as a mark: `1,000`, `1_000.50`, `1.000.000`, `1'000`.
  Numeral number() {
    std::vector<std::string> groups(1);
    std::string marks;
    while (digit() || (at_ > begin_ && is_digit(text_[at_ - 1]) && digit(1) && is_mark(peek()))) {
      if (digit()) {
        groups.back() += text_[at_++];
      } else {
        marks += text_[at_++];
        groups.emplace_back();
      }
    }
    if (auto wrong = wrong_marks(groups, marks)) return *wrong;
    if ((peek() == 'e' || peek() == 'E') && (digit(1) || ((peek(1) == '+' || peek(1) == '-') && digit(2)))) {
      at_ += 2;
      while (digit()) ++at_;
      return fault("T0113", fmt::format("`{}` is not a number of the language", written()),
                   "write the number out, without an exponent");
    }
    return scale();
  }

  static bool is_mark(char c) { return c == ',' || c == '.' || c == '_' || c == '\''; }

  static std::string joined(const std::vector<std::string>& groups) {
    std::string all;
    for (const auto& group : groups) all += group;
    return all;
  }
  // (Only as many as one can read: a message about a million digits has no use for them.)
  static std::string grouped(std::string digits) {
    if (digits.size() > 60) return shortened(digits);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, "_");
    return digits;
  }
  // Whether the marks cut the digits as a group mark would.
  static bool in_threes(const std::vector<std::string>& groups, std::size_t count) {
    for (std::size_t i = 1; i < count; ++i) {
      if (groups[i].size() != 3) return false;
    }
    return groups[0].size() <= 3;
  }

  std::optional<Numeral> wrong_marks(const std::vector<std::string>& groups, const std::string& marks) const {
    const std::size_t point = marks.find('.');
    const bool decimals = point != std::string::npos && point + 1 == marks.size();
    const std::size_t whole = decimals ? groups.size() - 1 : groups.size();
    const std::string& last = groups.back();
    if (marks.find_first_not_of("_.") == std::string::npos && (decimals || point == std::string::npos)) {
      if (whole == 1 || in_threes(groups, whole)) return std::nullopt;
      const std::string digits = joined({groups.begin(), groups.begin() + static_cast<long>(whole)});
      return fault("T0113", fmt::format("`_` in `{}` does not group the digits in threes", written()),
                   fmt::format("write {}{}", grouped(digits), decimals ? "." + last : ""));
    }
    if (point != std::string::npos && marks.find_first_not_of('_', point + 1) == std::string::npos &&
        marks.find_first_not_of('_') == point) {  // groups behind the point
      const auto decimals_begin = groups.begin() + static_cast<long>(point) + 1;
      return fault("T0113", fmt::format("`_` in `{}` stands behind the decimal point", written()),
                   fmt::format("write {}.{}", grouped(joined({groups.begin(), decimals_begin})),
                               shortened(joined({decimals_begin, groups.end()}))));
    }
    if (marks == "," && in_threes(groups, 2) && groups[0] != "0") {
      return fault("T0113", fmt::format("a comma cannot stand inside the number `{}`", written()),
                   fmt::format("write {}_{} for thousands; a decimal mark is a point: {}.{}", groups[0], last,
                               groups[0], last));
    }
    if (marks == ",") {
      return fault("T0113", fmt::format("a comma cannot stand inside the number `{}`", written()),
                   fmt::format("write {}.{}: the decimal mark is a point", groups[0], last));
    }
    const bool fraction = marks.size() > 1 && marks.back() != marks.front();
    const std::size_t integral = fraction ? groups.size() - 1 : groups.size();
    if (!in_threes(groups, integral)) {  // what was meant cannot be told
      return fault("T0113", fmt::format("`{}` is not a number of the language", written()),
                   "`_` groups digits in threes, and there is one decimal point");
    }
    std::string fix = grouped(joined({groups.begin(), groups.begin() + static_cast<long>(integral)}));
    if (integral < groups.size()) fix += "." + last;
    return fault("T0113", fmt::format("`{}` is not a number of the language", written()),
                 fmt::format("write {}: `_` groups digits in threes, and there is one decimal point", fix));
  }

  static bool is_scale(std::string_view sign) {
    return sign == "十" || sign == "百" || sign == "千" || sign == "万" || sign == "亿";
  }

  // 万 and 亿 may follow, once and last.
  Numeral scale() {
    for (const auto& [sign, zeros] : {std::pair<std::string_view, std::size_t>{"万", 4}, {"亿", 8}}) {
      if (text_.substr(at_, sign.size()) != sign) continue;
      const std::size_t before = at_;
      at_ += sign.size();
      if (!digit() && !is_scale(text_.substr(at_, 3))) {
        at_ = before;
        return done();
      }
      while (digit() || is_scale(text_.substr(at_, 3))) at_ += digit() ? 1 : 3;
      return fault("T0113", fmt::format("`{}` has more than a scale word after its digits", written()),
                   fmt::format("write one scale word, at the end (such as 1.5{}), or all digits", sign));
    }
    return done();
  }

  std::string_view text_;
  std::size_t begin_, at_;
};

}  // namespace

Numeral scan_numeral(std::string_view text, std::size_t offset) { return Scanner(text, offset).scan(); }

}  // namespace tariff::grammar
