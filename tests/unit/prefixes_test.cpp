// The longest prefix of a text, by its code.
#include "interpreter/prefixes.hpp"

#include <algorithm>
#include <random>

#include "tests/catch.hpp"

using tariff::Prefixes;

TEST_CASE("the longest prefix of a text") {
  const Prefixes prefixes({"10", "1", "0256", "1", "102"});  // in order: 0256, 1, 10, 102
  CHECK(prefixes.codes() == 5);
  CHECK(prefixes.longest_of("0256123") == 1);
  CHECK(prefixes.longest_of("025") == 0);
  CHECK(prefixes.longest_of("") == 0);
  CHECK(prefixes.longest_of("19") == 2);
  CHECK(prefixes.longest_of("1019") == 3);
  CHECK(prefixes.longest_of("102") == 4);
  CHECK(prefixes.longest_of("2") == 0);
  CHECK(prefixes.behind(2) == std::vector<std::uint8_t>{0, 0, 1, 1, 1});
  CHECK(prefixes.behind(0) == std::vector<std::uint8_t>{1, 1, 1, 1, 1});
}

TEST_CASE("the longest prefix is what trying each one finds") {
  std::mt19937 random(5);
  const auto text = [&](unsigned most) {
    std::string made;
    for (auto i = random() % (most + 1); i > 0; --i) made += static_cast<char>('0' + random() % 3);
    return made;
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<std::string> texts;
    for (auto i = random() % 12; i > 0; --i) texts.push_back("1" + text(4));
    const Prefixes prefixes(texts);
    for (int i = 0; i < 20; ++i) {
      const std::string asked = text(7);
      std::size_t longest = 0;
      for (const std::string& prefix : texts)
        if (asked.starts_with(prefix)) longest = std::max(longest, prefix.size());
      CHECK(prefixes.length(prefixes.longest_of(asked)) == longest);
    }
  }
}
