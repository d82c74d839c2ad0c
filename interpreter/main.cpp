// The command line: which verb with which options. What a verb does stands in command/.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <functional>

#include "grammar/suggest.hpp"
#include "interpreter/codes.hpp"
#include "interpreter/command/commands.hpp"
#include "interpreter/read/input.hpp"
#include "interpreter/write/bill_folder.hpp"

namespace tariff {
namespace {

constexpr auto results_footer =
    "Ends with 0: fine, 1: findings, 2: the input is wrong, 3: wrong use, 70: a fault of the program itself.";

class CommandLine {
 public:
  CommandLine() {
    app_.set_version_flag("--version", "tariff " TARIFF_VERSION, "which version this is");
    app_.set_help_all_flag("", "");
    app_.require_subcommand(0, 1);
    app_.allow_extras();
    app_.footer(results_footer);
    add_check();
    add_format();
    add_test();
    add_bill();
    add_quote();
    add_help();
  }

  int run(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
      return app_.exit(asked);
    } catch (const CLI::ParseError& error) {
      fmt::print(stderr, "tariff: {}\n", error.what());
      return wrong_use;
    }
    if (const auto unknown = app_.remaining(true); !unknown.empty()) return refuse_argument(unknown.front());
    if (!verb_) {
      fmt::print("{}", overview());
      return wrong_use;
    }
    return verb_();
  }

 private:
  CLI::App* add_verb(const std::string& name, const std::string& does, std::function<int()> verb) {
    auto* added = app_.add_subcommand(name, does);
    added->allow_extras();
    added->callback([this, verb = std::move(verb)] { verb_ = verb; });
    return added;
  }
  void add_messages(CLI::App* verb) {
    verb->add_option("--message-format", message_format_, "how findings are shown: human, short or json")
        ->check(CLI::IsMember({"human", "short", "json"}));
    verb->add_option("--color", color_, "auto, always or never; NO_COLOR is honoured")
        ->check(CLI::IsMember({"auto", "always", "never"}));
  }
  Console console() const {
    const bool terminal = isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    const auto format = message_format_ == "json"    ? MessageFormat::json
                        : message_format_ == "short" ? MessageFormat::brief
                                                     : MessageFormat::human;
    return {format, color_ == "always" || (color_ == "auto" && terminal)};
  }

