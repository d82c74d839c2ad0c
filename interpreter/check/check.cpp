#include "interpreter/check/check.hpp"

#include "interpreter/check/below_zero.hpp"
#include "interpreter/check/cases.hpp"
#include "interpreter/check/clauses.hpp"
#include "interpreter/check/cuts.hpp"
#include "interpreter/check/followers.hpp"
#include "interpreter/check/names.hpp"
#include "interpreter/check/units.hpp"
#include "interpreter/check/versions.hpp"

namespace tariff {

CheckResult check(const ast::File& file, const std::vector<const ast::File*>& libraries, const Checked* before,
                  const ast::Tariff* after) {
  using namespace checking;
  CheckResult result;
  Checked& checked = result.checked;
  checked.file = &file;
  checked.before = before;
  checked.after = after;
  checked.types.resize(file.expressions);
  checked.meanings.resize(file.expressions);
  Context context{checked, result.diagnostics, libraries, std::nullopt, {}, {}, {}, {}, {}, {}, {}};
  gather_blocks(context);
  declare_units(context);
  gather_fields(context);
  check_header(context);
  check_versions(context);
  check_account(context);
  check_cuts(context);
  check_meters(context);
  check_defines(context);
  check_derived_meters(context);
  check_packages(context);
  check_charges(context);
  check_rejects(context);
  warn_of_falling_meters(context);
  check_bill(context);
  check_cases(context);
  check_tests(context);
  report_unused(context);
  drop_followers(context);
  sort_and_unique(result.diagnostics);
  return result;
}

}  // namespace tariff
