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

// One file; the text is kept as it was read: offsets are the author's own. Or parts of several, put together as one text
// whose places are still those of the files.
class Source {
 public:
  Source(std::string path, std::string text);

  // Puts a part of another source at the end, on lines of its own.
  void add(const Source& other, Span part);

  const std::string& path(std::uint32_t offset) const { return part_at(offset).path; }  // of the file
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const;
  Position position(std::uint32_t offset) const;
  // The whole line (without its end) that holds the offset, and where it begins.
  std::string_view line_at(std::uint32_t offset, std::uint32_t& begin) const;

 private:
  struct Part {
    std::uint32_t begin = 0;
    std::string path;
    std::uint32_t first_line = 1;  // of the file, where the part begins
  };
  const Part& part_at(std::uint32_t offset) const;
  void note_lines(std::size_t begin);

  std::vector<Part> parts_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

}  // namespace tariff
