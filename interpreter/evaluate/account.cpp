#include "interpreter/evaluate/account.hpp"

#include <algorithm>

namespace tariff {

AttributeValue attribute(const Plan& plan, const Account& account, Index index) {
  if (!account.attributes.empty()) return account.attributes[index];
  const Attribute& initial = plan.attributes[index];
  return {initial.initial_number, initial.initial_code, initial.initial_text};
}

void set_attribute(const Plan& plan, Account& account, Index index, const AttributeValue& value) {
  if (account.attributes.empty()) {
    for (Index i = 0; i < plan.attributes.size(); ++i) account.attributes.push_back(attribute(plan, Account(), i));
  }
  account.attributes[index] = value;
}

bool is_named(const Account& account, Index package) {
  const auto is_its = [&](const auto& row) { return row.key[3] == package; };
  const auto drew = [&](const Drawn& drawn) {
    return std::any_of(drawn.draws.begin(), drawn.draws.end(), [&](const Drawn::Draw& draw) { return draw.source == package; });
  };
  const auto tallies = account.tallies.rows();
  const auto spent = account.spent.rows();
  const auto walked = account.walked.rows();
  const auto drawn = account.drawn.rows();
  return std::any_of(tallies.begin(), tallies.end(), is_its) || std::any_of(spent.begin(), spent.end(), is_its) ||
         std::any_of(walked.begin(), walked.end(), is_its) ||
         std::any_of(drawn.begin(), drawn.end(), drew);
}

}  // namespace tariff
