// The order in which the packages of one source are drawn.
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/offers.hpp"

namespace tariff::checking {
namespace {

struct OrderCheck {
  Context& context;

  void check_key(const ast::OrderKey& key, const ast::Source& source) {
    if (!key.which || !key.what) return;
    const bool expiry = key.what.text == "expiry", purchase = key.what.text == "purchase";
    if (!expiry && !purchase && !is_property(key.what, source)) return;
    const std::string first = expiry ? "soonest" : purchase ? "earliest" : "lowest";
    const std::string last = expiry || purchase ? "latest" : "highest";
    if (key.which.text == first || key.which.text == last) return;
    const std::string& what = key.what.text;
    context.error("T0322", key.which.span, "packages are not ordered by " + quoted(key.which.text + " " + what)).fix =
        first + " " + what + ", or " + last + " " + what;
  }

  void refuse_given(const ast::Name& name, const PackageInfo& info) {
    Diagnostic& given =
        context.error("T0322", name.span, quoted(name.text) + " does not order what is given: it has no columns");
    given.related.push_back(context.label(info.package->name.span, "this is given"));
    given.fix = "ask one after the other: from " + info.package->name.text + ", then …";
  }

  void refuse_offer_column(const ast::Name& name, const PackageInfo& info) {
    Diagnostic& known = context.error("T0322", name.span, quoted(name.text) + " does not order packages");
    known.related.push_back(context.label(info.package->name.span, "the package"));
    known.fix = "a column of its own for the order, such as `priority`, with a number in each row";
  }

  // A column that all packages of the source have.
  bool is_property(const ast::Name& name, const ast::Source& source) {
    for (const ast::Name& package : source.packages) {
      const int index = package_named(context.checked, package.text);
      if (index < 0) return false;
      const PackageInfo& info = context.checked.packages[static_cast<unsigned>(index)];
      std::vector<std::string> names = {"expiry", "purchase"};
      bool found = false;
      for (const auto& [property, type] : info.properties) {
        names.push_back(property->text);
        if (property->text != name.text) continue;
        context.named.insert(property);
        found = !info.package->given;
      }
      if (found) continue;
      if (info.package->given) refuse_given(name, info);
      else if (is_offer_column(name.text)) refuse_offer_column(name, info);
      else
        context.unknown("T0322", name, "order of packages by", names)
            .related.push_back(context.label(info.package->name.span, "its table has no such column"));
      return false;
    }
    return true;
  }
};

}  // namespace

void check_order(Context& context, const ast::Source& source) {
  for (const ast::OrderKey& key : source.keys) OrderCheck{context}.check_key(key, source);
}

}  // namespace tariff::checking
