// Tables whose rows stand in a file of their own, `rows of "rates.csv"`.
#pragma once

#include <string>
#include <vector>

#include "interpreter/versions.hpp"

namespace tariff {

// The first row that the author wrote says how a row of the file reads: a name or a text in it that is a column of the
// file stands for what the file has there. It gives way to the rows of the file, each at its own place in the file's
// text, which is put behind the version's. The texts of the files come back, in the order of the tables.
std::vector<std::string> fill_tables(Document& version, const ReadText& read, Diagnostics& findings);

// What is wrong with all rows of a file alike is said once, with their number; `begin` is where in the version their
// texts begin.
void say_once(Diagnostics& findings, const Source& version, std::uint32_t begin);

}  // namespace tariff
