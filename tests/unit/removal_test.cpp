// Nothing stands in a tariff of ours that could as well be left out: whatever clause or table row is removed, check
// finds it or a test fails. Run with `-s` to see the list: what was removed → what failed.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "grammar/layout.hpp"
#include "interpreter/test/run_test.hpp"
#include "tests/catch.hpp"

namespace tariff {
namespace {

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The lines of a table but its header, each from its first bar.
void add_rows(std::string_view text, Span clause, std::vector<Span>& spans) {
  bool header = true;
  for (std::uint32_t at = clause.begin; at < clause.end;) {
    auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text.find('\n', at), clause.end));
    const auto first = text.find_first_not_of(' ', at);
    if (first < end && text[first] == '|') {
      if (!header) spans.push_back({static_cast<std::uint32_t>(first), end});
      header = false;
    }
    at = end + 1;
  }
}

// Every clause but the tests, with and without its body's clauses, and every row of its tables.
void add_clauses(const Source& source, const std::vector<grammar::Clause>& clauses, std::vector<Span>& spans) {
  for (const auto& clause : clauses) {
    if (source.text(clause.text).substr(0, 5) == "test ") continue;
    spans.push_back({clause.text.begin, clause.has_body ? clause.close.end : clause.text.end});
    add_rows(source.text(), clause.text, spans);
    add_clauses(source, clause.body, spans);
  }
}

// The first thing that fails of the text: a code of check, or a test's name; empty if nothing does.
std::string first_failure(const std::string& path, std::string text) {
  const Compiled compiled = compile(path, std::move(text));
  for (const Diagnostic& diagnostic : compiled.diagnostics) {
    if (diagnostic.severity == Severity::error) return diagnostic.code + " " + diagnostic.message;
  }
  for (const ast::Test* test : compiled.checked.tests) {
    Clauses reached;
    if (!run_test(*test, compiled, reached).empty()) return "test \"" + test->name.text + "\"";
  }
  return {};
}

}  // namespace

TEST_CASE("removing any clause of a tariff is found") {
  for (const char* name : {"tariffs/tencent/mrs/2025-01-01.tariff", "tariffs/tencent/soe/2024-06-26.tariff"}) {
    const std::string path = std::string(TARIFF_SOURCE_DIR) + "/" + name;
    const Source source(name, read_whole(path));
    REQUIRE(first_failure(name, std::string(source.text())).empty());
    std::vector<Span> spans;
    add_clauses(source, grammar::lay_out(source).clauses, spans);
    REQUIRE(spans.size() > 40);
    for (const Span& span : spans) {
      std::string text(source.text());
      text.erase(span.begin, span.end - span.begin);
      const std::string removed(source.text(span).substr(0, source.text(span).find('\n')));
      const std::string failure = first_failure(name, text);
      INFO(name << ":" << source.position(span.begin).line << ": " << removed << " → " << failure);
      CHECK_FALSE(failure.empty());
    }
  }
}

}  // namespace tariff
