// A formula over columns and over one record at a time gives the same: formulas made up of every operation, and
// those of the tariffs, on records with numbers near and past what 64 bits hold.
#include <climits>
#include <random>

#include "interpreter/evaluate/columns.hpp"
#include "interpreter/evaluate/scope.hpp"
#include "tests/catch.hpp"
#include "tests/property/world.hpp"

using namespace tariff;

namespace {

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }

  std::int64_t integer() {
    const std::int64_t any = std::uniform_int_distribution<std::int64_t>(INT64_MIN, INT64_MAX)(random_);
    if (chance(20)) return chance(2) ? INT64_MAX : INT64_MIN;
    return any >> below(64);
  }
  Number number() {
    const Number some = Number::scaled(integer(), static_cast<int>(below(chance(3) ? 19 : 3)));
    return chance(30) ? some * Number(INT64_MAX) : some;
  }
  Instant instant() {
    if (chance(15)) return chance(2) ? never : INT64_MIN;
    return chance(10) ? integer() : static_cast<Instant>(below(2'000'000'000)) * microseconds_per_second;
  }
  std::string_view text() {
    static const std::vector<std::string_view> texts = {"", "one", "two words", "三个字", "二 words 和 2"};
    return texts[below(texts.size())];
  }

  NumberColumn column(std::size_t rows) {
    NumberColumn made;
    if (chance(5)) {
      for (std::size_t i = 0; i < rows; ++i) made.wide.push_back(number());
      return made;
    }
    made.scale = static_cast<int>(below(chance(3) ? 19 : 3));
    const std::size_t smaller = below(64);  // some columns fit, with all that is done to them
    for (std::size_t i = 0; i < rows; ++i) made.values.push_back(integer() >> smaller);
    return made;
  }

  Batch batch(const Schema& schema, std::size_t rows) {
    Batch made;
    made.rows = rows;
    made.columns.resize(schema.fields.size());
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
      const Field& field = schema.fields[i];
      Column& column = made.columns[i];
      if (field.kind == FieldKind::number) column.numbers = this->column(rows);
      for (std::size_t row = 0; row < rows; ++row) {
        column.given.push_back(chance(2));
        const auto code = static_cast<std::uint32_t>(below(3));
        if (field.kind == FieldKind::choice) column.codes.push_back(code % static_cast<std::uint32_t>(field.choices.size()));
        if (field.kind == FieldKind::instant) column.instants.push_back(instant());
        if (field.kind == FieldKind::text) column.texts.push_back(text());
      }
    }
    return made;
  }

 private:
  std::mt19937_64 random_;
};

enum class Kind { number, truth, code, instant, text };

// Grows a formula a step at a time: each takes earlier ones of the kinds it needs.
class FormulaMaker {
 public:
  FormulaMaker(Maker& maker, const Schema& schema) : maker_(maker), schema_(schema) {
    formula_.zone = *Zone::load("Europe/Berlin");
    for (const Kind kind : {Kind::number, Kind::truth, Kind::code, Kind::instant, Kind::text}) field(kind);
  }

  Formula make(Kind result) {
    for (std::size_t i = maker_.below(8); i > 0; --i) operation();
    while (of_[formula_.steps.size() - 1] != result) operation();
    return formula_;
  }

 private:
  void push(Kind kind, Step step) {
    formula_.steps.push_back(step);
    of_.push_back(kind);
  }
  std::uint32_t any(Kind kind) {
    for (;;) {
      const std::size_t step = maker_.below(of_.size());
      if (of_[step] == kind) return static_cast<std::uint32_t>(step);
    }
  }
  void field(Kind kind) {
    static const std::map<Kind, FieldKind> kinds = {{Kind::number, FieldKind::number}, {Kind::code, FieldKind::choice},
                                                    {Kind::instant, FieldKind::instant}, {Kind::text, FieldKind::text}};
    for (;;) {
      const std::size_t index = maker_.below(schema_.fields.size());
      if (kind != Kind::truth && schema_.fields[index].kind != kinds.at(kind)) continue;
      return push(kind, {kind == Kind::truth ? Op::given : Op::field, {}, 0, 0, 0, static_cast<std::uint32_t>(index)});
    }
  }
  template <typename T>
  static std::uint32_t add(std::vector<T>& list, T value) {
    list.push_back(std::move(value));
    return static_cast<std::uint32_t>(list.size() - 1);
  }
  void constant(const Number& number) { push(Kind::number, {Op::number, {}, 0, 0, 0, add(formula_.numbers, number)}); }

