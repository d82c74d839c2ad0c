// Tests: what they buy, use and expect exists, and stands in the right units.
#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "grammar/suggest.hpp"
#include "interpreter/check/cases.hpp"
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/quotes.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/versions.hpp"

namespace tariff::checking {
namespace {

struct TestCheck {
  Context& context;
  const ast::Test& test;
  std::set<std::string> refs = {};  // of all it buys
  std::set<std::string> accounts = {"test"};  // to which something happens
  std::map<std::string, int> unnamed = {};
  std::vector<Dimension> quotes = {};  // the units of what is quoted

  void run() {
    if (context.checked.after && test.under_this_version) return;
    bool expects = false;
    for (const ast::TestStep& step : test.steps)
      if (const auto* happening = std::get_if<ast::Happening>(&step.what)) {
        if (happening->by) accounts.insert(happening->by.text);
        if (const auto* buy = std::get_if<ast::Buy>(&happening->what)) note_ref(*buy);
      }
    for (const ast::TestStep& step : test.steps) {
      expects = expects || std::holds_alternative<ast::Expect>(step.what);
      std::visit(Step{*this, step.span}, step.what);
    }
    if (!expects && !context.checked.after)
      context.error("T0430", test.name.span, "the test " + quoted(test.name.text) + " expects nothing").fix =
          "expect total = …";
  }

 private:
  // A purchase without a name goes by what is bought; later ones of one kind are told apart by a number.
  void note_ref(const ast::Buy& buy) {
    std::string item;
    for (const ast::Name& name : buy.item.path) item += (item.empty() ? "" : ".") + name.text;
    const int nth = buy.ref.empty() ? ++unnamed[item] : 1;
    refs.insert(!buy.ref.empty() ? buy.ref : nth == 1 ? item : item + "/" + std::to_string(nth));
  }

  struct Step {
    TestCheck& check;
    Span span;
    void operator()(const ast::Happening& happening) {
      if (!check.is_own(happening.at)) return;
      check.check_moment(happening.at, span);
      std::visit(Event{check, span}, happening.what);
    }
    void operator()(const ast::Until&) {}
    void operator()(const ast::Expect& expect) {
      if (!check.context.checked.after) check.check_expect(expect, span);
    }
  };

  struct Event {
    TestCheck& check;
    Span span;
    void operator()(const ast::Buy& buy) { check.check_buy(buy); }
    void operator()(const ast::Refund& refund) { check.check_ref(refund.ref, span); }
    void operator()(const ast::TopUp& top_up) { check.check_money(top_up.amount, "a top-up"); }
    void operator()(const ast::Set& set) { check.check_set(set); }
    void operator()(const ast::Reset& reset) { check.check_reset(reset, span); }
    void operator()(const ast::Open&) {}
    void operator()(const ast::Close&) {}
    void operator()(const ast::Record& record) { check.check_record(record); }
    void operator()(const ast::Quote& quote) { check.check_quote(quote); }
  };

  // --- what happens ---
  // What happens under another version is looked at there.
  bool is_own(const ast::Moment& at) const {
    if (!context.zone || !context.checked.tariff || test.under_this_version) return true;
    const Interval own = own_span(context.checked, *context.zone);
    const Instant instant = instant_of(at, *context.zone);
    return own.start <= instant && instant < own.end;
  }

  void check_moment(const ast::Moment& at, Span span) {
    const ast::Tariff* tariff = context.checked.tariff;
    if (!tariff || !context.zone || test.under_this_version) return;
    const Instant instant = instant_of(at, *context.zone);
    const bool early = tariff->effective_from && instant < instant_of(*tariff->effective_from, *context.zone);
    const bool late =
        tariff->effective_until && instant >= instant_of(*tariff->effective_until, *context.zone);
    if (!early && !late) return;
    Diagnostic& outside = context.error(
        "T0431", span,
        early ? "this is before the tariff is in effect" : "the tariff is no longer in effect then");
    outside.related.push_back(context.label(tariff->effective_span, "in effect"));
    outside.fix = "under this version, at the head of the test";
  }

  void check_money(const ast::Expr& amount, const std::string& what) {
    if (demand(context, amount, Scope{}, number_type(money(context.checked)), what)) demand_written(amount);
  }

