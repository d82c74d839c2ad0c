#include "interpreter/evaluate/measure.hpp"

#include <boost/container/small_vector.hpp>
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

Measures::Measures(const Plan& plan, Names& names, NameLists& keys) : plan_(plan), names_(names), keys_(keys) {
  names_.add("");
  for (const Field& field : plan.schema.fields) {
    auto& of_field = names_of_codes_.emplace_back();
    for (const std::string& value : field.choices) of_field.push_back(names_.add(value));
  }
  for (const Guard& guard : plan.guards) guards_.emplace_back(guard.refuses);
  reading_kinds_.resize(plan.schema.kinds.size());
  ordered_kinds_.resize(plan.schema.kinds.size());
  for (const Guard& guard : plan.running_guards) {
    if (!guard.refuses.reads(Op::so_far)) continue;
    for (Index kind = 0; kind < reading_kinds_.size(); ++kind) {
      if (guard.kind == none || guard.kind == kind) reading_kinds_[kind] = true;
    }
  }
  const auto add = [&](Index meter, Index item) {
    const Meter& m = plan.meters[meter];
    if (m.kind == none) return;
    static const Formula no_look_up;
    MeterColumns columns{meter,  item, ColumnFormula(m.counts), ColumnFormula(m.quantity), ColumnFormula(m.from),
                         ColumnFormula(m.until), ColumnFormula(item == none ? no_look_up : plan.items[item].looked_up), {}, {},
                         false};
    for (const Formula* formula : {&m.counts, &m.quantity, &m.from, &m.until}) note_reads(*formula, m.kind, columns);
    if (item != none) {
      const Charge& charge = plan.charges[plan.items[item].charge];
      bool reads = charge.postpaid_when.reads(Op::so_far);
      for (const Index queue : charge.queues) reads = reads || plan.queues[queue].when.reads(Op::so_far);
      reading_kinds_[m.kind] = reading_kinds_[m.kind] || reads;
      for (const PriceRow& row : plan.items[item].rows) {
        columns.rows.emplace_back(row.when);
        note_reads(row.when, m.kind, columns);
        reading_kinds_[m.kind] = reading_kinds_[m.kind] || row.price.reads(Op::so_far);
      }
    }
    ordered_kinds_[m.kind] = ordered_kinds_[m.kind] || columns.in_order;
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

void Measures::note_reads(const Formula& formula, Index kind, MeterColumns& columns) {
  const bool so_far = formula.reads(Op::so_far);
  columns.in_order |= so_far || formula.reads(Op::attribute);
  reading_kinds_[kind] = reading_kinds_[kind] || so_far;
}

void Measures::run(const Batch& batch, std::span<const std::uint8_t> cut) {
  refuse(batch, cut);
  first_.assign(batch.rows + 1, 0);
  for (MeterColumns& columns : meters_) count(columns, batch);
  std::exclusive_scan(first_.begin(), first_.end(), first_.begin(), 0u);
  next_.assign(first_.begin(), first_.end());
  demands_.resize(first_.back());
  for (MeterColumns& columns : meters_) place(columns, batch);
}

void Measures::refuse(const Batch& batch, std::span<const std::uint8_t> cut) {
  refused_.assign(batch.rows, none);
  const bool parts = !batch.later.empty();
  for (std::size_t i = guards_.size(); i-- > 0;) {  // the first in text order is set last
    const bool of_parts = plan_.guards[i].of_parts;
    if (parts && !of_parts) continue;
    guards_[i].run(batch);
    const auto truths = guards_[i].truths();
    const Index kind = plan_.guards[i].kind;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      if (of_parts && !cut.empty() && cut[row]) continue;
      if (truths[row] && (kind == none || kind == batch.kinds[row])) refused_[row] = static_cast<Index>(i);
    }
  }
}

void Measures::count(MeterColumns& columns, const Batch& batch) {
  const Meter& meter = plan_.meters[columns.meter];
  columns.counted.assign(batch.rows, columns.in_order ? 0 : 1);
  if (columns.in_order) return;
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
  if (columns.in_order) return;
  const Meter& meter = plan_.meters[columns.meter];
  columns.quantity.run(batch);
  const NumberColumn& quantities = columns.quantity.numbers();
  if (meter.from) columns.from.run(batch);
  if (meter.until) columns.until.run(batch);
  const bool keyed = columns.rows.size() > 1 && meter.folds.empty();
  if (keyed) {
    for (std::size_t i = 0; i < columns.rows.size(); ++i) {
      if (plan_.items[columns.item].rows[i].when) columns.rows[i].run(batch);
    }
    if (plan_.items[columns.item].looked_up) columns.looked_up.run(batch);
  }
  for (std::size_t row = 0; row < batch.rows; ++row) {
    if (!columns.counted[row]) continue;
    Demand& demand = demands_[next_[row]++];
    demand.meter = columns.meter;
    demand.item = columns.item;
    name(meter, batch, row, demand);
    demand.quantity = quantities.at(row);
    if (meter.level != none) {
      demand.from = meter.from ? columns.from.instants()[row] : batch.times_at[row];
      demand.until = meter.until ? columns.until.instants()[row] : never;
    }
    demand.row = keyed ? row_of(columns, row) : 0;
  }
}

// What keeps it apart from others.
void Measures::name(const Meter& meter, const Batch& batch, std::size_t row, Demand& demand) {
  const bool keyed_fold = !meter.folds.empty() && !meter.folds.front().keys.empty();
  demand.pool = meter.pools.empty() ? 0 : pool(meter, batch, row);
  demand.key = keyed_fold ? key(meter, batch, row) : 0;
  demand.same = meter.same == none ? 0 : name_of(meter.same, batch, row);
}

std::span<const Demand> Measures::in_order(std::span<const Demand> on_columns, Index kind, Instant at,
                                           const Scope& record) {
  in_order_.clear();
  auto next = on_columns.begin();
  for (const MeterColumns& columns : meters_) {
    if (columns.in_order) {
      if (plan_.meters[columns.meter].kind == kind) add_in_order(columns, at, record);
    } else if (next != on_columns.end() && next->meter == columns.meter && next->item == columns.item) {
      in_order_.push_back(*next++);
    }
  }
  return in_order_;
}

// The same as on columns, of one record.
void Measures::add_in_order(const MeterColumns& columns, Instant at, const Scope& record) {
  const Meter& meter = plan_.meters[columns.meter];
  if (meter.counts && !truth_of(meter.counts, record)) return;
  Demand& demand = in_order_.emplace_back();
  demand.meter = columns.meter;
  demand.item = columns.item;
  name(meter, *record.batch, record.row, demand);
  demand.quantity = number_of(meter.quantity, record);
  if (meter.level != none) {
    demand.from = meter.from ? instant_of(meter.from, record) : at;
    demand.until = meter.until ? instant_of(meter.until, record) : never;
  }
  if (columns.item == none || !meter.folds.empty()) return;
  const Item& item = plan_.items[columns.item];
  const std::uint32_t code = item.looked_up ? code_of(item.looked_up, record) : 0;
  demand.row = first_row(item, code, [&](Index row) { return !item.rows[row].when || truth_of(item.rows[row].when, record); });
}

Index Measures::pool_of(Index number, Index kind, const Batch& batch, std::size_t row) {
  const Meter& meter = plan_.meters[number];
  return meter.pools.empty() || meter.kind != kind ? 0 : pool(meter, batch, row);
}

Index Measures::row_of(const MeterColumns& columns, std::size_t record) const {
  const Item& item = plan_.items[columns.item];
  const std::uint32_t code = item.looked_up ? columns.looked_up.codes()[record] : 0;
  return first_row(item, code, [&](Index row) { return !item.rows[row].when || columns.rows[row].truths()[record]; });
}

Index Measures::name_of(Index field, const Batch& batch, std::size_t row) {
  const Column& column = batch.columns[field];
  const auto& of_codes = names_of_codes_[field];
  if (!of_codes.empty() && column.given[row]) return of_codes[column.codes[row]];
  return names_.add(field_text(plan_.schema.fields[field], column, row));
}

Index Measures::pool(const Meter& meter, const Batch& batch, std::size_t row) {
  if (meter.pools.size() == 1) return name_of(meter.pools.front(), batch, row);
  std::string name;
  for (std::size_t i = 0; i < meter.pools.size(); ++i) {
    if (i > 0) name += '/';
    name += field_text(plan_.schema.fields[meter.pools[i]], batch.columns[meter.pools[i]], row);
  }
  return names_.add(name);
}

Index Measures::key(const Meter& meter, const Batch& batch, std::size_t row) {
  boost::container::small_vector<Index, 4> values;
  for (const Index field : meter.folds.front().keys) values.push_back(name_of(field, batch, row));
  return keys_.add({values.data(), values.size()});
}

}  // namespace tariff
