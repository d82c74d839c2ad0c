// The decision of conditions: exact by example, and equal to trying everything on generated formulas.
#include "interpreter/check/regions.hpp"

#include <random>

#include "tests/catch.hpp"

using namespace tariff;
using namespace tariff::regions;

namespace {

unsigned number_axis(Space& space, const std::string& name, bool whole) {
  return space.axis(name, [&] {
    Axis axis;
    axis.name = name;
    axis.numeric = true;
    axis.whole = whole;
    axis.show = [](const Number& number) { return number.display(); };
    return axis;
  });
}

unsigned listed_axis(Space& space, const std::string& name, const std::vector<std::string>& values) {
  return space.axis(name, [&] {
    Axis axis;
    axis.name = name;
    for (const std::string& value : values) axis.cells.push_back(name + " " + value);
    return axis;
  });
}

std::string witness(const Space& space, const Formula& formula) {
  const Answer answer = space.find(formula);
  return answer.kind == Answer::Kind::found ? answer.witness : "none";
}

}  // namespace

TEST_CASE("a whole number has no value between two neighbours", "[regions]") {
  Space space;
  const unsigned pages = number_axis(space, "pages", true);
  const unsigned size = number_axis(space, "size", false);
  const auto inside = [&](unsigned axis) {
    return both(space.compare(axis, Relation::greater, 1, "1"), space.compare(axis, Relation::less, 2, "2"));
  };
  CHECK(witness(space, inside(pages)) == "none");
  CHECK(witness(space, inside(size)) == "size 1.5");
  CHECK(witness(space, space.compare(pages, Relation::less, 0, "0")) == "none");  // nothing is below zero
}

TEST_CASE("a witness says a bound as its author wrote it, and no more than is needed", "[regions]") {
  Space space;
  const unsigned size = number_axis(space, "size", false);
  const unsigned mode = listed_axis(space, "mode", {"word", "sentence", "paragraph"});
  const Formula small = space.compare(size, Relation::less, 10'000'000, "10 MB");
  const Formula word = space.among(mode, {0});
  CHECK(witness(space, no(either(word, small))) == "mode sentence, size 10 MB");
  CHECK(witness(space, either(no(word), small)) == "mode word, size 0");
  CHECK(witness(space, both(word, no(word))) == "none");
}

TEST_CASE("texts differ from every text that is named", "[regions]") {
  Space space;
  const unsigned note = space.axis("note", [] {
    Axis axis;
    axis.name = "note";
    return axis;
  });
  const Formula x = space.is_text(note, "x"), y = space.is_text(note, "y");
  CHECK(witness(space, both(no(x), no(y))) == "any other note");
  CHECK(witness(space, both(x, y)) == "none");
}

TEST_CASE("texts are told apart by what they begin with", "[regions]") {
  Space space;
  const unsigned number = space.axis("number", [] {
    Axis axis;
    axis.name = "number";
    return axis;
  });
  const Formula ten = space.starts_with(number, "10"), hundred = space.starts_with(number, "100");
  CHECK(witness(space, both(ten, no(hundred))) == "number \"10…\"");
  CHECK(witness(space, both(hundred, no(ten))) == "none");
  CHECK(witness(space, both(no(ten), no(hundred))) == "any other number");
  CHECK(witness(space, both(hundred, space.is_text(number, "1001"))) == "number \"1001\"");
  CHECK(witness(space, both(hundred, space.is_text(number, "10"))) == "none");
}

TEST_CASE("what hangs on an unclear condition has no answer", "[regions]") {
  Space space;
  const Formula word = space.among(listed_axis(space, "mode", {"word", "sentence"}), {0});
  CHECK(space.find(both(word, unclear())).kind == Answer::Kind::unclear);
  CHECK(witness(space, either(word, unclear())) == "mode word");
  CHECK(space.find(both(never(), unclear())).kind == Answer::Kind::none);
}

TEST_CASE("a search past its budget says so", "[regions]") {
  Space space;
  Formula odd = never(), even = always();
  for (int i = 0; i < 24; ++i) {  // no assignment is both odd and even, which only trying all 2^24 can show
    const Formula one = space.among(listed_axis(space, "bit " + std::to_string(i), {"0", "1"}), {1});
    const Formula was_odd = odd;
    odd = either(both(odd, no(one)), both(even, one));
    even = either(both(even, no(one)), both(was_odd, one));
  }
  CHECK(space.find(both(odd, even)).kind == Answer::Kind::too_long);
}

TEST_CASE("the search agrees with trying every value", "[regions]") {
  std::mt19937 random(7);
  const auto any = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  for (int round = 0; round < 2000; ++round) {
    Space space;
    const unsigned a = listed_axis(space, "a", {"0", "1", "2"});
    const unsigned b = number_axis(space, "b", any(2) == 0);
    const bool whole = space.at(b).whole;
    struct Tree {
      Formula formula;
      std::vector<bool> truth;  // over a in 0..2, b in 0, 0.5 … 6
    };
    const auto for_all = [&](auto test) {
      std::vector<bool> truth;
      for (unsigned x = 0; x < 3; ++x)
        for (int half = 0; half <= 12; half += whole ? 2 : 1) truth.push_back(test(x, half));
      return truth;
    };
    const auto leaf = [&]() -> Tree {
      if (any(2) == 0) {
        const unsigned value = any(3);
        return {space.among(a, {value}), for_all([&](unsigned x, int) { return x == value; })};
      }
      const auto relation = static_cast<Relation>(any(6));
      const int bound = static_cast<int>(any(6));
      return {space.compare(b, relation, bound, ""), for_all([&](unsigned, int half) {
                return holds(relation, half < 2 * bound ? -1 : half > 2 * bound ? 1 : 0);
              })};
    };
    Tree tree = leaf();
    for (unsigned i = any(8); i > 0; --i) {
      const Tree other = leaf();
      const unsigned how = any(3);
      if (how == 0) tree.formula = no(tree.formula);
      if (how == 1) tree.formula = both(tree.formula, other.formula);
      if (how == 2) tree.formula = either(other.formula, tree.formula);
      for (std::size_t k = 0; k < tree.truth.size(); ++k)
        tree.truth[k] = how == 0   ? !tree.truth[k]
                        : how == 1 ? tree.truth[k] && other.truth[k]
                                   : tree.truth[k] || other.truth[k];
    }
    bool possible = false;
    for (const bool truth : tree.truth) possible = possible || truth;
    CHECK((space.find(tree.formula).kind == Answer::Kind::found) == possible);
  }
}
