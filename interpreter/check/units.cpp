#include "interpreter/check/units.hpp"

#include <algorithm>
#include <variant>

#include "grammar/characters.hpp"
#include "interpreter/check/literal.hpp"

namespace tariff::checking {
namespace {

constexpr unsigned second_base = 0;  // the one unit that is built in: instants differ by it

unsigned declare_base(Checked& checked, const std::string& name) {
  const unsigned base = static_cast<unsigned>(checked.bases.size());
  checked.bases.push_back({name, false, -1});
  checked.units[name] = {name, 1, {{base, 1}}};
  return base;
}

// What the functions of texts yield.
void declare_count(Checked& checked, const std::string& name) {
  checked.bases[declare_base(checked, name)].count = true;
}

void declare_labels(Checked& checked, const std::string& unit, const std::vector<std::string>& labels) {
  for (const std::string& label : labels) {
    checked.units[label] = checked.units.at(unit);
    checked.units[label].name = label;
  }
}

// --- blocks `unit` and `currency` -----------------------------------------------------------------

bool is_declared(const Checked& checked, const ast::Name& unit) {
  return !unit || checked.units.count(unit.text) != 0;
}

void declare_unit(Checked& checked, const ast::Unit& unit) {
  if (!unit.size) {
    if (!is_declared(checked, unit.name)) declare_base(checked, unit.name.text);
  } else {
    const Dimension dimension =
        unit.size->unit ? checked.units.at(unit.size->unit.text).dimension : Dimension{};
    checked.units[unit.name.text] = {unit.name.text, value_of(*unit.size, checked), dimension};
  }
  declare_labels(checked, unit.name.text, unit.labels);
}

void declare_currency(Checked& checked, const ast::Currency& currency) {
  const unsigned base = declare_base(checked, currency.name.text);
  checked.bases[base].digits = static_cast<int>(digits_of(currency.digits).to_int64().value_or(2));
  declare_labels(checked, currency.name.text, currency.labels);
}

// A unit may be sized in one that stands below it: those that wait go round until none is left to declare.
std::vector<const ast::Unit*> declare_blocks(Checked& checked, const ast::File& file) {
  std::vector<const ast::Unit*> waiting;
  for (const ast::Block& block : file.blocks) {
    if (const auto* currency = std::get_if<ast::Currency>(&block.what)) declare_currency(checked, *currency);
    if (const auto* unit = std::get_if<ast::Unit>(&block.what)) waiting.push_back(unit);
  }
  for (std::size_t before = waiting.size() + 1; waiting.size() < before;) {
    before = waiting.size();
    std::vector<const ast::Unit*> still;
    for (const ast::Unit* unit : waiting) {
      if (unit->size && !is_declared(checked, unit->size->unit))
        still.push_back(unit);
      else
        declare_unit(checked, *unit);
    }
    waiting = std::move(still);
  }
  return waiting;
}

// --- fields ------------------------------------------------------------------------------------------

// Base units of the tariff's own that fields or meters yield: whether always whole.
using Wholeness = std::map<unsigned, bool>;

void note_yield(const Checked& checked, const std::string& unit, bool whole, Wholeness& yields) {
  const Dimension& dimension = checked.units.at(unit).dimension;
  if (dimension.size() != 1) return;
  const auto noted = yields.emplace(dimension.begin()->first, whole).first;
  noted->second = noted->second && whole;
}

void declare_field_unit(Checked& checked, const ast::FieldType& type, Wholeness& yields) {
  const bool count = type.kind == ast::FieldType::Kind::count;
  if ((!count && type.kind != ast::FieldType::Kind::amount) || !type.unit) return;
  if (!is_declared(checked, type.unit)) declare_base(checked, type.unit.text);
  note_yield(checked, type.unit.text, count, yields);
}

void declare_field_units(Checked& checked, Wholeness& yields) {
  for (const ast::Block& block : checked.file->blocks) {
    if (const auto* usage = std::get_if<ast::Usage>(&block.what))
      for (const ast::Field& field : usage->fields) declare_field_unit(checked, field.type, yields);
    if (const auto* account = std::get_if<ast::Account>(&block.what))
      for (const ast::Field& field : account->attributes) declare_field_unit(checked, field.type, yields);
  }
}

// --- meters ------------------------------------------------------------------------------------------

// What a meter's rule yields: its unit, and whether always a whole number of it.
struct Yield {
  const ast::Name* unit = nullptr;
  bool whole = false;
};

Yield yield_of(const Checked& checked, const ast::Expr& value);

Yield yield_of_rate(const Checked& checked, const ast::Rate& rate) {
  Yield yield = yield_of(checked, rate.value);
  const auto per = checked.units.find(rate.per.unit.text);
  const bool per_one = digits_of(rate.per) == Number(1) && per != checked.units.end() &&
                       is_count(checked, per->second.dimension);
  yield.whole = yield.whole && (rate.blocks != ast::Blocks::exact || per_one);
  return yield;
}

Yield yield_of(const Checked& checked, const ast::Expr& value) {
  if (!value) return {};
  if (const auto* literal = std::get_if<ast::Literal>(&value->node))
    return {literal->unit ? &literal->unit : nullptr, digits_of(*literal).is_whole()};
  if (const auto* rate = std::get_if<ast::Rate>(&value->node)) return yield_of_rate(checked, *rate);
  if (const auto* bounded = std::get_if<ast::Bounded>(&value->node))
    return yield_of(checked, bounded->subject);
  if (const auto* rounded = std::get_if<ast::Rounded>(&value->node))
    return yield_of(checked, rounded->subject);
  if (const auto* binary = std::get_if<ast::Binary>(&value->node)) {
    const Yield left = yield_of(checked, binary->left), right = yield_of(checked, binary->right);
    if (binary->op == ast::Operator::at) return right;
    if (binary->op == ast::Operator::multiply && !left.unit) return {right.unit, left.whole && right.whole};
    return left;
  }
  return {};
}

// The unit that a rule of a meter, or the rate of one of its takes, yields.
void declare_meter_unit(Checked& checked, const ast::Expr& value, Wholeness& yields) {
  const Yield yield = yield_of(checked, value);
  if (!yield.unit || yield.unit->text == "%" || is_calendar_unit(yield.unit->text)) return;
  if (!is_declared(checked, *yield.unit)) declare_base(checked, yield.unit->text);
  note_yield(checked, yield.unit->text, yield.whole, yields);
}

void declare_meter_units(Checked& checked, Wholeness& yields) {
  for (const ast::Block& block : checked.file->blocks)
    if (const auto* meter = std::get_if<ast::Meter>(&block.what)) {
      for (const ast::Case& rule : meter->rules) declare_meter_unit(checked, rule.value, yields);
      for (const ast::Take& take : meter->takes) declare_meter_unit(checked, take.rate, yields);
    }
}

// What fields and meters only ever yield whole is a count.
void find_counts(Checked& checked, const Wholeness& yields, std::size_t first_own) {
  for (const auto& [base, whole] : yields)
    if (whole && base >= first_own) checked.bases[base].count = true;
}

// --- the header's currency ----------------------------------------------------------------------------

std::vector<std::string> currency_names(const Checked& checked) {
  std::vector<std::string> names;
  for (const BaseUnit& base : checked.bases)
    if (base.digits >= 0) names.push_back(base.name);
  return names;
}

const NamedUnit* currency_named(const Checked& checked, const std::string& name) {
  const auto unit = checked.units.find(name);
  return unit != checked.units.end() && is_money(checked, unit->second.dimension) ? &unit->second : nullptr;
}

// The currency that the prices are written in, so that each does not complain of the header again.
const NamedUnit* currency_of_prices(const Checked& checked) {
  const std::string_view text = checked.file->source->text();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = word_end(text, at);
    if (const NamedUnit* found = currency_named(checked, std::string(text.substr(at, end - at))))
      return found;
    at = std::max(end, at + 1);
  }
  return nullptr;
}

// Where the header names none that a library knows, what prices are in takes its place.
void find_currency(Context& context) {
  Checked& checked = context.checked;
  const ast::Name name = checked.tariff ? checked.tariff->currency : ast::Name();
  const NamedUnit* found = name ? currency_named(checked, name.text) : nullptr;
  if (name && !found) {
    Diagnostic& unknown =
        context.unknown("T0306", checked.tariff->currency, "currency", currency_names(checked));
    if (name.text == "RMB") unknown.fix = "write `CNY`";
  }
  if (!found) found = currency_of_prices(checked);
  if (!found && name) {
    checked.bases[declare_base(checked, name.text)].digits = 2;
    found = &checked.units.at(name.text);
  }
  if (found) checked.currency = found->dimension.begin()->first;
}

}  // namespace

