#include "interpreter/check/payers.hpp"

#include <algorithm>

#include "interpreter/check/clauses.hpp"
#include "interpreter/check/constants.hpp"

namespace tariff::checking {
namespace {

bool takes_rest(const Checked& checked, const ast::Charge& charge) {
  const auto is_postpaid = [](const ast::Source& source) { return source.packages.empty(); };
  return charge.sources.empty() || is_paid_in_money(checked, charge) ||
         std::any_of(charge.sources.begin(), charge.sources.end(), is_postpaid);
}

bool draws(const ast::Charge& charge, const std::string& package) {
  return std::any_of(charge.sources.begin(), charge.sources.end(), [&](const ast::Source& source) {
    return std::any_of(source.packages.begin(), source.packages.end(),
                       [&](const ast::Name& name) { return name.text == package; });
  });
}

void add(std::vector<Payer>& payers, Payer payer) {
  const bool known = std::any_of(payers.begin(), payers.end(), [&](const Payer& one) { return one.text() == payer.text(); });
  if (!known) payers.push_back(std::move(payer));
}

// What the package covers of meters by their names; of all, where none is asked for.
void add_rows(std::vector<Payer>& payers, const Checked& version, const PackageInfo& info, const std::string* meter) {
  const auto is_asked = [&](unsigned covered) { return !meter || version.meters[covered].meter->name.text == *meter; };
  if (info.covers_bill || std::none_of(info.covers.begin(), info.covers.end(), is_asked)) return;
  const std::string& name = info.package->name.text;
  if (info.package->given) add(payers, {name, ""});
  if (!info.package->sold) return;
  const auto& rows = info.package->sold->rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i < info.row_meters.size() && !is_asked(info.row_meters[i])) continue;
    add(payers, {name, row_name(*info.package->sold, rows[i])});
  }
}

// Those of a charge, or of all; what was bought under earlier versions pays on.
std::vector<Payer> payers_of(const Checked& checked, const ast::Charge* charge, const std::string* meter) {
  std::vector<Payer> payers;
  for (const PackageInfo& info : checked.packages)
    if (!charge || draws(*charge, info.package->name.text)) add_rows(payers, checked, info, meter);
  for (const Checked* version = checked.before; version; version = version->before)
    for (const PackageInfo& info : version->packages) add_rows(payers, *version, info, meter);
  if (!charge || takes_rest(checked, *charge)) payers.push_back({postpaid_payer, ""});
  return payers;
}

unsigned payer_axis(Context& context, regions::Space& space) {
  return space.axis("paid by", [&] {
    regions::Axis axis;
    axis.name = "paid by";
    for (const Payer& payer : payers_of(context.checked, nullptr, nullptr)) axis.cells.push_back("paid by " + payer.text());
    return axis;
  });
}

template <typename Holds>
regions::Formula among(Context& context, regions::Space& space, Holds holds) {
  const std::vector<Payer> all = payers_of(context.checked, nullptr, nullptr);
  std::vector<unsigned> cells;
  for (unsigned i = 0; i < all.size(); ++i)
    if (holds(all[i])) cells.push_back(i);
  return space.among(payer_axis(context, space), std::move(cells));
}

const ast::Reference* reference_in(const ast::Expr& value) {
  return value ? std::get_if<ast::Reference>(&value->node) : nullptr;
}

void refuse(Context& context, const ast::Expr& value, const ast::Charge& charge, const std::vector<Payer>& payers) {
  const std::string text = context.text(value->span);
  std::vector<std::string> names;
  for (const Payer& payer : payers) {
    if (!payer.row.empty() && std::find(names.begin(), names.end(), payer.package) == names.end()) names.push_back(payer.package);
    names.push_back(payer.text());
  }
  const int package = package_named(context.checked, text);
  if (package < 0 && text != postpaid_payer) {
    context.unknown("T0450", {text, value->span}, "payer", names);
  } else if (package >= 0 && context.checked.packages[static_cast<unsigned>(package)].covers_bill && draws(charge, text)) {
    context.error("T0450", value->span, quoted(text) + " is in money: it pays the price, whoever paid the quantity").fix =
        std::string(postpaid_payer) + ", or otherwise: what packages leave";
  } else {
    context.error("T0450", value->span, quoted(text) + " pays nothing of what is priced here")
        .notes.push_back("those who pay are " + joined(names, ", "));
  }
}

}  // namespace

