#include "interpreter/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "interpreter/read/input.hpp"
#include "interpreter/write/bill_folder.hpp"

namespace tariff {

namespace fs = std::filesystem;

std::string read_text(const std::string& path) {
  Input input(path);
  std::string text;
  std::string block(1 << 16, '\0');
  while (const auto size = input.read(block.data(), block.size())) text.append(block, 0, size);
  return text;
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw WriteError(fmt::format("{}: cannot be written", path));
}

std::vector<std::string> files_of(const std::vector<std::string>& paths,
                                  const std::vector<std::string>& extensions) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    if (!fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    const auto first = static_cast<std::ptrdiff_t>(files.size());
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      const auto extension = entry.path().extension().string();
      const bool wanted = std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
      if (wanted && entry.is_regular_file())
        files.push_back(entry.path().lexically_normal().generic_string());
    }
    std::sort(files.begin() + first, files.end());
  }
  return files;
}

}  // namespace tariff
