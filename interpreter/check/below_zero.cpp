// Meters that are worked out may come to less than nothing: their lines then take off the bill.
#include "interpreter/check/below_zero.hpp"

#include <algorithm>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

struct BelowZero {
  const Checked& checked;

  bool operator()(const ast::Binary& binary) const {
    return (binary.op == ast::Operator::subtract && !is_worked_out(binary.right)) || may_fall(binary.left) ||
           may_fall(binary.right);
  }
  bool operator()(const ast::Bounded& bounded) const {
    const bool subject = may_fall(bounded.subject), bound = may_fall(bounded.bound);
    return bounded.least ? subject && bound : subject || bound;
  }
  bool operator()(const ast::Rounded& rounded) const { return may_fall(rounded.subject); }
  bool operator()(const ast::Extreme& extreme) const {
    const auto falls = [&](const ast::Expr& part) { return may_fall(part); };
    return extreme.greatest ? std::all_of(extreme.parts.begin(), extreme.parts.end(), falls)
                            : std::any_of(extreme.parts.begin(), extreme.parts.end(), falls);
  }
  template <typename Other>
  bool operator()(const Other&) const { return false; }

  // Which may be a part of what it is taken from: `least of energy and 200 kWh`; or of another window.
  bool is_worked_out(const ast::Expr& value) const {
    const ast::Expression* behind = behind_defines(checked, value);
    if (!behind || std::holds_alternative<ast::Folded>(behind->node)) return true;
    const Meaning& meaning = checked.meanings[behind->id];
    return meaning.kind == Meaning::Kind::meter && checked.meters[meaning.index].meter->window;
  }

  bool may_fall(const ast::Expr& value) const {
    const ast::Expression* behind = behind_defines(checked, value);
    if (!behind) return false;
    if (const auto known = constant(checked, value)) return known->sign() < 0;
    const Meaning& meaning = checked.meanings[behind->id];
    if (meaning.kind == Meaning::Kind::meter) return may_fall(checked.meters[meaning.index]);
    return std::visit(*this, behind->node);
  }

  // A rule with a condition may have asked before.
  bool may_fall(const MeterInfo& info) const {
    const auto& rules = info.meter->rules;
    return info.meter->window && std::any_of(rules.begin(), rules.end(), [&](const ast::Case& rule) {
      return !rule.when && rule.value && may_fall(rule.value);
    });
  }
};

}  // namespace

void warn_of_falling_meters(Context& context) {
  const Checked& checked = context.checked;
  for (std::size_t i = 0; i < checked.charges.size(); ++i) {
    const ast::Charge& charge = *checked.charges[i];
    if (!charge.price || charge.price->is_signed) continue;
    for (const unsigned index : checked.charge_meters[i]) {
      const MeterInfo& info = checked.meters[index];
      if (info.unit_name.empty() || info.meter->when || !BelowZero{checked}.may_fall(info)) continue;
      Diagnostic& falls = context.warning(
          "T0613", info.meter->rules.front().span,
          quoted(info.meter->name.text) + " may come to less than nothing, which takes off the bill");
      falls.related.push_back(context.label(charge.price->span, "priced here"));
      falls.fix = "…, at least 0 " + info.unit_name + "; where it is meant: price signed …";
    }
  }
}

}  // namespace tariff::checking
