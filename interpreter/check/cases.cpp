#include "interpreter/check/cases.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tariff::checking {

using regions::Formula;

namespace {

std::string witness_note(const Wording& wording, const std::string& witness) {
  return witness.empty() ? "of every kind" : "for example " + wording.of + witness;
}

// --- conditions that never or always hold --------------------------------------------------------------

// Whether a question in it answers itself, as it was told already.
bool is_known_to_be(const Context& context, Span when) {
  return std::any_of(context.findings.begin(), context.findings.end(), [&](const Diagnostic& finding) {
    const Span place = finding.place.span;
    return finding.code == "T0509" && when.begin <= place.begin && place.end <= when.end;
  });
}

void check_constant(Context& context, Conditions& conditions, const ast::Expr& when) {
  if (!when || is_known_to_be(context, when->span)) return;
  const Formula formula = conditions.of(when);
  if (never_holds(context, conditions, formula, when->span))
    context.warning("T0506", when->span, "this condition never holds");
  else if (never_holds(context, conditions, regions::no(formula), when->span))
    context.warning("T0506", when->span, "this condition always holds");
}

void check_account_conditions(Context& context) {
  Conditions conditions(context);
  for (const ast::Charge* charge : context.checked.charges) {
    check_constant(context, conditions, charge->when);
    for (const ast::Source& source : charge->sources) check_constant(context, conditions, source.when);
  }
}

// --- meters ----------------------------------------------------------------------------------------------

// False after a finding: the gaps of such rules would only repeat it.
bool check_reads(Context& context, Records& records) {
  std::set<std::uint32_t> reported;
  records.for_each_read([&](unsigned field, Span place, const Formula& reached) {
    const FieldInfo& info = context.checked.fields[field];
    if (!info.field->optional || reported.count(place.begin)) return;
    const Formula missing = regions::both(regions::no(records.conditions().given(field)), reached);
    const auto witness = records.witness(missing, place);
    if (!witness) return;
    reported.insert(place.begin);
    Diagnostic& read =
        context.error("T0504", place, quoted(info.name) + " is read here, and may have been left out");
    read.related.push_back(context.label(info.field->name.span, "declared `optional` here"));
    read.notes.push_back("for example a record with " + *witness);
    read.fix = info.name + " is given and …";
  });
  return reported.empty();
}

void check_meter_rules(Context& context, Records& records, const MeterInfo& info) {
  std::vector<Region> rules;
  for (const ast::Case& rule : info.meter->rules)
    rules.push_back({records.conditions().of(rule.when), rule.otherwise, rule.span});
  if (rules.empty()) return;
  check_regions(context, records.conditions(), records.ground_of(info), rules,
                {info.meter->name.span,
                 "no rule of the meter " + quoted(info.meter->name.text) + " holds for some records",
                 "a last rule: … otherwise",
                 "two rules of the meter " + quoted(info.meter->name.text) + " hold for the same record",
                 "a record with "});
}

// Of an account, or of other meters: whatever they are, there is one value.
void check_account_meter(Context& context, const MeterInfo& info) {
  Conditions conditions(context);
  check_constant(context, conditions, info.meter->when);
  std::vector<Region> rules;
  for (const ast::Case& rule : info.meter->rules) rules.push_back({conditions.of(rule.when), rule.otherwise, rule.span});
  if (rules.empty()) return;
  check_regions(context, conditions, {conditions.of(info.meter->when), regions::always()}, rules,
                {info.meter->name.span,
                 "no rule of the meter " + quoted(info.meter->name.text) + " holds for some accounts",
                 "a last rule: … otherwise",
                 "two rules of the meter " + quoted(info.meter->name.text) + " hold for the same account", "an account with "});
}

// The way a document's silence is found: a record nobody counts and nobody refuses.
void check_counted(Context& context, Records& records) {
  const UsageInfo& usage = context.checked.usages[records.usage()];
  if (context.meant.count(usage.usage->name.text)) return;  // a misspelt name counts it
  Formula left = regions::always();
  for (const MeterInfo* info : records.meters())
    left = regions::both(left, regions::no(records.conditions().of(info->meter->when)));
  const auto witness = records.witness(regions::both(left, records.admitted()), usage.usage->name.span);
  if (!witness) return;
  Diagnostic& lost = context.error(
      "T0503", usage.usage->name.span,
      "some records of " + quoted(usage.usage->name.text) + " are neither counted by a meter nor rejected");
  lost.notes.push_back(witness->empty() ? "of every kind" : "for example a record with " + *witness);
  lost.fix = "count them in a meter, or refuse them: reject REASON when …";
}

void check_usage(Context& context, unsigned usage) {
  Records records(context, usage);
  for (const RejectInfo& info : context.checked.rejects)
    if (info.usage == static_cast<int>(usage))
      check_constant(context, records.conditions(), info.reject->when);
  for (const MeterInfo* info : records.meters())
    check_constant(context, records.conditions(), info->meter->when);
  if (!check_reads(context, records)) return;
  for (const MeterInfo* info : records.meters()) check_meter_rules(context, records, *info);
  check_counted(context, records);
  check_table_regions(context, records);
}

// --- packages --------------------------------------------------------------------------------------------

void check_refund_rules(Context& context, const ast::Package& package) {
  Conditions conditions(context);
  std::vector<Region> rules;
  for (const ast::Case& rule : package.refund)
    rules.push_back({conditions.of(rule.when), rule.otherwise, rule.span});
  if (!rules.empty())
    check_regions(
        context, conditions, {}, rules,
        {package.name.span, "for some requests nothing says what is refunded of " + quoted(package.name.text),
         "no refund otherwise", "two refunds hold for the same request", "a package "});
  for (const ast::Notify& notify : package.notices) check_constant(context, conditions, notify.when);
  if (package.given) check_constant(context, conditions, package.given->when);
}

}  // namespace

