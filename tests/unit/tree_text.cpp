#include "tests/unit/tree_text.hpp"

#include <fmt/format.h>

namespace tariff {
namespace {

using namespace ast;

// One struct, so that each function sees all others.
struct TreeText {
  static std::string show(const Expr& expression) { return tree_text(expression); }
  static std::string show(const Name& name) { return name.text; }
  static std::string show(const std::string& text) { return "\"" + text + "\""; }
  static std::string show(bool value) { return value ? "yes" : "no"; }
  static std::string show(const Reference& reference) {
    std::string path;
    for (const Name& name : reference.path) path += (path.empty() ? "" : ".") + name.text;
    return path;
  }
  static std::string show(const Literal& literal) {
    std::string text = literal.digits;
    if (literal.power) text += fmt::format("e{}", literal.power);
    return literal.unit ? text + " " + literal.unit.text : text;
  }
  static std::string show(const Moment& moment) {
    std::string text =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}/{}", moment.year, moment.month, moment.day,
                    moment.hour, moment.minute, moment.second, moment.microsecond, int(moment.precision));
    return moment.offset_minutes ? text + fmt::format("{:+}", *moment.offset_minutes) : text;
  }
  static std::string show(const Window& window) {
    return fmt::format("each {} period{}{}", window.count, int(window.period), window.from ? " from " + show(*window.from) : "");
  }

  template <typename T>
  static std::string show(const std::optional<T>& value) {
    return value ? show(*value) : "-";
  }
  template <typename T>
  static std::string show(const std::vector<T>& items) {
    std::string text;
    for (const T& item : items) text += (text.empty() ? "" : ", ") + show(item);
    return "[" + text + "]";
  }
  template <typename... T>
  static std::string list(const char* head, const T&... parts) {
    std::string text = std::string("(") + head;
    ((text += " " + show(parts)), ...);
    return text + ")";
  }

  // Of what is seldom said: nothing where none of it is.
  template <typename... T>
  static std::string also(const char* head, const T&... parts) {
    const auto is_said = [](const std::string& text) { return !text.empty() && text != "-" && text != "[]"; };
    return (is_said(show(parts)) || ...) ? " " + list(head, parts...) : "";
  }

  static const char* sign(Operator op) {
    static constexpr const char* signs[] = {"+",  "-", "*",  "/", "of", "at",  "=",
                                            "!=", "<", "<=", ">", ">=", "and", "or"};
    return signs[static_cast<int>(op)];
  }
  static std::string number(int value) { return std::to_string(value); }

  struct ExpressionText {
    std::string operator()(const Literal& x) const { return show(x); }
    std::string operator()(const Text& x) const { return show(x.value); }
    std::string operator()(const Moment& x) const { return show(x); }
    std::string operator()(const Reference& x) const { return show(x); }
    std::string operator()(const Rate& x) const {
      return list(("per" + number(static_cast<int>(x.blocks))).c_str(), x.value, x.per);
    }
    std::string operator()(const Binary& x) const { return list(sign(x.op), x.left, x.right); }
    std::string operator()(const Not& x) const { return list("not", x.operand); }
    std::string operator()(const Is& x) const {
      return list(x.starts ? "starts" : x.negated ? "is-not" : "is", x.subject, x.values);
    }
    std::string operator()(const In& x) const { return list("in", x.subject, x.calendar); }
    std::string operator()(const Given& x) const {
      return list(x.negated ? "not-given" : "given", x.subject);
    }
    std::string operator()(const Bounded& x) const {
      return list(x.least ? "at-least" : "at-most", x.subject, x.bound);
    }
    std::string operator()(const Rounded& x) const {
      return list(("rounded" + number(static_cast<int>(x.rounding))).c_str(), x.subject, x.step);
    }
    std::string operator()(const Call& x) const { return list("call", x.function, x.arguments); }
    std::string operator()(const Now& x) const { return list("now", x.measure); }
    std::string operator()(const SoFar& x) const { return list("so-far", x.measure, x.lines, x.window); }
    std::string operator()(const Folded& x) const {
      return list(("fold" + number(static_cast<int>(x.fold))).c_str(), x.subject) +
             number(static_cast<int>(x.period)) + (x.before > 0 ? "-" + number(static_cast<int>(x.before)) : "");
    }
    std::string operator()(const LengthOf& x) const {
      return list(x.hours ? "hours-of" : "days-of") + number(static_cast<int>(x.period));
    }
    std::string operator()(const LinesOf& x) const { return list("lines-of", x.items); }
    std::string operator()(const Tabled& x) const {
      return list(("tabled" + number(static_cast<int>(x.walk))).c_str(), x.table);
    }
    std::string operator()(const Extreme& x) const { return list(x.greatest ? "greatest" : "least", x.parts); }
  };

