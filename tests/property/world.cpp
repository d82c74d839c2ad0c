#include "tests/property/world.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "interpreter/evaluate/ledger.hpp"
#include "interpreter/files.hpp"
#include "interpreter/read/usage_reader.hpp"
#include "interpreter/state/state.hpp"
#include "tests/catch.hpp"

namespace tariff {
namespace {

constexpr std::int64_t second = microseconds_per_second, hour = 3600 * second, day = 24 * hour;

class Maker {
 public:
  Maker(const Plan& plan, unsigned seed) : plan_(plan), random_(seed) {
    start_ = window_at(plan.zone, {CalendarUnit::month, 1}, plan.effective_from + 70 * day).start - 5 * day;
  }

  Trace make(std::size_t count) {
    Trace trace;
    trace.until = chance(2) ? start_ + span : anchor(start_ + span);
    std::vector<Instant> instants;
    for (std::size_t i = 0; i < count; ++i) instants.push_back(instant(instants));
    std::sort(instants.begin(), instants.end());
    for (const Instant at : instants) {
      if (chance(5)) {
        trace.events.push_back(event(at, trace.events));
      } else {
        trace.records.push_back(record(at, trace.records.size()));
      }
    }
    return trace;
  }

 private:
  static constexpr std::int64_t span = 70 * day;

  std::int64_t below(std::int64_t bound) { return std::uniform_int_distribution<std::int64_t>(0, bound - 1)(random_); }
  bool chance(int one_in) { return below(one_in) == 0; }
  template <typename T>
  const T& one_of(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
  }

  // The start of some window that holds the instant.
  Instant anchor(Instant at) {
    const std::vector<Window> windows = {{CalendarUnit::hour, 1},  {CalendarUnit::hour, 3}, {CalendarUnit::day, 1},
                                         {CalendarUnit::week, 1}, {CalendarUnit::month, 1}};
    return window_at(plan_.zone, one_of(windows), at).start;
  }
  Instant instant(const std::vector<Instant>& before) {
    if (chance(4) && !before.empty()) return one_of(before);
    const Instant at = start_ + below(span / second) * second;
    return chance(4) ? anchor(at) : chance(3) ? at + below(second) : at;
  }

  std::string account() {
    return fmt::format("{}{}", chance(2) ? "a" : "an account of a long name ", below(2) * below(6));
  }

  std::string number(const Field& field) {
    const std::int64_t size = chance(4) ? 3 : chance(2) ? 40 : chance(8) ? 100'000 : 1'000;
    const std::string whole = std::to_string(below(size));
    const std::string sign = field.negative && chance(3) ? "-" : "";
    return field.whole || chance(2) ? sign + whole : fmt::format("{}{}.{}", sign, whole, below(1000));
  }

  std::string value(const Field& field, Instant at) {
    if (field.optional && chance(4)) return "";
    switch (field.kind) {
      case FieldKind::choice: return one_of(field.choices);
      case FieldKind::number: return number(field);
      case FieldKind::instant: return plan_.zone.text(chance(2) ? at : chance(10) ? anchor(at) : at + below(30 * hour));
      case FieldKind::text: return fmt::format("{:w>{}}、词 {}", "", below(3), below(3));
    }
    return {};
  }

  MadeRecord record(Instant at, std::size_t index) {
    const RecordKind& kind = one_of(plan_.schema.kinds);
    MadeRecord made{at, account(), kind.name, "", 1, {}};
    if (!chance(3)) made.id = fmt::format("r{}", chance(8) ? index / 4 : index);
    if (chance(3)) made.times = 1 + below(chance(4) ? 200 : 4);
    for (std::uint32_t i = 0; i < kind.count; ++i) {
      const Field& field = plan_.schema.fields[kind.first + i];
      made.fields[field.name] = value(field, at);
    }
    return made;
  }

  Event event(Instant at, const std::vector<Event>& before) {
    Event made;
    made.time = at;
    made.account = account();
    made.line = before.size() + 2;
    static const std::vector<EventKind> kinds = {EventKind::buy,    EventKind::buy, EventKind::buy,  EventKind::buy,
                                                 EventKind::refund, EventKind::set, EventKind::open, EventKind::top_up,
                                                 EventKind::top_up, EventKind::set, EventKind::open, EventKind::close};
    made.kind = resets() && chance(4) ? EventKind::reset : one_of(kinds);
    if (made.kind == EventKind::buy) buy(made);
    if (made.kind == EventKind::refund && !before.empty()) {
      made.account = one_of(before).account;
      made.ref = one_of(before).ref;
    }
    if (made.kind == EventKind::top_up) made.value = chance(9) ? "-1" : fmt::format("{}.{}", below(200), below(100));
    if (made.kind == EventKind::set && !plan_.attributes.empty()) {
      const Field& field = one_of(plan_.attributes).field;
      made.item = field.name;
      made.value = chance(12) ? "nonsense" : value(field, at);
    }
    return made;
  }

