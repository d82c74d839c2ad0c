// What happens in a test, as far as its expectations name it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "interpreter/check/context.hpp"

namespace tariff::checking {

struct Happened {
  std::set<std::string> refs = {};            // of all it buys
  std::set<std::string> accounts = {"test"};  // to which something happens
  std::map<std::string, int> unnamed = {};
  std::vector<Dimension> quotes = {};  // the units of what is quoted

  void note(const ast::Buy& buy);
};

void check_expectation(Context& context, const Happened& happened, const ast::Expect& expect, Span span);

// Whether something is bought or given as that.
void check_ref(Context& context, const Happened& happened, const std::string& ref, Span place);
// The pool is a value of the one field that tells pools apart; several fields are joined by `/`.
void check_pool(Context& context, const ast::Name& pool, const std::vector<unsigned>& fields, Span place);

}  // namespace tariff::checking
