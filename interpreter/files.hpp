// Files by name, for those at the program's edge.
#pragma once

#include <string>
#include <vector>

namespace tariff {

// The whole text of a file, or of the standard input for "-". ReadError if there is none.
std::string read_text(const std::string& path);
// WriteError if it cannot be written.
void write_text(const std::string& path, const std::string& text);

// The files themselves, and in the place of a folder the files under it with one of the extensions, sorted.
std::vector<std::string> files_of(const std::vector<std::string>& paths,
                                  const std::vector<std::string>& extensions);

}  // namespace tariff
