#include <algorithm>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/offers.hpp"
#include "interpreter/lower/parts.hpp"

namespace tariff {
namespace {

const ast::Cell* cell(const ast::Table& table, const ast::Row& row, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name.text == column && !row.cells[i].values.empty()) return &row.cells[i];
  }
  return nullptr;
}

const ast::Expr* value(const ast::Table& table, const ast::Row& row, std::string_view column) {
  const ast::Cell* found = cell(table, row, column);
  return found ? &found->values.front() : nullptr;
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

Validity validity_in(const Lowering& lowering, const ast::Table& table, const ast::Row& row) {
  const ast::Cell* written = cell(table, row, "valid");
  if (!written) return {};  // `without end`
  const ast::Cell& valid = *written;
  const ast::Expr& lasts = valid.values.front();
  if (valid.kind != ast::Cell::Kind::end_of) return {lowering.duration(lasts), std::nullopt};
  return {checking::after_purchase(*lasts).value_or(Duration()), unit_of(valid.period)};
}

Offer offer_of(const Lowering& lowering, const ast::Package& package, const ast::Row& row) {
  const auto in = [&](std::string_view column) { return value(*package.sold, row, column); };
  Offer offer;
  offer.name = package.name.text + "." + name_in(in("name"));
  offer.size = number_in(lowering, in("size"));
  offer.price = number_in(lowering, in("price"));
  offer.valid = validity_in(lowering, *package.sold, row);
  offer.limit = limit_in(lowering, in("limit"));
  for (const std::string& property : lowering.checked.properties) {
    offer.properties.push_back(number_in(lowering, in(property)));
  }
  offer.clause = lowering.clause(row.span);
  return offer;
}

// Of all rows, or of those that cover one meter.
std::vector<Offer> offers_of(const Lowering& lowering, const PackageInfo& info, Index meter) {
  std::vector<Offer> offers;
  const auto& rows = info.package->sold->rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (meter == none || info.row_meters[i] == meter) offers.push_back(offer_of(lowering, *info.package, rows[i]));
  }
  return offers;
}

// Without a word it is the size.
Refill refill_of(Lowering& lowering, const ast::Refill& written) {
  Refill refill;
  if (written.window) refill.window = window_of(*written.window, lowering.plan.zone);
  refill.to = written.to ? lowering.formulas.of(written.to) : lowering.formulas.of(Property::size);
  refill.keeps = std::any_of(refill.to.steps.begin(), refill.to.steps.end(), [](const Step& step) {
    const auto property = static_cast<Property>(step.index);
    return step.op == Op::property && (property == Property::left || property == Property::used);
  });
  return refill;
}

Grant grant_of(Lowering& lowering, const ast::Grant& given) {
  Grant grant;
  grant.size = lowering.formulas.of(given.size);
  grant.when = lowering.formulas.of(given.when);
  if (given.window) grant.window = window_of(*given.window, lowering.plan.zone);
  if (given.kept) grant.kept = lowering.duration(given.kept);
  grant.most = lowering.formulas.of(given.most);
  grant.clause = lowering.clause(given.span);
  return grant;
}

void cover(Lowering& lowering, const PackageInfo& info, Index only, Package& package) {
  if (only != none) package.covers.push_back({only, 1, {}});
  for (const ast::Covered& covered : info.package->covers) {
    if (info.covers_bill) break;  // in money
    Cover cover{lowering.checked.names.at(&covered.meter).index, 1, {}};
    if (const ast::Rate* rate = checking::rate_of(lowering.checked, covered.at)) {
      cover.ratio = checking::ratio_of(lowering.checked, *rate).value_or(Number(1));
      if (rate->blocks != ast::Blocks::exact) cover.step = value_of(rate->per, lowering.checked);
    }
    package.covers.push_back(std::move(cover));
  }
  for (const Cover& cover : package.covers) package.apart |= !lowering.checked.meters[cover.meter].pools.empty();
}

PackageNotice notice_of(Lowering& lowering, const ast::Notify& notify) {
  PackageNotice notice{notify.text, lowering.clause(notify.span), lowering.formulas.of(notify.when), std::nullopt};
  if (notify.lead) notice.before = lowering.duration(notify.lead);
  return notice;
}

// What a row covers, each meter once; none where the package says it for all rows.
std::vector<Index> meters_of_rows(const PackageInfo& info) {
  std::vector<Index> meters;
  for (const unsigned meter : info.row_meters) {
    if (std::find(meters.begin(), meters.end(), meter) == meters.end()) meters.push_back(meter);
  }
  return meters.empty() ? std::vector<Index>{none} : meters;
}

Package package_of(Lowering& lowering, const PackageInfo& info, Index meter) {
  Package package;
  package.name = info.package->name.text;
  package.money = info.covers_bill;
  if (info.package->sold) package.offers = offers_of(lowering, info, meter);
  for (const ast::Refill& refill : info.package->refills) package.refills.push_back(refill_of(lowering, refill));
  if (const auto& overdraft = info.package->overdraft) {
    package.overdrawn = true;
    if (overdraft->most) package.most_overdrawn = checking::constant(lowering.checked, overdraft->most);
  }
  if (info.package->shared_by) package.shared_by = lowering.checked.names.at(&info.package->shared_by).index;
  if (info.package->given) package.given = grant_of(lowering, *info.package->given);
  cover(lowering, info, meter, package);
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
  return package;
}

}  // namespace

void lower_packages(Lowering& lowering) {
  lowering.plan.properties = lowering.checked.properties;
  for (const PackageInfo& info : lowering.checked.packages) {
    std::vector<Index>& own = lowering.packages.emplace_back();
    for (const Index meter : meters_of_rows(info)) {
      own.push_back(static_cast<Index>(lowering.plan.packages.size()));
      lowering.plan.packages.push_back(package_of(lowering, info, meter));
    }
  }
}

}  // namespace tariff
