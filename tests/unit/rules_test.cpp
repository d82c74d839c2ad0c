// The grammar by itself: no rule may loop without reading on.
#include "grammar/rules.hpp"

#include <tao/pegtl/contrib/analyze.hpp>

#include "tests/catch.hpp"

namespace rules = tariff::grammar::rules;

namespace {

struct any_clause
    : tao::pegtl::sor<rules::tariff_head, rules::use, rules::currency, rules::unit_block, rules::usage_head,
                      rules::account_head, rules::define, rules::meter_head, rules::package_head,
                      rules::charge_head, rules::bill_head, rules::reject, rules::test_head,
                      rules::tariff_clause, rules::field, rules::meter_clause, rules::package_clause,
                      rules::charge_clause, rules::bill_clause, rules::arrears_clause, rules::test_clause> {};

}  // namespace

TEST_CASE("no rule of the grammar can loop for ever") {
  CHECK(tao::pegtl::analyze<rules::whole<any_clause>>() == 0);
}
