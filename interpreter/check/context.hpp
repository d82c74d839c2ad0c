// What the parts of check share: the tables they fill, the findings, and what has been named so far.
// A part that finds an error leaves Type::unknown behind, of which no other part complains again.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "grammar/diagnostic.hpp"
#include "interpreter/calendar.hpp"
#include "interpreter/check/checked.hpp"

namespace tariff::checking {

// Which names stand for something where an expression stands.
struct Scope {
  enum class Kind { constant, record, account, package, balance, bill, derived };
  Kind kind = Kind::constant;
  int usage = -1;                       // record: whose fields; -1 where none is named
  unsigned package = 0;                 // package: whose properties
  unsigned meter = 0;                   // derived: what is worked out from meters and attributes
  bool asked = false;                   // package: inside a refund
  bool bought = false;                  // package: one that has a row, with its columns
  bool now = false;                     // record: `METER now` may stand here
  bool reached = false;                 // account: what came so far may stand here, of the account as a whole
  unsigned steps = 0;                   // bill: how many of its steps come before
  const ast::Window* window = nullptr;  // account: `highest ATTRIBUTE in the WINDOW` may stand here
};

// A define is typed when it is first named, in the scope its own names ask for.
struct DefineState {
  enum class Step { untouched, open, done };
  Step step = Step::untouched;
  int usage = -1;          // the kind of record whose fields it names
  bool attribute = false;  // names an attribute
  std::vector<unsigned> so_far;  // kinds of record that meters count which it asks what came before
  std::size_t measuring = 0;  // open: how many meters were being checked then
  Type type;
};

// A meter is checked when it is first asked for: then its unit is known.
enum class MeterStep { untouched, open, done };

struct Context {
  Checked& checked;
  Diagnostics& findings;
  const std::vector<const ast::File*>& libraries;
  std::optional<Zone> zone;
  std::vector<DefineState> defines;    // as Checked::defines
  std::vector<const ast::Define*> expanding;  // functions that are being typed
  std::vector<MeterStep> meter_steps;  // as Checked::meters
  std::vector<unsigned> measuring;     // meters that are being checked, each asked for by the one before
  std::set<const void*> named;         // fields, defines, meters … that something names, by their tree
  std::set<const void*> read_running;  // meters that `now` reads
  std::set<std::string> meant;         // what misspelt names were taken for: these are not unused

  // The reference holds until the next finding.
  Diagnostic& error(std::string code, Span place, std::string message);
  Diagnostic& warning(std::string code, Span place, std::string message);
  // "there is no WHAT `name`", with the nearest of the candidates as the fix.
  Diagnostic& unknown(std::string code, const ast::Name& name, std::string_view what,
                      const std::vector<std::string>& candidates);
  Label label(Span place, std::string caption) const;
  std::string text(Span place) const;  // the author's own, on one line
  bool is_named(const void* tree) const { return named.count(tree) != 0; }
};

std::string quoted(std::string_view text);
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

// Index of the first element of `list` whose name (as `name_of` gives it) is `name`, or -1.
template <typename List, typename NameOf>
int index_of(const List& list, std::string_view name, NameOf name_of) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (name_of(list[i]) == name) return static_cast<int>(i);
  return -1;
}
template <typename List, typename NameOf>
std::vector<std::string> names_of(const List& list, NameOf name_of) {
  std::vector<std::string> names;
  for (const auto& element : list) names.push_back(name_of(element));
  return names;
}

// The parts of a tariff by name.
int meter_named(const Checked& checked, std::string_view name);
int package_named(const Checked& checked, std::string_view name);
int usage_named(const Checked& checked, std::string_view name);
int attribute_named(const Checked& checked, std::string_view name);
int define_named(const Checked& checked, std::string_view name);
int calendar_named(const Checked& checked, std::string_view name);
int usage_of(const Checked& checked, const MeterInfo& meter);  // -1 where it names none there is
int field_named(const Checked& checked, int usage, std::string_view name);  // index within all usages
std::vector<std::string> field_names(const Checked& checked, int usage);
// The meter a name means, or -1 after the finding.
int meter_meant(Context& context, const ast::Name& name);
int package_meant(Context& context, const ast::Name& name);

}  // namespace tariff::checking
