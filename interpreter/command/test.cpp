#include <fmt/format.h>

#include <filesystem>

#include "interpreter/command/commands.hpp"
#include "interpreter/compile.hpp"
#include "interpreter/files.hpp"
#include "interpreter/read/input.hpp"
#include "interpreter/test/run_case.hpp"
#include "interpreter/test/run_test.hpp"

namespace tariff {
namespace {

class TestRun {
 public:
  TestRun(const TestRequest& request, const Console& console) : request_(request), console_(console) {}

  void file(const std::string& path) {
    if (std::filesystem::path(path).extension() == ".case") {
      if (selected(path)) guarded(path, [&] { case_file(path); });
    } else {
      tariff_file(path);
    }
  }

  int end() const {
    console_.say(fmt::format("{} passed, {} failed", passed_, failed_));
    if (passed_ + failed_ == 0) console_.say("no test was selected");
    return faults_ ? own_bug : failed_ == 0 && passed_ != 0 ? fine : findings;
  }

 private:
  // What cannot be run ends one test, not all.
  template <typename Run>
  void guarded(const std::string& name, Run run) {
    try {
      return run();
    } catch (const ReadError& error) {
      console_.say(fmt::format("{}: {}", name, error.what()));
    } catch (const std::exception& error) {
      console_.say(fmt::format("{}: a fault of the program itself: {}; please report it with what led to it", name,
                               error.what()));
      faults_ = true;
    }
    ++failed_;
  }

  bool selected(const std::string& name) const { return name.find(request_.run) != std::string::npos; }

  void case_file(const std::string& path) {
    auto read = parse_case(path, read_text(path));
    const auto before = print_case(read);
    const auto differences = run_case(read, request_.update);
    for (const auto& difference : differences) console_.say(fmt::format("{}: {}", path, difference));
    ++(differences.empty() ? passed_ : failed_);
    if (const auto after = print_case(read); after != before) write_text(path, after);
  }

  void tariff_file(const std::string& path) {
    const auto compiled = compile(path, read_text(path));
    if (!compiled.plan) {
      console_.report(compiled.diagnostics);
      ++failed_;
      return;
    }
    Clauses reached;
    for (const auto* test : compiled.checked.tests) {
      if (!selected(path + ": " + test->name.text)) continue;
      guarded(path + ": " + test->name.text, [&] {
        const auto failures = run_test(*test, compiled, reached);
        console_.report(failures);
        ++(failures.empty() ? passed_ : failed_);
      });
    }
    if (request_.coverage) show_unreached(*compiled.plan, reached);
  }

  static void show_unreached(const Plan& plan, const Clauses& reached) {
    for (const auto& clause : unreached(plan, reached)) {
      fmt::print("{}: no test reaches {}\n", clause.clause, clause.what);
    }
  }

  const TestRequest& request_;
  const Console& console_;
  std::size_t passed_ = 0, failed_ = 0;
  bool faults_ = false;
};

}  // namespace

int test_command(const TestRequest& request, const Console& console) {
  TestRun run(request, console);
  for (const auto& path : files_of(request.paths, {".case", ".tariff"})) run.file(path);
  return run.end();
}

}  // namespace tariff
