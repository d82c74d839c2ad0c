#include "interpreter/versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "grammar/suggest.hpp"
#include "interpreter/read/input.hpp"

namespace tariff {
namespace {

Diagnostic finding(const char* code, std::string message, Label place) {
  Diagnostic found;
  found.code = code;
  found.message = std::move(message);
  found.place = std::move(place);
  return found;
}

// --- which block takes the place of which --------------------------------------------------------------------------

std::string joined(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " and ") + name;
  return text;
}

std::vector<std::string> texts_of(const std::vector<ast::Name>& names) {
  std::vector<std::string> texts;
  for (const ast::Name& name : names) texts.push_back(name.text);
  return texts;
}

// What a charge prices; where its table says it, the meters of the table's column.
std::vector<std::string> priced_by(const ast::Charge& charge) {
  if (!charge.meters.empty() || !charge.price || !charge.price->value) return texts_of(charge.meters);
  const auto* tabled = std::get_if<ast::Tabled>(&charge.price->value->node);
  if (!tabled) return {};
  std::set<std::string> meters;
  const ast::Table& table = tabled->table;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (table.columns[column].name.text != "meter") continue;
    for (const ast::Row& row : table.rows) {
      if (column >= row.cells.size()) continue;
      for (const ast::Expr& value : row.cells[column].values) {
        const auto* reference = value ? std::get_if<ast::Reference>(&value->node) : nullptr;
        if (reference) meters.insert(reference->path.back().text);
      }
    }
  }
  return {meters.begin(), meters.end()};
}

// A block by its kind and name: a block of the same takes its place. Empty: each stands for itself.
struct Identity {
  std::string operator()(const ast::Tariff&) const { return "tariff"; }
  std::string operator()(const ast::Use& use) const { return "use " + use.module.text; }
  std::string operator()(const ast::Currency& currency) const { return "currency " + currency.name.text; }
  std::string operator()(const ast::Unit& unit) const { return "unit " + unit.name.text; }
  std::string operator()(const ast::Usage& usage) const { return "usage " + usage.name.text; }
  std::string operator()(const ast::Account&) const { return "account"; }
  std::string operator()(const ast::Calendar& calendar) const { return "calendar " + calendar.name.text; }
  std::string operator()(const ast::Define& define) const { return "define " + define.name.text; }
  std::string operator()(const ast::Meter& meter) const { return "meter " + meter.name.text; }
  std::string operator()(const ast::Package& package) const { return "package " + package.name.text; }
  std::string operator()(const ast::Charge& charge) const { return "charge " + joined(priced_by(charge)); }
  std::string operator()(const ast::Bill&) const { return "bill"; }
  std::string operator()(const ast::Reject& reject) const { return "reject " + reject.name.text; }
  std::string operator()(const ast::Test&) const { return {}; }
};
std::string identity(const ast::Block& block) { return std::visit(Identity(), block.what); }

bool is_test(const ast::Block& block) { return std::holds_alternative<ast::Test>(block.what); }

// --- what an amendment leaves -----------------------------------------------------------------------------------------

// The blocks it replaces or takes away.
std::set<std::string> gone(const Document& own, const Document& before, Diagnostics& findings) {
  std::vector<std::string> known;
  for (const ast::Block& block : before.parsed.file.blocks) known.push_back(identity(block));
  std::set<std::string> names;
  for (const ast::Block& block : own.parsed.file.blocks) names.insert(identity(block));
  for (const ast::Removal& removal : header_of(own.parsed.file)->without) {
    const bool charge = removal.block.text == "charge";
    std::vector<std::string> removed = texts_of(removal.names);
    if (charge) removed = {joined(removed)};
    for (const std::string& name : removed) {
      const std::string block = removal.block.text + " " + name;
      const bool replaced = !names.insert(block).second;
      if (!replaced && std::find(known.begin(), known.end(), block) != known.end()) continue;
      auto& wrong = findings.emplace_back(finding(
          "T0544", replaced ? fmt::format("`{}` is taken away and stands here anew", block)
                            : fmt::format("the version before has no `{}`", block),
          {&own.source, removal.span, ""}));
      const auto meant = nearest(block, known);
      if (replaced) {
        wrong.fix = "leave out the `without`: what stands here takes its place";
      } else if (meant) {
        wrong.fix = "without " + *meant;
      }
    }
  }
  return names;
}

// What an amended header does not say is that of the version before.
void complete(ast::File& file, const ast::Tariff& before) {
  for (ast::Block& block : file.blocks) {
    auto* header = std::get_if<ast::Tariff>(&block.what);
    if (!header) continue;
    if (header->title.empty()) header->title = before.title;
    if (!header->currency) header->currency = {before.currency.text, header->effective_span};
    header->late_count |= before.late_count;
    if (!header->zone) header->zone = {before.zone.text, header->effective_span};
  }
}

}  // namespace

std::string beside(const std::string& path, const std::string& other) {
  return (std::filesystem::path(path).parent_path() / other).lexically_normal().generic_string();
}

const ast::Tariff* header_of(const ast::File& file) {
  for (const ast::Block& block : file.blocks) {
    if (const auto* header = std::get_if<ast::Tariff>(&block.what)) return header;
  }
  return nullptr;
}

Documents load_versions(std::string path, std::string text, const ReadText& read, Diagnostics& findings) {
  Documents versions;
  std::vector<std::string> seen;
  for (;;) {
    seen.push_back(path);
    const Document& version = *versions.emplace_back(std::make_unique<Document>(Source(path, std::move(text))));
    const ast::Tariff* header = header_of(version.parsed.file);
    if (!header || !header->earlier) return versions;
    const Label place{&version.source, header->earlier.span, ""};
    path = beside(path, header->earlier.text);
    if (std::find(seen.begin(), seen.end(), path) != seen.end()) {
      auto& round = findings.emplace_back(finding("T0541", "the versions go round in a circle", place));
      round.place.caption = fmt::format("`{}` comes later than this version", path);
      round.fix = "name the version before this one";
      return versions;
    }
    try {
      text = read(path);
    } catch (const ReadError&) {
      auto& missing = findings.emplace_back(finding("T0540", "the version before cannot be read", place));
      missing.notes.push_back(fmt::format("looked for as `{}`", path));
      missing.fix = "the path of its file, from the folder of this one";
      return versions;
    }
  }
}

std::unique_ptr<Document> whole_version(const Document& own, const Document* before, const Document& newest,
                                        Diagnostics& findings) {
  const bool is_newest = &own == &newest;
  Source whole = is_newest ? own.source : Source(own.source.path(0), "");
  const auto add = [&](const Document& from, auto wanted) {
    for (const ast::Block& block : from.parsed.file.blocks) {
      if (wanted(block)) whole.add(from.source, block.span);
    }
  };
  if (!is_newest) {
    add(own, [](const ast::Block& block) { return !is_test(block); });
    if (!has_errors(newest.parsed.diagnostics)) add(newest, is_test);
  }
  if (before) {
    const auto replaced = gone(own, *before, findings);
    add(*before, [&](const ast::Block& block) { return !is_test(block) && replaced.count(identity(block)) == 0; });
  }
  auto version = std::make_unique<Document>(std::move(whole));
  if (before) complete(version->parsed.file, *header_of(before->parsed.file));
  return version;
}

}  // namespace tariff
