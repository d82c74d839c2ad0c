#include "interpreter/lower/succession.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace tariff {
namespace {

using ast::OpenWindows;

template <typename List>
Index named(const List& list, const std::string& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == name; });
  return found == list.end() ? none : static_cast<Index>(found - list.begin());
}

std::string text_of(const Window& window) {
  static constexpr const char* units[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  const char* unit = units[static_cast<std::size_t>(window.unit)];
  return window.count == 1 ? unit : fmt::format("{} {}", window.count, unit);
}

// --- windows that are open at the change -----------------------------------------------------------------------------

class Windows {
 public:
  Windows(const Plan& before, const Plan& plan) : before_(before), plan_(plan) {}

  // Each as `the month of meter calls`.
  std::vector<std::string> open() const {
    std::vector<std::string> open;
    const auto add = [&](const Window& window, const std::string& what) {
      std::string text = fmt::format("the {} of {}", text_of(window), what);
      if (is_open(window) && std::find(open.begin(), open.end(), text) == open.end()) open.push_back(std::move(text));
    };
    for (const Meter& meter : before_.meters) {
      for (const FoldStep& fold : meter.folds) add(fold.window, fmt::format("the meter `{}`", meter.name));
    }
    for (const Charge& charge : before_.charges) {
      add(charge.window, fmt::format("the charge `{}`", charge.name));
      if (charge.deducts) add(*charge.deducts, fmt::format("the charge `{}`", charge.name));
      if (charge.owed && charge.owed->window) add(*charge.owed->window, fmt::format("the charge `{}`", charge.name));
    }
    for (const Item& item : before_.items) {
      if (item.tiers) add(*item.tiers, fmt::format("the tiers of `{}`", item.name));
    }
    for (const Watched& watched : before_.watched) {
      add(watched.window, fmt::format("the attribute `{}`", before_.attributes[watched.attribute].field.name));
    }
    add(before_.bill.window, "the bill");
    return open;
  }

  // What stands goes on standing, whatever becomes of windows: levels that the next version has otherwise, and what is owed
  // until packages come.
  std::vector<std::string> standing() const {
    std::vector<std::string> found;
    for (const Item& item : before_.items) {
      const auto& owed = before_.charges[item.charge].owed;
      if (owed && !owed->window) add(found, unlike(item, true));
    }
    for (const Meter& meter : before_.meters) {
      const Index same = named(plan_.meters, meter.name);
      if (meter.level == none || same == none || plan_.meters[same].level == none) continue;
      if (!is_alike(meter, plan_.meters[same])) {
        found.push_back(fmt::format("the level `{}` stands on, and is told apart another way", meter.name));
      }
    }
    return found;
  }

  // Why what they hold so far cannot be priced by the next version.
  std::vector<std::string> obstacles() const {
    std::vector<std::string> found;
    for (const Item& item : before_.items) add(found, obstacle(item));
    for (const Meter& meter : before_.meters) add(found, obstacle(meter));
    for (std::string& one : standing()) found.push_back(std::move(one));
    if (is_open(before_.bill.window) && before_.bill.steps.empty() != plan_.bill.steps.empty()) {
      found.emplace_back("only one of the versions keeps the lines of the open bill for what it adds and takes off");
    }
    for (const Milestone& milestone : before_.bill.milestones) add(found, obstacle(milestone));
    return found;
  }

 private:
  static void add(std::vector<std::string>& list, std::string text) {
    if (!text.empty()) list.push_back(std::move(text));
  }

  bool is_open(const Window& window) const {
    return window_at(plan_.zone, window, plan_.effective_from).start < plan_.effective_from;
  }

  // What is billed early of the open bill is known by the clause, and the lines it asks for.
  std::string obstacle(const Milestone& milestone) const {
    if (milestone.early == none || !is_open(before_.bill.window)) return {};
    const Index same = named(plan_.bill.milestones, milestone.name);
    if (same != none && plan_.bill.milestones[same].early != none) {
      const SoFar& was = before_.so_far[milestone.billed];
      const SoFar& is = plan_.so_far[plan_.bill.milestones[same].billed];
      if (lines_of(before_, was) == lines_of(plan_, is) && was.window == is.window) return {};
    }
    return fmt::format("what is billed early as `{}` is taken off no longer", milestone.name);
  }

  std::string obstacle(const Item& item) const {
    const Charge& charge = before_.charges[item.charge];
    const bool waits = charge.deducts && is_open(*charge.deducts);
    const bool walks = item.tiers && is_open(*item.tiers);
    const bool billed = !before_.bill.steps.empty() && is_open(before_.bill.window);
    if (item.meter == none && !billed) return {};  // a fee is due as its window closes
    const bool owes = charge.owed && charge.owed->window && is_open(*charge.owed->window);
    if (!is_open(charge.window) && !waits && !walks && !owes && !billed) return {};
    if (std::string why = unlike(item, owes); !why.empty()) return why;
    const Item& next = plan_.items[named(plan_.items, item.name)];
    const Charge& its = plan_.charges[next.charge];
    if (waits && !its.deducts) return fmt::format("`{}` is no longer paid at the end of a window", item.name);
    if (walks && !next.tiers) return fmt::format("the tiers of `{}` are no longer walked in a window of their own", item.name);
    if (charge.each != its.each || item.tiers_by_use != next.tiers_by_use) {
      return fmt::format("`{}` is priced as it comes in only one of the versions", item.name);
    }
    return {};
  }

  // Why a quantity of it cannot be priced by the next version.
  std::string unlike(const Item& item, bool owed) const {
    const Index same = named(plan_.items, item.name);
    if (same == none) return fmt::format("`{}` is charged no longer", item.name);
    const Item& next = plan_.items[same];
    if (next.unit != item.unit) return fmt::format("`{}` was in {} and is in {} now", item.name, item.unit, next.unit);
    for (const PriceRow& row : item.rows) {
      if (named(next.rows, row.name) != none) continue;
      return row.name.empty() ? fmt::format("`{}` was priced in one, and now row by row", item.name)
                              : fmt::format("`{}` has no row `{}` any longer", item.name, row.name);
    }
    if (owed && !plan_.charges[next.charge].owed) return fmt::format("`{}` is owed no longer", item.name);
    return {};
  }

  std::vector<std::string> names(const Plan& plan, const std::vector<Index>& fields) const {
    std::vector<std::string> texts;
    for (const Index field : fields) texts.push_back(plan.schema.fields[field].name);
    return texts;
  }

  bool is_alike(const Meter& meter, const Meter& next) const {
    return names(before_, meter.pools) == names(plan_, next.pools) &&
           names(before_, meter.keys) == names(plan_, next.keys) && meter.replaced == next.replaced &&
           (meter.kind == none) == (next.kind == none);
  }

  std::string obstacle(const Meter& meter) const {
    const bool open = std::any_of(meter.folds.begin(), meter.folds.end(),
                                  [&](const FoldStep& fold) { return is_open(fold.window); });
    if (!open) return {};
    const Index same = named(plan_.meters, meter.name);
    if (same == none) return fmt::format("there is no meter `{}` any longer", meter.name);
    const Meter& next = plan_.meters[same];
    const auto same_step = [&](const FoldStep& a, const FoldStep& b) {
      return a.fold == b.fold && a.window == b.window && a.chooses() == b.chooses() && a.keys.size() == b.keys.size();
    };
    const bool taken_alike = meter.folds.size() == next.folds.size() &&
                             std::equal(meter.folds.begin(), meter.folds.end(), next.folds.begin(), same_step);
    if (is_alike(meter, next) && taken_alike) return {};
    return fmt::format("the meter `{}` is taken another way", meter.name);
  }

  const Plan& before_;
  const Plan& plan_;
};

// --- packages bought under earlier versions ----------------------------------------------------------------------------

class KeptPackages {
 public:
  KeptPackages(const Plan& before, Plan& plan) : before_(before), plan_(plan), first_(plan.packages.size()) {}

  void add() {
    for (const Package& package : before_.packages) plan_.packages.push_back(kept(package));
    for (Queue& queue : plan_.queues) take_place_of_successors(queue);
    for (std::size_t i = first_; i < plan_.packages.size(); ++i) {
      const Package& package = plan_.packages[i];
      if (!package.money || queued_.count(static_cast<Index>(i)) > 0) continue;
      obstacles.push_back(fmt::format("`{}` is money that accounts may hold, and pays nothing any longer", package.name));
    }
    for (Index charge = 0; charge < plan_.charges.size(); ++charge) queue_withdrawn(charge);
  }

  // Why those already sold cannot pay as the version says.
  std::vector<std::string> obstacles;

 private:
  Package kept(const Package& sold) {
    Package package = sold;
    package.under = sold.under.value_or(before_.effective_from);
    package.given.reset();
    if (sold.shared_by != none) {
      const auto is_it = [&](const Attribute& one) { return one.field.name == before_.attributes[sold.shared_by].field.name; };
      const auto found = std::find_if(plan_.attributes.begin(), plan_.attributes.end(), is_it);
      package.shared_by = found == plan_.attributes.end() ? none : static_cast<Index>(found - plan_.attributes.begin());
    }
    package.covers.clear();
    package.apart = false;
    for (const Cover& cover : sold.covers) {
      const Meter& meter = before_.meters[cover.meter];
      const Index same = named(plan_.meters, meter.name);
      if (same == none) continue;
      if (plan_.meters[same].unit != meter.unit) {
        obstacles.push_back(fmt::format("`{}` covers `{}` in {}, and that is in {} now", sold.name, meter.name, meter.unit,
                                        plan_.meters[same].unit));
      }
      package.covers.push_back({same, cover.ratio, cover.step});
      package.apart |= sold.apart && !plan_.meters[same].pools.empty();
    }
    for (Refill& refill : package.refills) renumber(refill.to);
    for (Offer& offer : package.offers) offer.properties = renumbered(offer.properties);
    return package;
  }

  // Columns that a formula reads are known to the plan, also where its own packages have none of the name.
  void renumber(Formula& formula) {
    for (Step& step : formula.steps) {
      if (step.op != Op::column) continue;
      auto& known = plan_.properties;
      const std::string& name = before_.properties[step.index];
      const auto found = std::find(known.begin(), known.end(), name);
      step.index = static_cast<std::uint32_t>(found - known.begin());
      if (found == known.end()) known.push_back(name);
    }
  }

  std::vector<Number> renumbered(const std::vector<Number>& properties) const {
    std::vector<Number> own;
    for (const std::string& name : plan_.properties) {
      const auto place = static_cast<std::size_t>(
          std::find(before_.properties.begin(), before_.properties.end(), name) - before_.properties.begin());
      own.push_back(place < properties.size() ? properties[place] : Number());
    }
    return own;
  }

  // The place in the order is that of the version in force.
  void take_place_of_successors(Queue& queue) {
    std::set<std::string> names;
    for (const Index package : queue.packages) names.insert(plan_.packages[package].name);
    for (std::size_t i = first_; i < plan_.packages.size(); ++i) {
      if (names.count(plan_.packages[i].name) == 0) continue;
      queue.packages.push_back(static_cast<Index>(i));
      queued_.insert(static_cast<Index>(i));
      for (const OrderKey& key : queue.keys) check_order(plan_.packages[i], key);
    }
  }

  void check_order(const Package& package, const OrderKey& key) {
    if (!is_of_property(key) || package.offers.empty()) return;
    const std::string& name = plan_.properties[key.property];
    if (std::find(before_.properties.begin(), before_.properties.end(), name) != before_.properties.end()) return;
    obstacles.push_back(fmt::format("`{}` has no column `{}`, by which packages are drawn now", package.name, name));
  }

  static bool is_of_property(const OrderKey& key) {
    return key.by == OrderBy::lowest_property || key.by == OrderBy::highest_property;
  }

  // A package that the version does not know any longer pays last, in the order in which it paid.
  void queue_withdrawn(Index charge) {
    for (const Queue& was : before_.queues) {
      Queue queue;
      for (const Index old : was.packages) {
        const auto package = static_cast<Index>(first_ + old);
        if (queued_.count(package) == 0 && covers_item_of(plan_.packages[package], charge)) queue.packages.push_back(package);
      }
      if (queue.packages.empty()) continue;
      std::copy_if(was.keys.begin(), was.keys.end(), std::back_inserter(queue.keys),
                   [](const OrderKey& key) { return !is_of_property(key); });
      plan_.charges[charge].queues.push_back(static_cast<Index>(plan_.queues.size()));
      plan_.queues.push_back(std::move(queue));
    }
  }

  bool covers_item_of(const Package& package, Index charge) const {
    return std::any_of(plan_.items.begin(), plan_.items.end(), [&](const Item& item) {
      return item.charge == charge && item.meter != none && cover_of(package, item.meter);
    });
  }

  const Plan& before_;
  Plan& plan_;
  std::size_t first_;       // of the kept
  std::set<Index> queued_;  // of the kept: the version has packages of the name
};

Diagnostic finding(const char* code, std::string message, const Checked& checked, Span place,
                   std::vector<std::string> notes) {
  Diagnostic found;
  found.code = code;
  found.message = std::move(message);
  found.place = {checked.file->source, place, ""};
  found.notes = std::move(notes);
  return found;
}

}  // namespace

