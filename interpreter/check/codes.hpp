// What the codes of check mean: names T03xx, types and blocks T04xx, cases T05xx, versions T054x.
#pragma once

#include "grammar/codes.hpp"

namespace tariff {

const std::vector<CodeText>& name_codes();
const std::vector<CodeText>& type_codes();
const std::vector<CodeText>& payment_codes();
const std::vector<CodeText>& part_codes();
const std::vector<CodeText>& case_codes();
const std::vector<CodeText>& version_codes();

}  // namespace tariff
