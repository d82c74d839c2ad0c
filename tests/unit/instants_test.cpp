#include "interpreter/read/instants.hpp"

#include "tests/catch.hpp"

namespace tariff {

// The short way reads what the long way reads, whatever time came before.
TEST_CASE("times one after the other are read as each by itself") {
  const Zone zone = *Zone::load("Europe/London");
  const char* texts[] = {
      "2026-01-31T12:34:56Z",      "2026-01-31T12:34:57Z",      "2026-01-31T12:34:57.250Z",
      "2026-01-31T12:34:60Z",      "2026-01-31T12:34:6xZ",      "2026-01-31T12:34:57.2x0Z",
      "2026-01-31T12:34:57.2501Z", "2026-01-31T12:34:57z",      "2026-01-31T12:34:57+01:00",
      "2026-01-31T12:34:58+01:00", "2026-01-31T12:34:58-01:00", "2026-01-31T12:34:58",
      "2026-01-31T12:34:59",       "2026-01-31T12:34Z",         "2026-01-31T12:34:58Z",
      "2026-02-31T12:34:58Z",      "2026-01-31T12:34:58Z",      "2026-01-31T12:34:5",
      "",                          "2026-01-31T12:35:58Z",      "2026-01-31T12:35:58.999Z",
      "2026-01-31 12:35:58.999Z",  "2026-01-31T12:35:58,999Z",  "2026-01-31T12:35:58.999 Z",
  };
  for (const char* first : texts) {
    Instants instants(zone);
    for (const char* before : texts) {
      instants.parse(first);
      CHECK(instants.parse(before) == zone.parse(before));
    }
  }
}

}  // namespace tariff
