// Account events: what a customer does besides using the service.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// An event that cannot be carried out does nothing but give a notice with its reason.
void apply(Ledger& ledger, const Event& event);

}  // namespace tariff
