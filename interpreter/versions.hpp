// The versions of a tariff as texts: from the newest file through those that each follows or amends.
#pragma once

#include <functional>

#include "interpreter/libraries.hpp"

namespace tariff {

// The whole text of a file; ReadError where there is none.
using ReadText = std::function<std::string(const std::string& path)>;
using Documents = std::vector<std::unique_ptr<Document>>;

// The path of another file as a file names it: from its own folder.
std::string beside(const std::string& path, const std::string& other);

// Each as its author wrote it, the newest first. Where one cannot be had the list ends, and `findings` say why.
Documents load_versions(std::string path, std::string text, const ReadText& read, Diagnostics& findings);

// The header's clause; null where there is no header.
const ast::Tariff* header_of(const ast::File& file);

// The whole text of a version: what its author wrote, and of the version it amends (as a whole; null: none) what it
// leaves as it was. One that others come after has the tests of the newest in place of its own.
std::unique_ptr<Document> whole_version(const Document& own, const Document* before, const Document& newest,
                                        Diagnostics& findings);

}  // namespace tariff
