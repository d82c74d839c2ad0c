#include <algorithm>
#include <map>

#include "interpreter/check/constants.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/lower/parts.hpp"

namespace tariff {
namespace {

using CellKind = ast::Cell::Kind;

OrderBy order_of(const ast::OrderKey& key) {
  const bool expiry = key.what.text == "expiry";
  const bool first = key.which.text == "soonest" || key.which.text == "earliest";
  if (expiry) return first ? OrderBy::soonest_expiry : OrderBy::latest_expiry;
  return first ? OrderBy::earliest_purchase : OrderBy::latest_purchase;
}

void lower_sources(Lowering& lowering, const std::vector<ast::Source>& sources, Charge& charge) {
  charge.postpaid = sources.empty();
  for (const ast::Source& source : sources) {
    if (source.packages.empty()) {
      charge.postpaid = true;
      charge.postpaid_when = lowering.formulas.of(source.when);
      continue;
    }
    Queue queue;
    queue.when = lowering.formulas.of(source.when);
    for (const ast::Name& name : source.packages) queue.packages.push_back(lowering.checked.names.at(&name).index);
    for (const ast::OrderKey& key : source.keys) queue.keys.push_back(order_of(key));
    charge.queues.push_back(static_cast<Index>(lowering.plan.queues.size()));
    lowering.plan.queues.push_back(std::move(queue));
  }
}

// --- price tables -------------------------------------------------------------------------------------------------

struct Shape {  // of a price table: which column is what
  std::vector<std::size_t> keys;
  std::optional<std::size_t> meter, walked, price;
};

Shape shape_of(const ast::Table& table) {
  Shape shape;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ast::Column& column = table.columns[i];
    if (column.kind != ast::Column::Kind::name) {
      shape.walked = i;
    } else if (column.name.text == "meter") {
      shape.meter = i;
    } else if (column.name.text == "price") {
      shape.price = i;
    } else {
      shape.keys.push_back(i);
    }
  }
  return shape;
}

class TableLowering {
 public:
  TableLowering(Lowering& lowering, const ast::Table& table, const MeterInfo& meter, Index number)
      : lowering_(lowering), table_(table), meter_(meter), number_(number), shape_(shape_of(table)) {}

  // Rows of the same keys are the tiers of one price.
  std::vector<PriceRow> rows() {
    std::map<std::string, std::vector<const ast::Row*>> groups;
    std::vector<std::string> order;
    for (const ast::Row& row : table_.rows) {
      if (!is_of_meter(row)) continue;
      auto& group = groups[name_of(row)];
      if (group.empty()) order.push_back(name_of(row));
      group.push_back(&row);
    }
    // Where `otherwise` stands for the rest, the rows it leaves out come first.
    std::stable_sort(order.begin(), order.end(), [&](const std::string& a, const std::string& b) {
      return open_keys(*groups[a].front()) < open_keys(*groups[b].front());
    });
    std::vector<PriceRow> rows;
    for (const std::string& name : order) {
      const auto& group = groups[name];
      if (group.front()->cells[*shape_.price].kind == CellKind::none) {
        refuse(*group.front(), rows);
      } else {
        rows.push_back({name, condition(*group.front()), price_of_rows(group), lowering_.clause(group.front()->span)});
      }
    }
    return rows;
  }

 private:
  bool is_of_meter(const ast::Row& row) const {
    if (!shape_.meter) return true;
    const auto& values = row.cells[*shape_.meter].values;
    return std::any_of(values.begin(), values.end(), [&](const ast::Expr& value) {
      return lowering_.checked.meanings[value->id].index == number_;
    });
  }

  std::string text_of(const ast::Cell& cell) const {
    if (cell.kind == CellKind::any) return "any";
    if (cell.kind == CellKind::otherwise) return "otherwise";
    return std::string(lowering_.checked.file->source->text(cell.span));
  }

  std::string name_of(const ast::Row& row) const {
    std::string name;
    for (const std::size_t key : shape_.keys) name += (name.empty() ? "" : "/") + text_of(row.cells[key]);
    return name;
  }

  std::size_t open_keys(const ast::Row& row) const {
    return static_cast<std::size_t>(std::count_if(shape_.keys.begin(), shape_.keys.end(), [&](std::size_t key) {
      return row.cells[key].kind == CellKind::otherwise;
    }));
  }

