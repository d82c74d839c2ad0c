#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <chrono>
#include <fstream>
#include <stdexcept>

#include "grammar/suggest.hpp"
#include "interpreter/bill_usage.hpp"
#include "interpreter/command/commands.hpp"
#include "interpreter/command/tariffs_used.hpp"
#include "interpreter/compile.hpp"
#include "interpreter/files.hpp"
#include "interpreter/state/state.hpp"
#include "interpreter/write/bill_folder.hpp"
#include "interpreter/write/bill_json.hpp"
#include "interpreter/write/bill_text.hpp"

namespace tariff {
namespace {

// Options that contradict the tariff or themselves.
struct WrongUse : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A count of records that grows on a terminal, once the work lasts over a second.
class Progress {
 public:
  ~Progress() {
    if (shown_) fmt::print(stderr, "\r\033[K");
  }
  void add(std::size_t records) {
    records_ += records;
    const auto now = Clock::now();
    if (!terminal_ || now < next_) return;
    next_ = now + std::chrono::milliseconds(200);
    shown_ = true;
    fmt::print(stderr, "\r{} records", records_);
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_ = isatty(STDERR_FILENO) != 0;
  bool shown_ = false;
  std::size_t records_ = 0;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(1);
};

std::optional<Instant> cut_off(const BillRequest& request, const Zone& zone) {
  if (request.until.empty()) return std::nullopt;
  auto until = zone.parse(request.until);
  if (!until)
    throw WrongUse(fmt::format("--until: `{}` is no time, such as 2026-04-01T00:00+08:00", request.until));
  return until;
}

std::map<std::string, std::string> renamed_columns(const BillRequest& request, const Book& book) {
  std::vector<std::string> known = {"time", "account", "id", "times", "corrects", "record"};
  for (const Plan* plan : book) {
    for (const auto& field : plan->schema.fields) known.push_back(field.name);
  }
  std::map<std::string, std::string> renamed;
  for (const auto& pair : request.renamed) {
    const auto sign = std::min(pair.find('='), pair.size());
    const auto field = pair.substr(0, sign);
    if (sign == pair.size()) throw WrongUse(fmt::format("--map: `{}` is not of the form field=column", pair));
    if (std::find(known.begin(), known.end(), field) == known.end()) {
      const auto meant = nearest(field, known);
      throw WrongUse(fmt::format("--map: the tariff has no field `{}`{}", field,
                                 meant ? fmt::format("; did you mean `{}`?", *meant) : ""));
    }
    renamed[field] = pair.substr(sign + 1);
  }
  return renamed;
}

std::vector<Input> inputs(const std::vector<std::string>& paths) {
  std::vector<Input> all;
  for (const auto& path : paths) all.emplace_back(path);
  return all;
}

class BillCommand {
 public:
  BillCommand(const BillRequest& request, const Compiled& compiled, const Console& console)
      : request_(request),
        console_(console),
        plan_(*compiled.plan),
        book_(book_of(compiled)),
        rendering_{plan_.zone, {plan_.currency, plan_.digits}},
        tariffs_(tariffs_used(compiled)),
        texts_(fingerprints(tariffs_)) {
    if (request_.booked.empty()) return;
    if (std::find(request_.booked.begin(), request_.booked.end(), request_.out) != request_.booked.end()) {
      throw WrongUse(fmt::format("--out: `{}` holds what was booked; write the differences to another folder", request_.out));
    }
    for (std::size_t i = 0; i < request_.booked.size(); ++i) {
      for (std::size_t before = 0; before < i; ++before) {
        std::error_code error;
        if (!std::filesystem::equivalent(request_.booked[before], request_.booked[i], error)) continue;
        throw WrongUse(fmt::format("--booked: `{}` stands twice", request_.booked[i]));
      }
    }
    std::vector<Input> booked;
    for (const std::string& folder : request_.booked) booked.emplace_back(folder + "/lines.csv");
    differences_ = std::make_unique<Differences>(std::move(booked), plan_.zone, plan_.currency);
  }

  int run() {
    if (request_.out.empty()) {
      print();
    } else {
      write();
    }
    console_.say(closing_line());
    return bad_lines_ == 0 ? fine : findings;
  }

