// Laws that hold for every tariff, usage and account event, tried on generated ones.
#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "grammar/print.hpp"
#include "interpreter/evaluate/scope.hpp"
#include "tests/catch.hpp"
#include "tests/property/world.hpp"

using namespace tariff;

namespace {

constexpr unsigned worlds = 12;  // a tariff
constexpr std::size_t things = 400;  // records and events of a world

template <typename Law>
void for_each_world(Law law) {
  for (const std::string& path : tariffs_of_laws()) {
    const Compiled compiled = compile_text(path, text_of(path));
    for (unsigned seed = 1; seed <= worlds; ++seed) {
      INFO(path << ", seed " << seed);
      law(*compiled.plan, make_trace(*compiled.plan, seed, things));
    }
  }
}

// Whether accounts share packages: what one draws is gone for others.
bool is_shared(const Package& package) { return package.shared_by != none; }
bool is_shared(const Plan& plan) {
  return std::any_of(plan.packages.begin(), plan.packages.end(), [](const Package& one) { return is_shared(one); });
}

// Long after all windows have closed and all packages have expired.
Trace to_the_end(Trace trace) {
  trace.until += std::int64_t{800} * 86400 * microseconds_per_second;
  return trace;
}

void check_same(const Summary& a, const Summary& b) {
  CHECK(a.records == b.records);
  CHECK(a.requests == b.requests);
  CHECK(a.accepted == b.accepted);
  CHECK(a.rejected_by_reason == b.rejected_by_reason);
  CHECK(a.events == b.events);
  CHECK(a.packages == b.packages);
  CHECK(a.purchases_refused == b.purchases_refused);
  CHECK(a.refunds_refused == b.refunds_refused);
  CHECK(a.opens_refused == b.opens_refused);
  CHECK(a.package_prices == b.package_prices);
  CHECK(a.refunds == b.refunds);
  CHECK(a.total == b.total);
  CHECK(a.until == b.until);
  for (const auto& [name, item] : a.items) {
    const ItemTotal& other = b.items.at(name);
    CHECK(item.drawn == other.drawn);
    CHECK(item.postpaid == other.postpaid);
    CHECK(item.rejected == other.rejected);
    CHECK(item.amount == other.amount);
  }
}

// A test that fails shows the first few rows that differ, and not all there are.
using Rows = std::map<std::string, std::vector<std::string>>;
std::string difference(const Rows& a, const Rows& b) {
  std::string shown;
  const auto lacking = [&](const char* sign, const Rows& here, const Rows& there) {
    for (const auto& [account, list] : here) {
      const auto other = there.find(account);
      for (const std::string& row : list) {
        const bool found = other != there.end() && std::count(other->second.begin(), other->second.end(), row) > 0;
        if (!found && shown.size() < 2000) shown += fmt::format("{} {}: {}\n", sign, account, row);
      }
    }
  };
  lacking("-", b, a);
  lacking("+", a, b);
  return a == b ? "" : shown.empty() ? "the same rows, in another order or number\n" : shown;
}

void check_same_rows(const Outcome& a, const Outcome& b) {
  CHECK(difference(a.lines, b.lines) == "");
  CHECK(difference(a.rejections, b.rejections) == "");
  CHECK(difference(a.refunds, b.refunds) == "");
  CHECK(difference(a.notices, b.notices) == "");
  CHECK(difference(a.packages, b.packages) == "");
  CHECK(a.statuses == b.statuses);
  CHECK(a.balances == b.balances);
}

// The parts of a trace before and from an instant on.
std::pair<Trace, Trace> split(const Trace& trace, Instant at) {
  const auto before = [at](const auto& one) { return one.time < at; };
  const auto record = std::find_if_not(trace.records.begin(), trace.records.end(), before);
  const auto event = std::find_if_not(trace.events.begin(), trace.events.end(), before);
  return {{{trace.records.begin(), record}, {trace.events.begin(), event}, at},
          {{record, trace.records.end()}, {event, trace.events.end()}, trace.until}};
}

// Instants at random, where something happens, and where windows end; sorted, none past the cut-off.
std::vector<Instant> cuts(const Plan& plan, const Trace& trace, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t bound) { return random() % bound; };
  std::vector<Instant> at = {trace.records[below(trace.records.size())].time,
                             trace.events[below(trace.events.size())].time};
  at.push_back((at[0] + at[1]) / 2);
  at.push_back(window_at(plan.zone, plan.bill.window, at[0]).end);
  for (const Charge& charge : plan.charges) at.push_back(window_at(plan.zone, charge.window, at[2]).end);
  std::sort(at.begin(), at.end());
  at.erase(std::upper_bound(at.begin(), at.end(), trace.until), at.end());
  return at;
}