  static std::string show(const Case& x) {
    return list("case", x.value, x.from, x.until, x.when, x.otherwise) +
           (x.replaced ? " (next " + x.same.text + ")" : "");
  }
  static std::string show(const Cell& x) {
    return list(("cell" + number(static_cast<int>(x.kind))).c_str(), x.values);
  }
  static std::string show(const Column& x) {
    return list(((x.prefix ? "prefix" : "column") + number(static_cast<int>(x.kind))).c_str(), x.name, x.window);
  }
  static std::string show(const Row& x) { return "\n  " + list("row", x.cells); }
  static std::string show(const Table& x) { return list("table", x.columns, x.rows); }
  static std::string show(const Field& x) {
    return "\n " + list(("field" + number(static_cast<int>(x.type.kind))).c_str(), x.name, x.type.choices,
                        x.type.unit, x.optional, x.fallback) +
           (x.type.is_signed ? " signed" : "");
  }
  static std::string show(const CutPlace& x) { return list(x.after ? "after" : "at", x.each, x.value); }
  static std::string show(const Cut& x) { return list("cut", x.from, x.until, x.places, x.step); }
  static std::string show(const Take& x) {
    const auto mode = [](const std::optional<Rounding>& rounding) {
      return rounding ? number(static_cast<int>(*rounding)) : "";
    };
    return list(("take" + number(static_cast<int>(x.fold)) + also("of", x.distinct) + also("top", x.top) +
                 also(("without" + mode(x.share_rounding)).c_str(), x.without))
                    .c_str(),
                x.window) +
           also("by", x.by) + also("at", x.rate) + also(("rounded" + mode(x.rounding)).c_str(), x.step);
  }
  static std::string show(const Covered& x) { return list("covered", x.meter, x.at); }
  static std::string show(const Notify& x) { return list("notify", x.text, x.when, x.lead, x.before); }
  static std::string show(const OrderKey& x) { return list("key", x.which, x.what); }
  static std::string show(const Owed& x) { return list("owed", x.window, x.reset, x.when, x.after); }
  static std::string show(const Refill& x) { return list("refills", x.window, x.to); }
  static std::string show(const Grant& x) { return list("given", x.size, x.window, x.kept, x.most, x.when); }
  static std::string show(const Overdraft& x) { return list("by", x.most); }
  static std::string show(const ast::Source& x) { return list("source", x.packages, x.keys, x.when); }
  static std::string show(const Price& x) { return list(x.is_signed ? "signed price" : "price", x.each, x.value); }
  static std::string show(const Limit& x) { return list(x.least ? "at-least" : "at-most", x.bound); }
  static std::string show(const ArrearsStep& x) {
    return list(("step" + number(static_cast<int>(x.kind))).c_str(), x.text, x.after);
  }
  static std::string show(const Arrears& x) { return list("arrears", x.steps, x.resume); }
  static std::string show(const BillStep& x) {
    return list(x.less ? "less" : "add", x.name, x.value, x.shared, x.paid, x.when);
  }
  static std::string show(const Milestone& x) {
    return list(x.line ? "early" : "notify", x.line, x.text, x.gives.path, x.measure, x.values, x.further);
  }
  static std::string show(const CalendarDay& x) { return list("day", x.date, x.label); }
  static std::string show(const With& x) { return list("with", x.field, x.value); }

