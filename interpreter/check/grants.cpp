// What a package gives to every account.
#include "interpreter/check/grants.hpp"

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

struct GrantCheck {
  Context& context;
  PackageInfo& info;
  const ast::Grant& given;
  Scope scope;

  void run() {
    scope.kind = Scope::Kind::account;
    if (quantity(given.size, "what is given is a quantity, such as `given 5_000 call each month`")) whole();
    demand_condition(context, given.when, scope);
    if (given.kept) kept();
    if (given.most) most();
  }

 private:
  // Of the package's unit, which this is where its rows say none.
  bool quantity(const ast::Expr& value, const char* what) {
    const Type type = type_of(context, value, scope);
    if (!value || type.kind == TypeKind::unknown) return false;
    const auto known = constant(context.checked, value);
    if (type.kind != TypeKind::number || type.dimension.empty() || (known && known->sign() <= 0)) {
      context.error("T0461", value->span, what);
      return false;
    }
    if (info.unit_name.empty()) {
      info.unit = type.dimension;
      info.unit_name = dimension_text(context.checked, info.unit);
    }
    if (type.dimension != info.unit) {
      context.error("T0461", value->span,
                    "the package is in " + info.unit_name + ", and this is " + describe(context.checked, type));
      return false;
    }
    if (always_finite(context.checked, value)) return true;
    context.error("T0435", value->span, "this quantity may have no finite decimal").fix =
        "say how it is rounded: …, rounded down to 1 " + info.unit_name;
    return false;
  }

  void whole() {
    const auto size = constant(context.checked, given.size);
    if (size && is_count(context.checked, info.unit) && !size->is_whole())
      context.error("T0436", given.size->span, "a " + info.unit_name + " is never split");
  }

  void kept() {
    const Type type = type_of(context, given.kept, Scope{});
    if (type.kind == TypeKind::unknown) return;
    const auto* literal = std::get_if<ast::Literal>(&given.kept->node);
    if (!literal || !duration_of(*literal) || digits_of(*literal).sign() <= 0) {
      context.error("T0461", given.kept->span, "what is unused is kept for a time above zero, such as `2 month`");
    } else if (!given.window) {
      context.error("T0461", given.kept->span, "what is given once is kept until it is used").fix =
          "say how often it is given: given " + context.text(given.size->span) + " each month, unused kept for …";
    }
  }

  // Without anything kept there would be nothing to cap.
  void most() {
    if (!quantity(given.most, "a cap is a quantity, such as `at most 30 hour`")) return;
    const auto size = constant(context.checked, given.size), cap = constant(context.checked, given.most);
    if (!given.kept) {
      context.error("T0461", given.most->span, "nothing unused is kept, so nothing comes to a cap").fix =
          "…, unused kept for 1 month, at most " + context.text(given.most->span);
    } else if (size && cap && *cap < *size) {
      context.error("T0461", given.most->span, "less is kept than is given each time")
          .related.push_back(context.label(given.size->span, "this is given"));
    }
  }
};

}  // namespace

void check_grant(Context& context, PackageInfo& info) {
  if (info.package->given) GrantCheck{context, info, *info.package->given, {}}.run();
}

}  // namespace tariff::checking