// The tariff, and a version after it that changes nothing.
Compiled compile_with_change(const std::string& path, const std::string& from) {
  const std::string text = std::regex_replace(text_of(path), std::regex("( until [0-9-]+)\n  currency"), "\n  currency");
  std::smatch name;
  REQUIRE(std::regex_search(text, name, std::regex("tariff ([a-z.]+)")));
  const std::string next = fmt::format(
      "tariff {} {{\n  amends \"first.tariff\"\n  effective from {}\n  open windows carry on\n}}\n", name[1].str(), from);
  Compiled compiled = compile("next.tariff", next, [&](const std::string&) { return text; });
  std::string findings;
  for (const auto& diagnostic : compiled.diagnostics) findings += render(diagnostic, MessageFormat::human, false);
  INFO(findings);
  REQUIRE(compiled.plan);
  return compiled;
}

}  // namespace

TEST_CASE("a trace split anywhere, with the state carried over, gives the same bill and the same state") {
  unsigned seed = 0;
  for_each_world([&](const Plan& plan, const Trace& trace) {
    const Outcome whole = bill(plan, trace);
    const auto check_parts = [&](const std::vector<Instant>& at) {
      Outcome parts;
      Trace rest = trace;
      for (const Instant cut : at) {
        INFO("cut at " << plan.zone.text(cut));
        auto [head, tail] = split(rest, cut);
        parts.add(bill(plan, head, parts.closing));
        rest = std::move(tail);
      }
      parts.add(bill(plan, rest, parts.closing));
      check_same_rows(parts, whole);
      check_same(parts.summary, whole.summary);
      CHECK(parts.closing == whole.closing);
    };
    const auto at = cuts(plan, trace, ++seed);
    for (const Instant cut : at) check_parts({cut});
    check_parts(at);
  });
}

TEST_CASE("a version that changes nothing changes nothing, and a trace may be split around the change") {
  for (const std::string& path : tariffs_of_laws()) {
    unsigned seed = 0;
    for (const std::string change : {"2025-03-20", "2025-04-01", "2025-04-07T13:00"}) {
      INFO(path << ", changed " << change);
      const Compiled compiled = compile_with_change(path, change);
      const Book book = book_of(compiled);
      const Trace trace = make_trace(*book.front(), ++seed, things);
      Plan alone = *book.front();
      alone.effective_until = never;
      const Outcome whole = bill(book, trace), without = bill(alone, trace);
      check_same_rows(whole, without);
      check_same(whole.summary, without.summary);
      auto at = cuts(alone, trace, seed);
      for (const int seconds : {-1, 0, 1}) at.push_back(book.back()->effective_from + seconds * microseconds_per_second);
      for (const Instant cut : at) {
        if (cut > trace.until) continue;
        INFO("cut at " << alone.zone.text(cut));
        const auto [head, tail] = split(trace, cut);
        Outcome parts;
        parts.add(bill(book, head));
        parts.add(bill(book, tail, parts.closing, cut));
        check_same_rows(parts, whole);
      }
    }
  }
}

