// The blocks of a tariff, one function a construct: each types its expressions and reports what does not fit.
// They run in this order; meters know their units before packages and charges ask.
#pragma once

#include "interpreter/check/context.hpp"

namespace tariff::checking {

void check_account(Context& context);
void check_defines(Context& context);
void check_meters(Context& context);
void check_rejects(Context& context);
void check_packages(Context& context);
void check_charges(Context& context);
void check_bill(Context& context);
void check_tests(Context& context);

// Whether the charge prices no meter: an amount under a name of its own.
bool is_fee(Context& context, const ast::Charge& charge);
// Of a meter: its takes, after its rules; its quantity is in their unit then.
void check_takes(Context& context, MeterInfo& info);

// The meter has been checked. False where it is being checked just now, after the finding.
bool know_meter(Context& context, unsigned meter, Span place);

// Of meters that are worked out from others, each after those it reads: the order in which they are known.
void check_derived_meters(Context& context);
void check_derived(Context& context, unsigned meter, bool looks_back_to_itself);

// Of a price: its types, its units for each of the meters, its tiers.
void check_price(Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters, bool fee);

// Whether packages in money are among the payers.
bool is_paid_in_money(const Checked& checked, const ast::Charge& charge);
// What a charge has owed, and when that ends.
void check_owed(Context& context, const ast::Charge& charge, const std::vector<unsigned>& meters);
// The keys that packages of a source are drawn by.
void check_order(Context& context, const ast::Source& source);

// What is done as what came so far reaches an amount.
void check_milestones(Context& context);

// The lines that come before a step of the bill, by name: of meters, of fees, of earlier steps.
struct NamedLine { std::string name; Meaning meaning; };
std::vector<NamedLine> lines_of_bill(const Checked& checked, unsigned steps);
// What `lines of NAME` in that step stands for. False after the finding.
bool line_item_meant(Context& context, const ast::Name& name, unsigned steps);

}  // namespace tariff::checking
