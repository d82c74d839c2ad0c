// Expressions and conditions of the tree → formulas of the plan.
#pragma once

#include "interpreter/check/checked.hpp"
#include "interpreter/check/tables.hpp"
#include "interpreter/lower/prefixes.hpp"
#include "interpreter/check/rounding_words.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

class FormulaBuilder {
 public:
  // Where formulas name the highest value of an attribute in a window, it is added to `plan.watched`.
  FormulaBuilder(const Checked& checked, Plan& plan) : checked_(checked), plan_(plan) {}

  Formula of(const ast::Expr& expression);  // none where the author wrote nothing
  // The value, or another part, of the case that holds; check made sure that one does.
  Formula of(const std::vector<ast::Case>& cases, ast::Expr ast::Case::*part = &ast::Case::value);
  Formula of(Property property);
  Formula then(const ast::Take& take);  // what its value becomes; none where it stays
  // Whether all of them hold, some of which may be missing; whether none does.
  Formula all(const std::vector<Formula>& conditions);
  Formula neither(const std::vector<Formula>& conditions);
  Formula in_cell(const Meaning& column, const ast::Cell& cell);  // the column's value is what the cell asks for
  // The code of the longest prefix that the text of a column begins with, or whether it is among those (prefixes.cpp).
  Formula looked_up(const Meaning& column, std::shared_ptr<const Prefixes> prefixes, std::vector<std::uint8_t> among = {});
  // What a quantity costs, by these rows of a table; nothing where none is used, unless due even so (schedules.cpp).
  Formula price(const ast::Expr& value, bool due_unused);
  Formula price(const ast::Tabled& tabled, const std::vector<const ast::Row*>& rows, bool due_unused);
  // Which of the plan's sums it is, in the window; it is added where it is new.
  Index summed(const ast::SoFar& written, const std::optional<Window>& window);
  Formula backwards(const ast::Binary& difference);  // of instants: the second is the later one
  Formula outside(const ast::Expr& instant, const CalendarInfo& calendar);
  std::optional<Window> closing;  // the window whose end formulas are asked at
  const std::vector<std::pair<const ast::In*, const CalendarInfo*>>& calendars_read() const { return calendars_read_; }
  Index level_read() const { return level_read_; }  // a level that the formula last built reads; none

 private:
  Index add(Op op, Index a = 0, Index b = 0, Index c = 0, Index index = 0);
  Index add(Number number);
  Index read(Op op, Index index, const FieldInfo& field);
  Index step(const ast::Expr& expression);
  Index step(const ast::Literal& literal);
  Index step(const ast::Text& text);
  Index step(const ast::Moment& moment);
  Index step(const ast::Reference& reference, const ast::Expression& expression);
  Index step(const ast::Rate& rate);
  Index step(const ast::Binary& binary);
  Index step(const ast::Is& is);
  Index step(const ast::In& in);
  Index step(const ast::Given& given);
  Index step(const ast::Bounded& bounded);
  Index step(const ast::Rounded& rounded);
  Index step(const ast::Call& call, const ast::Expression& expression);
  Index step(const ast::Now& now);
  Index step(const ast::SoFar& so_far);
  Index step(const ast::Folded& folded, const ast::Expression& expression);
  Index step(const ast::LinesOf& lines);
  Index step(const ast::LengthOf& length);
  Index lines(std::vector<Index> items);
  Index line_item(const Meaning& meaning) const;
  Index step(const ast::Extreme& extreme);
  Index step(const ast::Tabled& tabled);
  Window period(ast::Period written) const;
  Index looked_back(Index meter, Index windows);
  Index blocks(Index quantity, const ast::Rate& rate);
  using Rows = checking::Rows;  // what a schedule yields for a quantity: schedules.cpp
  struct Use { Index quantity = none; Dimension result; };
  Index applied(const ast::Expr& schedule, const Use& use);
  Index applied(const ast::Binary& binary, const Use& use);
  enum class Keys { all, of_account };  // of a table: those of the record are decided before its price is asked
  Index applied(const ast::Tabled& tabled, const Rows& rows, const Use& use, Keys keys, bool due_unused);
  Index beyond(const std::vector<std::pair<Index, bool>>& ends, Index quantity, bool whole);
  Index graduated(const Rows& tiers, const checking::TableShape& shape, const Use& use, bool due_unused);
  Index reached(const Rows& tiers, const checking::TableShape& shape, const Use& use);
  template <typename Yield> Index keyed(const ast::Table& table, const Rows& rows, Keys keys, Yield yield);
  std::vector<unsigned> asked(const ast::Table& table, Keys keys) const;
  Index condition(const ast::Table& table, const ast::Row& row, Keys keys);
  Index look_up(const Meaning& column, std::shared_ptr<const Prefixes> prefixes);
  Index among(Index code, std::vector<std::uint8_t> codes);
  Index starts_with(const ast::Is& is);
  Index cell(const Meaning& column, const ast::Cell& cell);
  Index cell_of_define(const ast::Expr& define, const ast::Cell& asked);
  Index payer_among(const std::vector<ast::Expr>& payers);
  bool reads_record() const;
  bool is_linear(const ast::Expr& price) const;
  Index unless_unused(Index amount, Index quantity);
  Index shifted(const ast::Binary& binary);
  Index equal_to_any(Index subject, const Type& type, const std::vector<ast::Expr>& values);
  Index copied(const Formula& formula);
  Index moved_constants(Step& step, const Formula& from);
  Formula take();
  const Type& type(const ast::Expr& expression) const { return checked_.types[expression->id]; }
  const Checked& checked_;
  Plan& plan_;
  Formula built_;
  Index level_read_ = none;
  std::vector<std::pair<const ast::In*, const CalendarInfo*>> calendars_read_;  // as they were met
};

}  // namespace tariff
