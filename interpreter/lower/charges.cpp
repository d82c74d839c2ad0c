#include <algorithm>
#include <map>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/lower/parts.hpp"

namespace tariff {
namespace {

using CellKind = ast::Cell::Kind;

Index property_named(const Checked& checked, const std::string& name) {
  return static_cast<Index>(std::find(checked.properties.begin(), checked.properties.end(), name) -
                            checked.properties.begin());
}

OrderKey order_of(const Lowering& lowering, const ast::OrderKey& key) {
  const bool expiry = key.what.text == "expiry";
  if (!expiry && key.what.text != "purchase") {
    return {key.which.text == "lowest" ? OrderBy::lowest_property : OrderBy::highest_property,
            property_named(lowering.checked, key.what.text)};
  }
  const bool first = key.which.text == "soonest" || key.which.text == "earliest";
  if (expiry) return {first ? OrderBy::soonest_expiry : OrderBy::latest_expiry};
  return {first ? OrderBy::earliest_purchase : OrderBy::latest_purchase};
}

}  // namespace

Queue queue_of(Lowering& lowering, const ast::Source& source) {
  Queue queue;
  queue.when = lowering.formulas.of(source.when);
  for (const ast::Name& name : source.packages) {
    const auto& own = lowering.packages[lowering.checked.names.at(&name).index];
    queue.packages.insert(queue.packages.end(), own.begin(), own.end());
  }
  for (const ast::OrderKey& key : source.keys) queue.keys.push_back(order_of(lowering, key));
  return queue;
}

namespace {

void lower_sources(Lowering& lowering, const std::vector<ast::Source>& sources, Charge& charge) {
  charge.postpaid = sources.empty();
  for (const ast::Source& source : sources) {
    if (source.packages.empty()) {
      charge.postpaid = true;
      charge.postpaid_when = lowering.formulas.of(source.when);
      continue;
    }
    charge.queues.push_back(static_cast<Index>(lowering.plan.queues.size()));
    lowering.plan.queues.push_back(queue_of(lowering, source));
    for (const Index package : lowering.plan.queues.back().packages) charge.money |= lowering.plan.packages[package].money;
  }
}

Owed owed_of(Lowering& lowering, const ast::Owed& written) {
  Owed owed;
  if (written.window) owed.window = window_of(*written.window, lowering.plan.zone);
  owed.reset = written.reset;
  owed.when = lowering.formulas.of(written.when);
  return owed;
}

// --- price tables -------------------------------------------------------------------------------------------------

class TableLowering {
 public:
  TableLowering(Lowering& lowering, const ast::Tabled& tabled, Index number, bool unused)
      : lowering_(lowering), tabled_(tabled), table_(tabled.table), number_(number), unused_(unused) {}

  // Rows that ask for the same of a record are one price.
  void lower(Item& item) {
    Rows own = checking::rows_of(table_);
    std::erase_if(own, [&](const ast::Row* row) {
      return number_ != none && !checking::row_has_meter(lowering_.checked, shape_, *row, number_);
    });
    std::vector<unsigned> of_record;
    for (const unsigned column : shape_.fields)
      if (is_of_record(column)) of_record.push_back(column);
    groups_ = checking::groups_of(lowering_.checked, own, of_record);
    if (shape_.specific) {
      std::stable_sort(groups_.begin(), groups_.end(), [&](const Rows& a, const Rows& b) {
        return checking::breadth(shape_, *a.front()) < checking::breadth(shape_, *b.front());
      });
    }
    // Where `otherwise` stands for the rest, the rows it leaves out come first.
    std::stable_partition(groups_.begin(), groups_.end(),
                          [&](const Rows& group) { return !checking::is_rest(shape_, *group.front()); });
    if (shape_.prefix >= 0 && is_of_record(static_cast<unsigned>(shape_.prefix))) {
      prefixes_ = prefixes_of(own, shape_.prefix);
      tries_ = tries_of(shape_, groups_, prefixes_.get());
      std::erase(of_record, static_cast<unsigned>(shape_.prefix));
      for (const Rows& alike : checking::groups_of(lowering_.checked, own, of_record))
        for (const ast::Row* row : alike) alike_[row] = alike.front();
    }
    std::vector<Index> row_of(groups_.size(), none);
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const Rows& group = groups_[i];
      if (group.front()->cells[static_cast<std::size_t>(shape_.price)].kind == CellKind::none) {
        refuse(i, item.rows);
      } else {
        row_of[i] = static_cast<Index>(item.rows.size());
        item.rows.push_back({name_of(*group.front()), condition(*group.front()),
                             lowering_.formulas.price(tabled_, group, unused_), lowering_.clause(group.front()->span)});
      }
    }
    if (prefixes_) look_up(item, row_of);
  }

 private:
  using Rows = checking::Rows;