  struct StepText {
    std::string operator()(const Buy& x) const { return list("buy", x.count, x.item, x.pool, x.ref); }
    std::string operator()(const Refund& x) const { return list("refund", x.ref); }
    std::string operator()(const TopUp& x) const { return list("top-up", x.amount); }
    std::string operator()(const Set& x) const { return list("set", x.attribute, x.value); }
    std::string operator()(const Reset& x) const { return list("reset", x.package); }
    std::string operator()(const Open&) const { return "open"; }
    std::string operator()(const Close&) const { return "close"; }
    std::string operator()(const Record& x) const { return list("use", x.times, x.usage, x.fields); }
    std::string operator()(const Quote& x) const { return list("quote", (*this)(x.record), x.by, x.step); }
    std::string operator()(const Happening& x) const { return show(x.at) + " " + std::visit(*this, x.what); }
    std::string operator()(const Until& x) const { return list("until", x.at); }
    std::string operator()(const Expect& x) const {
      return list(("expect" + number(static_cast<int>(x.subject))).c_str(), x.name, x.row, x.pool, x.source,
                  x.period, x.values);
    }
  };
  static std::string show(const TestStep& x) { return "\n " + std::visit(StepText(), x.what); }

  struct BlockText {
    std::string operator()(const Tariff& x) const {
      std::string text = list("tariff", x.name, x.title, x.effective_from, x.effective_until, x.currency, x.zone);
      if (x.earlier) text += list(x.amends ? "amends" : "follows", x.earlier);
      for (const Removal& removal : x.without) text += list("without", removal.block, removal.names);
      if (x.late_count) text += " late";
      if (x.open_windows != OpenWindows::unsaid) text += x.open_windows == OpenWindows::close ? "close" : "carry on";
      return text;
    }
    std::string operator()(const Use& x) const { return list("use", x.module); }
    std::string operator()(const Currency& x) const { return list("currency", x.name, x.digits, x.labels); }
    std::string operator()(const Unit& x) const { return list("unit", x.name, x.size, x.labels); }
    std::string operator()(const Usage& x) const { return list("usage", x.name, x.fields) + also("cut", x.cuts); }
    std::string operator()(const Account& x) const { return list("account", x.attributes); }
    std::string operator()(const Calendar& x) const { return list("calendar", x.name, x.from, x.until, x.days); }
    std::string operator()(const Define& x) const { return list("define", x.name, x.parameters, x.value); }
    std::string operator()(const Meter& x) const {
      return list("meter", x.name, x.usage, x.when, x.apart_by, x.rules, x.takes) + also("each", x.window);
    }
    std::string operator()(const Package& x) const {
      return list("package", x.name, x.covers, x.sold, x.given, x.refills, x.refund, x.notices) +
             also("overdrawn", x.overdraft) + (x.shared_by ? " (shared " + x.shared_by.text + ")" : "");
    }
    std::string operator()(const Charge& x) const {
      return list("charge", x.meters, x.window, x.when, x.sources, x.deduct, x.price, x.limits, x.unused.has_value());
    }
    std::string operator()(const Bill& x) const {
      const std::string rounding = x.rounding ? number(static_cast<int>(*x.rounding)) : "-";
      return list(("bill" + rounding).c_str(), x.window, x.steps, x.unused, x.differences, x.total, x.step, x.debit, x.arrears) +
             also("reached", x.milestones);
    }
    std::string operator()(const Reject& x) const { return list("reject", x.name, x.when); }
    std::string operator()(const Test& x) const {
      return list("test", x.name, x.under_this_version, x.steps);
    }
  };
};

}  // namespace

std::string tree_text(const Expr& expression) {
  return expression ? std::visit(TreeText::ExpressionText(), expression->node) : "-";
}

std::string tree_text(const File& file) {
  std::string text;
  for (const Block& block : file.blocks) text += std::visit(TreeText::BlockText(), block.what) + "\n";
  return text;
}

}  // namespace tariff
