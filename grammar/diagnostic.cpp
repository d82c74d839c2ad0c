#include "grammar/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "grammar/characters.hpp"

namespace tariff {
namespace {

struct Style {
  const char *error = "", *warning = "", *gutter = "", *strong = "", *plain = "";
};
constexpr Style colorful = {"\x1b[1;31m", "\x1b[1;33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"};

const char* name_of(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

std::string location(const Label& label) {
  if (!label.source) return "tariff";
  const Position position = label.source->position(label.span.begin);
  return fmt::format("{}:{}:{}", label.source->path(label.span.begin), position.line, position.column);
}

// The part of the author's line that is shown, and the columns of the caret under it.
struct Excerpt {
  std::string text;
  std::size_t indent = 0, width = 1;
};

constexpr std::size_t before_caret = 60;  // columns kept of a long line on either side
constexpr std::size_t after_caret = 60;

// A character that a terminal cannot show on one column is shown as a mark.
void show(Excerpt& excerpt, std::string_view character, CodePoint point) {
  const bool hidden =
      point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0) ||
      (point.value != CodePoint::invalid && display_width(point.value) == 0 && point.value > 0x2000);
  if (point.value == '\t')
    excerpt.text += ' ';
  else if (point.value == CodePoint::invalid || hidden)
    excerpt.text += "�";
  else
    excerpt.text += character;
}

std::size_t shown_width(CodePoint point) {
  return point.value == CodePoint::invalid ? 1 : std::max<std::size_t>(1, display_width(point.value));
}

Excerpt excerpt_of(std::string_view line, std::size_t begin, std::size_t end) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  std::size_t first = begin;
  for (std::size_t columns = 0; first > 0 && columns < before_caret; ++columns) {
    do --first;
    while (first > 0 && (static_cast<unsigned char>(line[first]) & 0xC0) == 0x80);
  }
  Excerpt excerpt;
  std::size_t after = 0;
  if (first > 0) excerpt.text = "…", excerpt.indent = 1;
  excerpt.width = 0;
  for (std::size_t at = first; at < line.size();) {
    const CodePoint point = decode(line, at);
    const std::size_t width = shown_width(point);
    if (at >= begin && (after += width) > after_caret) {
      excerpt.text += "…";
      break;
    }
    show(excerpt, line.substr(at, point.length), point);
    if (at < begin)
      excerpt.indent += width;
    else if (at < end)
      excerpt.width += width;
    at += point.length;
  }
  excerpt.width = std::max<std::size_t>(1, excerpt.width);
  return excerpt;
}

// Where it is, the author's line, and the caret with its caption.
std::string place(const Label& label, const char* arrow, const char* color, const Style& style) {
  if (!label.source) return label.caption.empty() ? "" : fmt::format("  = {}\n", label.caption);
  std::uint32_t line_begin = 0;
  const std::string_view line = label.source->line_at(label.span.begin, line_begin);
  const Excerpt shown = excerpt_of(line, label.span.begin - line_begin, label.span.end - line_begin);
  const std::string number = std::to_string(label.source->position(label.span.begin).line);
  const std::string blank(number.size(), ' ');
  std::string result;
  if (*arrow)
    result += fmt::format("{}{}{} {}{}\n", blank, style.gutter, arrow, style.plain, location(label));
  result += fmt::format("{}{} |{} {}\n", style.gutter, number, style.plain, shown.text);
  result += fmt::format("{}{} |{} {:{}}{}{:^>{}}{}{}{}\n", style.gutter, blank, style.plain, "", shown.indent,
                        color, "", shown.width, label.caption.empty() ? "" : " ", label.caption, style.plain);
  return result;
}

std::string human(const Diagnostic& diagnostic, const Style& style) {
  const char* color = diagnostic.severity == Severity::error ? style.error : style.warning;
  std::string result = fmt::format("{}{}:{} {}{}[{}]{}{}: {}{}\n", style.strong, location(diagnostic.place),
                                   style.plain, color, name_of(diagnostic.severity), diagnostic.code,
                                   style.plain, style.strong, diagnostic.message, style.plain);
  result += place(diagnostic.place, "", color, style);
  for (const Label& other : diagnostic.related) result += place(other, "-->", style.gutter, style);
  for (const std::string& note : diagnostic.notes) result += fmt::format("  note: {}\n", note);
  if (!diagnostic.fix.empty())
    result += fmt::format("  {}fix:{} {}\n", style.strong, style.plain, diagnostic.fix);
  return result;
}

std::string json_text(std::string_view text) {
  std::string result = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.value == '"' || point.value == '\\')
      result += '\\', result += text[at];
    else if (point.value == '\n')
      result += "\\n";
    else if (point.value < 0x20)
      result += fmt::format("\\u{:04x}", unsigned(point.value));
    else if (point.value == CodePoint::invalid)
      result += "\\ufffd";
    else
      result += text.substr(at, point.length);
    at += point.length;
  }
  return result + '"';
}

std::string json_place(const Label& label) {
  if (!label.source) return fmt::format("{{\"caption\":{}}}", json_text(label.caption));
  const Position begin = label.source->position(label.span.begin);
  const Position end = label.source->position(std::max(label.span.begin, label.span.end));
  return fmt::format(R"({{"path":{},"line":{},"column":{},"end_line":{},"end_column":{},"caption":{}}})",
                     json_text(label.source->path(label.span.begin)), begin.line, begin.column, end.line, end.column,
                     json_text(label.caption));
}

template <typename T, typename F>
std::string json_list(const std::vector<T>& items, F each) {
  std::string result;
  for (const T& item : items) result += (result.empty() ? "" : ",") + each(item);
  return "[" + result + "]";
}

std::string json(const Diagnostic& diagnostic) {
  return fmt::format(
      R"({{"severity":"{}","code":"{}","message":{},"place":{},"related":{},"notes":{},"fix":{}}})"
      "\n",
      name_of(diagnostic.severity), diagnostic.code, json_text(diagnostic.message),
      json_place(diagnostic.place), json_list(diagnostic.related, json_place),
      json_list(diagnostic.notes, json_text), json_text(diagnostic.fix));
}

auto order(const Diagnostic& diagnostic) {
  const auto& [source, span, caption] = diagnostic.place;
  const Position place = source ? source->position(span.begin) : Position{0, 0};
  return std::make_tuple(source ? std::string_view(source->path(span.begin)) : std::string_view(), place.line,
                         place.column, span.end - span.begin, std::string_view(diagnostic.code),
                         std::string_view(diagnostic.message));
}

}  // namespace

std::string render(const Diagnostic& diagnostic, MessageFormat format, bool color) {
  switch (format) {
    case MessageFormat::human:
      return human(diagnostic, color ? colorful : Style{});
    case MessageFormat::json:
      return json(diagnostic);
    case MessageFormat::brief:
      break;
  }
  return fmt::format("{}: {}[{}]: {}\n", location(diagnostic.place), name_of(diagnostic.severity),
                     diagnostic.code, diagnostic.message);
}

void sort_and_unique(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  diagnostics.erase(
      std::unique(diagnostics.begin(), diagnostics.end(),
                  [](const Diagnostic& a, const Diagnostic& b) { return order(a) == order(b); }),
      diagnostics.end());
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

}  // namespace tariff