Diagnostics succeed(Plan& before, const Checked& checked, Plan& plan) {
  const ast::Tariff& header = *checked.tariff;
  before.effective_until = plan.effective_from;
  Diagnostics findings;
  const Windows windows(before, plan);
  const std::vector<std::string> open = windows.open();
  if (header.open_windows == OpenWindows::close) {
    before.windows_until = plan.windows_from = plan.effective_from;
  } else if (header.open_windows == OpenWindows::unsaid && !open.empty()) {
    findings.push_back(finding("T0545", open.front() + " is open when this version begins", checked, header.effective_span,
                               {open.begin() + 1, open.end()}));
    for (std::string& note : findings.back().notes) note += " too";
    findings.back().place.caption = "what becomes of it is not said";
    findings.back().fix = "open windows close, or open windows carry on";
  }
  const bool carries_on = header.open_windows == OpenWindows::carry_on;
  if (const auto why = carries_on ? windows.obstacles() : windows.standing(); !why.empty()) {
    findings.push_back(finding("T0546", carries_on ? "the windows that are open cannot carry on" : "what stands cannot go on",
                               checked, carries_on ? header.open_windows_span : header.effective_span, why));
    if (carries_on && windows.standing().empty()) findings.back().fix = "open windows close";
  }
  KeptPackages packages(before, plan);
  packages.add();
  if (!packages.obstacles.empty()) {
    findings.push_back(finding("T0548", "packages sold before cannot pay as this version says", checked,
                               header.earlier.span, std::move(packages.obstacles)));
    findings.back().fix = "keep what they were sold by, under its name; or give what is new a name of its own";
  }
  return findings;
}

}  // namespace tariff
