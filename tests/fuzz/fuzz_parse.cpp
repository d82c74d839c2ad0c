// Any text: compiling it must end, and what parses without a fault must print to a text that prints to
// itself.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "grammar/print.hpp"
#include "interpreter/compile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  tariff::compile("fuzz.tariff", text);

  const tariff::Source first("fuzz.tariff", text);
  const auto parsed = tariff::parse(first);
  if (tariff::has_errors(parsed.diagnostics)) return 0;
  const tariff::Source second("fuzz.tariff", tariff::print(parsed.file));
  const auto again = tariff::parse(second);
  if (tariff::has_errors(again.diagnostics)) std::abort();
  if (tariff::print(again.file) != second.text()) std::abort();
  return 0;
}