TEST_CASE("what comes in is charged, deducted or rejected") {
  for_each_world([](const Plan& plan, const Trace& made) {
    const Trace trace = to_the_end(made);
    const Batch batch = batch_of(plan, trace.records);
    std::map<std::string, Number> asked;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      Scope scope;
      scope.plan = &plan;
      scope.batch = &batch;
      scope.row = row;
      const bool refused = std::any_of(plan.guards.begin(), plan.guards.end(), [&](const Guard& guard) {
        return (guard.kind == none || guard.kind == batch.kinds[row]) && truth_of(guard.refuses, scope);
      });
      for (const Item& item : plan.items) {
        const Meter& meter = plan.meters[item.meter];
        if (refused || meter.kind != batch.kinds[row] || (meter.counts && !truth_of(meter.counts, scope))) continue;
        asked[meter.name] += number_of(meter.quantity, scope) * Number(batch.times[row]);
      }
    }
    const Outcome outcome = bill(plan, trace);
    CHECK(outcome.summary.requests == outcome.summary.accepted + outcome.summary.rejected);
    for (const Item& item : plan.items) {
      const Meter& meter = plan.meters[item.meter];
      if (!meter.folds.empty()) continue;
      INFO(meter.name);
      const ItemTotal& total = outcome.summary.items.at(meter.name);
      Number owed;
      for (const StillOwed& one : outcome.summary.owed) {
        if (one.item == meter.name) owed += one.quantity;
      }
      CHECK(total.drawn + total.postpaid + total.rejected + owed == asked[meter.name]);
    }
  });
}

TEST_CASE("accounts never look at each other: neither their names nor their order changes anything") {
  const auto renamed = [](const std::string& name) { return std::string(name.rbegin(), name.rend()); };
  for_each_world([&](const Plan& plan, const Trace& trace) {
    if (is_shared(plan)) return;
    Trace other = trace;
    for (MadeRecord& record : other.records) record.account = renamed(record.account);
    for (Event& event : other.events) event.account = renamed(event.account);
    const auto in_time = [](const auto& a, const auto& b) {
      return a.time != b.time ? a.time < b.time : a.account < b.account;
    };
    std::stable_sort(other.records.begin(), other.records.end(), in_time);
    std::stable_sort(other.events.begin(), other.events.end(), in_time);
    Outcome outcome = bill(plan, other);
    const auto name_back = [&](auto& by_account) {
      std::remove_reference_t<decltype(by_account)> back;
      for (auto& [name, what] : by_account) back[renamed(name)] = std::move(what);
      by_account = std::move(back);
    };
    for (auto* rows : {&outcome.lines, &outcome.rejections, &outcome.refunds, &outcome.notices, &outcome.packages}) {
      name_back(*rows);
    }
    name_back(outcome.statuses);
    name_back(outcome.balances);
    check_same_rows(outcome, bill(plan, trace));
  });
}

TEST_CASE("all prices times ten, the bill times ten") {
  static const std::regex price(R"((\d[\d_]*(?:\.\d+)?) CNY)");
  for (const std::string path : {"tariffs/tencent/mrs/2025-01-01.tariff", "tests/property/tariffs/exact.tariff"}) {
    const std::string text = text_of(path).substr(0, text_of(path).find("\ntest "));
    std::string dearer;
    std::string::const_iterator from = text.begin();
    for (std::sregex_iterator match(text.begin(), text.end(), price), end; match != end; ++match) {
      std::string digits = (*match)[1];
      digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
      dearer.append(from, (*match)[0].first);
      dearer += (*Number::parse(digits) * Number(10)).text() + " CNY";
      from = (*match)[0].second;
    }
    dearer.append(from, text.end());
    const Compiled cheap = compile_text(path, text), dear = compile_text(path, dearer);
    for (unsigned seed = 1; seed <= worlds; ++seed) {
      INFO(path << ", seed " << seed);
      Trace trace = to_the_end(make_trace(*cheap.plan, seed, things));
      std::erase_if(trace.events, [](const Event& event) { return event.kind == EventKind::top_up; });
      const Outcome before = bill(*cheap.plan, trace), after = bill(*dear.plan, trace);
      for (const auto& [item, amount] : before.charged) CHECK(after.charged.at(item) == amount * Number(10));
      CHECK(after.summary.total == before.summary.total * Number(10));
      CHECK(after.summary.package_prices == before.summary.package_prices * Number(10));
    }
  }
}

