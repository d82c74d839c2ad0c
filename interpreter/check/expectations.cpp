// Expectations of tests: what they name exists, and their values stand in the right units.
#include <algorithm>

#include "grammar/suggest.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/tests.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {

// A purchase without a name goes by what is bought; later ones of one kind are told apart by a number.
void Happened::note(const ast::Buy& buy) {
  std::string item;
  for (const ast::Name& name : buy.item.path) item += (item.empty() ? "" : ".") + name.text;
  const int nth = buy.ref.empty() ? ++unnamed[item] : 1;
  refs.insert(!buy.ref.empty() ? buy.ref : nth == 1 ? item : item + "/" + std::to_string(nth));
}

namespace {

// What accounts are given goes by its package and window: `free#2025-03`, of a pool `free/en#2025-03`.
bool is_given(const Context& context, const std::string& ref) {
  const int index = package_named(context.checked, ref.substr(0, ref.find_first_of("#/")));
  return index >= 0 && context.checked.packages[static_cast<unsigned>(index)].package->given;
}

// What the bill gives goes by its row and its place among what the account has: `bonus.b10@1`.
bool is_given_as_reached(const Context& context, const std::string& ref) {
  if (!context.checked.bill) return false;
  const auto& milestones = context.checked.bill->milestones;
  return std::any_of(milestones.begin(), milestones.end(), [&](const ast::Milestone& one) {
    const auto& path = one.gives.path;
    return path.size() == 2 && ref.rfind(path[0].text + "." + path[1].text + "@", 0) == 0;
  });
}

}  // namespace

void check_ref(Context& context, const Happened& happened, const std::string& ref, Span place) {
  const auto& refs = happened.refs;
  const std::string name = ref.substr(0, ref.find('#'));
  if (ref.empty() || refs.count(name) != 0 || refs.count(ref) != 0 || is_given(context, ref) || is_given_as_reached(context, ref)) return;
  if (const auto slash = ref.find('/'); slash != ref.npos && happened.accounts.count(ref.substr(0, slash)) != 0)
    return check_ref(context, happened, ref.substr(slash + 1), place);  // that another account bought, and shares
  Diagnostic& unknown = context.error("T0324", place, "nothing is bought in this test as " + quoted(ref));
  const std::vector<std::string> known(refs.begin(), refs.end());
  if (const auto near = nearest(ref, known))
    unknown.fix = "write \"" + *near + "\"";
  else if (!known.empty())
    unknown.notes.push_back("bought are " + joined(known, ", "));
}

void check_pool(Context& context, const ast::Name& pool, const std::vector<unsigned>& fields, Span place) {
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

namespace {

struct ExpectationCheck {
  Context& context;
  const Happened& happened;

  void check(const ast::Expect& expect, Span span) {
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
        if (happened.quotes.empty()) context.error("T0492", span, "nothing is quoted in this test").fix = "at … quote USAGE with … by FIELD";
        else check_values(expect, happened.quotes);
    }
  }

 private:
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
      context.unknown("T0324", expect.row, "row", known);
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
    if (expect.pool) check_pool(context, expect.pool, info.pools, expect.pool.span);
    const std::string& source = expect.source.text;
    if (expect.source && source != "postpaid" && source != "packages") check_ref(context, happened, source, expect.source.span);
    if (info.unit_name.empty()) return;
    const Dimension currency = money(context.checked);
    check_values(expect, info.unit == currency ? std::vector{currency} : std::vector{info.unit, currency});
  }

  void check_owed(const ast::Expect& expect) {
    const int meter = meter_meant(context, expect.name);
    if (meter < 0) return;
    const MeterInfo& info = context.checked.meters[static_cast<unsigned>(meter)];
    if (expect.pool) check_pool(context, expect.pool, info.pools, expect.pool.span);
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
    check_ref(context, happened, expect.name.text, span);
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

void check_expectation(Context& context, const Happened& happened, const ast::Expect& expect, Span span) {
  ExpectationCheck{context, happened}.check(expect, span);
}

}  // namespace tariff::checking
