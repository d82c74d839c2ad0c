// A formula over one state of an account: its attributes, levels, balance, and the package or record at hand.
#pragma once

#include <string_view>

#include "interpreter/evaluate/account.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

// What a formula may name. Only what its place allows is set; lower lets no formula name anything else.
struct Scope {
  const Plan* plan = nullptr;
  const Account* account = nullptr;
  const HeldPackage* package = nullptr;
  Instant asked = 0;                        // when a refund was asked for
  const Batch* batch = nullptr;             // the record at hand
  std::size_t row = 0;
  const std::vector<Number>* meters = nullptr;   // their values in the window that closes
  const std::vector<Number>* before = nullptr;   // of the look-backs
  const std::vector<Number>* levels = nullptr;   // now, with the record at hand
  const std::vector<Number>* so_far = nullptr;   // of meters, before the record at hand
  const std::vector<Number>* lines = nullptr;    // of the bill so far, by selection
  Instant closing = 0;                      // the begin of the window that closes
  const Number* quantity = nullptr;         // that is priced, or that a take gave
  const std::vector<Number>* highest = nullptr;  // of the watched attributes, in the window that closes
};

// Of a record and its account; no batch: nothing asks the record.
inline Scope scope_of(const Plan& plan, const Account& account, const Batch* batch, std::size_t row) {
  Scope scope;
  scope.plan = &plan;
  scope.account = &account;
  scope.batch = batch;
  scope.row = row;
  return scope;
}

Instant instant_of(const Formula& formula, const Scope& scope);
bool truth_of(const Formula& formula, const Scope& scope);
std::uint32_t code_of(const Formula& formula, const Scope& scope);  // of a choice, or a look-up
Number number_of(const Formula& formula, const Scope& scope);
// What the quantity costs at the row's price, by what the scope allows it to read. Payer: none where no package pays it.
Number price_of(Scope scope, const PriceRow& row, const Number& quantity, const HeldPackage* payer = nullptr);

}  // namespace tariff
