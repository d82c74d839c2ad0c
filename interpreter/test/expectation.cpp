#include "interpreter/test/expectation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/check/literal.hpp"
#include "interpreter/test/constant.hpp"
#include "interpreter/test/scenario.hpp"

namespace tariff {
namespace {

using Subject = ast::Expect::Subject;

// A figure of the bill: a quantity and an amount of money, of which an expectation names one or both.
struct Figure {
  Number quantity, amount;
  std::vector<std::string> rows;
};

std::string show(const Number& number, const std::string& unit) {
  return unit.empty() ? number.display() : number.display() + " " + unit;
}

class Judge {
 public:
  Judge(const ast::Expect& expect, const Bill& bill, const std::vector<Quoted>& quotes, const Checked& checked,
        const Plan& plan)
      : expect_(expect), bill_(bill), quotes_(quotes), checked_(checked), plan_(plan), zone_(plan.zone) {}

  Verdict verdict() const {
    if (expect_.subject == Subject::account) return state();
    if (expect_.row && !has_row()) return {false, "row " + expect_.row.text, "no row of this name", {}};
    Figure figure = figure_of_subject();
    Verdict verdict;
    verdict.holds = true;
    for (const auto& value : expect_.values) compare(value, figure, verdict);
    verdict.rows = std::move(figure.rows);
    return verdict;
  }

 private:
  Figure figure_of_subject() const {
    switch (expect_.subject) {
      case Subject::line:
        return lines();
      case Subject::paid:
        return money(bill_.summary.package_prices);
      case Subject::total:
        return total();
      case Subject::refunds:
        return refunds();
      case Subject::balance:
        return balance();
      case Subject::rejected:
        return rejected();
      case Subject::notices:
        return notices();
      case Subject::left:
        return left();
      case Subject::owed:
        return owed();
      case Subject::quote:
        return quote();
      case Subject::account:
        break;
    }
    return {};
  }

  void compare(const ast::Expr& value, const Figure& figure, Verdict& verdict) const {
    const auto expected = std::get<Number>(constant_of(value, checked_, zone_));
    const auto& dimension = checked_.types[value->id].dimension;
    // Of a meter in money both are: the quantity first.
    const bool first_of_two = expect_.values.size() == 2 && &value == &expect_.values.front() &&
                              checked_.types[expect_.values.back()->id].dimension == dimension;
    const bool is_money = dimension == Dimension{{checked_.currency, 1}} && !first_of_two;
    const Number& got = is_money ? figure.amount : figure.quantity;
    const auto unit = base_unit(dimension);
    const std::string gap = verdict.expected.empty() ? "" : " and ";
    verdict.holds = verdict.holds && expected == got;
    verdict.expected += gap + show(expected, unit);
    verdict.got += gap + show(got, unit);
  }

  std::string base_unit(const Dimension& dimension) const {
    return dimension.size() == 1 ? checked_.bases[dimension.begin()->first].name : "";
  }

  Verdict state() const {
    std::string status = "open";
    for (const auto& [account, its_status] : bill_.summary.statuses) {
      if (fits_account(account)) status = its_status;
    }
    return {status == expect_.name.text, expect_.name.text, status, {}};
  }

  // A row of the prices of the item goes by the text of its keys.
  bool has_row() const {
    for (const Item& item : plan_.items) {
      if (item.name != expect_.name.text) continue;
      if (item.meter != none && !plan_.meters[item.meter].keys.empty()) return true;  // values of fields
      for (const PriceRow& row : item.rows) {
        if (row.name == expect_.row.text) return true;
      }
      for (const Limit& limit : plan_.charges[item.charge].limits) {
        if (name_of(limit) == expect_.row.text) return true;
      }
    }
    const auto& steps = plan_.bill.steps;  // what is shared names the lines it is shared over
    return std::any_of(steps.begin(), steps.end(), [&](const BillStep& step) {
      return step.name == expect_.name.text && step.shared != none;
    });
  }

  static Figure money(const Number& amount) { return {amount, amount, {}}; }

  // Whether the expectation does not name it, or names just this.
  static bool fits(const ast::Name& wanted, std::string_view got) { return !wanted || wanted.text == got; }
  bool fits_source(std::string_view source) const {
    return expect_.source.text == "packages" ? source != "postpaid" : fits(expect_.source, source);
  }
  bool fits_period(Instant start) const {
    if (!expect_.period) return true;
    const Instant first = instant_of(*expect_.period, zone_);
    return first <= start && start < after(*expect_.period, first);
  }
  Instant after(const ast::Moment& moment, Instant first) const {
    return window_at(zone_, {static_cast<CalendarUnit>(moment.precision), 1}, first).end;
  }

