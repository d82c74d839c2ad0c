#include "interpreter/check/context.hpp"

#include "grammar/suggest.hpp"

namespace tariff::checking {

Diagnostic& Context::error(std::string code, Span place, std::string message) {
  Diagnostic finding;
  finding.code = std::move(code);
  finding.message = std::move(message);
  finding.place = label(place, "");
  findings.push_back(std::move(finding));
  return findings.back();
}

Diagnostic& Context::warning(std::string code, Span place, std::string message) {
  Diagnostic& finding = error(std::move(code), place, std::move(message));
  finding.severity = Severity::warning;
  return finding;
}

Diagnostic& Context::unknown(std::string code, const ast::Name& name, std::string_view what,
                             const std::vector<std::string>& candidates) {
  Diagnostic& finding =
      error(std::move(code), name.span, "there is no " + std::string(what) + " " + quoted(name.text));
  if (const auto near = nearest(name.text, candidates)) {
    finding.fix = "write " + quoted(*near);
    meant.insert(*near);
  } else if (!candidates.empty() && candidates.size() <= 9) {
    finding.notes.push_back((candidates.size() == 1 ? "there is " : "there are ") + joined(candidates, ", "));
  }
  return finding;
}

Label Context::label(Span place, std::string caption) const {
  return {checked.file->source, place, std::move(caption)};
}

std::string Context::text(Span place) const {
  std::string line;
  for (const char c : checked.file->source->text(place)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all += separator;
    all += part;
  }
  return all;
}

int meter_named(const Checked& checked, std::string_view name) {
  return index_of(checked.meters, name, [](const MeterInfo& info) { return info.meter->name.text; });
}
int package_named(const Checked& checked, std::string_view name) {
  return index_of(checked.packages, name, [](const PackageInfo& info) { return info.package->name.text; });
}
int usage_named(const Checked& checked, std::string_view name) {
  return index_of(checked.usages, name, [](const UsageInfo& info) { return info.usage->name.text; });
}
int attribute_named(const Checked& checked, std::string_view name) {
  return index_of(checked.attributes, name, [](const FieldInfo& info) { return info.name; });
}
int define_named(const Checked& checked, std::string_view name) {
  return index_of(checked.defines, name, [](const ast::Define* define) { return define->name.text; });
}

int calendar_named(const Checked& checked, std::string_view name) {
  return index_of(checked.calendars, name, [](const CalendarInfo& info) { return info.calendar->name.text; });
}

int usage_of(const Checked& checked, const MeterInfo& meter) {
  return usage_named(checked, meter.meter->usage.text);
}

int field_named(const Checked& checked, int usage, std::string_view name) {
  if (usage < 0) return -1;
  const UsageInfo& info = checked.usages[static_cast<unsigned>(usage)];
  for (unsigned i = info.first; i < info.first + info.count; ++i)
    if (checked.fields[i].name == name) return static_cast<int>(i);
  return -1;
}

std::vector<std::string> field_names(const Checked& checked, int usage) {
  std::vector<std::string> names;
  if (usage < 0) return names;
  const UsageInfo& info = checked.usages[static_cast<unsigned>(usage)];
  for (unsigned i = info.first; i < info.first + info.count; ++i) names.push_back(checked.fields[i].name);
  return names;
}

int meter_meant(Context& context, const ast::Name& name) {
  if (!name) return -1;
  const Checked& checked = context.checked;
  const int meter = meter_named(checked, name.text);
  if (meter < 0)
    context.unknown("T0302", name, "meter",
                    names_of(checked.meters, [](const MeterInfo& info) { return info.meter->name.text; }));
  else
    context.checked.names[&name] = {Meaning::Kind::meter, static_cast<unsigned>(meter), 0};
  return meter;
}

int package_meant(Context& context, const ast::Name& name) {
  if (!name) return -1;
  const Checked& checked = context.checked;
  const int package = package_named(checked, name.text);
  if (package < 0)
    context.unknown("T0303", name, "package", names_of(checked.packages, [](const PackageInfo& info) {
                      return info.package->name.text;
                    }));
  else
    context.checked.names[&name] = {Meaning::Kind::package, static_cast<unsigned>(package), 0};
  return package;
}

}  // namespace tariff::checking