  // As a file would say it.
  void demand_written(const ast::Expr& value) {
    demand_known(context, value);
    demand_decimal(context, value);
  }

  void check_count(const ast::Literal& count, Span place) {
    const Number number = digits_of(count);
    if (number.is_whole() && number.sign() > 0) return;
    context.error("T0436", place, "how many must be a whole number above zero");
  }

  void check_buy(const ast::Buy& buy) {
    if (buy.item.path.empty()) return;
    const int index = package_meant(context, buy.item.path.front());
    if (index < 0) return;
    const PackageInfo& info = context.checked.packages[static_cast<unsigned>(index)];
    const ast::Name& name = buy.item.path.back();
    check_count(buy.count, name.span);
    if (info.package->sold) {
      std::vector<std::string> rows;
      for (const ast::Row& row : info.package->sold->rows) rows.push_back(row_name(*info.package->sold, row));
      const int row = index_of(rows, name.text, [](const std::string& text) { return text; });
      if (buy.item.path.size() != 2 || row < 0)
        context.unknown("T0304", name, "row", rows)
            .related.push_back(context.label(info.package->name.span, "the package"));
      else
        context.checked.names[&name] = {Meaning::Kind::package_row, static_cast<unsigned>(index),
                                        static_cast<unsigned>(row)};
    }
    check_pool(buy.pool, pools_of(info, name), name.span);
  }

  std::vector<unsigned> pools_of(const PackageInfo& info, const ast::Name& row) const {
    std::vector<unsigned> covers = info.covers;
    const auto meaning = context.checked.names.find(&row);
    if (!info.row_meters.empty() && meaning != context.checked.names.end())
      covers = {info.row_meters[meaning->second.row]};
    for (const unsigned meter : covers)
      if (!context.checked.meters[meter].pools.empty()) return context.checked.meters[meter].pools;
    return {};
  }

  // The pool is a value of the one field that tells pools apart; several fields are joined by `/`.
  void check_pool(const ast::Name& pool, const std::vector<unsigned>& fields, Span place) {
    if (!pool && !fields.empty()) {
      const FieldInfo& field = context.checked.fields[fields.front()];
      Diagnostic& missing =
          context.error("T0440", place, "for which " + quoted(field.name) + " it is is not said");
      missing.related.push_back(context.label(field.field->type.span, "pools are told apart by this"));
      missing.fix = "for …";
    }
    if (!pool || fields.size() > 1) return;
    if (fields.empty()) {
      context.error("T0440", pool.span, "there are no pools here: no meter is `apart by` a field");
      return;
    }
    const FieldInfo& field = context.checked.fields[fields.front()];
    if (field.type.kind != TypeKind::choice) return;
    const auto& values = context.checked.choices[static_cast<unsigned>(field.type.choice)].values;
    if (std::find(values.begin(), values.end(), pool.text) == values.end())
      context.unknown("T0309", pool, "value", values)
          .related.push_back(context.label(field.field->type.span, "these are its values"));
  }

  // What accounts are given goes by its package and window: `free#2025-03`, of a pool `free/en#2025-03`.
  bool is_given(const std::string& ref) const {
    const int index = package_named(context.checked, ref.substr(0, ref.find_first_of("#/")));
    return index >= 0 && context.checked.packages[static_cast<unsigned>(index)].package->given;
  }

  // What the bill gives goes by its row and its place among what the account has: `bonus.b10@1`.
  bool is_given_as_reached(const std::string& ref) const {
    if (!context.checked.bill) return false;
    const auto& milestones = context.checked.bill->milestones;
    return std::any_of(milestones.begin(), milestones.end(), [&](const ast::Milestone& one) {
      const auto& path = one.gives.path;
      return path.size() == 2 && ref.rfind(path[0].text + "." + path[1].text + "@", 0) == 0;
    });
  }

