// Charges: which meters, when, who pays in which order. The price itself is in prices.cpp.
#include <algorithm>
#include <map>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

struct ChargeCheck {
  Context& context;
  const ast::Charge& charge;
  std::map<unsigned, Span>& priced;   // the meters of all charges so far, and where they are named
  std::map<std::string, Span>& fees;  // the same of fees
  std::vector<unsigned> meters = {};
  bool fee = false;

  std::vector<unsigned> run(Span head) {
    fee = is_fee(context, charge);
    if (fee)
      refuse_name_again(charge.meters.front());
    else
      find_meters(head);
    for (const unsigned meter : meters) check_meter(meter);
    Scope scope;
    scope.kind = Scope::Kind::account;
    scope.window = &charge.window;
    demand_condition(context, charge.when, scope);
    check_sources();
    if (charge.owed) check_owed(context, charge, meters);
    if (charge.deduct) check_deduct(*charge.deduct);
    check_limits();
    check_unused();
    if (charge.price)
      check_price(context, charge, meters, fee);
    else if (takes_postpaid())
      context.error("T0421", head, "what is paid postpaid has no price").fix = "price …";
    return meters;
  }

 private:
  void refuse_name_again(const ast::Name& name) {
    const auto [other, first] = fees.emplace(name.text, name.span);
    if (first) return;
    Diagnostic& twice = context.error("T0442", name.span, "another fee has the name " + quoted(name.text) + " already");
    twice.related.push_back(context.label(other->second, "here"));
    twice.fix = "a name of its own";
  }

  void find_meters(Span head) {
    std::vector<const ast::Name*> names;
    for (const ast::Name& name : charge.meters) {
      names.push_back(&name);
      add(name);
    }
    refuse_twice(context, names, "meter");
    const ast::Table* table = price_table(context.checked, charge);
    if (table && charge.meters.empty()) find_meters_in(*table);
    if (charge.meters.empty() && !(table && table_shape(*table).meter >= 0)) {
      context.error("T0437", head, "the charge does not say which meter it prices").fix =
          "charge METER each month, or a column `meter` in the table of prices";
      forgive_unused();
    }
  }

  // It may be any meter that is meant, and so any field.
  void forgive_unused() {
    for (const MeterInfo& info : context.checked.meters) context.named.insert(info.meter);
    const ast::Table* table = price_table(context.checked, charge);
    if (!table) return;
    for (const ast::Column& column : table->columns) context.meant.insert(column.name.text);
  }

  void find_meters_in(const ast::Table& table) {
    const int column = table_shape(table).meter;
    if (column < 0) return;
    for (const ast::Row& row : table.rows)
      if (row.cells.size() == table.columns.size())
        for (const ast::Expr& value : row.cells[static_cast<unsigned>(column)].values)
          if (const ast::Name* name = name_in(value)) add(*name);
  }

  // It may be a fee, whose price could not be read.
  bool is_unread() const {
    return !charge.price && charge.sources.empty() && !context.checked.file->unread.empty();
  }

  void add(const ast::Name& name) {
    if (is_unread() && meter_named(context.checked, name.text) < 0) return;
    const int meter = meter_meant(context, name);
    if (meter < 0) return;
    const unsigned index = static_cast<unsigned>(meter);
    context.named.insert(context.checked.meters[index].meter);
    if (std::find(meters.begin(), meters.end(), index) != meters.end()) return;
    meters.push_back(index);
    const auto [other, first] = priced.emplace(index, name.span);
    if (first) return;
    Diagnostic& twice =
        context.error("T0442", name.span, "another charge prices " + quoted(name.text) + " already");
    twice.related.push_back(context.label(other->second, "here"));
    twice.fix = "a meter of its own for what is paid besides";
  }

  static bool is_folded(const MeterInfo& info) { return info.level || info.window; }

