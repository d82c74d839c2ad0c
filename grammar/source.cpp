#include "grammar/source.hpp"

#include <algorithm>

namespace tariff {

Source::Source(std::string path, std::string text) : parts_{{0, std::move(path), 1}}, text_(std::move(text)) {
  line_starts_.push_back(0);
  note_lines(0);
}

void Source::add(const Source& other, Span part) {
  if (!text_.empty() && text_.back() != '\n') {
    text_ += '\n';
    line_starts_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  const Position first = other.position(part.begin);
  const std::size_t begin = text_.size();
  parts_.push_back({static_cast<std::uint32_t>(begin), other.path(part.begin), first.line});
  text_.append(first.column - 1, ' ').append(other.text(part)) += '\n';
  note_lines(begin);
}

void Source::note_lines(std::size_t begin) {
  for (std::size_t at = text_.find('\n', begin); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

const Source::Part& Source::part_at(std::uint32_t offset) const {
  const auto after = std::upper_bound(parts_.begin(), parts_.end(), offset,
                                      [](std::uint32_t at, const Part& part) { return at < part.begin; });
  return *(after - 1);
}

std::string_view Source::text(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  return std::string_view(text_).substr(begin, span.end > begin ? span.end - begin : 0);
}

Position Source::position(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const Part& part = part_at(offset);
  const auto first = std::upper_bound(line_starts_.begin(), line_starts_.end(), part.begin);
  Position position;
  position.line = part.first_line + static_cast<std::uint32_t>(after - first);
  for (const char c : text({*(after - 1), offset})) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++position.column;
  }
  return position;
}

std::string_view Source::line_at(std::uint32_t offset, std::uint32_t& begin) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  begin = *(after - 1);
  std::string_view line = std::string_view(text_).substr(begin);
  line = line.substr(0, line.find('\n'));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace tariff
