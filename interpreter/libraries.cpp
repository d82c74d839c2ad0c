#include "interpreter/libraries.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

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

// The name a block of the library makes known, and what is said where it is not.
std::string name_of(const ast::Block& block, std::string_view code) {
  const auto* unit = std::get_if<ast::Unit>(&block.what);
  if (code == "T0305" && unit) return unit->name.text;
  const auto* calendar = std::get_if<ast::Calendar>(&block.what);
  if (code == "T0340" && calendar) return calendar->name.text;
  const auto* define = std::get_if<ast::Define>(&block.what);
  return code == "T0321" && define ? define->name.text : "";
}

// The libraries that know the name, each as a clause to write.
std::vector<std::string> uses_for(std::string_view name, std::string_view code) {
  std::vector<std::string> uses;
  for (const auto& module : modules()) {
    const auto document = library(module);
    for (const auto& block : document->parsed.file.blocks)
      if (name_of(block, code) == name) uses.push_back(fmt::format("use {}", module.name));
  }
  return uses;
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
  constexpr std::string_view unknown_names[] = {"T0305", "T0321", "T0340"};
  const auto is_unknown = [&](const Diagnostic& finding) {
    return std::find(std::begin(unknown_names), std::end(unknown_names), finding.code) != std::end(unknown_names);
  };
  if (!unknown_modules.empty()) findings.erase(std::remove_if(findings.begin(), findings.end(), is_unknown), findings.end());
  for (auto& finding : findings) {
    if (!is_unknown(finding)) continue;
    const auto uses = uses_for(finding.place.source->text(finding.place.span), finding.code);
    if (uses.empty()) continue;
    finding.fix = fmt::format("{}", fmt::join(uses, ", or "));
    finding.notes.clear();
  }
}

}  // namespace tariff
