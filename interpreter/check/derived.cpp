// Meters that are worked out from other meters as a window closes: what they may read, and in which order.
#include <algorithm>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/walk.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

class Order {
 public:
  explicit Order(Context& context) : context_(context), steps_(context.checked.meters.size()) {}

  void check(unsigned index) {
    const MeterInfo& info = context_.checked.meters[index];
    if (!info.meter->window || steps_[index] == Step::done) return;
    if (steps_[index] == Step::open) return circle(index);
    steps_[index] = Step::open;
    path_.push_back(index);
    for (const unsigned read : named_in(*info.meter, false)) check(read);
    for (const unsigned back : named_in(*info.meter, true))
      if (steps_[back] == Step::untouched) check(back);
    path_.pop_back();
    if (steps_[index] == Step::open) check_derived(context_, index, looks_back_to_itself(index));
    steps_[index] = Step::done;
  }

 private:
  enum class Step { untouched, open, done };

  // The meters that the rules name, or look back to: these are of earlier windows, and only their unit is asked for.
  std::vector<unsigned> named_in(const ast::Meter& meter, bool back) {
    std::vector<unsigned> named;
    const auto note = [&](const ast::Expr& expression) {
      if (!expression) return;
      any_part(*expression, [&](const ast::Expression& part) {
        const auto* folded = std::get_if<ast::Folded>(&part.node);
        const auto* reference = back ? (folded ? &folded->subject : nullptr) : std::get_if<ast::Reference>(&part.node);
        const int found = reference ? meter_named(context_.checked, reference->path.back().text) : -1;
        if (found >= 0) named.push_back(static_cast<unsigned>(found));
        return false;
      });
    };
    note(meter.when);
    for (const ast::Case& rule : meter.rules) {
      note(rule.value);
      note(rule.when);
    }
    return named;
  }

  bool looks_back_to_itself(unsigned index) {
    const auto named = named_in(*context_.checked.meters[index].meter, true);
    return std::find(named.begin(), named.end(), index) != named.end();
  }

  void circle(unsigned index) {
    const auto& meters = context_.checked.meters;
    const auto begin = std::find(path_.begin(), path_.end(), index);
    std::vector<std::string> names;
    for (auto at = begin; at != path_.end(); ++at) names.push_back(meters[*at].meter->name.text);
    names.push_back(names.front());
    Diagnostic& circle = context_.error("T0466", meters[index].meter->name.span,
                                        quoted(names.front()) + " is worked out from itself: " + joined(names, " → "));
    for (auto at = begin + 1; at < path_.end(); ++at)
      circle.related.push_back(context_.label(meters[*at].meter->name.span, "on the way"));
    for (auto at = begin; at != path_.end(); ++at) steps_[*at] = Step::done;
  }

  Context& context_;
  std::vector<Step> steps_;
  std::vector<unsigned> path_;
};

}  // namespace

void check_derived_meters(Context& context) {
  Order order(context);
  for (unsigned i = 0; i < context.checked.meters.size(); ++i) order.check(i);
}

// A meter's value in the window, where a meter of that window is worked out.
Type meter_read(Context& context, const ast::Expression& whole, unsigned index, const Scope& scope) {
  MeterInfo& reader = context.checked.meters[scope.meter];
  const MeterInfo& info = context.checked.meters[index];
  const std::string name = quoted(info.meter->name.text);
  context.named.insert(info.meter);
  const auto& known = context.checked.derived;
  if (info.unit_name.empty() && info.meter->window && std::find(known.begin(), known.end(), index) == known.end()) {
    context.error("T0466", whole.span, "in what " + name + " counts is not known here: it is worked out from this meter");
    return {};
  }
  if (info.unit_name.empty()) return {};
  if (info.level && !info.window) {
    Diagnostic& level = context.error("T0411", whole.span, name + " stands for a time: what is taken of it is not said");
    level.related.push_back(context.label(info.meter->name.span, "the meter"));
    level.fix = "in the meter: take highest in " + window_text(*reader.window);
    return {};
  }
  if (info.window && !same_window(context, *info.window, *reader.window)) {
    Diagnostic& window = context.error("T0413", whole.span, name + " is known " + window_text(*info.window) + ", " +
                                                                quoted(reader.meter->name.text) + " is worked out " +
                                                                window_text(*reader.window));
    window.related.push_back(context.label(info.window->span, "the window of " + name));
    return {};
  }
  if (!info.keys.empty()) {
    context.error("T0464", whole.span, name + " has several values in a window")
        .related.push_back(context.label(info.meter->takes.back().span, "one for each key"));
    return {};
  }
  if (reader.reads.empty()) reader.pools = info.pools;
  if (reader.pools != info.pools) {
    Diagnostic& pools = context.error("T0467", whole.span, name + " is apart by other fields than what is read besides");
    for (const unsigned other : {reader.reads.front(), index})
      pools.related.push_back(context.label(context.checked.meters[other].meter->name.span,
                                            context.checked.meters[other].pools.empty() ? "one value" : "a value a pool"));
    return {};
  }
  reader.reads.push_back(index);
  context.checked.meanings[whole.id] = {Meaning::Kind::meter, index, 0};
  return number_type(info.unit);
}

}  // namespace tariff::checking
