// What check found out about a file: side tables beside the tree, keyed by the ids of its expressions and by
// the order of its blocks. Lower reads these and looks nothing up by name.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grammar/tree.hpp"
#include "interpreter/check/meaning.hpp"
#include "interpreter/check/types.hpp"
#include "interpreter/number.hpp"

namespace tariff {

struct ChoiceType { std::vector<std::string> values; };

struct FieldInfo {
  std::string name;
  const ast::Field* field = nullptr;
  Type type;
  bool whole = false;  // `count of`, `whole number`
};
struct UsageInfo {
  const ast::Usage* usage = nullptr;
  unsigned first = 0;  // its fields are fields[first .. first + count)
  unsigned count = 0;
};
struct MeterInfo {
  const ast::Meter* meter = nullptr;
  unsigned usage = 0;
  Dimension unit;           // of its quantity
  Dimension rule_unit;      // of what its rules give, before any `take`
  std::string unit_name;    // for a bill's line
  bool level = false;
  bool of_account = false;      // a level of the account's attributes, not of records
  const ast::Window* window = nullptr;  // in which it is one value: of its last take, or its own; null: none
  std::vector<unsigned> pools;  // fields, by `apart by`, its own or that of the meters it is worked out from
  std::vector<unsigned> reads;  // meters it is worked out from; of earlier windows too
  std::vector<unsigned> keys;   // fields that keep apart what its last take gives
};
struct PropertyInfo { const ast::Name* name = nullptr; Type type; };
struct PackageInfo {
  const ast::Package* package = nullptr;
  bool covers_bill = false;
  std::vector<unsigned> covers;  // meters, in the order of `covers`
  std::vector<unsigned> row_meters;  // by row, where the table of what is sold says it; else none
  std::vector<PropertyInfo> properties;  // columns of numbers
  std::string unit_name;         // of its size; where rows have their own, that of the row at hand
  Dimension unit;
};
// Days since 1970-01-01; what is not named between `from` and `until` is no day of it.
struct CalendarInfo {
  const ast::Calendar* calendar = nullptr;
  std::int64_t from = 0, until = 0;
  std::vector<std::int64_t> days;  // in order
};
struct RejectInfo {
  const ast::Reject* reject = nullptr;
  int usage = -1;        // -1: any kind of record
  bool running = false;  // reads an attribute, a level `now` or what came `so far`: decided in time order
  bool certain = true;   // meters know all that it reads: they see no record that it holds for
};

struct Checked {
  const ast::File* file = nullptr;
  const ast::Tariff* tariff = nullptr;
  const Checked* before = nullptr;      // the version it comes after,
  const ast::Tariff* after = nullptr;   // and the header of the one that comes after it
  const ast::Account* account = nullptr;
  const ast::Bill* bill = nullptr;
  std::vector<BaseUnit> bases;
  std::map<std::string, NamedUnit> units;
  unsigned currency = 0;  // index into bases
  std::vector<ChoiceType> choices;
  std::vector<UsageInfo> usages;
  std::vector<FieldInfo> fields;
  std::vector<FieldInfo> attributes;
  std::vector<MeterInfo> meters;
  std::vector<unsigned> derived;  // meters, each after those it reads in the same window
  std::vector<PackageInfo> packages;
  std::vector<std::string> properties;  // of all packages, each name once
  std::vector<const ast::Charge*> charges;
  std::vector<RejectInfo> rejects;  // in text order
  std::vector<CalendarInfo> calendars;
  std::vector<const ast::Define*> defines;
  std::deque<ast::Define> expansions;  // what uses of defines with parameters stand for: defines too
  std::vector<const ast::Test*> tests;

  std::vector<Type> types;         // by Expression::id
  std::vector<Meaning> meanings;   // by Expression::id, of references and folded subjects
  // Of names that are no expressions: what a charge prices and draws, a package covers, `now` and `so far` read, meters are
  // apart by, a take is by, a test buys (the last name of its item), sets and gives to a record.
  std::map<const ast::Name*, Meaning> names;
  std::vector<std::vector<unsigned>> charge_meters;      // as charges: the meters each prices
  std::map<const ast::Column*, Meaning> columns;         // key columns of tables: the field or attribute
  std::vector<bool> fees;                                // as charges: it prices no meter
};

}  // namespace tariff
