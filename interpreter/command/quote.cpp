#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "grammar/suggest.hpp"
#include "interpreter/bill_usage.hpp"
#include "interpreter/command/commands.hpp"
#include "interpreter/command/tariffs_used.hpp"
#include "interpreter/compile.hpp"
#include "interpreter/files.hpp"
#include "interpreter/write/quotes.hpp"

namespace tariff {
namespace {

struct WrongUse : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::vector<Input> inputs(const std::vector<std::string>& paths) {
  std::vector<Input> all;
  for (const auto& path : paths) all.emplace_back(path);
  return all;
}

class QuoteCommand {
 public:
  QuoteCommand(const QuoteRequest& request, const Compiled& compiled, const Console& console)
      : request_(request),
        plan_(*compiled.plan),
        book_(book_of(compiled)),
        texts_(fingerprints(tariffs_used(compiled))),
        console_(console) {
    const auto step = Number::parse(request.step);
    if (!step || step->sign() <= 0) throw WrongUse(fmt::format("--step: `{}` is no number above 0", request.step));
    step_ = *step;
    std::vector<std::string> numbers;
    for (const Field& field : plan_.schema.fields) {
      if (field.kind == FieldKind::number) numbers.push_back(field.name);
    }
    if (std::find(numbers.begin(), numbers.end(), request.by) != numbers.end()) return;
    const auto meant = nearest(request.by, numbers);
    throw WrongUse(fmt::format("--by: records have no number `{}`{}", request.by,
                               meant ? fmt::format("; did you mean `{}`?", *meant) : ""));
  }

  int run() {
    const auto evaluation = use(book_, before(), [](const Bill&) {});
    UsageReader reader(inputs(request_.usage), schemas_of(book_), plan_.zone, options());
    std::vector<QuotedRecord> quotes;
    for (Batch batch; reader.next(batch);) {
      for (std::size_t row = 0; row < batch.rows; ++row) quotes.push_back(quoted(*evaluation, batch, row));
    }
    const Rendering rendering{plan_.zone, {plan_.currency, plan_.digits}};
    fmt::print("{}", request_.format == "json"  ? quotes_json(quotes, rendering)
                     : request_.format == "csv" ? quotes_csv(quotes, rendering)
                                                : quotes_text(quotes, rendering));
    console_.say(fmt::format("{}, {}", counted(quotes.size(), "quote"), counted(bad_lines_, "bad line")));
    return bad_lines_ == 0 ? fine : findings;
  }

 private:
  ReadOptions options() {
    ReadOptions options;
    options.on_notice = [this](const std::string& notice) { console_.say(notice); };
    options.on_bad = [this](const BadLine& line) {
      ++bad_lines_;
      console_.say(fmt::format("{}:{}: {}", line.file, line.line, line.reason));
    };
    return options;
  }

  Billing before() {
    Billing billing;
    if (!request_.opening.empty()) billing.opening = {request_.opening, texts_};
    billing.usage = inputs(request_.before);
    billing.events = inputs(request_.events);
    billing.options = options();
    return billing;
  }

  const Plan& in_effect(Instant at) const {
    std::size_t version = 0;
    while (version + 1 < book_.size() && book_[version + 1]->effective_from <= at) ++version;
    return *book_[version];
  }

  QuotedRecord quoted(BookEvaluation& evaluation, const Batch& batch, std::size_t row) {
    if (batch.times_at[row] < evaluation.reached())
      throw ReadError(fmt::format("line {} of the usage comes before {}, which was reached before", batch.lines[row],
                                  plan_.zone.text(evaluation.reached())));
    const Schema& schema = in_effect(batch.times_at[row]).schema;
    const RecordKind& kind = schema.kinds[batch.kinds[row]];
    Index field = kind.first;
    while (field < kind.first + kind.count && schema.fields[field].name != request_.by) ++field;
    if (field == kind.first + kind.count || schema.fields[field].kind != FieldKind::number) {
      throw ReadError(fmt::format("line {} of the usage: a `{}` has no number `{}`", batch.lines[row], kind.name, request_.by));
    }
    return {batch.times_at[row],
            std::string(batch.accounts[row]),
            kind.name,
            batch.ids.empty() ? "" : std::string(batch.ids[row]),
            batch.lines[row],
            request_.by,
            batch.columns[field].numbers.at(row),
            evaluation.quote(batch, row, field, step_)};
  }

  const QuoteRequest& request_;
  const Plan& plan_;  // of the newest version
  Book book_;
  std::vector<std::string> texts_;  // as in Opening
  const Console& console_;
  Number step_;
  std::size_t bad_lines_ = 0;
};

}  // namespace

int quote_command(const QuoteRequest& request, const Console& console) {
  const auto compiled = compile(request.book, read_text(request.book));
  console.report(compiled.diagnostics);
  if (!compiled.plan) return wrong_input;
  try {
    return QuoteCommand(request, compiled, console).run();
  } catch (const WrongUse& wrong) {
    console.say(fmt::format("tariff: {}", wrong.what()));
    return wrong_use;
  }
}

}  // namespace tariff
