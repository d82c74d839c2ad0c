// What lines come to so far, and what is done as it reaches an amount.
#pragma once

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// Of one of Plan::so_far that is of lines: those whose windows are closed, and what the open ones come to if they closed.
Number lines_so_far(Ledger& ledger, Index account, Index so_far, Instant now);
// A line is closed: it counts from now on, whatever becomes of its window.
void add_line_so_far(Ledger& ledger, const Key& key, const Line& line);

// Whether it is a sum, and no mark of a milestone.
inline bool is_sum(const Sum& sum) { return sum.key[2] == 0; }
// Whether it was billed early in the open window of the bill.
inline bool is_early(const Sum& sum) { return sum.key[3] != 0; }

// A record has been paid: notices are given and bills made early where something is reached.
void reach_milestones(Ledger& ledger, Index account, Instant now);
// What was billed early of the bill that is open.
Number billed_early(const Ledger& ledger, Index account, Index step);

}  // namespace tariff
