// What no package covers and packages that come pay: when that ends, and who pays the rest.
#include <algorithm>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

struct OwedCheck {
  Context& context;
  const ast::Charge& charge;
  const ast::Owed& owed;

  void run(const std::vector<unsigned>& meters) {
    Scope scope;
    scope.kind = Scope::Kind::account;
    demand_condition(context, owed.when, scope);
    check_place();
    refuse_shared();
    if (charge.deduct) refuse_late("what is paid when a window closes", charge.deduct->span);
    for (const unsigned meter : meters) {
      const MeterInfo& info = context.checked.meters[meter];
      if (info.window) refuse_late("a value that is known when its window closes", info.meter->name.span);
    }
    if (charge.price && charge.price->each)
      context.error("T0522", owed.span, "a price of each record is due as the record comes")
          .related.push_back(context.label(charge.price->span, "priced so here"));
    else if (owed.window || owed.reset)
      check_end();
  }

 private:
  // In which order the debts of a group's accounts would be paid is open.
  void refuse_shared() {
    for (const ast::Source& source : charge.sources)
      for (const ast::Name& name : source.packages) {
        const int package = package_named(context.checked, name.text);
        if (package < 0 || !context.checked.packages[static_cast<unsigned>(package)].package->shared_by) continue;
        context.error("T0552", owed.span, "several accounts would wait for the same package")
            .related.push_back(context.label(name.span, "which they share"));
        return;
      }
  }

  const ast::Source* postpaid() const {
    const bool last = owed.after < charge.sources.size() && charge.sources[owed.after].packages.empty();
    return last ? &charge.sources[owed.after] : nullptr;
  }

  void check_place() {
    const bool packages = owed.after > 0 && !charge.sources[owed.after - 1].packages.empty();
    if (!packages) {
      context.error("T0522", owed.span, "what is owed waits for packages, and none are named before it").fix =
          "from PACKAGE by soonest expiry, then owed …";
    } else if (owed.after < charge.sources.size() && !postpaid()) {
      Diagnostic& early = context.error("T0434", charge.sources[owed.after].span, "packages are asked before `owed`");
      early.related.push_back(context.label(owed.span, "this takes all the rest"));
    } else if (postpaid() && !owed.when && !owed.window && !owed.reset) {
      Diagnostic& late = context.error("T0434", postpaid()->span, "nothing is left to pay after `owed`");
      late.related.push_back(context.label(owed.span, "this waits until packages pay it"));
      late.fix = "say until when: owed in " + window_text(charge.window) + ", then postpaid";
    }
  }

  void refuse_late(const char* what, Span place) {
    context.error("T0522", owed.span, std::string(what) + " cannot be owed")
        .related.push_back(context.label(place, "it is known then"));
  }

  void check_end() {
    if (owed.window && !nests(context, *owed.window, charge.window)) {
      Diagnostic& nested = context.error("T0522", owed.window->span,
                                         "the charge " + window_text(charge.window) + " is not made of whole windows " +
                                             quoted(window_text(*owed.window)));
      nested.related.push_back(context.label(charge.window.span, "the charge's window"));
      nested.fix = "owed in " + window_text(charge.window);
    } else if (!postpaid() || postpaid()->when) {
      context.error("T0416", owed.span, "nobody pays what is still owed then: it cannot be refused any more").fix =
          "…, then postpaid";
    }
  }
};

}  // namespace

void check_owed(Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters) {
  OwedCheck{context, charge, *charge.owed}.run(meters);
}

}  // namespace tariff::checking