  bool resets() const {
    for (const Charge& charge : plan_.charges) {
      if (charge.owed && charge.owed->reset) return true;
    }
    return std::any_of(plan_.packages.begin(), plan_.packages.end(), [](const Package& package) {
      return std::any_of(package.refills.begin(), package.refills.end(), [](const Refill& one) { return !one.window; });
    });
  }

  void buy(Event& made) {
    if (plan_.packages.empty()) return;
    const Package& package = one_of(plan_.packages);
    made.item = package.offers.empty() ? package.name : one_of(package.offers).name;
    if (chance(5)) made.quantity = 1 + below(3);
    if (!chance(5)) made.ref = fmt::format("ref-{}", below(40));
    if (!package.apart || chance(12)) return;
    const auto& pools = plan_.meters[package.covers.front().meter].pools;
    made.value = one_of(plan_.schema.fields[pools.front()].choices);
  }

  const Plan& plan_;
  std::mt19937_64 random_;
  Instant start_ = 0;
};

std::string in_quotes(const std::string& text) { return text.empty() ? text : "\"" + text + "\""; }

// Each kind of row as one text.
std::string shown(const Plan& plan, const Line& line) {
  return fmt::format("{} {} {} {} {} {} {} {} {} {}", plan.zone.text(line.start), plan.zone.text(line.end), line.item,
                     line.pool, line.row, line.source, line.quantity.display(), line.unit, line.amount.display(),
                     line.clause);
}
std::string shown(const Plan& plan, const Rejection& one) {
  return fmt::format("{} {} {} {} {} {} {}", plan.zone.text(one.time), one.record, one.id, one.times, one.reason,
                     one.message, one.clause);
}
std::string shown(const Plan& plan, const RefundPaid& one) {
  return fmt::format("{} {} {} {}", plan.zone.text(one.time), one.ref, one.amount.display(), one.clause);
}
std::string shown(const Plan& plan, const Notice& one) {
  return fmt::format("{} {} {} {} {}", plan.zone.text(one.time), one.kind, one.subject, one.message, one.clause);
}
std::string shown(const Plan& plan, const PackageState& one) {
  return fmt::format("{} {} {} {} {} {} {} {} {}", one.ref, one.package, one.pool, plan.zone.text(one.bought),
                     plan.zone.text(one.expires), one.size.display(), one.used.display(), one.remaining.display(),
                     one.status);
}

template <typename Rows>
void show(const Plan& plan, const Rows& rows, std::map<std::string, std::vector<std::string>>& by_account) {
  for (const auto& row : rows) by_account[std::string(row.account)].push_back(shown(plan, row));
}

template <typename Key, typename Value, typename Add>
void add_up(std::map<Key, Value>& sums, const std::map<Key, Value>& parts, Add add) {
  for (const auto& [key, part] : parts) add(sums[key], part);
}

void add_up(Summary& sum, const Summary& part) {
  const auto plus = [](auto& a, const auto& b) { a += b; };
  sum.records += part.records;
  sum.requests += part.requests;
  sum.accepted += part.accepted;
  sum.rejected += part.rejected;
  add_up(sum.rejected_by_reason, part.rejected_by_reason, plus);
  add_up(sum.events, part.events, plus);
  add_up(sum.items, part.items, [](ItemTotal& a, const ItemTotal& b) {
    a.requested += b.requested, a.drawn += b.drawn, a.postpaid += b.postpaid, a.rejected += b.rejected;
    a.amount += b.amount, a.unit = b.unit;
  });
  sum.purchases_refused += part.purchases_refused;
  sum.refunds_refused += part.refunds_refused;
  sum.opens_refused += part.opens_refused;
  sum.package_prices += part.package_prices;
  sum.refunds += part.refunds;
  sum.total += part.total;
  sum.packages = part.packages;
  sum.accounts = part.accounts;
  sum.until = part.until;
}

}  // namespace

const std::vector<std::string>& tariffs_of_laws() {
  static const std::vector<std::string> paths = {
      "tariffs/tencent/mrs/2025-01-01.tariff", "tariffs/tencent/soe/2024-06-26.tariff",
      "tests/property/tariffs/cloud.tariff",   "tests/property/tariffs/prepaid.tariff",
      "tests/property/tariffs/folds.tariff",   "tests/property/tariffs/exact.tariff",
      "tests/property/tariffs/given.tariff",   "tests/property/tariffs/wallet.tariff",
      "tests/property/tariffs/refills.tariff", "tests/property/tariffs/cut.tariff",
      "tests/property/tariffs/owed.tariff",    "tests/property/tariffs/returns.tariff",
      "tests/property/tariffs/payers.tariff",  "tests/property/tariffs/early.tariff",

      "tests/property/tariffs/shared.tariff"};
  return paths;
}

std::string text_of(const std::string& path) { return read_text(TARIFF_SOURCE_DIR "/" + path); }

Compiled compile_text(const std::string& path, const std::string& text) {
  Compiled compiled = compile(path, text);
  std::string findings;
  for (const auto& diagnostic : compiled.diagnostics) findings += render(diagnostic, MessageFormat::human, false);
  INFO(findings);
  REQUIRE(compiled.plan);
  return compiled;
}

Trace make_trace(const Plan& plan, unsigned seed, std::size_t records) { return Maker(plan, seed).make(records); }

Batch batch_of(const Plan& plan, const std::vector<MadeRecord>& records) {
  std::string text = "time,account,record,id,times";
  std::set<std::string> names;  // kinds of records may share a field
  for (const Field& field : plan.schema.fields) names.insert(field.name);
  for (const std::string& name : names) text += "," + name;
  for (const MadeRecord& record : records) {
    text += fmt::format("\n{},{},{},{},{}", plan.zone.text(record.time), record.account, record.kind, record.id,
                        record.times);
    for (const std::string& name : names) {
      const auto found = record.fields.find(name);
      text += "," + (found == record.fields.end() ? "" : in_quotes(found->second));
    }
  }
  std::vector<Input> inputs;
  inputs.emplace_back("usage.csv", text + "\n");
  ReadOptions options;
  options.on_bad = [](const BadLine& bad) { FAIL_CHECK(bad.line << ": " << bad.reason << ": " << bad.text); };
  UsageReader reader(std::move(inputs), plan.schema, plan.zone, options);
  std::vector<Batch> batches(1);
  REQUIRE((reader.next(batches.front()) || records.empty()));
  REQUIRE(batches.front().rows == records.size());  // no more than one batch holds
  return std::move(batches.front());
}

void Outcome::add(const Outcome& part) {
  const auto append = [](auto& list, const auto& more) { list.insert(list.end(), more.begin(), more.end()); };
  const auto plus = [](auto& a, const auto& b) { a += b; };
  add_up(lines, part.lines, append);
  add_up(rejections, part.rejections, append);
  add_up(refunds, part.refunds, append);
  add_up(notices, part.notices, append);
  add_up(charged, part.charged, plus);
  add_up(drawn, part.drawn, [&](auto& a, const auto& b) { add_up(a, b, plus); });
  packages = part.packages;
  statuses = part.statuses;
  balances = part.balances;
  held = part.held;
  add_up(summary, part.summary);
  closing = part.closing;
}

Outcome bill(const Plan& plan, const Trace& trace, const std::string& opening) {
  return bill(Book{&plan}, trace, opening);
}

Outcome bill(const Book& book, const Trace& trace, const std::string& opening, Instant from) {
  const Plan& plan = *book.back();
  Outcome outcome;
  const auto sink = [&](const Bill& part) {
    show(plan, part.lines, outcome.lines);
    show(plan, part.rejections, outcome.rejections);
    show(plan, part.refunds, outcome.refunds);
    show(plan, part.notices, outcome.notices);
    show(plan, part.packages, outcome.packages);
    for (const Line& line : part.lines) {
      outcome.charged[std::string(line.item)] += line.amount;
      if (line.source == "postpaid") continue;
      outcome.drawn[fmt::format("{} {}", line.account, line.source)][std::string(line.item)] +=
          line.unit.empty() ? -line.amount : line.quantity;  // of what a package paid in money, what is taken off
    }
    for (const PackageState& one : part.packages) {
      outcome.held[fmt::format("{} {}", one.account, one.ref)] = {std::string(one.package), one.size, one.used,
                                                                 one.remaining};
    }
    outcome.summary = part.summary;
  };
  std::size_t first = 0;
  while (first + 1 < book.size() && book[first + 1]->effective_from < from) ++first;
  BookEvaluation evaluation(book, trace.events, trace.until, sink, first);
  if (!opening.empty()) {
    std::istringstream in(opening);
    evaluation.carry_on(read_state(in, "opening", "sha256", evaluation.ledger()));
  }
  for (std::size_t i = first; i < book.size(); ++i) {
    const auto is_before = [](const MadeRecord& record, Instant at) { return record.time < at; };
    const auto begin = i == first ? trace.records.begin()
                                  : std::lower_bound(trace.records.begin(), trace.records.end(),
                                                     book[i]->effective_from, is_before);
    const auto end = i + 1 == book.size() ? trace.records.end()
                                          : std::lower_bound(trace.records.begin(), trace.records.end(),
                                                             book[i + 1]->effective_from, is_before);
    evaluation.add(batch_of(*book[i], {begin, end}));
  }
  evaluation.finish();
  for (const auto& [name, status] : outcome.summary.statuses) outcome.statuses[std::string(name)] = status;
  for (const auto& [name, balance] : outcome.summary.balances) outcome.balances[std::string(name)] = balance.display();
  std::ostringstream out;
  write_state(out, evaluation.ledger(), trace.until, "sha256");
  outcome.closing = out.str();
  return outcome;
}

}  // namespace tariff
