#include "interpreter/evaluate/account.hpp"

namespace tariff {

AttributeValue attribute(const Plan& plan, const Account& account, Index index) {
  if (!account.attributes.empty()) return account.attributes[index];
  const Attribute& initial = plan.attributes[index];
  return {initial.initial_number, initial.initial_code, initial.initial_text};
}

}  // namespace tariff
