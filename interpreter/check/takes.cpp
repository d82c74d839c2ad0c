// The takes of a meter: windows that nest, keys that are there, how many of the highest, units on the way.
#include <algorithm>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/operators.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/windows.hpp"

namespace tariff::checking {
namespace {

using ast::Fold;

struct TakesCheck {
  Context& context;
  MeterInfo& info;
  const ast::Meter& meter;
  std::vector<std::string> keys;     // of the take before
  const ast::Take* endless = nullptr;  // the take from which on the value may have no finite decimal

  void run() {
    for (const ast::Take& take : meter.takes) {
      const bool first = &take == &meter.takes.front();
      if (first && info.level) check_level(take);
      if (take.fold == Fold::distinct) check_distinct(take, first);
      if (!first) check_nesting((&take)[-1], take);
      check_top(take);
      check_keys(take, first);
      check_value(take);
    }
    if (!endless) return;
    Diagnostic& open = context.error("T0435", endless->span, "this quantity may have no finite decimal");
    open.fix = "say how it is rounded: " + context.text(endless->span) + ", rounded half up to 0.01 " + info.unit_name;
    open.notes.push_back("what it costs is that of the rounded quantity; a sum, at a price such as `30 EUR per seat / days "
                         "of month`, needs no rounding");
  }

 private:
  void check_level(const ast::Take& take) {
    const bool over_time = take.fold == Fold::highest || take.fold == Fold::lowest || take.fold == Fold::mean ||
                           take.fold == Fold::last;
    if (over_time && !take.top && !take.without) return;
    Diagnostic& level =
        context.error("T0411", take.span,
                      over_time ? "what stands for a time has no single values of which some are the highest"
                                : "what stands for a time does not add up");
    level.related.push_back(context.label(meter.rules.front().span, "this stands for a time"));
    level.fix = (take.fold == Fold::mean ? "take mean in " : "take highest in ") + window_text(take.window);
    if (over_time) level.fix += ", and of these values what is wanted in another take";
  }

  void check_distinct(const ast::Take& take, bool first) {
    if (!first) {
      context.meant.insert(take.distinct.text);
      return only_first(take.distinct.span, quoted("distinct"));
    }
    key_field(take.distinct, "what is counted once is");
  }

  void check_nesting(const ast::Take& before, const ast::Take& take) {
    if (nests(context, before.window, take.window)) return;
    Diagnostic& nested = context.error(
        "T0412", take.window.span,
        quoted(window_text(take.window)) + " is not made of whole windows " + quoted(window_text(before.window)));
    nested.related.push_back(context.label(before.window.span, "taken here first"));
  }

  void only_first(Span place, const std::string& what) {
    Diagnostic& late =
        context.error("T0464", place, "only the first take sees records; " + what + " asks for what is gone here");
    late.related.push_back(context.label(meter.takes.front().span, "this sees them"));
  }

  // --- how many of the highest ---
  void check_top(const ast::Take& take) {
    const bool ordered = take.fold == Fold::highest || take.fold == Fold::lowest || take.fold == Fold::mean ||
                         take.fold == Fold::sum;
    if ((take.top || take.without) && !ordered)
      context.error("T0463", take.top ? take.top_span : take.without_span,
                    "only the highest, the lowest, the mean or the sum can be taken of some of the values");
    if (take.top) demand_number(*take.top, take.top_span, "take mean of top 5 in each month");
    if (!take.without) return;
    const bool share = take.without->unit.text == "%";
    if (!share) demand_number(*take.without, take.without_span, "take highest without top 4 in each day");
    if (share && !take.share_rounding) {
      Diagnostic& open = context.error("T0463", take.without_span,
                                       "how many values " + take.without->digits + "% are is not said");
      open.notes.push_back("of 4032 values 5% are 201.6: 201 of them `rounded down`, 202 `rounded up`");
      open.fix = context.text(take.without_span) + ", rounded down";
    }
    if (share && digits_of(*take.without) > Number(100))
      context.error("T0463", take.without_span, "no more than all of the values can be left out");
    if (!share && take.share_rounding)
      context.error("T0463", take.without_span, "a number of values is whole: nothing is rounded");
  }