bool Region::meets(const Region& other) const {
  return marks.empty() || other.marks.empty() ||
         std::find_first_of(marks.begin(), marks.end(), other.marks.begin(), other.marks.end()) != marks.end();
}

namespace {

// The cases that were there before and may meet one: found by its marks, since a table may have many thousands of rows.
class Earlier {
 public:
  std::vector<std::size_t> meeting(const Region& one) const {
    if (one.marks.empty()) return all_;
    std::vector<std::size_t> found = unmarked_;
    for (const std::string& mark : one.marks)
      if (const auto known = marked_.find(mark); known != marked_.end())
        found.insert(found.end(), known->second.begin(), known->second.end());
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }
  void add(const Region& one, std::size_t number) {
    all_.push_back(number);
    if (one.marks.empty()) unmarked_.push_back(number);
    for (const std::string& mark : one.marks) marked_[mark].push_back(number);
  }

 private:
  std::vector<std::size_t> all_, unmarked_;
  std::map<std::string, std::vector<std::size_t>> marked_;
};

}  // namespace

void check_regions(Context& context, Conditions& conditions, const Ground& ground,
                   const std::vector<Region>& cases, const Wording& wording) {
  const Region* otherwise = nullptr;
  std::vector<Formula> none;
  Earlier earlier;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Region& one = cases[i];
    if (one.otherwise) {
      if (otherwise)
        context.error("T0510", one.place, "`otherwise` stands twice")
            .related.push_back(context.label(otherwise->place, "first here"));
      otherwise = &one;
      continue;
    }
    const Formula here = ground.where(one.when);
    none.push_back(regions::no(one.when));
    const auto meeting = earlier.meeting(one);
    earlier.add(one, i);
    if (wording.unreachable && never_holds(context, conditions, here, one.place)) {
      context.error("T0507", one.place, "this never comes to pass")
          .notes.push_back(
              "its condition never holds, or other rules, or a `reject`, have taken all it could hold for");
      continue;
    }
    for (const std::size_t j : meeting) {
      const auto witness =
          ask(context, conditions, ground.where(regions::both(one.when, cases[j].when)), one.place);
      if (!witness) continue;
      Diagnostic& overlap = context.error("T0502", one.place, wording.both);
      overlap.related.push_back(context.label(cases[j].place, "this one too"));
      overlap.notes.push_back(witness_note(wording, *witness));
    }
  }
  const Formula rest = regions::all(none);
  if (otherwise && wording.unreachable &&
      never_holds(context, conditions, ground.where(rest), otherwise->place))
    context.error("T0507", otherwise->place, "nothing is left for `otherwise`").fix = "leave it out";
  if (otherwise) return;
  const auto witness = ask(context, conditions, ground.where(rest), wording.place);
  if (!witness) return;
  Diagnostic& gap = context.error("T0501", wording.place, wording.gap);
  gap.notes.push_back(witness_note(wording, *witness));
  gap.fix = wording.fix;
}

void check_cases(Context& context) {
  for (unsigned usage = 0; usage < context.checked.usages.size(); ++usage) check_usage(context, usage);
  for (const MeterInfo& info : context.checked.meters)
    if (info.of_account || info.meter->window) check_account_meter(context, info);
  for (const PackageInfo& info : context.checked.packages) check_refund_rules(context, *info.package);
  check_account_conditions(context);
  check_account_tables(context);
}

void check_left_out(Context& context, const ast::Record& record, unsigned usage) {
  Records records(context, usage);
  Formula given = regions::always();
  std::set<unsigned> present;
  for (const ast::With& with : record.fields) {
    const int field = field_named(context.checked, static_cast<int>(usage), with.field.text);
    if (field < 0 || !with.value) return;
    present.insert(static_cast<unsigned>(field));
    given = regions::both(given, records.conditions().has(static_cast<unsigned>(field), with.value));
  }
  const UsageInfo& kind = context.checked.usages[usage];
  for (unsigned i = kind.first; i < kind.first + kind.count; ++i)
    if (context.checked.fields[i].field->optional && !present.count(i))
      given = regions::both(given, regions::no(records.conditions().given(i)));
  records.for_each_read([&](unsigned field, Span place, const Formula& reached) {
    const FieldInfo& info = context.checked.fields[field];
    if (present.count(field) || info.field->optional || info.type.kind == TypeKind::instant) return;
    if (!records.witness(regions::both(given, reached), record.usage.span)) return;
    present.insert(field);  // said once
    Diagnostic& missing = context.error(
        "T0505", record.usage.span, "this record leaves out " + quoted(info.name) + ", which is read for it");
    missing.related.push_back(context.label(place, "read here"));
    missing.fix = "with " + info.name + " …";
  });
}

}  // namespace tariff::checking
