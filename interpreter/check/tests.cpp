// Tests: what they buy and use exists, and stands in the right units.
#include <algorithm>
#include <variant>

#include "interpreter/check/cases.hpp"
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/quotes.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/tests.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/versions.hpp"

namespace tariff::checking {
namespace {

struct TestCheck {
  Context& context;
  const ast::Test& test;
  Happened happened = {};

  void run() {
    if (context.checked.after && test.under_this_version) return;
    bool expects = false;
    for (const ast::TestStep& step : test.steps)
      if (const auto* happening = std::get_if<ast::Happening>(&step.what)) {
        if (happening->by) happened.accounts.insert(happening->by.text);
        if (const auto* buy = std::get_if<ast::Buy>(&happening->what)) happened.note(*buy);
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
      if (!check.context.checked.after) check_expectation(check.context, check.happened, expect, span);
    }
  };

  struct Event {
    TestCheck& check;
    Span span;
    void operator()(const ast::Buy& buy) { check.check_buy(buy); }
    void operator()(const ast::Refund& refund) { check_ref(check.context, check.happened, refund.ref, span); }
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
    check_pool(context, buy.pool, pools_of(info, name), name.span);
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
    if (const auto unit = unit_of_quote(context, quote)) happened.quotes.push_back(*unit);
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

};

}  // namespace

void check_tests(Context& context) {
  for (const ast::Test* test : context.checked.tests) TestCheck{context, *test}.run();
}

}  // namespace tariff::checking