bool means(const ast::Reference& cell, const Payer& payer) {
  if (cell.path.empty() || cell.path.front().text != payer.package) return false;
  return cell.path.size() == 1 || (cell.path.size() == 2 && cell.path.back().text == payer.row);
}

void check_payer_column(Context& context, const ast::Column& column, const TablePlace& place) {
  if (!place.charge || place.fee) {
    context.error("T0451", column.span, place.fee ? "a fee is paid by no package" : "only the prices of a charge are told apart by who pays").fix =
        place.fee ? "leave the column out" : "the column in the table of the charge, each of its prices a define";
    return;
  }
  context.checked.columns[&column] = {Meaning::Kind::payer, 0, 0};
}

void check_payers(Context& context, const ast::Cell& cell, const ast::Charge& charge, const std::vector<unsigned>& meters) {
  if (cell.kind != ast::Cell::Kind::value) {
    if (cell.kind == ast::Cell::Kind::any || cell.kind == ast::Cell::Kind::otherwise) return;
    context.error("T0450", cell.span, "who pays has no bounds").fix = "packages and `postpaid`, joined by `or`";
    return;
  }
  std::vector<Payer> payers;
  for (const unsigned meter : meters)
    for (Payer& payer : payers_of(context.checked, &charge, &context.checked.meters[meter].meter->name.text))
      add(payers, std::move(payer));
  for (const ast::Expr& value : cell.values) {
    const auto* reference = reference_in(value);
    const bool known = reference && std::any_of(payers.begin(), payers.end(),
                                                [&](const Payer& payer) { return means(*reference, payer); });
    if (known)
      context.checked.meanings[value->id] = {Meaning::Kind::payer, 0, 0};
    else if (value)
      refuse(context, value, charge, payers);
  }
}

void refuse_late(Context& context, const ast::Table& table) {
  const TableShape shape = table_shape(table);
  const auto asks_account = [&](const ast::Row& row, unsigned column) {
    const auto known = context.checked.columns.find(&table.columns[column]);
    const auto asked = row.cells[column].kind;
    return known != context.checked.columns.end() && !is_of_record(known->second) && asked != ast::Cell::Kind::any &&
           asked != ast::Cell::Kind::otherwise;
  };
  for (const ast::Row* row : rows_of(table)) {
    const ast::Cell* price = shape.price < 0 ? nullptr : &row->cells[static_cast<unsigned>(shape.price)];
    if (!price || price->kind != ast::Cell::Kind::none) continue;
    if (shape.payer >= 0) {
      context.error("T0452", price->span, "who pays is known once a record is admitted: it needs a price")
          .notes.push_back("what no one is to pay is left to no payer, by a condition such as `then postpaid when …`");
      continue;
    }
    const auto column = std::find_if(shape.fields.begin(), shape.fields.end(),
                                     [&](unsigned one) { return asks_account(*row, one); });
    if (column == shape.fields.end()) continue;
    context.error("T0452", price->span, "prices ask the account once a record is admitted: this row needs one").fix =
        "a rule of its own: reject NAME when account." + table.columns[*column].name.text + " is …";
  }
}

regions::Formula paid_by(Context& context, regions::Space& space, const ast::Cell& cell) {
  const bool known = std::all_of(cell.values.begin(), cell.values.end(), [&](const ast::Expr& value) {
    return value && context.checked.meanings[value->id].kind == Meaning::Kind::payer;
  });
  if (!known) return regions::unclear();
  return among(context, space, [&](const Payer& payer) {
    return std::any_of(cell.values.begin(), cell.values.end(), [&](const ast::Expr& value) {
      const auto* reference = reference_in(value);
      return reference && means(*reference, payer);
    });
  });
}

regions::Formula any_payer(Context& context, regions::Space& space, const ast::Charge& charge, unsigned meter) {
  const auto own = payers_of(context.checked, &charge, &context.checked.meters[meter].meter->name.text);
  return among(context, space, [&](const Payer& payer) {
    return std::any_of(own.begin(), own.end(), [&](const Payer& one) { return one.text() == payer.text(); });
  });
}

}  // namespace tariff::checking
