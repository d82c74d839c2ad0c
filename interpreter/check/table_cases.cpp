// The rows of a table as cases: of prices for each meter, of a define for all records, or for all accounts.
#include <algorithm>

#include "interpreter/check/cases.hpp"
#include "interpreter/check/constants.hpp"
#include "interpreter/check/payers.hpp"
#include "interpreter/check/tables.hpp"

namespace tariff::checking {

using regions::Formula;

namespace {

struct TableCases {
  Context& context;
  Conditions& conditions;
  const ast::Table& table;
  const ast::Charge* charge = nullptr;  // that it prices
  TableShape shape = table_shape(table);
  Rows whole = rows_of(table);
  int marking = marking_column(context.checked, shape, whole);
  Rows bounded = bounded_rows();

  // The rows for one meter, or all of them.
  std::vector<Region> rows(std::optional<unsigned> meter = std::nullopt) {
    std::vector<Region> all;
    for (const auto& tiers : groups_of(context.checked, whole, shape.keys)) {
      const ast::Row& row = *tiers.front();
      if (!meter || row_has_meter(context.checked, shape, row, *meter))
        all.push_back({condition(row), is_rest(shape, row), row.span, marks_of(context.checked, shape, marking, row)});
    }
    // What any text begins with comes first: a search that ends there does not go through all the others.
    if (shape.prefix >= 0)
      std::stable_sort(all.begin(), all.end(), [](const Region& a, const Region& b) { return asks_any(a) > asks_any(b); });
    take_rest(all);
    return all;
  }

  void check(const Ground& ground, const std::vector<Region>& cases, const std::string& gap, const std::string& both,
             const std::string& of) {
    const std::string rest = bounded.empty() ? "otherwise" : "above";
    Wording wording{table.span, gap, "a row for them, or a last row `" + rest + "`", both, of};
    wording.unreachable = false;
    if (shape.specific) wording.both += ", and neither is more specific";
    check_regions(context, conditions, ground, cases, wording);
  }

  // A price is chosen by what is asked of the record, and then, among the rows that ask for just that, by the account. So
  // these have to hold for all accounts.
  void check_accounts(const Ground& ground, unsigned meter) {
    std::vector<unsigned> of_record;
    for (const unsigned column : shape.fields) {
      const auto named = context.checked.columns.find(&table.columns[column]);
      if (named != context.checked.columns.end() && is_of_record(named->second)) of_record.push_back(column);
    }
    if (of_record.empty() || of_record.size() == shape.fields.size() || shape.prefix >= 0) return;
    Rows own;
    for (const Rows& tiers : groups_of(context.checked, whole, shape.keys)) own.push_back(tiers.front());
    std::erase_if(own, [&](const ast::Row* row) {
      return is_rest(shape, *row) || !row_has_meter(context.checked, shape, *row, meter);
    });
    for (const Rows& same : groups_of(context.checked, own, of_record)) {
      std::vector<Region> all = {{regions::no(cells_of(*same.front(), of_record)), false, table.span, {}}};
      for (const ast::Row* row : same) all.push_back({condition(*row, same), false, row->span, {}});
      const std::string which = shape.payer < 0 ? "accounts" : "payers";
      Wording wording{same.front()->span, "some " + which + " have no row for these records",
                      "rows for these " + which + ", in which the cells about the record are just the same",
                      "two rows price the same record", "a record with "};
      wording.unreachable = false;
      check_regions(context, conditions, ground, all, wording);
    }
  }

  // Who may pay what is priced of the meter, where a column asks.
  Formula payers(unsigned meter) {
    return shape.payer < 0 ? regions::always() : any_payer(context, conditions.space(), *charge, meter);
  }

  // A row no record of any of the charge's meters comes to.
  void refuse_idle_rows(Records& records, const std::vector<unsigned>& meters) {
    for (const auto& tiers : groups_of(context.checked, whole, shape.keys)) {
      const ast::Row& row = *tiers.front();
      if (is_rest(shape, row)) continue;
      Formula reached = regions::never();
      for (const unsigned meter : meters)
        if (row_has_meter(context.checked, shape, row, meter))
          reached = regions::either(reached, regions::both(records.counted_by(context.checked.meters[meter]), payers(meter)));
      if (!records.impossible(regions::both(reached, condition(row)), row.span)) continue;
      Diagnostic& idle = context.error("T0507", row.span, "no record comes to this row");
      if (has_bound(shape, row)) idle.notes.push_back("a row with a bound has what the rows before it leave");
    }
  }

 private:
  Rows bounded_rows() const {
    Rows rows = whole;
    std::erase_if(rows, [&](const ast::Row* row) { return !has_bound(shape, *row); });
    return rows;
  }
  static bool asks_any(const Region& row) { return row.marks.size() == 1 && row.marks.front().empty(); }

