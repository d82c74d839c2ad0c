#include "interpreter/check/names.hpp"

#include <map>
#include <variant>

#include "grammar/suggest.hpp"
#include "interpreter/check/calendars.hpp"
#include "interpreter/check/expressions.hpp"
#include "interpreter/check/literal.hpp"
#include "interpreter/check/units.hpp"

namespace tariff::checking {
namespace {

// --- blocks -------------------------------------------------------------------------------------------

// The one block of its kind; a second is an error.
template <typename T>
const T* the_only(Context& context, std::string_view what) {
  const T* first = nullptr;
  Span head;
  for (const ast::Block& block : context.checked.file->blocks) {
    const T* found = std::get_if<T>(&block.what);
    if (found && first) {
      Diagnostic& twice = context.error("T0318", block.head, "a second block " + quoted(what));
      twice.related.push_back(context.label(head, "the first stands here"));
      twice.notes.push_back("a tariff has one; what both say belongs together");
    } else if (found) {
      first = found;
      head = block.head;
    }
  }
  return first;
}

struct Gather {
  Checked& checked;
  void operator()(const ast::Tariff&) {}
  void operator()(const ast::Use&) {}
  void operator()(const ast::Currency&) {}
  void operator()(const ast::Unit&) {}
  void operator()(const ast::Usage& usage) { checked.usages.push_back({&usage, 0, 0}); }
  void operator()(const ast::Account&) {}
  void operator()(const ast::Calendar&) {}
  void operator()(const ast::Define& define) { checked.defines.push_back(&define); }
  void operator()(const ast::Meter& meter) {
    MeterInfo info;
    info.meter = &meter;
    checked.meters.push_back(info);
  }
  void operator()(const ast::Package& package) {
    PackageInfo info;
    info.package = &package;
    checked.packages.push_back(info);
  }
  void operator()(const ast::Charge& charge) { checked.charges.push_back(&charge); }
  void operator()(const ast::Bill&) {}
  void operator()(const ast::Reject& reject) { checked.rejects.push_back({&reject, -1, false, true}); }
  void operator()(const ast::Test& test) { checked.tests.push_back(&test); }
};

template <typename T, typename NameOf>
void refuse_twice_in(Context& context, const std::vector<T>& list, std::string_view what, NameOf name_of) {
  std::vector<const ast::Name*> names;
  for (const T& element : list) names.push_back(name_of(element));
  refuse_twice(context, names, what);
}

void refuse_blocks_twice(Context& context) {
  const Checked& checked = context.checked;
  refuse_twice_in(context, checked.usages, "usage", [](const UsageInfo& info) { return &info.usage->name; });
  refuse_twice_in(context, checked.meters, "meter", [](const MeterInfo& info) { return &info.meter->name; });
  refuse_twice_in(context, checked.packages, "package",
                  [](const PackageInfo& info) { return &info.package->name; });
  refuse_twice_in(context, checked.defines, "define",
                  [](const ast::Define* define) { return &define->name; });
  for (const ast::Define* define : checked.defines)
    refuse_twice_in(context, define->parameters, "parameter", [](const ast::Name& parameter) { return &parameter; });
  refuse_twice_in(context, checked.tests, "test", [](const ast::Test* test) { return &test->name; });
}

void require_blocks(Context& context) {
  const Checked& checked = context.checked;
  const auto missing = [&](const std::string& what, const std::string& fix) {
    context.error("T0317", {0, 0}, "the tariff has no block " + quoted(what)).fix = fix;
  };
  if (!checked.tariff)
    missing("tariff", "begin with: tariff NAME \"title\" { effective from …  currency …  zone … }");
  if (checked.charges.empty()) missing("charge", "say who pays what: charge METER each month { price … }");
  if (!checked.bill) missing("bill", "say when lines are gathered: bill each month { … }");
}

// --- fields -------------------------------------------------------------------------------------------

}  // namespace

int choice_type(Checked& checked, std::vector<std::string> values) {
  ChoiceType type{std::move(values)};
  for (std::size_t i = 0; i < checked.choices.size(); ++i)
    if (checked.choices[i].values == type.values) return static_cast<int>(i);
  checked.choices.push_back(std::move(type));
  return static_cast<int>(checked.choices.size()) - 1;
}

namespace {

void type_field(Context& context, FieldInfo& info, const ast::FieldType& type) {
  using Kind = ast::FieldType::Kind;
  switch (type.kind) {
    case Kind::choice: {
      if (type.choices.size() < 2) return;  // no type
      std::vector<const ast::Name*> names;
      for (const ast::Name& name : type.choices) names.push_back(&name);
      refuse_twice(context, names, "value");
      info.type.kind = TypeKind::choice;
      info.type.choice =
          choice_type(context.checked, names_of(type.choices, [](const ast::Name& name) { return name.text; }));
      return;
    }
    case Kind::count:
    case Kind::amount:
      if (!type.unit) return;
      info.type.kind = TypeKind::number;
      info.type.dimension = context.checked.units.at(type.unit.text).dimension;
      info.whole = type.kind == Kind::count;
      return;
    case Kind::whole_number:
      info.type.kind = TypeKind::number;
      info.whole = true;
      return;
    case Kind::instant:
      info.type.kind = TypeKind::instant;
      return;
    case Kind::text:
      info.type.kind = TypeKind::text;
      return;
  }
}

FieldInfo field_info(Context& context, const ast::Field& field) {
  FieldInfo info;
  info.name = field.name.text;
  info.field = &field;
  type_field(context, info, field.type);
  return info;
}

// A field and a column that every record has would be read from one column of the usage.
void refuse_column_of_all(Context& context, const ast::Field& field) {
  constexpr struct { const char* name; const char* holds; } columns[] = {
      {"time", "when the record came"},
      {"account", "whose the record is"},
      {"id", "what tells a record that comes twice"},
      {"times", "how many identical records there are"},
      {"corrects", "the record that it stands in place of"},
      {"record", "of which kind the record is"},
  };
  for (const auto& column : columns) {
    if (field.name.text != column.name) continue;
    context.named.insert(&field);
    context.error("T0580", field.name.span, quoted(column.name) + " is a column of every record: " + column.holds).fix =
        "another name for the field";
  }
}

void gather_usage(Context& context, UsageInfo& usage) {
  usage.first = static_cast<unsigned>(context.checked.fields.size());
  usage.count = static_cast<unsigned>(usage.usage->fields.size());
  for (const ast::Field& field : usage.usage->fields)
    context.checked.fields.push_back(field_info(context, field));
  refuse_twice_in(context, usage.usage->fields, "field", [](const ast::Field& field) { return &field.name; });
  for (const ast::Field& field : usage.usage->fields) refuse_column_of_all(context, field);
}

// A define may not hide a field or an attribute: a reader could not tell which is meant.
void refuse_hidden_fields(Context& context) {
  for (const ast::Define* define : context.checked.defines) {
    const auto clash = [&](const FieldInfo& info) {
      if (!define->name || info.name != define->name.text) return;
      Diagnostic& twice = context.error("T0312", define->name.span, quoted(info.name) + " is declared twice");
      twice.related.push_back(context.label(info.field->name.span, "as a field here"));
    };
    for (const FieldInfo& info : context.checked.fields) clash(info);
    for (const FieldInfo& info : context.checked.attributes) clash(info);
  }
}

// --- the header ---------------------------------------------------------------------------------------

void require_header_parts(Context& context, const ast::Tariff& tariff, Span head) {
  const auto missing = [&](const std::string& what, const std::string& fix) {
    context.error("T0316", head, "the header does not say the tariff's " + what).fix = fix;
  };
  if (!tariff.effective_from) missing("validity", "effective from 2024-06-26");
  if (!tariff.currency) missing("currency", "currency CNY");
  if (!tariff.zone) missing("zone of time", "zone Asia/Shanghai");
}

void check_validity(Context& context, const ast::Tariff& tariff) {
  if (!context.zone || !tariff.effective_from || !tariff.effective_until) return;
  if (instant_of(*tariff.effective_from, *context.zone) < instant_of(*tariff.effective_until, *context.zone))
    return;
  context.error("T0424", tariff.effective_span, "the tariff ends before it begins");
}

// --- what nothing uses --------------------------------------------------------------------------------

void warn_unused(Context& context, const void* tree, const ast::Name& name, const std::string& what) {
  if (name && !context.is_named(tree) && !context.meant.count(name.text))
    context.warning("T0313", name.span, "nothing reads the " + what + " " + quoted(name.text));
}

void report_unused_meters(Context& context) {
  for (const MeterInfo& info : context.checked.meters) {
    const ast::Name& name = info.meter->name;
    if (context.is_named(info.meter) || context.read_running.count(info.meter) || !name) continue;
    if (context.meant.count(name.text)) continue;
    Diagnostic& unused = context.error("T0314", name.span, "no charge prices the meter " + quoted(name.text));
    unused.fix = "charge " + name.text + " each month { price … }";
    unused.notes.push_back("use that costs nothing is said too: `price 0 …`");
    for (std::size_t i = 0; i < context.checked.charges.size(); ++i)
      if (context.checked.fees[i] && nearest(context.checked.charges[i]->meters.front().text, {name.text}))
        unused.related.push_back(
            context.label(context.checked.charges[i]->meters.front().span, "a fee, for no meter has this name"));
  }
}

void report_undrawn_packages(Context& context) {
  for (const PackageInfo& info : context.checked.packages)
    for (const auto& [property, type] : info.properties) warn_unused(context, property, *property, "column");
  for (const PackageInfo& info : context.checked.packages)
    if (info.package->name && !context.is_named(info.package) &&
        !context.meant.count(info.package->name.text))
      context
          .error("T0315", info.package->name.span,
                 "no charge draws on the package " + quoted(info.package->name.text))
          .fix = "in the charge of what it covers: from " + info.package->name.text + ", then postpaid";
}

}  // namespace

void refuse_twice(Context& context, const std::vector<const ast::Name*>& names, std::string_view what) {
  std::map<std::string, const ast::Name*> seen;
  for (const ast::Name* name : names) {
    if (!*name) continue;
    const auto [first, fresh] = seen.emplace(name->text, name);
    if (fresh) continue;
    context.meant.insert(name->text);
    Diagnostic& twice = context.error(
        "T0312", name->span, "the " + std::string(what) + " " + quoted(name->text) + " is declared twice");
    twice.related.push_back(context.label(first->second->span, "first here"));
  }
}

void gather_blocks(Context& context) {
  Checked& checked = context.checked;
  checked.tariff = the_only<ast::Tariff>(context, "tariff");
  checked.account = the_only<ast::Account>(context, "account");
  checked.bill = the_only<ast::Bill>(context, "bill");
  for (const ast::Block& block : checked.file->blocks) std::visit(Gather{checked}, block.what);
  context.defines.resize(checked.defines.size());
  context.meter_steps.resize(checked.meters.size());
  refuse_blocks_twice(context);
  require_blocks(context);
}

int telling_field(Context& context, int usage, const ast::Name& name, const std::string& what) {
  if (!name) return -1;
  const int field = field_named(context.checked, usage, name.text);
  if (field < 0) {
    context.unknown("T0308", name, "field", field_names(context.checked, usage));
    return -1;
  }
  const FieldInfo& known = context.checked.fields[static_cast<unsigned>(field)];
  context.named.insert(known.field);
  context.checked.names[&name] = {Meaning::Kind::field, static_cast<unsigned>(field), 0};
  if (known.type.kind == TypeKind::number || known.type.kind == TypeKind::instant)
    context.error("T0401", name.span, what + " a choice or a text, and this is " + describe(context.checked, known.type));
  return field;
}

void gather_fields(Context& context) {
  gather_calendars(context);
  for (UsageInfo& usage : context.checked.usages) gather_usage(context, usage);
  if (const ast::Account* account = context.checked.account) {
    for (const ast::Field& field : account->attributes)
      context.checked.attributes.push_back(field_info(context, field));
    refuse_twice_in(context, account->attributes, "attribute",
                    [](const ast::Field& field) { return &field.name; });
  }
  refuse_hidden_fields(context);
}

void check_header(Context& context) {
  for (const ast::Block& block : context.checked.file->blocks)
    if (std::get_if<ast::Tariff>(&block.what) == context.checked.tariff && context.checked.tariff)
      require_header_parts(context, *context.checked.tariff, block.head);
  if (!context.checked.tariff) return;
  const ast::Name& zone = context.checked.tariff->zone;
  if (zone) context.zone = Zone::load(zone.text);
  if (zone && !context.zone) {
    const bool offset = zone.text.front() == '+' || zone.text.front() == '-';
    context.error("T0307", zone.span, "there is no zone of time " + quoted(zone.text))
        .notes.push_back(offset ? "an offset has two digits for the hour and two for the minute: `+08:00`"
                                : "zones are named by continent and city: `Asia/Shanghai`");
  }
  check_validity(context, *context.checked.tariff);
}

void report_unused(Context& context) {
  const Checked& checked = context.checked;
  for (const UsageInfo& usage : checked.usages)
    for (unsigned i = usage.first;
         i < usage.first + usage.count && !context.meant.count(usage.usage->name.text); ++i)
      warn_unused(context, checked.fields[i].field, checked.fields[i].field->name, "field");
  for (const FieldInfo& info : checked.attributes)
    warn_unused(context, info.field, info.field->name, "attribute");
  for (const ast::Define* define : checked.defines) warn_unused(context, define, define->name, "define");
  for (const ast::Block& block : checked.file->blocks)
    if (const auto* calendar = std::get_if<ast::Calendar>(&block.what))
      warn_unused(context, calendar, calendar->name, "calendar");
  report_unused_meters(context);
  report_undrawn_packages(context);
}

}  // namespace tariff::checking
