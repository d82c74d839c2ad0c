// What a package gives to every account.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

void check_grant(Context& context, PackageInfo& info);

}  // namespace tariff::checking
