// Who may include whom. A stage sees what is below it and the data handed to it, never its neighbours: that
// is what makes "after lower, no one looks up a name" true of the code and not only of the README.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/catch.hpp"

namespace {

namespace fs = std::filesystem;
using Includes = std::map<std::string, std::vector<std::string>>;  // by file, relative to the top

Includes includes_of(const std::string& folder) {
  static const std::regex line(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  const fs::path top = TARIFF_SOURCE_DIR;
  Includes found;
  for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
    const auto extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp") continue;
    auto& list = found[fs::relative(entry.path(), top).generic_string()];
    std::ifstream in(entry.path());
    std::smatch match;
    for (std::string text; std::getline(in, text);) {
      if (std::regex_search(text, match, line)) list.push_back(match[1]);
    }
  }
  return found;
}

// The files of `folder` that include something which begins with one of `forbidden`.
std::vector<std::string> offenders(const std::string& folder, const std::vector<std::string>& forbidden) {
  std::vector<std::string> bad;
  for (const auto& [file, list] : includes_of(folder)) {
    for (const auto& include : list) {
      for (const auto& start : forbidden) {
        if (include.rfind(start, 0) == 0) bad.push_back(file + " includes " + include);
      }
    }
  }
  return bad;
}

const std::vector<std::string> nobody;

}  // namespace

TEST_CASE("the grammar knows nothing of the interpreter") {
  CHECK(offenders("grammar", {"interpreter/", "tests/"}) == nobody);
}

TEST_CASE("one source sees PEGTL, through the headers of the rules") {
  const std::set<std::string> rules = {"grammar/rules.hpp", "grammar/rules_words.hpp", "grammar/rules_expressions.hpp",
                                       "grammar/messages.hpp"};
  std::set<std::string> users;
  for (const auto* folder : {"grammar", "interpreter"}) {
    for (const auto& [file, list] : includes_of(folder)) {
      for (const auto& include : list) {
        const bool sees = include.rfind("tao/pegtl", 0) == 0 || rules.count(include) != 0;
        if (sees && rules.count(file) == 0) users.insert(file);
      }
    }
  }
  CHECK(users.size() == 1);
}

TEST_CASE("stages see the data between them, not each other") {
  const std::string dir = "interpreter/";
  CHECK(offenders(dir + "check", {dir + "lower/", dir + "evaluate/", dir + "read/", dir + "write/"}) ==
        nobody);
  CHECK(offenders(dir + "lower", {dir + "evaluate/", dir + "read/", dir + "write/"}) == nobody);
  CHECK(offenders(dir + "evaluate", {dir + "check/", dir + "lower/", dir + "read/", dir + "write/", dir + "state/"}) ==
        nobody);
  CHECK(offenders(dir + "state", {dir + "check/", dir + "lower/", dir + "write/"}) == nobody);
  CHECK(offenders(dir + "read", {dir + "plan", dir + "check/", dir + "lower/", dir + "evaluate/",
                                 dir + "write/"}) == nobody);
  CHECK(offenders(dir + "write", {dir + "plan", dir + "check/", dir + "lower/", dir + "evaluate/",
                                  dir + "read/"}) == nobody);
}

TEST_CASE("only commands use the parser of the command line") {
  CHECK(offenders("grammar", {"CLI/"}) == nobody);
  for (const auto* folder : {"check", "lower", "evaluate", "read", "write", "test"}) {
    CHECK(offenders(std::string("interpreter/") + folder, {"CLI/", "interpreter/command/"}) == nobody);
  }
}