 private:
  Billing billing(Progress& progress, std::function<void(const BadLine&)> on_bad) {
    Billing billing;
    billing.until = cut_off(request_, plan_.zone);
    if (!request_.opening.empty()) billing.opening = {request_.opening, texts_};
    billing.differences = differences_.get();
    billing.options.renamed = renamed_columns(request_, book_);
    billing.options.strict = request_.strict;
    billing.options.sort = request_.sort;
    billing.options.max_record = request_.max_record;
    billing.options.on_notice = [this](const std::string& notice) { console_.say(notice); };
    billing.options.on_bad = [this, on_bad = std::move(on_bad)](const BadLine& line) {
      ++bad_lines_;
      on_bad(line);
    };
    billing.on_progress = [&progress](std::size_t records) { progress.add(records); };
    billing.usage = inputs(request_.usage);
    billing.events = inputs(request_.events);
    return billing;
  }

  void write() {
    Progress progress;
    BillFolder folder(request_.out, rendering_);
    const auto evaluation = bill_usage(book_, billing(progress, [&](const BadLine& line) { folder.add(line); }),
                                       [&](const Bill& part) {
                                         folder.add(part);
                                         summary_ = part.summary;
                                       });
    folder.finish(tariffs_);
    close(*evaluation);
  }

  void print() {
    Progress progress;
    Bill bill;
    std::vector<BadLine> bad;
    const auto on_bad = [&](const BadLine& line) {
      console_.say(fmt::format("{}:{}: {}", line.file, line.line, line.reason));
      bad.push_back(line);
    };
    const auto evaluation =
        bill_usage(book_, billing(progress, on_bad), [&](const Bill& part) { add_part(bill, part); });
    summary_ = bill.summary;
    for (const Notice& notice : bill.notices) {
      if (notice.kind == "event") console_.say(fmt::format("{}: {}", notice.account, notice.message));
    }
    fmt::print("{}", request_.format == "json"  ? bill_json(bill, bad, tariffs_, rendering_)
                     : request_.format == "csv" ? lines_csv(bill, rendering_)
                                                : bill_text(bill, bad_lines_, rendering_));
    close(*evaluation);
  }

  void close(BookEvaluation& evaluation) const {
    if (request_.closing.empty()) return;
    std::ofstream out(request_.closing, std::ios::binary);
    write_state(out, evaluation.ledger(), summary_.until, texts_[evaluation.version()]);
    out.close();
    if (!out) throw WriteError(fmt::format("{}: cannot be written", request_.closing));
  }

  std::string closing_line() const {
    std::string line = fmt::format("{}, {}: {} {}, {} of {} rejected, {}", counted(summary_.records, "record"),
                                   counted(summary_.accounts, "account"), summary_.total.text(plan_.digits),
                                   plan_.currency, summary_.rejected, counted(summary_.requests, "request"),
                                   counted(bad_lines_, "bad line"));
    if (summary_.booked) {
      const Number more = summary_.total - *summary_.booked;
      const bool less = more.sign() < 0;
      line += fmt::format(", {} {} booked before: {} {} {}", summary_.booked->text(plan_.digits), plan_.currency,
                          (less ? -more : more).text(plan_.digits), plan_.currency, less ? "less" : "more");
    }
    if (summary_.idle_events > 0) line += fmt::format(", {} did nothing", counted(summary_.idle_events, "event"));
    return line;
  }

  const BillRequest& request_;
  const Console& console_;
  const Plan& plan_;  // of the newest version
  Book book_;
  Rendering rendering_;
  std::vector<TariffUsed> tariffs_;  // all versions, the oldest first
  std::vector<std::string> texts_;   // of each, with those before it: their hash
  std::unique_ptr<Differences> differences_;  // to what was booked before
  std::size_t bad_lines_ = 0;
  Summary summary_;
};

}  // namespace

int bill_command(const BillRequest& request, const Console& console) {
  if (request.usage.empty() && request.events.empty() && request.opening.empty()) {
    console.say("tariff: nothing to bill: name usage by `--usage FILE`, account events by `--events FILE`");
    return wrong_use;
  }
  const auto compiled = compile(request.book, read_text(request.book));
  console.report(compiled.diagnostics);
  if (!compiled.plan) return wrong_input;
  try {
    return BillCommand(request, compiled, console).run();
  } catch (const WrongUse& wrong) {
    console.say(fmt::format("tariff: {}", wrong.what()));
    return wrong_use;
  }
}

}  // namespace tariff
