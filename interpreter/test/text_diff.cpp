#include "interpreter/test/text_diff.hpp"

#include <algorithm>

namespace tariff {
namespace {

constexpr std::size_t around = 3;  // lines shown beside a change

struct Edit {
  char sign;
  std::string_view line;
};

std::size_t common_prefix(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  const auto ends = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(ends.first - a.begin());
}

// The shortest way from a to b by the longest common subsequence. Texts are of a size that a person reads,
// and what is equal at their start is left out, so a quadratic table does.
std::vector<Edit> edits(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  const std::size_t same = common_prefix(a, b);
  const std::size_t rows = a.size() - same, columns = b.size() - same;
  std::vector<std::vector<std::size_t>> length(rows + 1, std::vector<std::size_t>(columns + 1));
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      length[i][j] = a[same + i] == b[same + j] ? length[i + 1][j + 1] + 1
                                                : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  std::vector<Edit> way;
  for (std::size_t k = 0; k < same; ++k) way.push_back({' ', a[k]});
  for (std::size_t i = 0, j = 0; i < rows || j < columns;) {
    if (i < rows && j < columns && a[same + i] == b[same + j]) {
      way.push_back({' ', a[same + i]});
      ++i, ++j;
    } else if (j == columns || (i < rows && length[i + 1][j] >= length[i][j + 1])) {
      way.push_back({'-', a[same + i++]});
    } else {
      way.push_back({'+', b[same + j++]});
    }
  }
  return way;
}

bool is_near_change(const std::vector<Edit>& way, std::size_t at) {
  const std::size_t from = at < around ? 0 : at - around;
  const std::size_t to = std::min(way.size(), at + around + 1);
  for (std::size_t k = from; k < to; ++k) {
    if (way[k].sign != ' ') return true;
  }
  return false;
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string text_diff(std::string_view before, std::string_view after) {
  if (before == after) return {};
  const auto way = edits(lines_of(before), lines_of(after));
  std::string shown;
  bool gap = false;
  for (std::size_t k = 0; k < way.size(); ++k) {
    if (!is_near_change(way, k)) {
      gap = true;
      continue;
    }
    if (gap) shown += "@@\n";
    gap = false;
    shown += way[k].sign;
    shown.append(way[k].line).append("\n");
  }
  return shown;
}

}  // namespace tariff
