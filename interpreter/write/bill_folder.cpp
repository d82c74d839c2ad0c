#include "interpreter/write/bill_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "interpreter/write/bill_json.hpp"

namespace tariff {
namespace {

constexpr std::size_t block_size = 1 << 20;

}  // namespace

// Collects rows and writes them in large blocks.
class BillFolder::File {
 public:
  File(std::string path, const Rendering& rendering)
      : path_(std::move(path)), file_(std::fopen(path_.c_str(), "wb")), rows_(text_, rendering) {
    if (!file_) fail();
    std::setvbuf(file_, nullptr, _IONBF, 0);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (file_) std::fclose(file_);
  }

  template <typename Record>
  void header() {
    rows_.header<Record>();
  }
  template <typename Record>
  void rows(const std::vector<Record>& records) {
    for (const Record& record : records) row(record);
  }
  template <typename Record>
  void row(const Record& record) {
    rows_.row(record);
    if (text_.size() >= block_size) flush();
  }
  void put(std::string_view text) { text_ += text; }
  void close() {
    flush();
    if (std::fclose(std::exchange(file_, nullptr)) != 0) fail();
  }

 private:
  void flush() {
    if (std::fwrite(text_.data(), 1, text_.size(), file_) != text_.size()) fail();
    text_.clear();
  }
  [[noreturn]] void fail() const { throw WriteError(path_ + ": " + std::strerror(errno)); }

  std::string path_, text_;
  std::FILE* file_;
  CsvText rows_;
};

template <typename Record>
std::unique_ptr<BillFolder::File> BillFolder::create(const char* name) const {
  auto file = std::make_unique<File>(folder_ + "/" + name, rendering_);
  file->header<Record>();
  return file;
}

BillFolder::BillFolder(const std::string& folder, Rendering rendering)
    : folder_(folder), rendering_(std::move(rendering)) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) throw WriteError(folder_ + ": " + error.message());
  lines_ = create<Line>("lines.csv");
  packages_ = create<PackageState>("packages.csv");
  rejected_ = create<Rejection>("rejected.csv");
  refunds_ = create<RefundPaid>("refunds.csv");
  notices_ = create<Notice>("notices.csv");
  bad_ = create<BadLine>("bad.csv");
}

BillFolder::~BillFolder() = default;

void BillFolder::add(const Bill& part) {
  lines_->rows(part.lines);
  packages_->rows(part.packages);
  rejected_->rows(part.rejections);
  refunds_->rows(part.refunds);
  notices_->rows(part.notices);
  summary_ = part.summary;
}

void BillFolder::add(const BadLine& line) {
  bad_->row(line);
  ++bad_lines_;
}

void BillFolder::finish(const std::vector<TariffUsed>& tariffs) {
  for (File* file :
       {lines_.get(), packages_.get(), rejected_.get(), refunds_.get(), notices_.get(), bad_.get()}) {
    file->close();
  }
  File summary(folder_ + "/summary.json", rendering_);
  summary.put(summary_json(summary_, bad_lines_, tariffs, rendering_));
  summary.close();
}

}  // namespace tariff
