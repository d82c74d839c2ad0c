// A bill as files in a folder: lines.csv, packages.csv, rejected.csv, refunds.csv, notices.csv, bad.csv and
// summary.json. Parts are written as they come; nothing but the summary is kept.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "interpreter/write/csv_text.hpp"

namespace tariff {

// A file cannot be written.
struct WriteError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class BillFolder {
 public:
  // Makes the folder where it is missing, and every file anew.
  BillFolder(const std::string& folder, Rendering rendering);
  BillFolder(const BillFolder&) = delete;
  BillFolder& operator=(const BillFolder&) = delete;
  ~BillFolder();

  void add(const Bill& part);  // a Sink; in order
  void add(const BadLine& line);
  void finish(const std::vector<TariffUsed>& tariffs);  // after the last part

 private:
  class File;
  template <typename Record>
  std::unique_ptr<File> create(const char* name) const;

  std::string folder_;
  Rendering rendering_;
  std::unique_ptr<File> lines_, packages_, rejected_, refunds_, notices_, bad_;
  std::uint64_t bad_lines_ = 0;
  Summary summary_;  // of the last part so far
};

}  // namespace tariff