  void check_meter(unsigned index) {
    const MeterInfo& info = context.checked.meters[index];
    const std::string name = quoted(info.meter->name.text);
    if (info.level && !info.window) {
      Diagnostic& level = context.error("T0411", charge.window.span,
                                        name + " stands for a time: what is charged of it is not said");
      level.related.push_back(context.label(info.meter->name.span, "the meter"));
      level.fix = "in the meter: take highest in " + window_text(charge.window);
    } else if (info.window && !same_window(context, *info.window, charge.window)) {
      Diagnostic& window = context.error(
          "T0413", charge.window.span,
          "the charge closes " + window_text(charge.window) + ", " + name + " " + window_text(*info.window));
      window.related.push_back(context.label(info.window->span, "the meter's last window"));
      window.fix = "charge " + info.meter->name.text + " " + window_text(*info.window);
    }
    if (is_folded(info))
      need_postpaid(name, "a value that is known when its window closes", {info.meter->name.span, "the meter"});
    if (!charge.deduct) return;
    if (!is_folded(info))
      need_postpaid(name, "what is paid when a window closes", {charge.deduct->span, "it is paid then"});
    else if (!same_window(context, *charge.deduct, charge.window))
      context.error("T0462", charge.deduct->span, name + " is known only when the window of the charge closes")
          .related.push_back(context.label(info.meter->name.span, "the meter"));
  }

  // What packages leave must be paid, whatever holds by then.
  struct Cause { Span place; const char* text; };

  void need_postpaid(const std::string& name, const std::string& what, Cause cause) {
    if (charge.sources.empty()) return;
    const ast::Source& last = charge.sources.back();
    if (last.packages.empty() && !last.when) return;
    Diagnostic& prepaid =
        context.error("T0416", last.span,
                      (last.when && last.packages.empty() ? "where this does not hold, nobody pays"
                                                          : "nobody pays what the packages leave of") +
                          (" " + name) + ": " + what + " cannot be refused any more");
    prepaid.related.push_back(context.label(cause.place, cause.text));
    prepaid.fix = "…, then postpaid";
  }

  void check_deduct(const ast::Window& window) {
    if (charge.price && charge.price->each)
      context.error("T0462", window.span, "a price of each record is due as the record comes").related.push_back(
          context.label(charge.price->span, "priced so here"));
    if (std::all_of(charge.sources.begin(), charge.sources.end(),
                    [](const ast::Source& source) { return source.packages.empty(); })) {
      context.error("T0462", window.span, "there is nothing to deduct from: no package pays").fix = "leave it out";
    } else if (!nests(context, window, charge.window)) {
      Diagnostic& nested = context.error("T0462", window.span,
                                         "the charge " + window_text(charge.window) + " is not made of whole windows " +
                                             quoted(window_text(window)));
      nested.related.push_back(context.label(charge.window.span, "the charge's window"));
      nested.fix = "deduct at the end of " + window_text(charge.window);
    }
  }

  void check_limits() {
    Scope scope;
    scope.kind = Scope::Kind::account;
    scope.window = &charge.window;
    for (const ast::Limit& limit : charge.limits)
      demand(context, limit.bound, scope, number_type(money(context.checked)), "what a charge comes to");
    if (charge.limits.size() == 2) refuse_crossed(charge.limits.front(), charge.limits.back());
  }

  void refuse_crossed(const ast::Limit& one, const ast::Limit& two) {
    const auto first = constant(context.checked, one.bound), second = constant(context.checked, two.bound);
    if (!first || !second || (one.least ? *first <= *second : *first >= *second)) return;
    context.error("T0445", two.span, "what a charge comes to at least is above what it comes to at most")
        .related.push_back(context.label(one.span, "the other bound"));
  }

  // What nothing was used of has no record to tell its pool or its row.
  void check_unused() {
    if (!charge.unused) return;
    if (fee) context.warning("T0443", *charge.unused, "a fee is due whether anything is used or not");
    for (const unsigned meter : meters) {
      const ast::Meter& written = *context.checked.meters[meter].meter;
      const auto& apart =
          written.apart_by.empty() && !written.takes.empty() ? written.takes.back().by : written.apart_by;
      if (!apart.empty())
        refuse_unused("of what is not used it is open to which " + quoted(apart.front().text) + " it belongs",
                      apart.front().span);
    }
    const ast::Table* table = price_table(context.checked, charge);
    if (!table || fee) return;
    for (const unsigned column : table_shape(*table).fields)
      if (table->columns[column].kind == ast::Column::Kind::name && attribute_named(context.checked, table->columns[column].name.text) < 0)
        refuse_unused("of what is not used it is open which row prices it", table->columns[column].span);
  }

  void refuse_unused(const std::string& message, Span asks) {
    Diagnostic& open = context.error("T0443", *charge.unused, message);
    open.related.push_back(context.label(asks, "this asks a record"));
    open.fix = "what is due in any case as a fee of its own: charge NAME " + window_text(charge.window) + " { price … }";
  }

