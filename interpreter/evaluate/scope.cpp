#include "interpreter/evaluate/scope.hpp"

#include "interpreter/evaluate/operations.hpp"
#include "interpreter/text_measure.hpp"

namespace tariff {
namespace {

struct Value {
  Number number;
  std::int64_t code = 0;  // of a choice or a condition; an instant
  std::string_view text;
};

Value field_value(const Step& step, const Scope& scope) {
  const Column& column = scope.batch->columns[step.index];
  const std::size_t row = scope.row;
  if (step.op == Op::given) return {{}, column.given[row], {}};
  switch (scope.plan->schema.fields[step.index].kind) {
    case FieldKind::number: return {column.numbers.at(row), 0, {}};
    case FieldKind::choice: return {{}, column.codes[row], {}};
    case FieldKind::instant: return {{}, column.instants[row], {}};
    case FieldKind::text: return {{}, 0, column.texts[row]};
  }
  return {};
}

Value attribute_value(const Step& step, const Scope& scope) {
  const AttributeValue value = attribute(*scope.plan, *scope.account, step.index);
  return {value.number, value.code, value.text};
}

Value property_value(const Step& step, const Scope& scope) {
  const HeldPackage& held = *scope.package;
  switch (static_cast<Property>(step.index)) {
    case Property::size: return {held.size, 0, {}};
    case Property::used: return {held.filled - held.left, 0, {}};
    case Property::left: return {held.left, 0, {}};
    case Property::paid:
    case Property::price: return {held.price, 0, {}};
    case Property::bought: return {{}, held.bought, {}};
    case Property::expires: return {{}, held.expires, {}};
    case Property::asked: return {{}, scope.asked, {}};
  }
  return {};
}

// No package: postpaid, or packages in money pay the price.
std::string_view payer(const Step& step, const Scope& scope) {
  if (!scope.package) return "postpaid";
  const Package& package = scope.plan->packages[scope.package->package];
  return step.index == 1 || scope.package->offer == none ? package.name : package.offers[scope.package->offer].name;
}

const Number& column_value(const Step& step, const Scope& scope) {
  const HeldPackage& held = *scope.package;
  return scope.plan->packages[held.package].offers[held.offer].properties[step.index];
}

// What a step of numbers, instants, codes and texts compares as: -1, 0, 1.
int compared(const Value& a, const Value& b) {
  if (const int numbers = compare(a.number, b.number)) return numbers;
  if (a.code != b.code) return a.code < b.code ? -1 : 1;
  return a.text.compare(b.text);
}

Value run(const Formula& formula, const Scope& scope) {
  boost::container::small_vector<Value, 8> values(formula.steps.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Step& step = formula.steps[i];
    const auto a = [&]() -> const Value& { return values[step.a]; };
    const auto b = [&]() -> const Value& { return values[step.b]; };
    Value& out = values[i];
    switch (step.op) {
      case Op::number: out.number = formula.numbers[step.index]; break;
      case Op::instant: out.code = formula.instants[step.index]; break;
      case Op::code: out.code = step.index; break;
      case Op::text: out.text = formula.texts[step.index]; break;
      case Op::field:
      case Op::given: out = field_value(step, scope); break;
      case Op::first_part: out.code = scope.batch->later.empty() || !scope.batch->later[scope.row]; break;
      case Op::attribute: out = attribute_value(step, scope); break;
      case Op::highest_attribute: out.number = (*scope.highest)[step.index]; break;
      case Op::level: out.number = (*scope.levels)[step.index]; break;
      case Op::so_far: out.number = (*scope.so_far)[step.index]; break;
      case Op::property: out = property_value(step, scope); break;
      case Op::payer: out.text = payer(step, scope); break;
      case Op::column: out.number = column_value(step, scope); break;
      case Op::length_of: out.number = length_of(formula, step, scope.closing); break;
      case Op::lines: out.number = (*scope.lines)[step.index]; break;
      case Op::quantity: out.number = *scope.quantity; break;
      case Op::balance: out.number = scope.account->balance.value_or(Number()); break;
      case Op::meter: out.number = (*scope.meters)[step.index]; break;
      case Op::before: out.number = (*scope.before)[step.index]; break;
      case Op::negate: out.number = -a().number; break;
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::blocks:
      case Op::rounded:
      case Op::least:
      case Op::most: out.number = calculate(step, a().number, b().number); break;
      case Op::equal:
      case Op::unequal:
      case Op::less:
      case Op::at_most: out.code = holds(step.op, compared(a(), b())); break;
      case Op::either: out.code = a().code | b().code; break;
      case Op::both: out.code = a().code & b().code; break;
      case Op::no: out.code = a().code ^ 1; break;
      case Op::among: out.code = formula.sets[step.index][static_cast<std::size_t>(a().code)]; break;
      case Op::choose: out = a().code ? b() : values[step.c]; break;
      case Op::later:
      case Op::earlier: out.code = moved(formula, step, a().code); break;
      case Op::elapsed: out.code = elapsed(a().code, b().number); break;
      case Op::difference: out.number = seconds_between(b().code, a().code); break;
      case Op::time_of_day: out.number = time_of_day(formula, a().code); break;
      case Op::weekday:
      case Op::month:
      case Op::in_calendar: out.code = calendar_code(formula, step, a().code); break;
      case Op::longest_prefix: out.code = formula.prefixes[step.index]->longest_of(a().text); break;
      case Op::words: out.number = count_words(a().text); break;
      case Op::characters: out.number = count_characters(a().text); break;
    }
  }
  return std::move(values.back());
}

}  // namespace

Instant instant_of(const Formula& formula, const Scope& scope) { return run(formula, scope).code; }

bool truth_of(const Formula& formula, const Scope& scope) { return run(formula, scope).code != 0; }

std::uint32_t code_of(const Formula& formula, const Scope& scope) {
  return static_cast<std::uint32_t>(run(formula, scope).code);
}

Number number_of(const Formula& formula, const Scope& scope) { return run(formula, scope).number; }

Number price_of(Scope scope, const PriceRow& row, const Number& quantity, const HeldPackage* payer) {
  scope.quantity = &quantity;
  scope.package = payer;
  return number_of(row.price, scope);
}

}  // namespace tariff