  void check_ref(const std::string& ref, Span place) {
    const std::string name = ref.substr(0, ref.find('#'));
    if (ref.empty() || refs.count(name) != 0 || refs.count(ref) != 0 || is_given(ref) || is_given_as_reached(ref)) return;
    if (const auto slash = ref.find('/'); slash != ref.npos && accounts.count(ref.substr(0, slash)) != 0)
      return check_ref(ref.substr(slash + 1), place);  // that another account bought, and shares
    Diagnostic& unknown = context.error("T0324", place, "nothing is bought in this test as " + quoted(ref));
    const std::vector<std::string> known(refs.begin(), refs.end());
    if (const auto near = nearest(ref, known))
      unknown.fix = "write \"" + *near + "\"";
    else if (!known.empty())
      unknown.notes.push_back("bought are " + joined(known, ", "));
  }

  void check_reset(const ast::Reset& reset, Span place) {
    const int index = reset.package ? package_meant(context, reset.package) : -1;
    const auto& packages = context.checked.packages;
    const bool known = !reset.package || index >= 0;
    const bool resets = index >= 0 ? is_reset(packages[static_cast<unsigned>(index)])
                                   : std::any_of(packages.begin(), packages.end(), is_reset);
    if (!known || resets || ends_owing(reset.package)) return;
    context.error("T0521", place, "nothing comes of a reset here").fix = "in the package: refills at each reset";
  }

  static bool is_reset(const PackageInfo& info) {
    const auto& refills = info.package->refills;
    return std::any_of(refills.begin(), refills.end(), [](const ast::Refill& refill) { return !refill.window; });
  }

  // Whether what is owed ends with a reset, of that package where one is named.
  bool ends_owing(const ast::Name& package) const {
    const auto is_of = [&](const ast::Source& source) {
      return !package || index_of(source.packages, package.text, [](const ast::Name& name) { return name.text; }) >= 0;
    };
    const auto& charges = context.checked.charges;
    return std::any_of(charges.begin(), charges.end(), [&](const ast::Charge* charge) {
      return charge->owed && charge->owed->reset && std::any_of(charge->sources.begin(), charge->sources.end(), is_of);
    });
  }

  void check_set(const ast::Set& set) {
    const int attribute = attribute_named(context.checked, set.attribute.text);
    if (attribute < 0) {
      if (set.attribute)
        context.unknown(
            "T0311", set.attribute, "attribute",
            names_of(context.checked.attributes, [](const FieldInfo& info) { return info.name; }));
      return;
    }
    context.checked.names[&set.attribute] = {Meaning::Kind::attribute, static_cast<unsigned>(attribute), 0};
    demand_constant(context, set.value, context.checked.attributes[static_cast<unsigned>(attribute)]);
    demand_written(set.value);
  }

  void check_record(const ast::Record& record) {
    const int usage = usage_named(context.checked, record.usage.text);
    check_count(record.times, record.usage.span);
    if (usage < 0) {
      if (record.usage)
        context.unknown(
            "T0310", record.usage, "usage",
            names_of(context.checked.usages, [](const UsageInfo& info) { return info.usage->name.text; }));
      return;
    }
    std::vector<const ast::Name*> names;
    for (const ast::With& with : record.fields) {
      names.push_back(&with.field);
      check_with(with, usage);
    }
    refuse_twice(context, names, "field");
    check_left_out(context, record, static_cast<unsigned>(usage));
  }

  void check_quote(const ast::Quote& quote) {
    check_record(quote.record);
    if (const auto unit = unit_of_quote(context, quote)) quotes.push_back(*unit);
  }

  void check_with(const ast::With& with, int usage) {
    if (!with.field) return;
    const int field = field_named(context.checked, usage, with.field.text);
    if (field < 0) {
      context.unknown("T0308", with.field, "field", field_names(context.checked, usage));
      return;
    }
    context.checked.names[&with.field] = {Meaning::Kind::field, static_cast<unsigned>(field), 0};
    demand_constant(context, with.value, context.checked.fields[static_cast<unsigned>(field)]);
    demand_written(with.value);
  }

