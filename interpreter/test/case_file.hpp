// A case: a tariff with what comes in and what must come out, in one text file.
//
//   # comments
//   --- tariff            the source; `--- tariff PATH` takes the file of that name beside the case
//   …
//   --- usage.csv         what comes in: usage.csv, usage.jsonl, events.csv, until
//   …
//   --- lines.csv         what must come out: lines, packages, rejected, refunds, notices, bad (.csv, the columns that
//   …                     matter), error, input error, fmt; `--- expected FOLDER` names a folder of such files
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
