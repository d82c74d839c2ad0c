// The order in which the packages of one source are drawn.
#include "interpreter/check/clauses.hpp"

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
    if (key.which.text != first && key.which.text != last)
      context.unknown("T0322", key.which, "order of packages by", {first, last});
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
      Diagnostic& unknown = context.unknown("T0322", name, "order of packages by", names);
      unknown.related.push_back(context.label(info.package->name.span, info.package->given
                                                                           ? "what is given has no columns"
                                                                           : "its table has no such column"));
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
