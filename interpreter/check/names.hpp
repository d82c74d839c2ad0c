// Gathers the blocks of a tariff into the tables of Checked, each name once, and says at the end which names
// nothing uses.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

void gather_blocks(Context& context);  // before units: finds the header, the account, the bill, every list
// The field of a record, a choice or a text, that tells things apart; -1 after a finding. `what` begins the message:
// "pools are told apart by".
int telling_field(Context& context, int usage, const ast::Name& name, const std::string& what);
// The index of the choice of these values.
int choice_type(Checked& checked, std::vector<std::string> values);
void gather_fields(Context& context);  // after units: usages and attributes with their types
void check_header(Context& context);
void report_unused(Context& context);  // last of all

// The same name twice in one list: an error with both places.
void refuse_twice(Context& context, const std::vector<const ast::Name*>& names, std::string_view what);

}  // namespace tariff::checking