  bool takes_postpaid() const {
    return charge.sources.empty() ||
           std::any_of(charge.sources.begin(), charge.sources.end(),
                       [](const ast::Source& source) { return source.packages.empty(); });
  }

  void check_sources() {
    const ast::Source* postpaid = nullptr;
    for (const ast::Source& source : charge.sources) {
      if (postpaid) after_postpaid(source, *postpaid);
      if (source.packages.empty()) postpaid = &source;
      for (const ast::Name& name : source.packages) check_package(name);
      check_order(context, source);
      demand_condition(context, source.when, source_scope());
    }
  }

  // Who pays is asked as a record comes, so its condition may read the record; at the end of a window none is left.
  Scope source_scope() const {
    Scope scope;
    scope.kind = Scope::Kind::account;
    for (const unsigned meter : meters) {
      const MeterInfo& info = context.checked.meters[meter];
      const int usage = usage_of(context.checked, info);
      if (charge.deduct || is_folded(info) || usage < 0 || (scope.usage >= 0 && usage != scope.usage)) {
        scope.kind = Scope::Kind::account;
        scope.usage = -1;
        return scope;
      }
      scope.kind = Scope::Kind::record;
      scope.usage = usage;
    }
    return scope;
  }

  void after_postpaid(const ast::Source& source, const ast::Source& postpaid) {
    Diagnostic& late = context.error("T0434", source.span, "nothing is left to pay after `postpaid`");
    late.related.push_back(context.label(postpaid.span, "this pays all the rest"));
    late.fix = "put `postpaid` last";
  }

  // A package in money pays the price of a record as it comes.
  void check_money(const ast::Name& name) {
    if (const int meter = meter_named(context.checked, name.text); meter >= 0)
      context.error("T0312", name.span, "what " + quoted(name.text) + " pays is a line of the bill, and a meter has the name")
          .related.push_back(context.label(context.checked.meters[static_cast<unsigned>(meter)].meter->name.span, "the meter"));
    if (charge.price && charge.price->each) return;
    Diagnostic& total = context.error("T0490", name.span,
                                      quoted(name.text) + " is in money and pays records as they come: what one costs is not said");
    if (charge.price) total.related.push_back(context.label(charge.price->span, "this is what all of a window costs"));
    total.fix = "price for each USAGE …; or in the bill: less NAME = lines, paid from " + name.text;
  }

  void check_package(const ast::Name& name) {
    const int package = package_meant(context, name);
    if (package < 0) return;
    const PackageInfo& info = context.checked.packages[static_cast<unsigned>(package)];
    context.named.insert(info.package);
    if (info.covers_bill) return check_money(name);
    const bool covers = std::any_of(meters.begin(), meters.end(), [&](unsigned meter) {
      return std::find(info.covers.begin(), info.covers.end(), meter) != info.covers.end();
    });
    if (covers || info.covers.empty() || meters.empty()) return;
    Diagnostic& nothing = context.error(
        "T0438", name.span, "the package " + quoted(name.text) + " covers nothing this charge prices");
    const auto& covered = info.package->covers;
    nothing.related.push_back(context.label(covered.empty() ? info.package->name.span : covered.front().meter.span,
                                            covered.empty() ? "its rows cover others" : "it covers this"));
  }
};

}  // namespace

bool is_paid_in_money(const Checked& checked, const ast::Charge& charge) {
  return std::any_of(charge.sources.begin(), charge.sources.end(), [&](const ast::Source& source) {
    return std::any_of(source.packages.begin(), source.packages.end(), [&](const ast::Name& name) {
      const int package = package_named(checked, name.text);
      return package >= 0 && checked.packages[static_cast<unsigned>(package)].covers_bill;
    });
  });
}

void check_charges(Context& context) {
  std::map<unsigned, Span> priced;
  std::map<std::string, Span> fees;
  for (const ast::Block& block : context.checked.file->blocks) {
    const auto* charge = std::get_if<ast::Charge>(&block.what);
    if (!charge) continue;
    ChargeCheck check{context, *charge, priced, fees};
    context.checked.charge_meters.push_back(check.run(block.head));
    context.checked.fees.push_back(check.fee);
  }
}

}  // namespace tariff::checking
