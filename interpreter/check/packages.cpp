// Packages: what they cover and at which ratio, what is sold, what is refunded, when the customer is told.
#include <algorithm>
#include <variant>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/grants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/offers.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/refills.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

struct PackageCheck {
  Context& context;
  unsigned index;
  PackageInfo& info;
  const ast::Package& package;

  void run() {
    if (!package.name) return;
    check_offers(context, index, info);
    if (!package.sold && !package.given)
      context
          .error("T0437", package.name.span,
                 "nothing says what is sold or given of the package " + quoted(package.name.text))
          .fix = "sold, and a table of name, size, price and valid; or given SIZE each month";
    check_grant(context, info);
    if (package.overdraft) check_overdraft(*package.overdraft);
    if (package.shared_by) check_shared(package.shared_by);
    if (info.row_meters.empty()) {
      for (const ast::Covered& covered : package.covers) check_covered(covered);
      refuse_covered_twice();
    } else {
      refuse_said_twice();
    }
    if (package.covers.empty() && info.row_meters.empty())
      context
          .error("T0437", package.name.span,
                 "the package " + quoted(package.name.text) + " does not say what it covers")
          .fix = "covers METER";
    check_terms();
  }

 private:
  // Accounts whose attribute has the same text are a group; one whose attribute has none shares nothing.
  void check_shared(const ast::Name& by) {
    const int attribute = attribute_named(context.checked, by.text);
    if (attribute < 0) {
      context.unknown("T0311", by, "attribute", names_of(context.checked.attributes, [](const FieldInfo& one) { return one.name; }));
      return;
    }
    const FieldInfo& info_of = context.checked.attributes[static_cast<unsigned>(attribute)];
    context.named.insert(info_of.field);
    context.checked.names[&by] = {Meaning::Kind::attribute, static_cast<unsigned>(attribute), 0};
    const bool text = info_of.type.kind == TypeKind::text;
    if (info_of.type.kind != TypeKind::unknown && !(text && info_of.field->optional)) {
      Diagnostic& other = context.error("T0550", by.span, quoted(by.text) + (text ? " has a default" : " is " + describe(context.checked, info_of.type)) +
                                                              ": every account has a value, so all would share");
      other.related.push_back(context.label(info_of.field->type.span, "declared here"));
      other.fix = by.text + " : text, optional";
    }
    if (package.given)
      context.error("T0551", package.given->span, "what is given is each account's own, and this package is shared")
          .related.push_back(context.label(by.span, "by these"));
  }

  void check_overdraft(const ast::Overdraft& overdraft) {
    const Type type = type_of(context, overdraft.most, Scope{});
    if (!overdraft.most || type.kind == TypeKind::unknown || info.unit_name.empty()) return;
    const auto most = constant(context.checked, overdraft.most);
    const bool fits = type.kind == TypeKind::number && type.dimension == info.unit && most && most->sign() > 0;
    if (fits && info.row_meters.empty() && (most->is_whole() || !is_count(context.checked, info.unit)))
      return demand_decimal(context, overdraft.most);
    context
        .error("T0491", overdraft.most->span,
               info.row_meters.empty() ? "a package is overdrawn by so many " + info.unit_name + " above zero"
                                       : "each row covers a meter of its own, and one bound is said for all")
        .fix = info.row_meters.empty() ? "may be overdrawn by up to 10 " + info.unit_name : "may be overdrawn";
  }

  // --- covers ---
  void check_covered(const ast::Covered& covered) {
    if (covered.meter.text == "bill" && meter_named(context.checked, "bill") < 0) return check_money(covered);
    const int meter = meter_meant(context, covered.meter);
    const Type ratio = type_of(context, covered.at, Scope{}, Position::applied);
    if (meter < 0) return;
    info.covers.push_back(static_cast<unsigned>(meter));
    const MeterInfo& measured = context.checked.meters[static_cast<unsigned>(meter)];
    if (measured.level && !measured.window) {
      Diagnostic& level = context.error("T0414", covered.meter.span,
                                        "a package cannot pay " + quoted(covered.meter.text) +
                                            ": it stands for a time, and nothing is taken of it");
      level.related.push_back(context.label(measured.meter->name.span, "the meter"));
      level.fix = "in the meter: take highest in each month";
      return;
    }
    if (measured.unit_name.empty() || info.unit_name.empty()) return;
    if (!covered.at)
      need_no_ratio(covered, measured);
    else if (ratio.schedule)
      check_steps(covered, measured, ratio);
    else if (ratio.kind != TypeKind::unknown)
      check_ratio(covered, measured, ratio);
  }

  void check_money(const ast::Covered& covered) {
    info.covers_bill = true;
    if (covered.at || package.covers.size() > 1)
      context.error("T0415", covered.meter.span, "what covers the bill covers it in money, and nothing besides");
    if (info.unit_name.empty() || info.unit == money(context.checked)) return;
    context.error("T0415", covered.meter.span, "the package is in " + info.unit_name + ", a bill in " +
                                                   dimension_text(context.checked, money(context.checked)));
  }

  void need_no_ratio(const ast::Covered& covered, const MeterInfo& measured) {
    if (measured.unit == info.unit) return;
    Diagnostic& missing =
        context.error("T0415", covered.meter.span,
                      "the package is in " + info.unit_name + ", " + quoted(covered.meter.text) + " in " +
                          measured.unit_name + ": how many for one is not said");
    missing.fix = covered.meter.text + " at 1 " + info.unit_name + " per " + measured.unit_name;
  }

