// How all accounts stand at a cut-off, as a file: what the next evaluation of the same tariff goes on from. A person
// can read it: docs/reference/state.md says what stands where.
#pragma once

#include <istream>
#include <ostream>
#include <string>

#include "interpreter/evaluate/ledger.hpp"

namespace tariff {

// `sha256` is that of the tariff's text, with the versions before it: in another text the same names may mean something
// else.
void write_state(std::ostream& out, const Ledger& ledger, Instant cut_off, const std::string& sha256);

// The hash of the tariff's text that the state says it was written under; empty where it says none.
std::string tariff_of_state(std::istream& in);

// Fills an empty ledger; the cut-off at which its accounts stood so. ReadError, with the file's name and the line,
// where the file is broken or of another tariff.
Instant read_state(std::istream& in, const std::string& file, const std::string& sha256, Ledger& ledger);

}  // namespace tariff
