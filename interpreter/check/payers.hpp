// The column `paid by` of a price table: which packages pay what is priced, or that none does.
#pragma once

#include "interpreter/check/regions.hpp"
#include "interpreter/check/tables.hpp"

namespace tariff::checking {

// By what its row asks for: a package that is given has no row, `postpaid` is no package.
struct Payer {
  std::string package, row;
  std::string text() const { return row.empty() ? package : package + "." + row; }
};
inline constexpr const char* postpaid_payer = "postpaid";  // also where packages in money pay the price

// Whether a value of a cell means the payer; a package means all its rows.
bool means(const ast::Reference& cell, const Payer& payer);

void check_payer_column(Context& context, const ast::Column& column, const TablePlace& place);
void check_payers(Context& context, const ast::Cell& cell, const ast::Charge& charge,
                  const std::vector<unsigned>& meters);

// `no price` refuses records as they come; who pays, and what the account is, is asked of those that were admitted.
void refuse_late(Context& context, const ast::Table& table);

// As conditions: who pays is one of those in the cell; one of those that may pay what the charge prices of the meter.
regions::Formula paid_by(Context& context, regions::Space& space, const ast::Cell& cell);
regions::Formula any_payer(Context& context, regions::Space& space, const ast::Charge& charge, unsigned meter);

}  // namespace tariff::checking
