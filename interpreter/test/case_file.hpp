// A case: a tariff with what comes in and what must come out, in one text file. Comments come first, then
// sections, each begun by a line `--- NAME` or, where the text stands in a file beside the case, `--- NAME
// FILE`:
//
// - tariff: the source.
// - usage.csv, usage.jsonl, events.csv, until: what comes in.
// - lines.csv, packages.csv, rejected.csv, refunds.csv, notices.csv, bad.csv: what must come out, with the
// columns
//   that matter; `expected FOLDER` names a folder of such files.
// - error, input error, fmt: what the tariff's author is told, what the input's author is told, the layout.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tariff {

struct Section {
  std::string name;
  std::string argument;  // the file to take instead of the text
  std::string text;      // up to the next section, blank lines and all
};

struct CaseFile {
  std::string path;
  std::string head;  // what stands before the first section
  std::vector<Section> sections;

  const Section* find(std::string_view name) const;
  std::string beside(const std::string& file) const;  // the path of a file that a section names
};

CaseFile parse_case(std::string path, std::string_view text);
std::string print_case(const CaseFile& file);

}  // namespace tariff
