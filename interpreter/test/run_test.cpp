#include "interpreter/test/run_test.hpp"

#include <fmt/format.h>

#include "interpreter/test/expectation.hpp"
#include "interpreter/test/hints.hpp"
#include "interpreter/test/scenario.hpp"
#include "interpreter/write/bill_text.hpp"

namespace tariff {
namespace {

Plan plan_for(const ast::Test& test, const Compiled& compiled) {
  Plan plan = *compiled.plan;
  if (test.under_this_version) {
    plan.effective_from = INT64_MIN;
    plan.effective_until = never;
    plan.windows_from = INT64_MIN;
  }
  return plan;
}

Diagnostic failure(const ast::Test& test, const Verdict& verdict, const Label& place) {
  Diagnostic failed;
  failed.code = "T0901";
  failed.message =
      fmt::format("test \"{}\": expected {}, got {}", test.name.text, verdict.expected, verdict.got);
  failed.place = place;
  failed.place.caption = fmt::format("is {}", verdict.got);
  failed.notes = verdict.rows;
  return failed;
}

Diagnostic expects_nothing(const ast::Test& test, const Source* source) {
  Diagnostic failed;
  failed.code = "T0902";
  failed.message = fmt::format("test \"{}\" expects nothing", test.name.text);
  failed.place = {source, test.name.span, "has no `expect`"};
  return failed;
}

// What is quoted between the records.
std::vector<Quoted> run(BookEvaluation& evaluation, const Scenario& scenario) {
  std::vector<Quoted> quotes;
  for (const Recorded& recorded : scenario.records) {
    if (recorded.quotes.empty()) {
      evaluation.add(recorded.batch);
      continue;
    }
    auto next = recorded.quotes.begin();
    for (std::size_t row = 0; row < recorded.batch.rows; ++row) {
      if (next == recorded.quotes.end() || next->row != row) {
        evaluation.add(row_of(recorded.batch, row));
        continue;
      }
      quotes.push_back({recorded.batch.times_at[row],
                        evaluation.quote(recorded.batch, row, next->field, next->step) * next->unit});
      ++next;
    }
  }
  return quotes;
}

}  // namespace

Diagnostics run_test(const ast::Test& test, const Compiled& compiled, Clauses& reached) {
  const Plan plan = plan_for(test, compiled);
  Book book = book_of(compiled);
  book.back() = &plan;
  if (test.under_this_version) book = {&plan};
  const auto scenario = scenario_of(test, compiled, book);
  Bill bill;
  BookEvaluation evaluation(book, scenario.events, scenario.until, [&](const Bill& part) { add_part(bill, part); });
  const auto quotes = run(evaluation, scenario);
  evaluation.finish();
  add_reached(reached, plan, bill);

  const auto* source = compiled.checked.file->source;
  Diagnostics failures;
  bool expects = false;
  for (const auto& step : test.steps) {
    const auto* expect = std::get_if<ast::Expect>(&step.what);
    if (!expect) continue;
    expects = true;
    const auto verdict = judge(*expect, bill, quotes, compiled.checked, plan);
    if (verdict.holds) continue;
    Diagnostic& failed = failures.emplace_back(failure(test, verdict, {source, step.span, ""}));
    for (std::string& hint : hints(*expect, bill, plan, !verdict.rows.empty())) failed.notes.push_back(std::move(hint));
  }
  if (!expects) failures.push_back(expects_nothing(test, source));
  return failures;
}

}  // namespace tariff
