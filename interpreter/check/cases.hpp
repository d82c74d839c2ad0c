// Whether cases exclude each other and cover everything, and whether what is read is there: each finding with
// a witness.
#pragma once

#include "interpreter/check/records.hpp"

namespace tariff::checking {

void check_cases(Context& context);  // meters, rejects, refunds, price tables, conditions of charges

// One of several cases that must exclude each other.
struct Region {
  regions::Formula when;
  bool otherwise = false;
  Span place;
  std::vector<std::string> marks = {};  // of a table: cases that have marks, and none in common, never meet
  bool meets(const Region& other) const;
};
// What is said where they do not.
struct Wording {
  Span place;       // of a gap
  std::string gap;  // "no rule of the meter `calls` holds for some records"
  std::string fix;
  std::string both;         // "two rules hold for the same record"
  std::string of;           // "a record with ": before a witness
  bool unreachable = true;  // whether a case that never holds is an error
};
void check_regions(Context& context, Conditions& conditions, const Ground& ground,
                   const std::vector<Region>& cases, const Wording& wording);

void check_table_regions(Context& context, Records& records);
// Likewise those that ask for attributes only.
void check_account_tables(Context& context);
// Of a test's record: what it leaves out is read by nothing it reaches.
void check_left_out(Context& context, const ast::Record& record, unsigned usage);

}  // namespace tariff::checking