TEST_CASE("lines sum to the total, and draws to what is used of a package") {
  for_each_world([](const Plan& plan, const Trace& made) {
    Outcome outcome = bill(plan, to_the_end(made));
    Number total;
    for (const auto& [item, amount] : outcome.charged) {
      CHECK(outcome.summary.items.at(item).amount == amount);
      total += amount;
    }
    CHECK(outcome.summary.total == total);
    for (const auto& [ref, held] : outcome.held) {
      CHECK(held.remaining.sign() >= 0);
      const auto package = std::find_if(plan.packages.begin(), plan.packages.end(), [&](const Package& one) {
        return one.name == held.package || std::any_of(one.offers.begin(), one.offers.end(), [&](const Offer& offer) {
                 return offer.name == held.package;
               });
      });
      if (is_shared(*package)) continue;        // other accounts drew on it, too
      if (!package->refills.empty()) continue;  // used is what was used since the last refill, of what was there then
      CHECK(held.size == held.used + held.remaining);
      auto drawn = outcome.drawn.find(ref);
      Number used;
      // In steps more is taken than is paid; and what comes back may be lost.
      bool more = std::any_of(plan.items.begin(), plan.items.end(), [](const Item& item) { return item.gives_back; });
      if (package->money && drawn != outcome.drawn.end()) used = drawn->second[package->name];
      for (const Cover& cover : package->covers) {
        if (drawn == outcome.drawn.end()) break;
        const auto of_item = drawn->second.find(plan.meters[cover.meter].name);
        if (of_item == drawn->second.end()) continue;
        used += of_item->second * cover.ratio;
        more |= !cover.step.is_zero();
      }
      CHECK((more ? held.used >= used : held.used == used));
    }
  });
}

TEST_CASE("a record of many times is as many records") {
  for_each_world([](const Plan& plan, Trace trace) {
    if (!plan.running_guards.empty()) return;  // a level is held to its limit with all times together
    Trace single{{}, trace.events, trace.until};
    for (MadeRecord& record : trace.records) {
      record.times = std::min<std::int64_t>(record.times, 7);
      record.id.clear();  // the second of an id is a duplicate
      for (std::int64_t i = 0; i < record.times; ++i) single.records.emplace_back(record).times = 1;
    }
    Outcome many = bill(plan, trace), one = bill(plan, single);
    many.rejections.clear();
    one.rejections.clear();
    check_same_rows(many, one);
    CHECK(many.summary.rejected_by_reason == one.summary.rejected_by_reason);
    CHECK(many.summary.requests == one.summary.requests);
  });
}

namespace {

// The same text, laid out carelessly: no remarks, no blank lines, a single blank for several.
std::string careless(const std::string& text) {
  static const std::regex remark("(\"[^\"\\n]*\")|#[^\\n]*"), blanks("(\"[^\"\\n]*\")| +"), lines("\\n\\s*");
  return std::regex_replace(
      std::regex_replace(std::regex_replace(text, remark, "$1"), lines, "\n"), blanks, "$1 ");
}

// Where a clause stands depends on the layout; it ends a row.
void leave_out_clauses(Outcome& outcome) {
  for (auto* rows : {&outcome.lines, &outcome.rejections, &outcome.refunds, &outcome.notices}) {
    for (auto& [account, list] : *rows) {
      for (std::string& row : list) row.resize(row.rfind(' '));
    }
  }
}

}  // namespace

TEST_CASE("a tariff printed and parsed again means the same") {
  for (const std::string& path : tariffs_of_laws()) {
    INFO(path);
    const Compiled written = compile_text(path, text_of(path)), crude = compile_text(path, careless(text_of(path)));
    const std::string printed = print(crude.document->parsed.file);
    const Compiled again = compile_text(path, printed);
    CHECK(print(again.document->parsed.file) == printed);
    const Trace trace = make_trace(*written.plan, 1, things);
    Outcome before = bill(*written.plan, trace), after = bill(*again.plan, trace);
    leave_out_clauses(before);
    leave_out_clauses(after);
    check_same_rows(before, after);
  }
}