  // What its cells ask for; rows with bounds have what those of the same other keys before them leave, and where the most
  // specific row is meant, each has what those within it leave.
  Formula condition(const ast::Row& row) { return condition(row, whole); }

  Formula condition(const ast::Row& row, const Rows& among) {
    Formula all = cells_of(row);
    for (const ast::Row* before : bounded) {
      if (before >= &row) break;
      if (same_but_bounds(context.checked, shape, *before, row)) all = regions::both(all, regions::no(cells_of(*before)));
    }
    if (!shape.specific) return all;
    for (const ast::Row* other : among)
      if (is_within(context.checked, shape, *other, row)) all = regions::both(all, regions::no(cells_of(*other)));
    return all;
  }

  Formula cells_of(const ast::Row& row) { return cells_of(row, shape.fields); }

  Formula cells_of(const ast::Row& row, const std::vector<unsigned>& columns) {
    Formula all = regions::always();
    for (const unsigned column : columns) {
      const auto named = context.checked.columns.find(&table.columns[column]);
      const ast::Cell& cell = row.cells[column];
      if (named == context.checked.columns.end() || cell.kind == ast::Cell::Kind::empty) return regions::unclear();
      if (cell.values.empty()) continue;
      all = regions::both(all, conditions.in_cell(named->second, cell, table.columns[column].prefix));
    }
    return all;
  }

  // A row with `otherwise` holds for what its own cells ask of the records no other row it meets holds for.
  static void take_rest(std::vector<Region>& rows) {
    std::vector<Region*> left;
    for (Region& row : rows)
      if (row.otherwise) left.push_back(&row);
    for (Region* row : left) {
      std::vector<Formula> rest;
      for (const Region& other : rows)
        if (!other.otherwise && row->meets(other)) rest.push_back(regions::no(other.when));
      row->when = regions::both(regions::all(rest), row->when);
    }
    for (Region* row : left) row->otherwise = false;
  }
};

// The table that a define is, or null; of those with errors nothing more is said.
const ast::Table* table_in(const Context& context, std::size_t define) {
  if (context.defines[define].type.kind == TypeKind::unknown) return nullptr;
  const ast::Tabled* tabled = table_of(context.checked, context.checked.defines[define]->value);
  return tabled ? &tabled->table : nullptr;
}

void check_charge(Context& context, Records& records, std::size_t charge) {
  const Checked& checked = context.checked;
  const auto* tabled = std::get_if<ast::Tabled>(&checked.charges[charge]->price->value->node);
  if (!tabled) return;
  std::vector<unsigned> meters;
  for (const unsigned meter : checked.charge_meters[charge])
    if (usage_of(checked, checked.meters[meter]) == static_cast<int>(records.usage())) meters.push_back(meter);
  TableCases cases{context, records.conditions(), tabled->table, checked.charges[charge]};
  for (const unsigned meter : meters) {
    Ground ground = records.ground_of(checked.meters[meter]);
    ground.kind = regions::both(ground.kind, cases.payers(meter));
    cases.check(ground, cases.rows(meter),
                "no row prices " + quoted(checked.meters[meter].meter->name.text) + " for some records",
                "two rows price the same record", "a record with ");
    cases.check_accounts(ground, meter);
  }
  if (!meters.empty() && !cases.shape.fields.empty()) cases.refuse_idle_rows(records, meters);
}

}  // namespace

void check_table_regions(Context& context, Records& records) {
  const Checked& checked = context.checked;
  for (std::size_t i = 0; i < checked.charges.size(); ++i)
    if (checked.charges[i]->price && checked.charges[i]->price->value) check_charge(context, records, i);
  for (std::size_t i = 0; i < checked.defines.size(); ++i) {
    const ast::Table* table = table_in(context, i);
    if (!table || context.defines[i].usage != static_cast<int>(records.usage())) continue;
    TableCases cases{context, records.conditions(), *table};
    cases.check({regions::always(), records.admitted()}, cases.rows(), "no row holds for some records",
                "two rows hold for the same record", "a record with ");
  }
}

void check_account_tables(Context& context) {
  Conditions conditions(context);
  const auto check = [&](const ast::Table& table) {
    TableCases cases{context, conditions, table};
    cases.check({}, cases.rows(), "no row holds for some accounts", "two rows hold for the same account", "an account with ");
  };
  const Checked& checked = context.checked;
  for (std::size_t i = 0; i < checked.charges.size(); ++i) {
    if (!checked.fees[i]) continue;
    if (const auto* tabled = std::get_if<ast::Tabled>(&checked.charges[i]->price->value->node)) check(tabled->table);
  }
  for (std::size_t i = 0; i < checked.defines.size(); ++i) {
    const ast::Table* table = table_in(context, i);
    if (table && context.defines[i].usage < 0) check(*table);
  }
}

}  // namespace tariff::checking