  void demand_number(const ast::Literal& literal, Span place, const char* example) {
    const Number number = digits_of(literal);
    if (!literal.unit && number.is_whole() && number.sign() > 0) return;
    context.error("T0463", place, "so many of the highest is a whole number above zero, without a unit").fix = example;
  }

  // --- keys ---
  // A key of a step, or what is distinct: a choice or a text of the record.
  void key_field(const ast::Name& name, const std::string& what) {
    if (!name) return;
    const int usage = usage_of(context.checked, info);
    if (usage < 0) {
      if (info.of_account)
        context.error("T0464", name.span, "an account has one value of each attribute: nothing is to be told apart");
      return;
    }
    telling_field(context, usage, name, what);
  }

  void check_keys(const ast::Take& take, bool first) {
    std::vector<std::string> own;
    for (const ast::Name& name : take.by) {
      if (first) {
        key_field(name, "values are told apart by");
      } else if (std::find(keys.begin(), keys.end(), name.text) == keys.end()) {
        Diagnostic& gone = context.error("T0464", name.span,
                                         "the values are not apart by " + quoted(name.text) + " any more");
        gone.related.push_back(context.label((&take)[-1].span, "the take before gives them together"));
        gone.fix = "name it there too: … by " + name.text;
        context.meant.insert(name.text);
      }
      const auto apart = std::find_if(meter.apart_by.begin(), meter.apart_by.end(),
                                      [&](const ast::Name& pool) { return pool.text == name.text; });
      if (apart != meter.apart_by.end())
        context.error("T0464", name.span, "the whole meter is apart by " + quoted(name.text) + " already")
            .related.push_back(context.label(apart->span, "here"));
      own.push_back(name.text);
    }
    if (!first && take.fold == Fold::last && own.size() < keys.size()) {
      Diagnostic& many = context.error("T0465", take.span, "several values end together, and none of them is the last");
      many.related.push_back(context.label((&take)[-1].span, "it gives one for each " + joined(keys, " and ")));
      many.fix = "by " + joined(keys, " and ") + ", and what becomes of these in another take";
    }
    keys = std::move(own);
    if (&take == &meter.takes.back())
      for (const ast::Name& name : take.by)
        if (const int field = field_named(context.checked, usage_of(context.checked, info), name.text); field >= 0)
          info.keys.push_back(static_cast<unsigned>(field));
  }

  // --- the value ---
  void check_value(const ast::Take& take) {
    if (take.fold == Fold::mean) endless = &take;
    if (take.rate) convert(take);
    if (!take.step) return;
    endless = nullptr;
    const Type type = type_of(context, take.step, Scope{});
    if (type.kind == TypeKind::unknown || info.unit.empty()) return;
    if (type.kind != TypeKind::number || type.dimension != info.unit) {
      context.error("T0402", take.step->span,
                    "the value is in " + dimension_text(context.checked, info.unit) + ", this is " +
                        describe(context.checked, type));
      return;
    }
    demand_step(context, take.step);
  }

  void convert(const ast::Take& take) {
    const Type type = type_of(context, take.rate, Scope{}, Position::applied);
    if (type.kind == TypeKind::unknown || info.unit.empty()) return;
    const ast::Rate* rate = rate_of(context.checked, take.rate);
    if ((!rate && !type.schedule) || type.kind != TypeKind::number) {
      context
          .error("T0404", take.rate->span,
                 "after `at` a rate must stand, and this is " + describe(context.checked, type))
          .notes.push_back("a rate says how much per what: `1 GB_month per 30 GB`");
      return;
    }
    const Dimension per = type.schedule ? type.over : per_of(context.checked, *rate);
    if (per != info.unit) {
      context.error("T0403", take.rate->span,
                    "the value is in " + dimension_text(context.checked, info.unit) + ", the rate is per " +
                        dimension_text(context.checked, per));
      return;
    }
    info.unit = type.schedule ? type.dimension : product(type.dimension, info.unit, 1);
    info.unit_name = dimension_text(context.checked, info.unit);
    if (!always_finite(context.checked, take.rate)) endless = &take;
    else if (rate && rate->blocks != ast::Blocks::exact) endless = nullptr;
  }
};

}  // namespace

void check_takes(Context& context, MeterInfo& info) { TakesCheck{context, info, *info.meter, {}, nullptr}.run(); }

}  // namespace tariff::checking