  // --- what is expected ---
  void check_expect(const ast::Expect& expect, Span span) {
    using Subject = ast::Expect::Subject;
    const Dimension currency = money(context.checked);
    const bool at_the_end = expect.subject == Subject::paid || expect.subject == Subject::balance ||
                            expect.subject == Subject::left || expect.subject == Subject::owed ||
                            expect.subject == Subject::account;
    if (expect.period && at_the_end)
      context.error("T0326", span, "this is asked at the end of the test, not of a period").fix =
          "end the test there: until DATE";
    if (expect.of && (expect.subject == Subject::paid || expect.subject == Subject::quote))
      context.error("T0553", expect.of.span, "this is of all accounts").fix = "leave out `of`";
    switch (expect.subject) {
      case Subject::line:
        return check_line(expect);
      case Subject::paid:
        if (expect.name && expect.name.text != "packages") package_meant(context, expect.name);
        return check_values(expect, {currency});
      case Subject::total:
      case Subject::refunds:
      case Subject::balance:
        return check_values(expect, {currency});
      case Subject::rejected:
        if (expect.name) check_reason(expect.name);
        return check_values(expect, {Dimension{}});
      case Subject::notices:
        if (expect.name) check_notice(expect.name);
        return check_values(expect, {Dimension{}});
      case Subject::left:
        return check_left(expect, span);
      case Subject::owed:
        return check_owed(expect);
      case Subject::account:
        return check_state(expect);
      case Subject::quote:
        if (quotes.empty()) context.error("T0492", span, "nothing is quoted in this test").fix = "at … quote USAGE with … by FIELD";
        else check_values(expect, quotes);
    }
  }

  // A fee, a step of the bill, or what a package in money pays.
  static bool is_only_money(const Checked& version, const ast::Name& name) {
    for (std::size_t i = 0; i < version.charges.size(); ++i)
      if (version.fees[i] && version.charges[i]->meters.front().text == name.text) return true;
    const int package = package_named(version, name.text);
    if (package >= 0 && version.packages[static_cast<unsigned>(package)].covers_bill) return true;
    const ast::Bill* bill = version.bill;
    return bill && (std::any_of(bill->steps.begin(), bill->steps.end(),
                                [&](const ast::BillStep& step) { return step.name.text == name.text; }) ||
                    std::any_of(bill->milestones.begin(), bill->milestones.end(),
                                [&](const ast::Milestone& one) { return one.line && one.line.text == name.text; }));
  }

  // A line of an earlier version that this one has no longer.
  bool check_former_line(const ast::Expect& expect) {
    if (meter_named(context.checked, expect.name.text) >= 0) return false;
    for (const Checked* version = context.checked.before; version; version = version->before) {
      const int meter = meter_named(*version, expect.name.text);
      if (meter < 0 && !is_only_money(*version, expect.name)) continue;
      std::vector<Dimension> units = {money(context.checked)};
      const auto& known = context.checked.units;
      if (meter >= 0) {
        const auto unit = known.find(version->meters[static_cast<unsigned>(meter)].unit_name);
        if (unit != known.end()) units.push_back(unit->second.dimension);
      }
      check_values(expect, units);
      return true;
    }
    return false;
  }

  // A fee has rows only for its limits, a step of the bill where it is shared over lines: `calls`, or `calls/home`.
  void check_row_of_money(const ast::Expect& expect) {
    const ast::Bill* bill = context.checked.bill;
    const int index = bill ? index_of(bill->steps, expect.name.text, [](const ast::BillStep& step) { return step.name.text; }) : -1;
    const bool shared = index >= 0 && bill->steps[static_cast<unsigned>(index)].shared;
    std::vector<std::string> known;
    if (index < 0) known = {"at least", "at most"};
    if (shared)
      for (const MeterInfo& info : context.checked.meters) known.push_back(info.meter->name.text);
    if (shared)
      for (std::size_t i = 0; i < context.checked.charges.size(); ++i)
        if (context.checked.fees[i]) known.push_back(context.checked.charges[i]->meters.front().text);
    const std::string row = expect.row.text.substr(0, expect.row.text.find('/'));
    if (expect.row && std::find(known.begin(), known.end(), row) == known.end())
      context.unknown("T0324", expect.row, "row of " + quoted(expect.name.text), known);
    if (expect.pool && !shared)
      context.error("T0440", expect.pool.span, quoted(expect.name.text) + " is one for all: there are no pools here");
  }

