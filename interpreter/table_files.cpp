#include "interpreter/table_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

#include "grammar/clone.hpp"
#include "interpreter/check/walk.hpp"
#include "interpreter/read/input.hpp"
#include "interpreter/read/rows.hpp"

namespace tariff {
namespace {

constexpr std::size_t most_findings = 20;  // of one file: a column that is not what it seems is wrong in every row
constexpr std::size_t longest_row = 1 << 20;

// The word that may be a column's heading: `rate`, or "Rate per minute". Empty where the part is another.
std::string heading_of(const ast::Expression& part) {
  if (const auto* text = std::get_if<ast::Text>(&part.node)) return text->value;
  const auto* name = std::get_if<ast::Reference>(&part.node);
  return name && name->path.size() == 1 ? name->path.front().text : "";
}

bool is_number(std::string_view text) {
  const auto digits = [&] {
    const std::size_t before = text.size();
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
    return text.size() < before;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!digits()) return false;
  if (!text.starts_with('.')) return text.empty();
  text.remove_prefix(1);
  return digits() && text.empty();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

class Filling {
 public:
  Filling(Document& version, ast::Table& table, Diagnostics& findings)
      : version_(version), file_(version.parsed.file), table_(table), findings_(findings) {}

  // `text` is what the file holds.
  void fill(const ReadText& read, std::string& text) {
    const std::string path = beside(version_.source.path(table_.span.begin), table_.file.text);
    pattern_ = std::move(table_.rows.front());
    table_.rows.erase(table_.rows.begin());
    try {
      text = read(path);
      if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
      add_rows(path, text);
    } catch (const ReadError& error) {
      Diagnostic& missing = find("T0488", "the rows of this table cannot be read", table_.file.span);
      missing.notes.push_back(error.what());
      missing.fix = "the path of a CSV file with a header, from the folder of the tariff";
    }
  }

 private:
  void add_rows(const std::string& path, const std::string& text) {
    const Source source(path, text);
    const auto rows = open_rows(Input(path, text), headings(), longest_row, [](const std::string&) {});
    if (!names_a_column(rows->columns())) return;
    if (!names_prefixes(rows->columns())) return;
    version_.source.add(source, {0, static_cast<std::uint32_t>(text.size())});
    const auto begin = version_.source.text().size() - text.size() - 1;
    std::vector<ast::Row> filled;
    for (Row row; rows->next(row) && found_ < most_findings;) {
      const auto at = static_cast<std::uint32_t>(begin + row.offset);
      place_ = {at, at + static_cast<std::uint32_t>(row.text.size())};
      if (row.fault.empty()) {
        filled.push_back(row_of(rows->columns(), row));
      } else {
        ++found_;
        find("T0489", row.fault, place_);
      }
    }
    if (filled.empty() && found_ == 0) find("T0489", fmt::format("`{}` has no rows", table_.file.text), table_.file.span);
    filled.insert(filled.end(), std::make_move_iterator(table_.rows.begin()), std::make_move_iterator(table_.rows.end()));
    table_.rows = std::move(filled);
  }

  std::vector<std::string> headings() const {
    std::vector<std::string> words;
    for (const ast::Cell& cell : pattern_.cells)
      for (const ast::Expr& value : cell.values)
        if (value) note_headings(*value, words);
    return words;
  }
  static void note_headings(const ast::Expression& part, std::vector<std::string>& words) {
    if (std::string word = heading_of(part); !word.empty()) words.push_back(std::move(word));
    checking::for_each_part(part, [&](const ast::Expression& inner) { note_headings(inner, words); });
  }

  bool names_a_column(const std::vector<std::string>& columns) {
    const std::vector<std::string> words = headings();
    const bool any = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::find(columns.begin(), columns.end(), word) != columns.end();
    });
    if (any) return true;
    Diagnostic& other = find("T0489", fmt::format("nothing in this row is a column of `{}`", table_.file.text), pattern_.span);
    other.notes.push_back(fmt::format("its columns are `{}`", fmt::join(columns, "`, `")));
    other.fix = "in each cell what a row of the file has there, such as `prefix`, or `rate × 1 EUR per minute`";
    return false;
  }