  void check_ratio(const ast::Covered& covered, const MeterInfo& measured, const Type& type) {
    const ast::Rate* rate = rate_of(context.checked, covered.at);
    const auto ratio = constant(context.checked, covered.at);
    const Dimension wanted = product(info.unit, measured.unit, -1);
    if (!rate || type.dimension != wanted || !ratio || ratio->sign() <= 0 ||
        per_of(context.checked, *rate) != measured.unit) {
      context
          .error("T0415", covered.at->span,
                 "what covers " + quoted(covered.meter.text) + " is so many " + info.unit_name + " per " +
                     measured.unit_name)
          .fix = "at 1 " + info.unit_name + " per " + measured.unit_name;
    } else if (measured.unit == info.unit && *ratio == Number(1)) {
      context.warning("T0415", covered.at->span, "one for one needs no ratio").fix = "leave it out";
    } else if (!(Number(1) / *ratio).is_decimal() && !is_count(context.checked, measured.unit)) {
      context.error("T0435", covered.at->span,
                    "what a package leaves to pay may have no finite decimal at this ratio");
    }
  }

  // `at 60 second per started 60 second`: so much for each step that is begun.
  void check_steps(const ast::Covered& covered, const MeterInfo& measured, const Type& type) {
    const ast::Rate* rate = rate_of(context.checked, covered.at);
    const auto ratio = rate ? ratio_of(context.checked, *rate) : std::nullopt;
    if (!rate || rate->blocks != ast::Blocks::started || type.dimension != info.unit || type.over != measured.unit ||
        !ratio || ratio->sign() <= 0) {
      context
          .error("T0415", covered.at->span,
                 "what covers " + quoted(covered.meter.text) + " in steps is so many " + info.unit_name +
                     " per started so many " + measured.unit_name)
          .fix = "at 1 " + info.unit_name + " per started 10 " + measured.unit_name;
    } else if (is_count(context.checked, measured.unit) && !value_of(rate->per, context.checked).is_whole()) {
      context.error("T0436", covered.at->span, "a " + measured.unit_name + " is never split");
    }
  }

  void refuse_covered_twice() {
    std::vector<const ast::Name*> names;
    for (const ast::Covered& covered : package.covers) names.push_back(&covered.meter);
    refuse_twice(context, names, "meter");
  }

  void refuse_said_twice() {
    if (!package.covers.empty())
      context.error("T0426", package.covers.front().meter.span, "each row says already what it covers").fix =
          "leave out the column `covers`, or this";
    if (package.given)
      context.error("T0461", package.given->span, "each row says what it covers, and nothing says what this does").fix =
          "a package of its own for what is given";
  }

  // --- refund and notices ---
  // They hold for every row, whatever its unit.
  void check_terms() {
    std::vector<Dimension> units;
    for (const unsigned meter : info.row_meters)
      if (std::find(units.begin(), units.end(), context.checked.meters[meter].unit) == units.end())
        units.push_back(context.checked.meters[meter].unit);
    if (units.empty()) units.push_back(info.unit);
    const std::size_t before = context.findings.size();
    for (const Dimension& unit : units) {
      if (context.findings.size() > before) return;
      if (!info.row_meters.empty()) {
        info.unit = unit;
        info.unit_name = dimension_text(context.checked, unit);
      }
      check_refills(context, index, info);
      check_refund();
      for (const ast::Notify& notify : package.notices) check_notify(notify);
    }
  }

  Scope scope(bool asked) const {
    Scope inside;
    inside.kind = Scope::Kind::package;
    inside.package = index;
    inside.asked = asked;
    inside.bought = asked || !package.given;
    return inside;
  }

  void check_refund() {
    if (package.refund.empty() && package.sold)
      context
          .error("T0428", package.name.span,
                 "nothing says whether the package " + quoted(package.name.text) + " is refunded")
          .fix = "no refund";
    if (!package.refund.empty() && !package.sold) {
      const Span& place = package.refund.front().span;
      context.error("T0428", place, "nothing is paid for what is given, so nothing is refunded").fix = "leave it out";
      return;
    }
    for (const ast::Case& rule : package.refund) {
      demand_condition(context, rule.when, scope(true));
      if (!rule.value) continue;
      const bool fits =
          demand(context, rule.value, scope(true), number_type(money(context.checked)), "a refund");
      if (fits && context.checked.types[rule.value->id].kind == TypeKind::number &&
          !always_finite(context.checked, rule.value))
        context.error("T0422", rule.value->span, "this refund may have no finite decimal").fix =
            "…, rounded half up to 0.01 " + dimension_text(context.checked, money(context.checked));
    }
  }

  void check_notify(const ast::Notify& notify) {
    demand_condition(context, notify.when, scope(false));
    const Type lead = type_of(context, notify.lead, Scope{});
    const bool elapsed = lead.kind == TypeKind::number && lead.dimension == seconds();
    if (notify.lead && lead.kind != TypeKind::unknown && lead.kind != TypeKind::duration && !elapsed)
      context.error("T0401", notify.lead->span, "a time must stand before `before`, such as `7 day`");
    if (notify.lead && !package.sold)
      context.error("T0461", notify.span, "what is given lapses in silence").fix =
          "notify … when left below 10% of size";
    if (notify.before.path.empty()) return;
    const ast::Name& before = notify.before.path.back();
    if (notify.before.path.size() == 1 && (before.text == "expires" || before.text == "bought")) {
      const bool expires = before.text == "expires";
      context.checked.names[&before] = {
          Meaning::Kind::property, static_cast<unsigned>(expires ? Property::expires : Property::bought), 0};
    } else {
      context.unknown("T0308", before, "instant of a package", {"expires", "bought"});
    }
  }
};

}  // namespace

void check_packages(Context& context) {
  for (unsigned i = 0; i < context.checked.packages.size(); ++i) {
    PackageInfo& info = context.checked.packages[i];
    PackageCheck{context, i, info, *info.package}.run();
  }
}

}  // namespace tariff::checking
