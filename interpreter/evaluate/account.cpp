#include "interpreter/evaluate/account.hpp"

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

}  // namespace tariff