  // What texts begin with is of each row of the file: a word that is no column of it is a column's name misspelt.
  bool names_prefixes(const std::vector<std::string>& columns) {
    for (std::size_t i = 0; i < std::min(pattern_.cells.size(), table_.columns.size()); ++i) {
      const auto& values = pattern_.cells[i].values;
      const std::string word = values.size() == 1 && values.front() ? heading_of(*values.front()) : "";
      if (!table_.columns[i].prefix || word.empty()) continue;
      if (std::find(columns.begin(), columns.end(), word) != columns.end()) continue;
      Diagnostic& other = find("T0489", fmt::format("`{}` has no column `{}`", table_.file.text, word), values.front()->span);
      other.notes.push_back(fmt::format("its columns are `{}`", fmt::join(columns, "`, `")));
      return false;
    }
    return true;
  }

  ast::Row row_of(const std::vector<std::string>& columns, const Row& written) {
    Values values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string_view text = trimmed(written.cells[i]);
      values.emplace(columns[i], Value{std::string(text), place_of(text, written.text)});
    }
    ast::Row row;
    row.span = place_;
    for (std::size_t i = 0; i < pattern_.cells.size(); ++i)
      row.cells.push_back(cell_of(pattern_.cells[i], table_.columns[std::min(i, table_.columns.size() - 1)], values));
    return row;
  }

  struct Value {
    std::string text;
    Span place;
  };
  using Values = std::map<std::string, Value>;

  // Of a cell in its row; one that is written with quotes inside has that of the row.
  Span place_of(std::string_view cell, std::string_view row) const {
    if (cell.data() < row.data() || cell.data() + cell.size() > row.data() + row.size()) return place_;
    const auto begin = place_.begin + static_cast<std::uint32_t>(cell.data() - row.data());
    return {begin, begin + static_cast<std::uint32_t>(cell.size())};
  }

  // Whether the cells of a column are texts: prefixes, and the values of a field that is a text.
  bool is_of_texts(const ast::Column& column) const {
    const auto is_it = [&](const ast::Field& field) {
      return field.name.text == column.name.text && field.type.kind == ast::FieldType::Kind::text;
    };
    const auto has_it = [&](const ast::Block& block) {
      const auto* usage = std::get_if<ast::Usage>(&block.what);
      const auto* account = std::get_if<ast::Account>(&block.what);
      return (usage && std::any_of(usage->fields.begin(), usage->fields.end(), is_it)) ||
             (account && std::any_of(account->attributes.begin(), account->attributes.end(), is_it));
    };
    return column.prefix || std::any_of(file_.blocks.begin(), file_.blocks.end(), has_it);
  }

  // A cell that is a column's heading has what the file writes there, `any` and `otherwise` too: a number or a name, or
  // where texts stand, or in quotes, a text.
  ast::Cell cell_of(const ast::Cell& pattern, const ast::Column& column, const Values& values) {
    ast::Cell cell{pattern.kind, {}, pattern.period, place_};
    const ast::Expression* whole = pattern.values.size() == 1 ? pattern.values.front().get() : nullptr;
    const auto known = whole ? values.find(heading_of(*whole)) : values.end();
    if (known == values.end() || pattern.kind != ast::Cell::Kind::value) {
      if (has_no_price(pattern, values)) return {ast::Cell::Kind::none, {}, pattern.period, place_};
      for (const ast::Expr& value : pattern.values) cell.values.push_back(value_of(value, values));
      return cell;
    }
    const std::string& text = known->second.text;
    cell.span = known->second.place;
    const bool is_text = is_of_texts(column) || std::holds_alternative<ast::Text>(whole->node);
    if (text.empty()) refuse(place_, fmt::format("`{}` is empty here", known->first), "what it is, or `any`");
    if (text == "any") cell.kind = ast::Cell::Kind::any;
    else if (text == "otherwise") cell.kind = ast::Cell::Kind::otherwise;
    else if (text == "no price") cell.kind = ast::Cell::Kind::none;
    else if (is_text) cell.values.push_back(make(ast::Text{text}, cell.span));
    else if (is_number(text)) cell.values.push_back(make(ast::Literal{text, 0, {}}, cell.span));
    else if (column.kind == ast::Column::Kind::payer) cell.values.push_back(make(payer_of(text, cell.span), cell.span));
    else cell.values.push_back(make(ast::Reference{{{text, cell.span}}}, cell.span));
    return cell;
  }