  // Of the account that a test is about, where none is named.
  bool fits_account(std::string_view account) const {
    return account == (expect_.of ? std::string_view(expect_.of.text) : test_account);
  }

  Figure total() const {
    Figure figure;
    for (const auto& line : bill_.lines) {
      if (fits_account(line.account) && fits_period(line.start)) add(figure, line);
    }
    figure.quantity = figure.amount;
    return figure;
  }
  Figure lines() const {
    Figure figure;
    for (const auto& line : bill_.lines) {
      const bool fitting = line.item == expect_.name.text && fits(expect_.row, line.row) &&
                           fits(expect_.pool, line.pool) && fits_source(line.source) &&
                           fits_account(line.account) && fits_period(line.start);
      if (fitting) add(figure, line);
    }
    return figure;
  }
  void add(Figure& figure, const Line& line) const {
    figure.quantity += line.quantity;
    figure.amount += line.amount;
    figure.rows.push_back(
        fmt::format("{} to {}: {}{}{} from {}: {}, {} ({})", zone_.text(line.start), zone_.text(line.end),
                    line.item, after_blank(line.pool), after_blank(line.row), line.source,
                    show(line.quantity, std::string(line.unit)),
                    show(line.amount, checked_.bases[checked_.currency].name), line.clause));
  }
  static std::string after_blank(std::string_view text) {
    return text.empty() ? "" : fmt::format(" {}", text);
  }

  Figure refunds() const {
    Figure figure;
    for (const auto& refund : bill_.refunds) {
      if (!fits_account(refund.account) || !fits_period(refund.time)) continue;
      figure.amount += refund.amount;
      figure.rows.push_back(fmt::format("{}: {}, {} ({})", zone_.text(refund.time), refund.ref,
                                        refund.amount.display(), refund.clause));
    }
    figure.quantity = figure.amount;
    return figure;
  }
  Figure balance() const {
    const auto found = bill_.summary.balances.find(expect_.of ? expect_.of.text : std::string(test_account));
    return money(found == bill_.summary.balances.end() ? Number() : found->second);
  }
  Figure rejected() const {
    Figure figure;
    for (const auto& rejection : bill_.rejections) {
      if (!fits(expect_.name, rejection.reason) || !fits_account(rejection.account) || !fits_period(rejection.time)) continue;
      figure.quantity += rejection.times;
      figure.rows.push_back(fmt::format("{}: {} × {}, {} ({})", zone_.text(rejection.time), rejection.times,
                                        rejection.record, rejection.reason, rejection.clause));
    }
    return figure;
  }
  Figure notices() const {
    Figure figure;
    for (const auto& notice : bill_.notices) {
      if (!fits(expect_.name, notice.message) && !fits(expect_.name, notice.kind)) continue;
      if (!fits_account(notice.account) || !fits_period(notice.time)) continue;
      figure.quantity += 1;
      figure.rows.push_back(
          fmt::format("{}: {} {}: {}", zone_.text(notice.time), notice.kind, notice.subject, notice.message));
    }
    return figure;
  }
  // The last one, of the period where one is named.
  Figure quote() const {
    Figure figure;
    for (const Quoted& quoted : quotes_) {
      if (!fits_period(quoted.time)) continue;
      figure.quantity = figure.amount = quoted.value;
      figure.rows.push_back(fmt::format("{}: {}", zone_.text(quoted.time), quoted.value.display()));
    }
    return figure;
  }
  Figure left() const {
    Figure figure;
    for (const auto& package : bill_.packages) {
      if (package.ref != expect_.name.text || !fits_account(package.account)) continue;
      figure.quantity += package.remaining;
      figure.amount += package.remaining;  // of a package in money
      figure.rows.push_back(fmt::format("{} ({}): used {} of {}, {}", package.ref, package.package,
                                        package.used.display(), package.size.display(), package.status));
    }
    return figure;
  }

  Figure owed() const {
    Figure figure;
    for (const auto& one : bill_.summary.owed) {
      if (one.item != expect_.name.text || !fits(expect_.pool, one.pool) || !fits_account(one.account)) continue;
      figure.quantity += one.quantity;
      figure.amount += one.quantity;  // of a meter in money
      figure.rows.push_back(fmt::format("{}{}: {}", one.item, after_blank(one.pool), one.quantity.display()));
    }
    return figure;
  }

  const ast::Expect& expect_;
  const Bill& bill_;
  const std::vector<Quoted>& quotes_;
  const Checked& checked_;
  const Plan& plan_;
  const Zone& zone_;
};

}  // namespace

Verdict judge(const ast::Expect& expect, const Bill& bill, const std::vector<Quoted>& quotes, const Checked& checked,
              const Plan& plan) {
  return Judge(expect, bill, quotes, checked, plan).verdict();
}

}  // namespace tariff
