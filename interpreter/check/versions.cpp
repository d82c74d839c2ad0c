#include "interpreter/check/versions.hpp"

#include <algorithm>

#include "interpreter/check/literal.hpp"
#include "interpreter/check/names.hpp"

namespace tariff::checking {
namespace {

struct VersionCheck {
  Context& context;
  const ast::Tariff& header;
  const Checked& before;
  const ast::Tariff& earlier;

  void run() {
    if (!header.amends) refuse_removals();
    same(header.name, earlier.name, "name", "tariff");
    same(header.currency, earlier.currency, "currency", "currency");
    same(header.zone, earlier.zone, "zone of time", "zone");
    if (context.zone && header.effective_from && earlier.effective_from) check_validity();
    for (const FieldInfo& attribute : before.attributes) check_attribute(attribute);
  }

 private:
  Label earlier_label(Span place, std::string caption) const { return {before.file->source, place, std::move(caption)}; }

  void refuse_removals() {
    for (const ast::Removal& removal : header.without) {
      context.error("T0544", removal.span, "a whole text leaves out what it does not have").fix =
          "leave this out; or write `amends` in place of `follows`";
    }
  }

  void same(const ast::Name& own, const ast::Name& of_earlier, const std::string& what, const std::string& word) {
    if (!own || own.text == of_earlier.text) return;
    Diagnostic& other = context.error("T0542", own.span, "the versions of a tariff have one " + what);
    other.related.push_back(earlier_label(of_earlier.span, "the version before"));
    other.fix = word + " " + of_earlier.text;
  }

  void check_validity() {
    const Instant from = instant_of(*header.effective_from, *context.zone);
    Diagnostic* wrong = nullptr;
    if (from <= instant_of(*earlier.effective_from, *context.zone)) {
      wrong = &context.error("T0543", header.effective_span, "this version begins before the one that it comes after");
    } else if (earlier.effective_until) {
      const Instant until = instant_of(*earlier.effective_until, *context.zone);
      if (until == from) return;
      wrong = &context.error("T0543", header.effective_span,
                             until < from ? "no version is in effect between the two" : "two versions are in effect at once");
      wrong->fix = "let the one before end where this one begins; or leave out its `until`, which says the same";
    }
    if (wrong) wrong->related.push_back(earlier_label(earlier.effective_span, "the version before"));
  }

  // What accounts have set stays set.
  void check_attribute(const FieldInfo& attribute) {
    const int index = attribute_named(context.checked, attribute.name);
    if (index < 0) return;
    const FieldInfo& own = context.checked.attributes[static_cast<unsigned>(index)];
    const bool same_kind = own.type.kind == attribute.type.kind && own.field->type.unit.text == attribute.field->type.unit.text &&
                           (own.whole == attribute.whole || !own.whole);
    std::string gone;
    if (same_kind && own.type.kind == TypeKind::choice) {
      const auto& values = context.checked.choices[static_cast<unsigned>(own.type.choice)].values;
      for (const std::string& value : before.choices[static_cast<unsigned>(attribute.type.choice)].values)
        if (std::find(values.begin(), values.end(), value) == values.end()) gone = value;
    }
    if (same_kind && gone.empty()) return;
    Diagnostic& other = context.error("T0547", own.field->type.span,
                                      same_kind ? "accounts may have the value " + quoted(gone) + " from the version before"
                                                : "accounts have values of another kind from the version before");
    other.related.push_back(earlier_label(attribute.field->type.span, "the version before"));
    other.fix = same_kind ? "keep the value" : "keep the type; or give what is new a name of its own";
  }
};

}  // namespace

void check_versions(Context& context) {
  const ast::Tariff* header = context.checked.tariff;
  if (!header) return;
  const Checked* before = context.checked.before;
  if (before && before->tariff) return VersionCheck{context, *header, *before, *before->tariff}.run();
  const auto refuse = [&](Span place) {
    context.error("T0544", place, "there is no version before this one").fix =
        "name it: amends \"….tariff\"; or leave this out";
  };
  for (const ast::Removal& removal : header->without) refuse(removal.span);
  if (header->open_windows != ast::OpenWindows::unsaid) refuse(header->open_windows_span);
}

Interval own_span(const Checked& checked, const Zone& zone) {
  Interval span{INT64_MIN, never};
  if (checked.before && checked.tariff->effective_from) span.start = instant_of(*checked.tariff->effective_from, zone);
  if (checked.after && checked.after->effective_from) span.end = instant_of(*checked.after->effective_from, zone);
  return span;
}

}  // namespace tariff::checking
