#include "interpreter/test/run_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>

#include "grammar/print.hpp"
#include "grammar/suggest.hpp"
#include "interpreter/bill_usage.hpp"
#include "interpreter/compile.hpp"
#include "interpreter/files.hpp"
#include "interpreter/state/state.hpp"
#include "interpreter/test/sheet.hpp"
#include "interpreter/test/text_diff.hpp"
#include "interpreter/write/csv_text.hpp"

namespace tariff {
namespace {

const std::vector<std::string> bill_sections = {"lines.csv",   "packages.csv", "rejected.csv",
                                                "refunds.csv", "notices.csv",  "bad.csv"};
const std::vector<std::string> text_sections = {"error", "input error", "fmt"};
const std::vector<std::string> input_sections = {"tariff", "usage.csv", "usage.jsonl", "events.csv", "until",
                                                 "cut-off", "later.csv", "later_events.csv", "booked.csv"};

bool is_one_of(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Blank lines between sections are for the reader.
std::string trimmed(const std::string& text) {
  const auto end = text.find_last_not_of(" \n");
  return end == std::string::npos ? "" : text.substr(0, end + 1) + "\n";
}

// The tables of a bill as text, filled as its parts come.
class BillTexts {
 public:
  explicit BillTexts(const Plan& plan) : rendering_{plan.zone, {plan.currency, plan.digits}} {
    add("lines.csv", std::vector<Line>());
    add("packages.csv", std::vector<PackageState>());
    add("rejected.csv", std::vector<Rejection>());
    add("refunds.csv", std::vector<RefundPaid>());
    add("notices.csv", std::vector<Notice>());
    add("bad.csv", std::vector<BadLine>());
  }

  void add(const Bill& part) {
    add("lines.csv", part.lines);
    add("packages.csv", part.packages);
    add("rejected.csv", part.rejections);
    add("refunds.csv", part.refunds);
    add("notices.csv", part.notices);
  }
  void add(const BadLine& line) { add("bad.csv", std::vector<BadLine>{line}); }

  const std::string& text(const std::string& name) const { return texts_.at(name); }

 private:
  template <typename Record>
  void add(const std::string& name, const std::vector<Record>& records) {
    auto& text = texts_[name];
    CsvText rows(text, rendering_);
    if (text.empty()) rows.header<Record>();
    for (const auto& record : records) rows.row(record);
  }

  Rendering rendering_;
  std::map<std::string, std::string> texts_;
};

class CaseRun {
 public:
  CaseRun(CaseFile& file, bool update) : file_(file), update_(update) {}

  std::vector<std::string> run() {
    if (!is_well_formed()) return std::move(failures_);
    const auto compiled = compile_tariff();
    expect_text("error", rendered(compiled.diagnostics));
    if (const auto* layout = file_.find("fmt")) expect_layout(*layout, compiled);
    if (compiled.plan && reads_usage()) expect_bill(compiled);
    return std::move(failures_);
  }

 private:
  bool is_well_formed() {
    bool expects = false;
    for (const auto& section : file_.sections) {
      const bool expectation = is_one_of(bill_sections, section.name) ||
                               is_one_of(text_sections, section.name) || section.name == "expected";
      expects = expects || expectation;
      if (!expectation && !is_one_of(input_sections, section.name))
        fail("no section is called " + section.name, "");
    }
    if (!file_.find("tariff")) fail("it has no section `tariff`", "");
    if (!expects) fail("it expects nothing", "");
    return failures_.empty();
  }

  void fail(const std::string& what, const std::string& shown) {
    failures_.push_back(shown.empty() ? what : what + "\n" + shown);
  }

  // The tariff goes by the name of its file, or by that of the case.
  Compiled compile_tariff() const {
    const auto& section = *file_.find("tariff");
    const auto read = [this](const std::string& path) { return read_text(file_.beside(path)); };
    if (!section.argument.empty()) return compile(section.argument, read(section.argument), read);
    return compile(std::filesystem::path(file_.path).stem().string() + ".tariff", section.text, read);
  }

  static std::string rendered(const Diagnostics& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics) text += render(diagnostic, MessageFormat::human, false);
    return text;
  }

  void expect_layout(const Section& section, const Compiled& compiled) {
    const auto& own = compiled.written.front()->parsed;
    if (!has_errors(own.diagnostics)) expect_text(section.name, print(own.file));
  }

  bool reads_usage() const {
    return std::any_of(file_.sections.begin(), file_.sections.end(), [](const Section& section) {
      return is_one_of(bill_sections, section.name) || section.name == "input error" ||
             section.name == "expected";
    });
  }

  std::vector<Input> inputs(const std::vector<std::string>& names) const {
    std::vector<Input> found;
    for (const auto& name : names) {
      const auto* section = file_.find(name);
      if (!section) continue;
      if (section->argument.empty()) {
        found.emplace_back(name, section->text);
      } else {
        found.emplace_back(file_.beside(section->argument));
      }
    }
    return found;
  }

  void expect_bill(const Compiled& compiled) {
    const Plan& plan = *compiled.plan;
    BillTexts texts(plan);
    std::string error;
    try {
      bill_all(book_of(compiled), texts);
    } catch (const ReadError& stopped) {
      error = stopped.what();
    }
    expect_text("input error", error);
    for (const auto& name : bill_sections) {
      if (auto* section = find(name)) expect_table(*section, texts.text(name), plan.zone);
    }
    if (const auto* folder = file_.find("expected"))
      expect_folder(file_.beside(folder->argument), texts, plan.zone);
  }

  // In one run; or in two, the second from the state of the first at the cut-off.
  void bill_all(const Book& book, BillTexts& texts) const {
    const auto bill = [&](Billing billing) {
      billing.options.on_bad = [&texts](const BadLine& line) { texts.add(line); };
      return bill_usage(book, std::move(billing), [&](const Bill& part) { texts.add(part); });
    };
    const Zone& zone = book.front()->zone;
    Billing first;
    first.usage = inputs({"usage.csv", "usage.jsonl"});
    first.events = inputs({"events.csv"});
    const auto cut_off = time_in("cut-off", zone);
    first.until = cut_off ? cut_off : time_in("until", zone);
    std::optional<Differences> differences;
    if (file_.find("booked.csv")) differences.emplace(inputs({"booked.csv"}), zone, book.front()->currency);
    first.differences = differences && !cut_off ? &*differences : nullptr;
    const auto stands = bill(std::move(first));
    if (!cut_off) return;
    Opening opening{"the state at the cut-off", {}};
    for (std::size_t version = 0; version < book.size(); ++version) opening.sha256.push_back(fmt::format("{}", version));
    std::ostringstream state;
    write_state(state, stands->ledger(), *cut_off, opening.sha256[stands->version()]);
    opening.text = state.str();
    Billing second;
    second.opening = std::move(opening);
    second.usage = inputs({"later.csv"});
    second.events = inputs({"later_events.csv"});
    second.until = time_in("until", zone);
    second.differences = differences ? &*differences : nullptr;
    bill(std::move(second));
  }

  std::optional<Instant> time_in(const std::string& name, const Zone& zone) const {
    const auto* section = file_.find(name);
    if (!section) return std::nullopt;
    const auto text = trimmed(section->text);
    const auto time = zone.parse(text.substr(0, text.find('\n')));
    if (!time) throw ReadError(fmt::format("{}: `{}` holds no time", file_.path, name));
    return time;
  }

  void expect_table(Section& section, const std::string& got, const Zone& zone) {
    const auto expected = read_sheet(section.name, section.text);
    const auto come_out = read_sheet(section.name, got);
    const auto difference = sheet_difference(expected, come_out, zone);
    if (difference.empty()) return;
    fail(fmt::format("`{}` is another", section.name), difference);
    if (update_) section.text = print_sheet(with_columns(come_out, expected)) + blank_lines(section.text);
  }

  void expect_folder(const std::string& folder, const BillTexts& texts, const Zone& zone) {
    for (const auto& name : bill_sections) {
      const auto path = folder + "/" + name;
      if (!std::filesystem::exists(path)) continue;
      Section section{name, "", read_text(path)};
      expect_table(section, texts.text(name), zone);
    }
  }

  static std::string blank_lines(const std::string& text) {
    return text.empty() ? "" : text.substr(std::min(trimmed(text).size(), text.size()));
  }

  // A section that must hold just this text; where there is none, nothing may have been said.
  void expect_text(const std::string& name, const std::string& got) {
    auto* section = find(name);
    const auto expected = section ? trimmed(section->text) : "";
    if (expected == trimmed(got)) return;
    fail(fmt::format("`{}` is another", name), text_diff(expected, trimmed(got)));
    if (update_ && section) section->text = trimmed(got) + blank_lines(section->text);
  }

  Section* find(const std::string& name) { return const_cast<Section*>(file_.find(name)); }

  CaseFile& file_;
  bool update_;
  std::vector<std::string> failures_;
};

}  // namespace

std::vector<std::string> run_case(CaseFile& file, bool update) { return CaseRun(file, update).run(); }

}  // namespace tariff