  Formula condition(const ast::Row& row) {
    std::vector<Formula> cells;
    for (const std::size_t key : shape_.keys) {
      const Index field = lowering_.checked.column_fields.at(&table_.columns[key]);
      const auto& values = row.cells[key].values;
      if (!values.empty()) cells.push_back(lowering_.formulas.among(field, values));
    }
    return lowering_.formulas.all(cells);
  }

  // `no price`: records of the row are refused.
  void refuse(const ast::Row& row, const std::vector<PriceRow>& before) {
    std::vector<Formula> others;
    if (open_keys(row) > 0) {
      for (const PriceRow& other : before) others.push_back(other.when);
    }
    Guard guard;
    guard.name = "no_price";
    guard.clause = lowering_.clause(row.span);
    guard.kind = meter_.usage;
    guard.refuses = lowering_.formulas.all(
        {lowering_.plan.meters[number_].counts, condition(row), lowering_.formulas.neither(others)});
    lowering_.plan.guards.push_back(std::move(guard));
  }

  Schedule price_in(const ast::Row& row) const {
    return schedule_of(lowering_.checked, row.cells[*shape_.price].values.front(), meter_);
  }

  Schedule price_of_rows(const std::vector<const ast::Row*>& rows) const {
    if (!shape_.walked) return price_in(*rows.front());
    Schedule walk;
    walk.kind = Schedule::Kind::walk;
    Number from;
    bool including = false;
    for (const ast::Row* row : rows) {
      walk.tiers.push_back({from, price_in(*row), including});
      including = row->cells[*shape_.walked].kind == CellKind::below;
      const auto& bound = row->cells[*shape_.walked].values;
      if (!bound.empty()) from = checking::constant(lowering_.checked, bound.front()).value_or(Number());
    }
    return walk;
  }

  Lowering& lowering_;
  const ast::Table& table_;
  const MeterInfo& meter_;
  Index number_;
  Shape shape_;
};

void lower_tiers(const ast::Table& table, const Charge& charge, Item& item) {
  for (const ast::Column& column : table.columns) {
    if (column.kind == ast::Column::Kind::name) continue;
    item.tiers_by_use = column.kind == ast::Column::Kind::used && !charge.queues.empty();
    const Window window = window_of(column.window);
    if (item.tiers_by_use || !(window == charge.window)) item.tiers = window;
  }
}

}  // namespace

Schedule schedule_of(const Checked& checked, const ast::Expr& price, const MeterInfo& meter) {
  Schedule schedule;
  if (const ast::Rate* rate = checking::rate_of(checked, price); rate && rate->blocks != ast::Blocks::exact) {
    schedule.kind = Schedule::Kind::blocks;
    schedule.price = checking::constant(checked, rate->value).value_or(Number());
    schedule.block = value_of(rate->per, checked);
    schedule.mode = mode_of(rate->blocks);
    return schedule;
  }
  schedule.price = checking::constant(checked, price).value_or(Number());
  const Dimension amount{{checked.currency, 1}};
  const bool one_amount = checked.types[price->id].dimension == amount && !meter.unit.empty();
  schedule.kind = one_amount ? Schedule::Kind::flat : Schedule::Kind::rate;
  return schedule;
}

void lower_charge(Lowering& lowering, std::size_t number) {
  const ast::Charge& written = *lowering.checked.charges[number];
  Charge charge;
  charge.window = window_of(written.window);
  charge.when = lowering.formulas.of(written.when);
  charge.clause = lowering.clause(written.price ? written.price->span : written.window.span);
  lower_sources(lowering, written.sources, charge);
  for (const unsigned meter : lowering.checked.charge_meters[number]) {
    const MeterInfo& info = lowering.checked.meters[meter];
    Item item;
    item.meter = meter;
    item.charge = static_cast<Index>(number);
    if (!written.price) {  // packages pay, or no one
      item.rows.push_back({"", {}, {}, charge.clause});
    } else if (written.price->table) {
      item.rows = TableLowering(lowering, *written.price->table, info, meter).rows();
      lower_tiers(*written.price->table, charge, item);
    } else {
      item.rows.push_back({"", {}, schedule_of(lowering.checked, written.price->value, info), charge.clause});
    }
    lowering.plan.items.push_back(std::move(item));
  }
  lowering.plan.charges.push_back(std::move(charge));
}

}  // namespace tariff
