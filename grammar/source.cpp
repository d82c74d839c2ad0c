#include "grammar/source.hpp"

#include <algorithm>

namespace tariff {

Source::Source(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

std::string_view Source::text(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  return std::string_view(text_).substr(begin, span.end > begin ? span.end - begin : 0);
}

Position Source::position(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  Position position;
  position.line = static_cast<std::uint32_t>(after - line_starts_.begin());
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