  void check_line(const ast::Expect& expect) {
    if (is_only_money(context.checked, expect.name)) {
      check_row_of_money(expect);
      return check_values(expect, {money(context.checked)});
    }
    if (check_former_line(expect)) return;
    const int meter = meter_meant(context, expect.name);
    if (meter < 0) return;
    const MeterInfo& info = context.checked.meters[static_cast<unsigned>(meter)];
    if (expect.pool) check_pool(expect.pool, info.pools, expect.pool.span);
    const std::string& source = expect.source.text;
    if (expect.source && source != "postpaid" && source != "packages") check_ref(source, expect.source.span);
    if (info.unit_name.empty()) return;
    const Dimension currency = money(context.checked);
    check_values(expect, info.unit == currency ? std::vector{currency} : std::vector{info.unit, currency});
  }

  void check_owed(const ast::Expect& expect) {
    const int meter = meter_meant(context, expect.name);
    if (meter < 0) return;
    const MeterInfo& info = context.checked.meters[static_cast<unsigned>(meter)];
    if (expect.pool) check_pool(expect.pool, info.pools, expect.pool.span);
    if (!info.unit_name.empty()) check_values(expect, {info.unit});
  }

  // Every value is in one of the units.
  void check_values(const ast::Expect& expect, const std::vector<Dimension>& units) {
    for (const ast::Expr& value : expect.values) {
      const Type type = type_of(context, value, Scope{});
      if (!value || type.kind == TypeKind::unknown) continue;
      const bool fits = type.kind == TypeKind::number &&
                        std::find(units.begin(), units.end(), type.dimension) != units.end();
      if (fits) demand_known(context, value);
      if (fits) continue;
      std::vector<std::string> wanted;
      for (const Dimension& unit : units) wanted.push_back(describe(context.checked, number_type(unit)));
      context.error("T0432", value->span,
                    "what is expected is " + joined(wanted, " or ") + ", and this is " +
                        describe(context.checked, type));
    }
  }

  void check_reason(const ast::Name& reason) {
    std::vector<std::string> known = {"closed",   "suspended", "no_source",     "duplicate",     "no_price",
                                      "bad_span", "negative_quantity", "not_in_effect", "purchase_limit"};
    const auto& usages = context.checked.usages;
    if (std::any_of(usages.begin(), usages.end(), [](const UsageInfo& info) { return !info.usage->cuts.empty(); }))
      known.push_back("too_many_parts");
    if (!context.checked.calendars.empty()) known.push_back("outside_calendar");
    for (const Checked* version = &context.checked; version; version = version->before)
      for (const RejectInfo& info : version->rejects) known.push_back(info.reject->name.text);
    if (std::find(known.begin(), known.end(), reason.text) == known.end())
      context.unknown("T0324", reason, "reason to refuse", known);
  }

  // By its text or by its kind.
  void check_notice(const ast::Name& notice) {
    std::vector<std::string> known = {"package", "arrears", "suspended", "closed", "resumed", "event", "reached"};
    for (const Checked* version = &context.checked; version; version = version->before) {
      for (const PackageInfo& info : version->packages)
        for (const ast::Notify& notify : info.package->notices) known.push_back(notify.text);
      const ast::Bill* bill = version->bill;
      if (bill && bill->arrears)
        for (const ast::ArrearsStep& step : bill->arrears->steps) known.push_back(step.text);
      if (bill)
        for (const ast::Milestone& one : bill->milestones)
          if (!one.text.empty()) known.push_back(one.text);
    }
    if (std::find(known.begin(), known.end(), notice.text) == known.end())
      context.unknown("T0324", notice, "notice", known);
  }

  void check_left(const ast::Expect& expect, Span span) {
    check_ref(expect.name.text, span);
    std::vector<Dimension> units;
    for (const PackageInfo& info : context.checked.packages)
      if (!info.unit_name.empty()) units.push_back(info.unit);
    for (const PackageInfo& info : context.checked.packages)
      for (const unsigned meter : info.row_meters) units.push_back(context.checked.meters[meter].unit);
    if (!units.empty()) check_values(expect, units);
  }

  void check_state(const ast::Expect& expect) {
    const std::vector<std::string> states = {"open", "suspended", "closed"};
    if (expect.name && std::find(states.begin(), states.end(), expect.name.text) == states.end())
      context.unknown("T0324", expect.name, "state of an account", states);
  }
};

}  // namespace

void check_tests(Context& context) {
  for (const ast::Test* test : context.checked.tests) TestCheck{context, *test}.run();
}

}  // namespace tariff::checking
