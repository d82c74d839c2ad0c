#include "interpreter/test/case_file.hpp"

#include <algorithm>
#include <filesystem>

#include "interpreter/test/text_diff.hpp"

namespace tariff {
namespace {

constexpr std::string_view mark = "--- ";
constexpr std::string_view input_error = "input error";  // the one name of two words

Section section_of(std::string_view title) {
  const bool two_words = title.rfind(input_error, 0) == 0;
  const std::size_t end = two_words ? input_error.size() : std::min(title.find(' '), title.size());
  const std::size_t argument = std::min(title.find_first_not_of(' ', end), title.size());
  return {std::string(title.substr(0, end)), std::string(title.substr(argument)), ""};
}

}  // namespace

const Section* CaseFile::find(std::string_view name) const {
  const auto found =
      std::find_if(sections.begin(), sections.end(), [&](const Section& s) { return s.name == name; });
  return found == sections.end() ? nullptr : &*found;
}

std::string CaseFile::beside(const std::string& file) const {
  return (std::filesystem::path(path).parent_path() / file).lexically_normal().string();
}

CaseFile parse_case(std::string path, std::string_view text) {
  CaseFile file{std::move(path), "", {}};
  for (const auto line : lines_of(text)) {
    if (line.rfind(mark, 0) == 0) {
      file.sections.push_back(section_of(line.substr(mark.size())));
    } else {
      auto& to = file.sections.empty() ? file.head : file.sections.back().text;
      to.append(line).append("\n");
    }
  }
  return file;
}

std::string print_case(const CaseFile& file) {
  std::string text = file.head;
  for (const auto& section : file.sections) {
    text.append(mark).append(section.name);
    if (!section.argument.empty()) text += " " + section.argument;
    text += "\n" + section.text;
  }
  return text;
}

}  // namespace tariff