  const Meaning& meaning(unsigned column) const { return lowering_.checked.columns.at(&table_.columns[column]); }
  bool is_of_record(unsigned column) const { return checking::is_of_record(meaning(column)); }

  // Of a condition: its name, or `not` and its name.
  std::string text_of(const ast::Column& column, const ast::Cell& cell) const {
    if (cell.kind == CellKind::any) return "any";
    if (cell.kind == CellKind::otherwise) return "otherwise";
    const std::string text(lowering_.checked.file->source->text(cell.span));
    const Meaning& asked = lowering_.checked.columns.at(&column);
    if (asked.kind != Meaning::Kind::define) return text;
    const ast::Expr& value = lowering_.checked.defines[asked.index]->value;
    if (lowering_.checked.types[value->id].kind != TypeKind::truth) return text;
    return text == "yes" ? column.name.text : "not " + column.name.text;
  }

  std::string name_of(const ast::Row& row) const {
    std::string name;
    for (const unsigned key : shape_.fields)
      if (is_of_record(key)) name += (name.empty() ? "" : "/") + text_of(table_.columns[key], row.cells[key]);
    return name;
  }

  // All that its cells ask for but a prefix.
  Formula condition(const ast::Row& row) {
    std::vector<Formula> cells;
    for (const unsigned key : shape_.fields) {
      if (is_of_record(key) && !row.cells[key].values.empty() && !table_.columns[key].prefix)
        cells.push_back(lowering_.formulas.in_cell(meaning(key), row.cells[key]));
    }
    return lowering_.formulas.all(cells);
  }

  // `no price`: records of the row are refused.
  void refuse(std::size_t group, const std::vector<PriceRow>& before) {
    const ast::Row& row = *groups_[group].front();
    std::vector<Formula> others;
    if (!prefixes_ && (shape_.specific || checking::is_rest(shape_, row) || checking::has_bound(shape_, row))) {
      for (const PriceRow& other : before) others.push_back(other.when);
    }
    for (const Formula& begins : prefixes_ ? begins_with(group) : std::vector<Formula>(1)) {
      Guard guard;
      guard.name = "no_price";
      guard.of_parts = true;
      guard.clause = lowering_.clause(row.span);
      guard.kind = lowering_.checked.meters[number_].usage;
      guard.refuses = lowering_.formulas.all(
          {lowering_.plan.meters[number_].counts, begins, condition(row), lowering_.formulas.neither(others)});
      const bool running = guard.refuses.reads(Op::so_far) || guard.refuses.reads(Op::attribute);
      (running ? lowering_.plan.running_guards : lowering_.plan.guards).push_back(std::move(guard));
    }
  }

  // By the code of the longest prefix, the rows in the order they are asked: its own, then those of what it begins with.
  // No record comes where all are refused.
  void look_up(Item& item, const std::vector<Index>& row_of) {
    item.looked_up = lowering_.formulas.looked_up(meaning(static_cast<unsigned>(shape_.prefix)), prefixes_);
    item.asked.resize(prefixes_->codes());
    for (const Try& one : tries_)
      if (row_of[one.group] != none) item.asked[one.code].push_back(row_of[one.group]);
    for (std::uint32_t code = 1; code < item.asked.size(); ++code) {
      const auto& shorter = item.asked[prefixes_->shorter(code)];
      item.asked[code].insert(item.asked[code].end(), shorter.begin(), shorter.end());
    }
    for (auto& asked : item.asked)
      if (asked.empty()) asked.push_back(0);
  }

  // By its prefixes: a text begins with it, and rows that are asked before have not taken it. Those of them that ask for
  // the same besides are one.
  std::vector<Formula> begins_with(std::size_t group) {
    std::vector<Formula> ways;
    for (std::size_t i = 0; i < tries_.size(); ++i) {
      if (tries_[i].group != group) continue;
      std::map<const ast::Row*, std::vector<std::uint8_t>> before;  // by a row that asks for the same besides
      for (std::size_t other = 0; other < i; ++other) {
        auto& codes = before[alike_.at(groups_[tries_[other].group].front())];
        codes.resize(prefixes_->codes());
        codes[tries_[other].code] = 1;
      }
      auto codes = prefixes_->behind(tries_[i].code);
      std::vector<Formula> others;
      for (auto& [row, taken] : before) {
        auto behind = prefixes_->behind(std::move(taken));
        if (Formula when = condition(*row)) {
          others.push_back(lowering_.formulas.all({among(std::move(behind)), when}));
          continue;
        }
        for (std::size_t code = 0; code < codes.size(); ++code)
          if (behind[code]) codes[code] = 0;
      }
      ways.push_back(lowering_.formulas.all({among(std::move(codes)), lowering_.formulas.neither(others)}));
    }
    return ways;
  }