  void operation() {
    const auto mode = static_cast<RoundingMode>(maker_.below(5));
    switch (maker_.below(13)) {
      case 0: return field(static_cast<Kind>(maker_.below(5)));
      case 1: return constant(maker_.number());
      case 2:
        return push(Kind::instant, {Op::instant, {}, 0, 0, 0, add(formula_.instants, maker_.instant())});
      case 3: {
        static const Op ops[] = {Op::add, Op::subtract, Op::multiply, Op::least, Op::most};
        return push(Kind::number, {ops[maker_.below(5)], {}, any(Kind::number), any(Kind::number), 0, 0});
      }
      case 4: return push(Kind::number, {Op::negate, {}, any(Kind::number), 0, 0, 0});
      case 5: {  // by constants above 0
        const std::uint32_t a = any(Kind::number);
        Number by = maker_.number();
        if (by.sign() < 0) by = -by;
        constant(by.is_zero() ? Number(3) : by);
        static const Op ops[] = {Op::divide, Op::blocks, Op::rounded};
        const auto b = static_cast<std::uint32_t>(formula_.steps.size() - 1);
        return push(Kind::number, {ops[maker_.below(3)], mode, a, b, 0, 0});
      }
      case 6: {
        static const Op ops[] = {Op::equal, Op::unequal, Op::less, Op::at_most};
        static const Kind kinds[] = {Kind::number, Kind::number, Kind::instant, Kind::text};
        const Kind kind = kinds[maker_.below(4)];
        return push(Kind::truth, {ops[maker_.below(4)], {}, any(kind), any(kind), 0, 0});
      }
      case 7: {
        static const Op ops[] = {Op::either, Op::both, Op::no};
        return push(Kind::truth, {ops[maker_.below(3)], {}, any(Kind::truth), any(Kind::truth), 0, 0});
      }
      case 8: {
        std::vector<std::uint8_t> set(3);
        for (auto& in : set) in = maker_.chance(2);
        const std::uint32_t code = any(Kind::code);
        return push(Kind::truth, {Op::among, {}, code, 0, 0, add(formula_.sets, set)});
      }
      case 9:
        return push(Kind::number, {Op::choose, {}, any(Kind::truth), any(Kind::number), any(Kind::number), 0});
      case 10: return time();
      case 11: {
        const auto prefixes = std::make_shared<const Prefixes>(std::vector<std::string>{
            std::string(maker_.text().substr(0, 1)), std::string(maker_.text().substr(0, 2))});
        return push(Kind::code, {Op::longest_prefix, {}, any(Kind::text), 0, 0, add(formula_.prefixes, prefixes)});
      }
      default:
        return push(Kind::number, {maker_.chance(2) ? Op::words : Op::characters, {}, any(Kind::text), 0, 0, 0});
    }
  }

  void time() {
    const std::uint32_t a = any(Kind::instant);
    if (maker_.chance(3)) return push(Kind::number, {Op::difference, {}, a, any(Kind::instant), 0, 0});
    if (maker_.chance(2)) return push(Kind::instant, {Op::elapsed, {}, a, any(Kind::number), 0, 0});
    const Duration by{static_cast<std::int64_t>(maker_.below(30)), static_cast<std::int64_t>(maker_.below(40)), 1};
    push(Kind::instant, {maker_.chance(2) ? Op::later : Op::earlier, {}, a, 0, 0, add(formula_.durations, by)});
  }

  Maker& maker_;
  const Schema& schema_;
  Formula formula_;
  std::vector<Kind> of_;
};

// The rows in which the two differ.
std::size_t differences(const Formula& formula, Kind kind, const Plan& plan, const Batch& batch) {
  ColumnFormula columns(formula);
  columns.run(batch);
  columns.run(batch);  // what a run leaves behind does not change the next
  std::size_t different = 0;
  for (std::size_t row = 0; row < batch.rows; ++row) {
    Scope scope;
    scope.plan = &plan;
    scope.batch = &batch;
    scope.row = row;
    different += kind == Kind::truth ? (columns.truths()[row] != 0) != truth_of(formula, scope)
                                     : !(columns.numbers().at(row) == number_of(formula, scope));
  }
  return different;
}

}  // namespace

TEST_CASE("formulas of every operation: columns and single records agree") {
  Plan plan;
  for (const FieldKind kind : {FieldKind::number, FieldKind::choice, FieldKind::instant, FieldKind::text,
                               FieldKind::number, FieldKind::number, FieldKind::instant}) {
    Field& field = plan.schema.fields.emplace_back();
    field.kind = kind;
    field.choices = {"x", "y", "z"};
  }
  for (unsigned seed = 0; seed < 4000; ++seed) {
    INFO("seed " << seed);
    Maker maker(seed);
    const Kind kind = maker.chance(2) ? Kind::truth : Kind::number;
    const Formula formula = FormulaMaker(maker, plan.schema).make(kind);
    const Batch batch = maker.batch(plan.schema, 1 + maker.below(9));
    if (differences(formula, kind, plan, batch) != 0) FAIL_CHECK("they differ");
  }
}

TEST_CASE("formulas of the tariffs: columns and single records agree") {
  for (const std::string& path : tariffs_of_laws()) {
    const Compiled compiled = compile_text(path, text_of(path));
    const Plan& plan = *compiled.plan;
    for (unsigned seed = 0; seed < 100; ++seed) {
      INFO(path << ", seed " << seed);
      const Batch batch = Maker(seed).batch(plan.schema, 20);
      for (const Guard& guard : plan.guards) CHECK(differences(guard.refuses, Kind::truth, plan, batch) == 0);
      for (const Meter& meter : plan.meters) {
        if (meter.kind == none) continue;  // of no records
        if (meter.counts) CHECK(differences(meter.counts, Kind::truth, plan, batch) == 0);
        CHECK(differences(meter.quantity, Kind::number, plan, batch) == 0);
      }
      for (const Item& item : plan.items) {
        for (const PriceRow& row : item.rows) {
          if (row.when) CHECK(differences(row.when, Kind::truth, plan, batch) == 0);
        }
      }
    }
  }
}
