// The rows of a price table as cases: for each meter, the records its rows hold for.
#include "interpreter/check/cases.hpp"
#include "interpreter/check/tables.hpp"

namespace tariff::checking {

using regions::Formula;

namespace {

using Kind = ast::Cell::Kind;

struct TableCases {
  Context& context;
  Records& records;
  const ast::Table& table;
  TableShape shape = table_shape(table);

  void check(unsigned meter) {
    std::vector<Region> rows;
    for (const auto& tiers : tiers_of(context, table, shape)) {
      const ast::Row& row = *tiers.front();
      if (row_has_meter(context.checked, shape, row, meter))
        rows.push_back({condition(row), is_rest(row), row.span});
    }
    take_rest(rows);
    const MeterInfo& info = context.checked.meters[meter];
    Wording wording{table.span, "no row prices " + quoted(info.meter->name.text) + " for some records",
                    "a row for them, or a last row `otherwise`", "two rows price the same record",
                    "a record with "};
    wording.unreachable = false;
    check_regions(context, records.conditions(), records.ground_of(info), rows, wording);
  }

  // A row no record of any of the charge's meters comes to.
  void refuse_idle_rows(const std::vector<unsigned>& meters) {
    for (const auto& tiers : tiers_of(context, table, shape)) {
      const ast::Row& row = *tiers.front();
      if (is_rest(row)) continue;
      Formula reached = regions::never();
      for (const unsigned meter : meters)
        if (row_has_meter(context.checked, shape, row, meter))
          reached = regions::either(reached, records.counted_by(context.checked.meters[meter]));
      if (records.impossible(regions::both(reached, condition(row)), row.span))
        context.error("T0507", row.span, "no record comes to this row");
    }
  }

 private:
  Formula condition(const ast::Row& row) {
    Formula all = regions::always();
    for (const unsigned column : shape.fields) {
      const auto field = context.checked.column_fields.find(&table.columns[column]);
      const ast::Cell& cell = row.cells[column];
      if (cell.kind != Kind::value) continue;
      if (field == context.checked.column_fields.end()) return regions::unclear();
      Formula any = regions::never();
      for (const ast::Expr& value : cell.values)
        any =
            regions::either(any, value ? records.conditions().has(field->second, value) : regions::unclear());
      all = regions::both(all, any);
    }
    return all;
  }

  bool is_rest(const ast::Row& row) const {
    for (const unsigned column : shape.keys)
      if (row.cells[column].kind == Kind::otherwise) return true;
    return false;
  }

  // A row with `otherwise` holds for what its own cells ask of the records no other row holds for.
  static void take_rest(std::vector<Region>& rows) {
    Formula rest = regions::always();
    for (const Region& row : rows)
      if (!row.otherwise) rest = regions::both(rest, regions::no(row.when));
    for (Region& row : rows) {
      if (row.otherwise) row.when = regions::both(rest, row.when);
      row.otherwise = false;
    }
  }
};

}  // namespace

void check_table_regions(Context& context, Records& records) {
  const Checked& checked = context.checked;
  for (std::size_t i = 0; i < checked.charges.size(); ++i) {
    const auto& price = checked.charges[i]->price;
    if (!price || !price->table) continue;
    std::vector<unsigned> meters;
    for (const unsigned meter : checked.charge_meters[i])
      if (usage_of(checked, checked.meters[meter]) == static_cast<int>(records.usage()))
        meters.push_back(meter);
    TableCases cases{context, records, *price->table};
    for (const unsigned meter : meters) cases.check(meter);
    if (!meters.empty() && !cases.shape.fields.empty()) cases.refuse_idle_rows(meters);
  }
}

}  // namespace tariff::checking