  Formula among(std::vector<std::uint8_t> codes) {
    return lowering_.formulas.looked_up(meaning(static_cast<unsigned>(shape_.prefix)), prefixes_, std::move(codes));
  }

  Lowering& lowering_;
  const ast::Tabled& tabled_;
  const ast::Table& table_;
  Index number_;
  bool unused_;
  checking::TableShape shape_ = checking::table_shape(table_);
  std::vector<Rows> groups_;
  std::shared_ptr<const Prefixes> prefixes_;  // of a column that asks the record for the longest
  std::vector<Try> tries_;
  std::map<const ast::Row*, const ast::Row*> alike_;  // the first row that asks for the same but for its prefix
};

void lower_tiers(const Zone& zone, const ast::Table& table, const Charge& charge, Item& item) {
  for (const ast::Column& column : table.columns) {
    if (!column.is_walked() || !column.window) continue;
    item.tiers_by_use = column.kind == ast::Column::Kind::used && !charge.queues.empty();
    const Window window = window_of(*column.window, zone);
    if (item.tiers_by_use || !(window == charge.window)) item.tiers = window;
  }
}

void lower_price(Lowering& lowering, const ast::Charge& written, const Charge& charge, Item& item) {
  if (!written.price) {  // packages pay, or no one
    item.rows.push_back({"", {}, {}, charge.clause});
    return;
  }
  const bool unused = charge.unused || item.meter == none;
  const ast::Expr& value = written.price->value;
  const ast::Tabled* tabled = checking::table_of(lowering.checked, value);
  if (tabled && !checking::asks_both(lowering.checked, tabled->table)) {
    TableLowering(lowering, *tabled, item.meter, unused).lower(item);
    lower_tiers(lowering.plan.zone, tabled->table, charge, item);
    item.by_payer = checking::table_shape(tabled->table).payer >= 0;
  } else {
    item.rows.push_back({"", {}, lowering.formulas.price(value, unused), charge.clause});
  }
}

void lower_limits(Lowering& lowering, const ast::Charge& written, Charge& charge) {
  for (const ast::Limit& limit : written.limits)
    charge.limits.push_back({limit.least, lowering.formulas.of(limit.bound), lowering.clause(limit.span)});
}

// Whether what a record or a window counts may be below zero. A meter that is worked out from others may always be.
bool may_be_below_zero(const Plan& plan, const Meter& meter) {
  if (meter.never_below) return false;
  const auto is_signed = [&](const Step& step) {
    switch (step.op) {
      case Op::subtract:
      case Op::negate:
      case Op::meter:
      case Op::before: return true;
      case Op::field: return plan.schema.fields[step.index].negative;
      case Op::attribute: return plan.attributes[step.index].field.negative;
      default: return false;
    }
  };
  const auto may_be = [&](const Formula& formula) {
    return std::any_of(formula.steps.begin(), formula.steps.end(), is_signed) ||
           std::any_of(formula.numbers.begin(), formula.numbers.end(), [](const Number& one) { return one.sign() < 0; });
  };
  return may_be(meter.quantity) ||
         std::any_of(meter.folds.begin(), meter.folds.end(), [&](const FoldStep& fold) { return may_be(fold.then); });
}

}  // namespace

void lower_charge(Lowering& lowering, std::size_t number) {
  const ast::Charge& written = *lowering.checked.charges[number];
  Charge charge;
  lowering.formulas.closing = charge.window = window_of(written.window, lowering.plan.zone);
  charge.when = lowering.formulas.of(written.when);
  if (written.deduct) charge.deducts = window_of(*written.deduct, lowering.plan.zone);
  charge.clause = lowering.clause(written.price ? written.price->span : written.window.span);
  charge.each = written.price && written.price->each;
  charge.unused = written.unused || lowering.checked.fees[number];
  lower_sources(lowering, written.sources, charge);
  if (written.owed) charge.owed = owed_of(lowering, *written.owed);
  lower_limits(lowering, written, charge);
  const auto add = [&](Item item) {
    item.charge = static_cast<Index>(number);
    charge.name += (charge.name.empty() ? "" : " and ") + item.name;
    item.gives_back = !charge.queues.empty() && item.meter != none &&
                      may_be_below_zero(lowering.plan, lowering.plan.meters[item.meter]);
    lower_price(lowering, written, charge, item);
    lowering.plan.items.push_back(std::move(item));
  };
  if (lowering.checked.fees[number]) add({written.meters.front().text, "", none, 0, {}, {}});
  for (const unsigned meter : lowering.checked.charge_meters[number]) {
    const Meter& measured = lowering.plan.meters[meter];
    add({measured.name, measured.unit, meter, 0, {}, {}});
  }
  lowering.plan.charges.push_back(std::move(charge));
}

}  // namespace tariff