  // `no price` in the place of a number that the price is worked out from.
  static bool has_no_price(const ast::Cell& pattern, const Values& values) {
    std::vector<std::string> words;
    for (const ast::Expr& value : pattern.values)
      if (value) note_headings(*value, words);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      const auto known = values.find(word);
      return known != values.end() && known->second.text == "no price";
    });
  }

  // Within a value a heading stands for a number.
  ast::Expr value_of(const ast::Expr& value, const Values& values) {
    std::map<std::string, ast::Expr> numbers;
    const auto argument = [&](const ast::Expression& part) -> const ast::Expr* {
      const auto known = values.find(heading_of(part));
      if (known == values.end()) return nullptr;
      ast::Expr& number = numbers[known->first];
      if (number) return &number;
      const auto& [text, place] = known->second;
      if (!is_number(text))
        refuse(place, fmt::format("`{}` is no number here", known->first), "digits, with `.` before decimals");
      number = make(ast::Literal{is_number(text) ? text : "0", 0, {}}, place);
      return &number;
    };
    return ast::clone(value, {argument, [&] { return file_.expressions++; }, place_});
  }

  // `minutes`, or a row of the package: `minutes.m100`.
  static ast::Reference payer_of(std::string_view text, Span place) {
    ast::Reference name;
    for (std::size_t dot = text.find('.'); dot != text.npos; dot = text.find('.')) {
      name.path.push_back({std::string(text.substr(0, dot)), place});
      text.remove_prefix(dot + 1);
    }
    name.path.push_back({std::string(text), place});
    return name;
  }

  ast::Expr make(ast::Expression::Node node, Span place) {
    auto made = std::make_unique<ast::Expression>();
    made->node = std::move(node);
    made->span = place;
    made->id = file_.expressions++;
    return made;
  }

  void refuse(Span place, std::string message, std::string fix) {
    ++found_;
    find("T0489", std::move(message), place).fix = std::move(fix);
  }

  Diagnostic& find(const char* code, std::string message, Span place) {
    Diagnostic found;
    found.code = code;
    found.message = std::move(message);
    found.place = {&version_.source, place, ""};
    return findings_.emplace_back(std::move(found));
  }

  Document& version_;
  ast::File& file_;
  ast::Table& table_;
  Diagnostics& findings_;
  ast::Row pattern_;
  Span place_;  // of the file's row at hand
  std::size_t found_ = 0;
};

// The table that a block's value is, if its rows are in a file; or null.
ast::Table* filed(const ast::Expr& value) {
  auto* tabled = value ? std::get_if<ast::Tabled>(&value->node) : nullptr;
  return tabled && tabled->table.file && !tabled->table.rows.empty() ? &tabled->table : nullptr;
}

}  // namespace

std::vector<std::string> fill_tables(Document& version, const ReadText& read, Diagnostics& findings) {
  std::vector<std::string> texts;
  for (ast::Block& block : version.parsed.file.blocks) {
    ast::Table* table = nullptr;
    if (auto* define = std::get_if<ast::Define>(&block.what)) table = filed(define->value);
    if (auto* charge = std::get_if<ast::Charge>(&block.what); charge && charge->price) table = filed(charge->price->value);
    if (table) Filling(version, *table, findings).fill(read, texts.emplace_back());
  }
  return texts;
}

void say_once(Diagnostics& findings, const Source& version, std::uint32_t begin) {
  std::map<std::string, std::size_t> rows;  // by what is said
  const auto of_row = [&](const Diagnostic& finding) { return finding.place.source == &version && finding.place.span.begin >= begin; };
  for (const Diagnostic& finding : findings)
    if (of_row(finding)) ++rows[finding.code + finding.message];
  std::erase_if(findings, [&](Diagnostic& finding) {
    if (!of_row(finding)) return false;
    const std::size_t alike = std::exchange(rows[finding.code + finding.message], 0);
    if (alike > 1) finding.notes.push_back(fmt::format("the same is wrong in {} rows", alike));
    return alike == 0;
  });
}

}  // namespace tariff
