#include "interpreter/libraries.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "grammar/suggest.hpp"
#include "interpreter/modules.hpp"

namespace tariff {
namespace {

Diagnostic unknown_module(const Source& source, const ast::Name& name) {
  Diagnostic unknown;
  unknown.code = "T0301";
  unknown.message = fmt::format("there is no library `{}`", name.text);
  unknown.place = {&source, name.span, "not one of the library's modules"};
  if (auto meant = nearest(name.text, module_names())) {
    unknown.fix = fmt::format("use {}", *meant);
  } else {
    unknown.notes.push_back(fmt::format("the library has {}", fmt::join(module_names(), ", ")));
  }
  return unknown;
}

std::unique_ptr<Document> library(const Module& module) {
  return std::make_unique<Document>(
      Source(fmt::format("stdlib/{}.tariff", module.name), std::string(module.text)));
}

// Where each unit of the library is found, as a clause to write.
std::map<std::string, std::vector<std::string>> units_of_libraries() {
  std::map<std::string, std::vector<std::string>> places;
  for (const auto& module : modules()) {
    const auto document = library(module);
    for (const auto& block : document->parsed.file.blocks) {
      const auto* unit = std::get_if<ast::Unit>(&block.what);
      if (unit) places[unit->name.text].push_back(fmt::format("use {}", module.name));
    }
  }
  return places;
}

}  // namespace

Libraries load_libraries(const ast::File& file, Diagnostics& unknown) {
  std::vector<const Module*> wanted = {find_module(prelude)};
  for (const auto& block : file.blocks) {
    const auto* use = std::get_if<ast::Use>(&block.what);
    if (!use) continue;
    const auto* module = find_module(use->module.text);
    if (!module) {
      unknown.push_back(unknown_module(*file.source, use->module));
    } else if (std::find(wanted.begin(), wanted.end(), module) == wanted.end()) {
      wanted.push_back(module);
    }
  }
  Libraries libraries;
  for (const auto* module : wanted) libraries.push_back(library(*module));
  return libraries;
}

void point_to_libraries(Diagnostics& findings, const Diagnostics& unknown_modules) {
  const auto unknown_unit = [](const Diagnostic& finding) { return finding.code == "T0305"; };
  if (!unknown_modules.empty()) {
    findings.erase(std::remove_if(findings.begin(), findings.end(), unknown_unit), findings.end());
  }
  if (std::none_of(findings.begin(), findings.end(), unknown_unit)) return;
  const auto places = units_of_libraries();
  for (auto& finding : findings) {
    if (!unknown_unit(finding)) continue;
    const auto known = places.find(std::string(finding.place.source->text(finding.place.span)));
    if (known != places.end()) finding.fix = fmt::format("{}", fmt::join(known->second, ", or "));
  }
}

}  // namespace tariff
