// What the documentation quotes is what is tested: a fence that begins with `# docs/examples/FILE` holds a part of
// that file, word for word. The examples themselves are run by `tariff test docs`.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/catch.hpp"

namespace {

namespace fs = std::filesystem;

const std::string mark = "# docs/examples/";

struct Fence {
  std::string page, file, text;
};

std::string text_of(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> pages() {
  const fs::path top = TARIFF_SOURCE_DIR;
  std::vector<fs::path> found = {top / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(top / "docs")) {
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  }
  return found;
}

// The fences of a page that quote an example, without the line that names it.
std::vector<Fence> quotes_of(const fs::path& page) {
  std::vector<Fence> quotes;
  std::istringstream lines(text_of(page));
  bool inside = false, first = false, quoting = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("```", 0) == 0) {
      inside = !inside;
      first = inside;
      quoting = false;
    } else if (first) {
      first = false;
      quoting = line.rfind(mark, 0) == 0;
      if (quoting) quotes.push_back({page.filename().string(), line.substr(2), ""});
    } else if (quoting) {
      quotes.back().text += line + "\n";
    }
  }
  return quotes;
}

}  // namespace

TEST_CASE("the documentation quotes its examples word for word") {
  std::size_t quoted = 0;
  for (const auto& page : pages()) {
    for (const Fence& fence : quotes_of(page)) {
      INFO(fence.page << " quotes " << fence.file << ":\n" << fence.text);
      const std::string file = text_of(fs::path(TARIFF_SOURCE_DIR) / fence.file);
      const bool in_file = !fence.text.empty() && ("\n" + file).find("\n" + fence.text) != std::string::npos;
      CHECK(in_file);
      ++quoted;
    }
  }
  CHECK(quoted > 0);
}

TEST_CASE("every example is quoted by a page") {
  std::string all;
  for (const auto& page : pages()) all += text_of(page);
  for (const auto& entry : fs::directory_iterator(fs::path(TARIFF_SOURCE_DIR) / "docs/examples")) {
    if (!entry.is_regular_file()) continue;
    const std::string name = "docs/examples/" + entry.path().filename().string();
    INFO(name);
    CHECK(all.find(name) != std::string::npos);
  }
}
