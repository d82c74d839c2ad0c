// Pieces of expressions, cases and tables → the ast: what stands inside the clauses of all blocks.
#pragma once

#include "grammar/diagnostic.hpp"
#include "grammar/match.hpp"
#include "grammar/tree.hpp"

namespace tariff::grammar {

class ExpressionBuilder {
 protected:
  ExpressionBuilder(ast::File& file, Diagnostics& diagnostics)
      : source_(*file.source), file_(file), diagnostics_(diagnostics) {}

  Diagnostic& report(const char* code, std::string message, Span place);
  std::string_view text(const Node& node) const { return source_.text(node.span); }

  // --- cases and tables (build_tables.cpp)
  ast::Case one_case(const Node& node);
  ast::Table table(const Node& node);
  ast::Column column(const Node& node);
  ast::Cell cell(const Node& node, bool prefix);
  ast::Tabled tabled(const Node& node);

  // --- expressions (build_expression.cpp)
  ast::Expr expression(const Node& node);  // whole
  ast::Expr part(const Node& node);        // inside another
  ast::Expr expression_of(const Node* node);  // of its first child; null for no node
  ast::Expr make(ast::Expression::Node node, Span span);
  ast::Expr binary(ast::Operator op, ast::Expr left, ast::Expr right, Span sign);
  ast::Expr chained(const Node& node);
  ast::Expr modified(const Node& node);
  ast::Expr compared(const Node& node);
  ast::Expr is(ast::Expr subject, const Node& node);
  ast::Expr starts_with(ast::Expr subject, const Node& node);
  ast::Expr beginning(const Node& node);
  ast::Expr copy(const ast::Expr& expression);
  ast::Expr within(const ast::Expr& subject, const Node& range);  // the hours of a `clock_range`
  void add_names(std::vector<ast::Expr>& values, const Node& range);  // of a `name_range`
  ast::Literal clock(const Node& node);
  ast::Expr rate(const Node& node);
  ast::Expr folded(const Node& node);
  ast::Expr extreme(const Node& node);

  // --- words and numbers (build_words.cpp)
  ast::Name name(const Node& node) const;  // also of a quoted one
  std::vector<ast::Name> names(const Node& node) const;
  std::string quoted(const Node& node) const;
  ast::Reference reference(const Node& node) const;
  ast::Literal literal(const Node& node) const;
  ast::Moment moment(const Node& node);
  ast::Window window(const Node& node);
  ast::Period period(const Node& node) const;
  unsigned whole_count(const Node& number, const char* problem, const char* fix);
  ast::Fold fold(const Node& node) const;
  ast::Rounding rounding(const Node& node) const;

  const Source& source_;
  ast::File& file_;
  Diagnostics& diagnostics_;
};

}  // namespace tariff::grammar
