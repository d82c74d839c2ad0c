#include <algorithm>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/lower/parts.hpp"

namespace tariff {
namespace {

const ast::Expr* cell(const ast::Table& table, const ast::Row& row, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name.text == column && !row.cells[i].values.empty()) return &row.cells[i].values.front();
  }
  return nullptr;
}

Number number_in(const Lowering& lowering, const ast::Expr* expression) {
  return expression ? checking::constant(lowering.checked, *expression).value_or(Number()) : Number();
}

// `1 per account`: how many.
std::int64_t limit_in(const Lowering& lowering, const ast::Expr* expression) {
  const auto* rate = expression ? std::get_if<ast::Rate>(&(*expression)->node) : nullptr;
  return rate ? number_in(lowering, &rate->value).to_int64().value_or(0) : 0;
}

std::string name_in(const ast::Expr* expression) {
  if (const auto* text = std::get_if<ast::Text>(&(*expression)->node)) return text->value;
  return std::get<ast::Reference>((*expression)->node).path.back().text;
}

std::vector<Offer> offers_of(const Lowering& lowering, const ast::Package& package) {
  std::vector<Offer> offers;
  for (const ast::Row& row : package.sold->rows) {
    const auto in = [&](std::string_view column) { return cell(*package.sold, row, column); };
    offers.push_back({package.name.text + "." + name_in(in("name")), number_in(lowering, in("size")),
                      number_in(lowering, in("price")), lowering.duration(*in("valid")),
                      limit_in(lowering, in("limit")), lowering.clause(row.span)});
  }
  return offers;
}

Duration step_of(const ast::Window& window) {
  static constexpr Duration steps[] = {{0, 0, microseconds_per_second},
                                       {0, 0, 60 * microseconds_per_second},
                                       {0, 0, 3'600 * microseconds_per_second},
                                       {0, 1, 0}, {0, 7, 0}, {1, 0, 0}, {3, 0, 0}, {12, 0, 0}};
  const Duration& one = steps[static_cast<std::size_t>(window.period)];
  return {one.months * window.count, one.days * window.count, one.microseconds * window.count};
}

Grant grant_of(Lowering& lowering, const ast::Grant& given) {
  Grant grant;
  grant.size = lowering.formulas.of(given.size);
  grant.when = lowering.formulas.of(given.when);
  if (given.window) grant.window = window_of(*given.window);
  if (given.kept) grant.kept = lowering.duration(given.kept);
  grant.most = lowering.formulas.of(given.most);
  grant.clause = lowering.clause(given.span);
  return grant;
}

void cover(Lowering& lowering, const PackageInfo& info, Package& package) {
  for (const ast::Covered& covered : info.package->covers) {
    const Index meter = lowering.checked.names.at(&covered.meter).index;
    package.meters.push_back(meter);
    package.ratios.push_back(covered.at ? checking::constant(lowering.checked, covered.at).value_or(Number(1))
                                        : Number(1));
    package.apart |= !lowering.checked.meters[meter].pools.empty();
  }
}

PackageNotice notice_of(Lowering& lowering, const ast::Notify& notify) {
  PackageNotice notice{notify.text, lowering.clause(notify.span), lowering.formulas.of(notify.when), std::nullopt};
  if (notify.lead) notice.before = lowering.duration(notify.lead);
  return notice;
}

}  // namespace

void lower_packages(Lowering& lowering) {
  for (const PackageInfo& info : lowering.checked.packages) {
    Package package;
    package.name = info.package->name.text;
    if (info.package->sold) package.offers = offers_of(lowering, *info.package);
    if (info.package->refills) package.refills = step_of(*info.package->refills);
    if (info.package->given) package.given = grant_of(lowering, *info.package->given);
    cover(lowering, info, package);
    for (const ast::Case& rule : info.package->refund) {
      package.refund.push_back(
          {lowering.formulas.of(rule.when), lowering.formulas.of(rule.value), lowering.clause(rule.span)});
    }
    // The case without a condition holds where no other does: it comes last.
    std::stable_partition(package.refund.begin(), package.refund.end(),
                          [](const RefundCase& rule) { return bool(rule.when); });
    for (const ast::Notify& notify : info.package->notices) {
      package.notices.push_back(notice_of(lowering, notify));
    }
    lowering.plan.packages.push_back(std::move(package));
  }
}

}  // namespace tariff
