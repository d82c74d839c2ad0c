#include "grammar/print.hpp"

namespace tariff {

std::string print(const ast::File& file) { return std::string(file.source->text()); }

}  // namespace tariff