void declare_units(Context& context) {
  Checked& checked = context.checked;
  declare_base(checked, "second");
  for (const std::string_view measure : {"word", "character"}) declare_count(checked, std::string(measure));
  for (const ast::File* library : context.libraries) declare_blocks(checked, *library);
  const std::size_t first_own = checked.bases.size();
  for (const ast::Unit* unit : declare_blocks(checked, *checked.file)) unit_meant(context, unit->size->unit);
  find_currency(context);
  Wholeness yields;
  declare_field_units(checked, yields);
  find_counts(checked, yields, 0);  // `1 call per page` is whole where a page is
  declare_meter_units(checked, yields);
  find_counts(checked, yields, first_own);
}

bool is_calendar_unit(std::string_view name) {
  constexpr std::string_view units[] = {"day", "week", "month", "quarter", "year"};
  return std::find(std::begin(units), std::end(units), name) != std::end(units);
}

const NamedUnit* unit_meant(Context& context, const ast::Name& name) {
  const auto& units = context.checked.units;
  if (const auto unit = units.find(name.text); unit != units.end()) return &unit->second;
  if (is_calendar_unit(name.text)) {
    context
        .error("T0406", name.span, quoted(name.text) + " is a span of the calendar, not a unit of a quantity")
        .notes.push_back("spans of the calendar have no fixed length; `hour`, `minute` and `second` have. A price by the "
                         "month is that of a charge `each month`");
    return nullptr;
  }
  std::vector<std::string> names;
  for (const auto& unit : units) names.push_back(unit.first);
  for (const char* span : {"day", "week", "month", "quarter", "year"}) names.emplace_back(span);
  Diagnostic& unknown = context.unknown("T0305", name, "unit", names);
  if (name.text == "cent" || name.text == "cents") unknown.fix = "write the amount in the currency: `0.40 EUR` for 40 cent";
  return nullptr;
}

Dimension product(Dimension left, const Dimension& right, int power) {
  for (const auto& [base, exponent] : right)
    if ((left[base] += power * exponent) == 0) left.erase(base);
  return left;
}

bool is_money(const Checked& checked, const Dimension& dimension) {
  return dimension.size() == 1 && dimension.begin()->second == 1 &&
         checked.bases[dimension.begin()->first].digits >= 0;
}

bool is_count(const Checked& checked, const Dimension& dimension) {
  return dimension.size() == 1 && dimension.begin()->second == 1 &&
         checked.bases[dimension.begin()->first].count;
}

Dimension money(const Checked& checked) { return {{checked.currency, 1}}; }
Dimension seconds() { return {{second_base, 1}}; }

std::string dimension_text(const Checked& checked, const Dimension& dimension) {
  std::string above, below;
  for (const auto& [base, exponent] : dimension)
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent); ++i) {
      std::string& side = exponent > 0 ? above : below;
      side += (side.empty() ? "" : " × ") + checked.bases[base].name;
    }
  if (below.empty()) return above.empty() ? "plain" : above;
  return (above.empty() ? "1" : above) + " per " + below;
}

}  // namespace tariff::checking
