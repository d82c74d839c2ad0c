#include "interpreter/check/followers.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "grammar/characters.hpp"

namespace tariff::checking {
namespace {

// The name at the place seems to be declared, or used, nowhere.
constexpr std::string_view lonely_names[] = {"T0302", "T0303", "T0304", "T0305", "T0308", "T0310",
                                             "T0311", "T0314", "T0315", "T0324", "T0325", "T0340"};
// A clause, a block or a case seems to be missing.
constexpr std::string_view gaps[] = {"T0313", "T0316", "T0317", "T0421", "T0422", "T0425",
                                     "T0428", "T0430", "T0437", "T0501", "T0503", "T0504"};

template <std::size_t N>
bool contains(const std::string_view (&codes)[N], std::string_view code) {
  return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

// All words that stand in what could not be read.
std::set<std::string_view> words_of(const ast::File& file) {
  std::set<std::string_view> words;
  for (const Span unread : file.unread) {
    const std::string_view text = file.source->text(unread);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = word_end(text, at);
      if (end > at) words.insert(text.substr(at, end - at));
      at = std::max(end, at + 1);
    }
  }
  return words;
}

}  // namespace

void drop_followers(Context& context) {
  const ast::File& file = *context.checked.file;
  if (file.unread.empty()) return;
  const auto words = words_of(file);
  const auto follows = [&](const Diagnostic& finding) {
    return contains(gaps, finding.code) ||
           (contains(lonely_names, finding.code) && words.count(file.source->text(finding.place.span)) != 0);
  };
  auto& findings = context.findings;
  findings.erase(std::remove_if(findings.begin(), findings.end(), follows), findings.end());
}

}  // namespace tariff::checking
