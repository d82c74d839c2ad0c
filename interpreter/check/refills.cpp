#include "interpreter/check/refills.hpp"

#include <algorithm>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

struct RefillsCheck {
  Context& context;
  const PackageInfo& info;
  const std::vector<ast::Refill>& refills;
  Scope scope;

  void run(unsigned package) {
    scope.kind = Scope::Kind::package;
    scope.package = package;
    scope.bought = true;
    if (!refills.empty() && !info.package->sold) return refuse_unsold(refills.front());
    for (std::size_t i = 0; i < refills.size(); ++i) {
      check_value(refills[i]);
      for (std::size_t before = 0; before < i; ++before)
        if (at_one_time(refills[before], refills[i])) refuse_twice_at_once(refills[before], refills[i]);
    }
  }

 private:
  void refuse_unsold(const ast::Refill& refill) {
    const Span place = refill.window ? refill.window->span : refill.span;
    context.error("T0461", place, "a refill begins with a purchase, and nothing is sold here").fix =
        refill.window ? "given SIZE " + window_text(*refill.window) : "a table of what is `sold`";
  }

  bool at_one_time(const ast::Refill& a, const ast::Refill& b) const {
    if (!a.window || !b.window) return !a.window && !b.window;
    return bool(a.window->from) == bool(b.window->from) && same_window(context, *a.window, *b.window);
  }

  void refuse_twice_at_once(const ast::Refill& first, const ast::Refill& second) {
    Diagnostic& twice = context.error("T0520", second.span, "two refills at one time: it is open which of them holds");
    twice.related.push_back(context.label(first.span, "the other"));
    twice.fix = "keep one of them";
  }

  void check_value(const ast::Refill& refill) {
    const ast::Expr& value = refill.to;
    const Type type = type_of(context, value, scope);
    if (!value || type.kind == TypeKind::unknown || info.unit_name.empty()) return;
    if (type.kind != TypeKind::number || type.dimension != info.unit) {
      context.error("T0520", value->span,
                    "what is left after a refill is in " + info.unit_name + ", and this is " +
                        describe(context.checked, type)).fix = "refills … to left + size, at most 2 × size";
    } else if (!always_finite(context.checked, value)) {
      context.error("T0435", value->span, "this quantity may have no finite decimal").fix =
          "say how it is rounded: …, rounded down to 1 " + info.unit_name;
    }
  }
};

}  // namespace

void check_refills(Context& context, unsigned package, const PackageInfo& info) {
  RefillsCheck{context, info, info.package->refills, {}}.run(package);
}

}  // namespace tariff::checking
