#include "interpreter/check/lines_so_far.hpp"

#include <algorithm>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

// What keeps a line from being known before its window closes; null where nothing does.
const char* known_late(const ast::Charge& charge, const MeterInfo& meter) {
  if (charge.deduct) return "packages pay it at the end of a window";
  if (meter.level || meter.of_account) return "what stands for a time is priced as its window closes";
  if (meter.meter->window || !meter.meter->takes.empty()) return "what is taken is known as its window closes";
  return nullptr;
}

// Of every charge and meter whose line counts.
template <typename Visit>
void for_each_line(const Checked& checked, const ast::SoFar& so_far, Visit visit) {
  for (std::size_t charge = 0; charge < checked.charges.size(); ++charge) {
    for (const unsigned meter : checked.charge_meters[charge]) {
      const std::string& name = checked.meters[meter].meter->name.text;
      const bool asked = so_far.lines.empty() || std::any_of(so_far.lines.begin(), so_far.lines.end(),
                                                             [&](const ast::Name& one) { return one.text == name; });
      if (asked && !known_late(*checked.charges[charge], checked.meters[meter])) visit(*checked.charges[charge], meter);
    }
  }
}

// A line that counts; false after the finding.
bool line_meant(Context& context, const ast::Name& name) {
  const Checked& checked = context.checked;
  std::vector<std::string> known;
  for (std::size_t i = 0; i < checked.charges.size(); ++i) {
    const ast::Charge& charge = *checked.charges[i];
    for (const unsigned number : checked.charge_meters[i]) {
      const MeterInfo& meter = checked.meters[number];
      known.push_back(meter.meter->name.text);
      if (known.back() != name.text) continue;
      const char* late = known_late(charge, meter);
      if (late) {
        context.error("T0571", name.span, "what " + quoted(name.text) + " comes to so far is not known: " + late)
            .related.push_back(context.label(charge.deduct ? charge.deduct->span : meter.meter->name.span,
                                             charge.deduct ? "deducted then" : "the meter"));
      }
      return !late;
    }
    if (!checked.fees[i] || charge.meters.front().text != name.text) continue;
    context.error("T0571", name.span, "what " + quoted(name.text) + " comes to so far is not known: a fee is due as its window closes")
        .related.push_back(context.label(charge.meters.front().span, "the fee"));
    return false;
  }
  context.unknown("T0302", name, "meter with a charge", known);
  return false;
}

}  // namespace

bool is_of_lines(const Checked& checked, const ast::SoFar& so_far) {
  return !so_far.lines.empty() || (so_far.measure.text == "lines" && meter_named(checked, "lines") < 0);
}

std::vector<unsigned> meters_of_lines(const Checked& checked, const ast::SoFar& so_far) {
  std::vector<unsigned> meters;
  for_each_line(checked, so_far, [&](const ast::Charge&, unsigned meter) { meters.push_back(meter); });
  return meters;
}

Type lines_so_far_type(Context& context, const ast::Expression& whole, const ast::SoFar& so_far) {
  bool known = true;
  for (const ast::Name& name : so_far.lines) known = line_meant(context, name) && known;
  if (!known) return {};
  if (meters_of_lines(context.checked, so_far).empty()) {
    context.error("T0571", whole.span, "nothing here is priced as records come: before windows close lines come to nothing");
    return {};
  }
  if (so_far.window && !holds_lines(context, so_far, *so_far.window, so_far.window->span)) return {};
  return number_type(money(context.checked));
}

bool holds_lines(Context& context, const ast::SoFar& so_far, const ast::Window& window, Span place) {
  const ast::Charge* other = nullptr;
  unsigned its = 0;
  for_each_line(context.checked, so_far, [&](const ast::Charge& charge, unsigned meter) {
    if (!other && !nests(context, charge.window, window)) other = &charge, its = meter;
  });
  if (!other) return true;
  const std::string& name = context.checked.meters[its].meter->name.text;
  Diagnostic& longer = context.error("T0572", place, quoted(window_text(window)) + " is not made of whole windows of " +
                                                         quoted(name) + ", " + quoted(window_text(other->window)));
  longer.related.push_back(context.label(other->window.span, "charged in this window"));
  longer.fix = "a longer time, or charge " + name + " " + window_text(window) + " …";
  return false;
}

}  // namespace tariff::checking