  void add_check() {
    auto* verb = add_verb("check", "all findings without running anything; silent when clean",
                          [this] { return check_command(paths_, console()); });
    verb->add_option("PATH", paths_, "tariff files or folders; - is the standard input")->required();
    add_messages(verb);
  }
  void add_format() {
    auto* verb = add_verb("fmt", "the canonical layout: tables aligned, comments kept",
                          [this] { return format_command(format_, console()); });
    verb->add_option("PATH", format_.paths, "tariff files or folders; - is the standard input")->required();
    auto* check = verb->add_flag("--check", format_.check, "name the files that would change, change none");
    verb->add_flag("--diff", format_.diff, "show what would change, change nothing")->excludes(check);
    add_messages(verb);
  }
  void add_test() {
    auto* verb = add_verb("test", "the tests in tariff files, and case files",
                          [this] { return test_command(test_, console()); });
    verb->add_option("PATH", test_.paths, "tariff files, case files or folders")->required();
    verb->add_option("--run", test_.run, "only tests whose path or name holds this text");
    verb->add_flag("--coverage", test_.coverage, "name the clauses that no test reached");
    verb->add_flag("--update", test_.update, "write what came out into the case files");
    add_messages(verb);
  }
  void add_bill() {
    auto* verb = add_verb("bill", "usage and account events into bills",
                          [this] { return bill_command(bill_, console()); });
    verb->add_option("BOOK", bill_.book, "the tariff")->required();
    verb->add_option("--usage", bill_.usage, "CSV or JSON lines, also .gz and .zst; - is the standard input");
    verb->add_option("--events", bill_.events, "account events, in the same formats");
    verb->add_option("--until", bill_.until, "the cut-off; else the end of the last bill window touched");
    verb->add_option("--opening", bill_.opening, "the state that an earlier run wrote: goes on from its cut-off");
    verb->add_option("--closing", bill_.closing, "a file for the state of all accounts at the cut-off");
    verb->add_option("--booked", bill_.booked, "folders of earlier bills: what differs from them is billed");
    verb->add_option("--out", bill_.out, "a folder for the bill's files");
    verb->add_option("--format", bill_.format, "without --out: table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    verb->add_flag("--strict", bill_.strict, "stop at the first line that cannot be read");
    verb->add_flag("--sort", bill_.sort, "put records and events in time order first");
    verb->add_option("--map", bill_.renamed, "field=column: the column that holds a field");
    verb->add_option("--max-record", bill_.max_record, "the longest record, in bytes");
    add_messages(verb);
  }
  void add_quote() {
    auto* verb = add_verb("quote", "how much of a record could be used, without using any",
                          [this] { return quote_command(quote_, console()); });
    verb->add_option("BOOK", quote_.book, "the tariff")->required();
    verb->add_option("--usage", quote_.usage, "the records that are asked for, as for `bill`")->required();
    verb->add_option("--by", quote_.by, "the field whose largest value is asked for")->required();
    verb->add_option("--step", quote_.step, "the steps it is quoted in; else 1");
    verb->add_option("--usage-before", quote_.before, "what was used before the first of them");
    verb->add_option("--events", quote_.events, "account events");
    verb->add_option("--state", quote_.opening, "the state that `bill --closing` wrote: goes on from its cut-off");
    verb->add_option("--format", quote_.format, "table, csv or json")->check(CLI::IsMember({"table", "csv", "json"}));
    add_messages(verb);
  }
  void add_help() {
    auto* verb =
        add_verb("help", "a verb, or a code of a message: tariff help T0123", [this] { return help(); });
    verb->add_option("TOPIC", topic_, "a verb or a code");
  }

  // All verbs, whichever of them was called.
  std::string overview() const {
    return app_.get_formatter()->make_help(&app_, "tariff", CLI::AppFormatMode::Normal);
  }

  int help() {
    if (topic_.empty()) {
      fmt::print("{}", overview());
    } else if (const auto verbs = verb_names();
               std::find(verbs.begin(), verbs.end(), topic_) != verbs.end()) {
      fmt::print("{}", app_.get_subcommand(topic_)->help("tariff"));
    } else if (!explain_code(topic_)) {
      auto topics = verbs;
      for (auto& code : code_names()) topics.push_back(std::move(code));
      return refuse(topic_, topics);
    }
    return fine;
  }

  // The first argument that nothing takes is a verb or an option of the verb, misspelt.
  int refuse_argument(const std::string& argument) const {
    const auto verbs = app_.get_subcommands();
    return refuse(argument, verbs.empty() ? verb_names() : options_of(*verbs.front()));
  }
  static int refuse(const std::string& word, const std::vector<std::string>& known) {
    const auto meant = nearest(word, known);
    fmt::print(stderr, "tariff: `{}` is not known here{}\n", word,
               meant ? fmt::format("; did you mean `{}`?", *meant) : "; see `tariff help`");
    return wrong_use;
  }
  std::vector<std::string> verb_names() const {
    std::vector<std::string> names;
    for (const auto* verb : app_.get_subcommands({})) names.push_back(verb->get_name());
    return names;
  }
  static std::vector<std::string> options_of(const CLI::App& verb) {
    std::vector<std::string> names;
    for (const auto* option : verb.get_options()) {
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
  }

  CLI::App app_{"tariff: price documents as programs", "tariff"};
  std::function<int()> verb_;
  std::string message_format_ = "human", color_ = "auto", topic_;
  std::vector<std::string> paths_;
  FormatRequest format_;
  TestRequest test_;
  BillRequest bill_;
  QuoteRequest quote_;
};

int run(int argc, const char* const* argv) {
  try {
    const int code = CommandLine().run(argc, argv);
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) throw WriteError("the standard output cannot be written");
    return code;
  } catch (const ReadError& error) {
    fmt::print(stderr, "tariff: {}\n", error.what());
    return wrong_input;
  } catch (const WriteError& error) {
    fmt::print(stderr, "tariff: {}\n", error.what());
    return wrong_input;
  } catch (const std::system_error& error) {  // fmt's word for an output that cannot be written
    std::fputs("tariff: the standard output cannot be written\n", stderr);
    return wrong_input;
  } catch (const std::exception& error) {
    fmt::print(stderr, "tariff: a fault of the program itself: {}; please report it with what led to it\n",
               error.what());
    return own_bug;
  }
}

}  // namespace
}  // namespace tariff

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // whoever reads our output may stop reading: end without a word
  return tariff::run(argc, argv);
}
