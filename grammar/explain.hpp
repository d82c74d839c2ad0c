// Faults of grammar in the author's terms: what was expected, what stands there, what to write.
#pragma once

#include "grammar/diagnostic.hpp"
#include "grammar/keywords.hpp"
#include "grammar/layout.hpp"
#include "grammar/match.hpp"

namespace tariff::grammar {

std::string_view first_word(const Source& source, const Clause& clause);

// `block` is the one the clause stands in; null for the head of a block.
Diagnostic explain(const Source& source, const Clause& clause, const Failure& failure, const Block* block);
Diagnostic unknown_block(const Source& source, const Clause& clause);
Diagnostic unknown_clause(const Source& source, const Clause& clause, const Block& block);

}  // namespace tariff::grammar
