// A tariff's text and places in it. A place is a pair of byte offsets; line and column are
// computed when a message needs them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tariff {

// Half-open range of bytes [begin, end) of one source.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Line from 1; column from 1, counted in characters (code points), as an editor shows it.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// One file. The text is kept as it was read: offsets are the author's own.
class Source {
 public:
  Source(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const;
  Position position(std::uint32_t offset) const;
  // The whole line (without its end) that holds the offset, and where it begins.
  std::string_view line_at(std::uint32_t offset, std::uint32_t& begin) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

}  // namespace tariff
