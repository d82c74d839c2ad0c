#include "interpreter/evaluate/measure.hpp"

#include <numeric>

namespace tariff {
namespace {

// The value of a field as a pool's name shows it.
std::string field_text(const Field& field, const Column& column, std::size_t row) {
  if (!column.given[row]) return {};
  if (field.kind == FieldKind::choice) return field.choices[column.codes[row]];
  if (field.kind == FieldKind::number) return column.numbers.at(row).text();
  return std::string(column.texts[row]);
}

}  // namespace

Measures::Measures(const Plan& plan, Names& pools) : plan_(plan), pools_(pools) {
  pools_.add("");
  for (const Guard& guard : plan.guards) guards_.emplace_back(guard.refuses);
  const auto add = [&](Index meter, Index item) {
    const Meter& m = plan.meters[meter];
    MeterColumns columns{meter,  item, ColumnFormula(m.counts), ColumnFormula(m.quantity), ColumnFormula(m.from),
                         ColumnFormula(m.until), {}, {}, {}};
    if (item != none) {
      for (const PriceRow& row : plan.items[item].rows) columns.rows.emplace_back(row.when);
    }
    if (m.pools.size() == 1) {
      for (const std::string& value : plan.schema.fields[m.pools[0]].choices) {
        columns.pools_of_codes.push_back(pools_.add(value));
      }
    }
    meters_.push_back(std::move(columns));
  };
  std::vector<bool> billed(plan.meters.size());
  for (Index item = 0; item < plan.items.size(); ++item) {
    if (plan.items[item].meter == none) continue;  // a fee
    add(plan.items[item].meter, item);
    billed[plan.items[item].meter] = true;
  }
  for (Index meter = 0; meter < plan.meters.size(); ++meter) {
    if (!billed[meter]) add(meter, none);
  }
}

void Measures::run(const Batch& batch) {
  refuse(batch);
  first_.assign(batch.rows + 1, 0);
  for (MeterColumns& columns : meters_) count(columns, batch);
  std::exclusive_scan(first_.begin(), first_.end(), first_.begin(), 0u);
  next_.assign(first_.begin(), first_.end());
  demands_.resize(first_.back());
  for (MeterColumns& columns : meters_) place(columns, batch);
}

void Measures::refuse(const Batch& batch) {
  refused_.assign(batch.rows, none);
  for (std::size_t i = guards_.size(); i-- > 0;) {  // the first in text order is set last
    guards_[i].run(batch);
    const auto truths = guards_[i].truths();
    const Index kind = plan_.guards[i].kind;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      if (truths[row] && (kind == none || kind == batch.kinds[row])) refused_[row] = static_cast<Index>(i);
    }
  }
}

void Measures::count(MeterColumns& columns, const Batch& batch) {
  const Meter& meter = plan_.meters[columns.meter];
  columns.counted.assign(batch.rows, 1);
  if (meter.counts) {
    columns.counts.run(batch);
    const auto truths = columns.counts.truths();
    columns.counted.assign(truths.begin(), truths.end());
  }
  for (std::size_t row = 0; row < batch.rows; ++row) {
    columns.counted[row] &= static_cast<std::uint8_t>(refused_[row] == none && batch.kinds[row] == meter.kind);
    first_[row] += columns.counted[row];
  }
}

void Measures::place(MeterColumns& columns, const Batch& batch) {
  const Meter& meter = plan_.meters[columns.meter];
  columns.quantity.run(batch);
  const NumberColumn& quantities = columns.quantity.numbers();
  if (meter.until) {
    columns.from.run(batch);
    columns.until.run(batch);
  }
  const bool keyed = columns.rows.size() > 1;
  if (keyed) {
    for (std::size_t i = 0; i < columns.rows.size(); ++i) {
      if (plan_.items[columns.item].rows[i].when) columns.rows[i].run(batch);
    }
  }
  for (std::size_t row = 0; row < batch.rows; ++row) {
    if (!columns.counted[row]) continue;
    Demand& demand = demands_[next_[row]++];
    demand.meter = columns.meter;
    demand.item = columns.item;
    demand.pool = meter.pools.empty() ? 0 : pool(columns, batch, row);
    demand.quantity = quantities.at(row);
    if (meter.until) {
      demand.from = columns.from.instants()[row];
      demand.until = columns.until.instants()[row];
    }
    demand.row = 0;
    while (keyed && demand.row + 1 < columns.rows.size() &&
           !columns.rows[demand.row].truths()[row]) {  // rows are complete: the last holds where no other does
      ++demand.row;
    }
  }
}

Index Measures::pool(MeterColumns& columns, const Batch& batch, std::size_t row) {
  const auto& fields = plan_.meters[columns.meter].pools;
  if (!columns.pools_of_codes.empty() && batch.columns[fields[0]].given[row]) {
    return columns.pools_of_codes[batch.columns[fields[0]].codes[row]];
  }
  std::string name;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) name += '/';
    name += field_text(plan_.schema.fields[fields[i]], batch.columns[fields[i]], row);
  }
  return pools_.add(name);
}

}  // namespace tariff
