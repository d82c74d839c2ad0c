// What a package gives to every account, and refills of what was bought.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

void check_grant(Context& context, PackageInfo& info);
void check_refills(Context& context, const ast::Package& package);

}  // namespace tariff::checking
