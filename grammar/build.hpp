// Pieces of clauses → the ast. One builder reads one file; its functions are spread over build_*.cpp by
// construct. A clause with a fault is reported and left out, the others are read.
#pragma once

#include <functional>

#include "grammar/build_expression.hpp"
#include "grammar/keywords.hpp"
#include "grammar/layout.hpp"

namespace tariff::grammar {

class Builder : ExpressionBuilder {
 public:
  Builder(ast::File& file, Diagnostics& diagnostics) : ExpressionBuilder(file, diagnostics) {}

  void block(const Clause& clause);
  // Past so many faults the file is something else than a tariff, and the rest is not read.
  bool full() const { return diagnostics_.size() >= most_faults; }
  static constexpr std::size_t most_faults = 100;

 private:
  // --- clauses and faults (build.cpp)
  static Span whole(const Clause& clause);
  std::unique_ptr<Node> read(Part part, const Clause& clause, const Block* block);
  // What stands in the braces of `clause`, each clause with the piece it was read as.
  using Each = std::function<void(const Node&, const Clause&)>;
  void body(const Clause& clause, const Block& block, Part part, const Each& each);
  template <typename T>
  void add(const Clause& clause, Part part, void (Builder::*fill)(T&, const Node*, const Clause&));
  std::unique_ptr<Node> without_brace(const Clause& clause, const Block& block, Part part);
  void miss_brace(const Clause& head, const Block& block);
  bool is_clause_of(const Block& block, const Clause& clause) const;
  bool begins_block(const Clause& clause, const Block& around) const;
  void nested_block(const Clause& inner, const Clause& outer);
  void check_body(const Clause& clause, std::string_view word, bool wanted);

  // --- blocks (build_blocks.cpp); the head is null where it could not be read
  void tariff(ast::Tariff& tariff, const Node* head, const Clause& clause);
  void use(ast::Use& use, const Node* head, const Clause& clause);
  void currency(ast::Currency& currency, const Node* head, const Clause& clause);
  void unit(ast::Unit& unit, const Node* head, const Clause& clause);
  void usage(ast::Usage& usage, const Node* head, const Clause& clause);
  void account(ast::Account& account, const Node* head, const Clause& clause);
  void calendar(ast::Calendar& calendar, const Node* head, const Clause& clause);
  void define(ast::Define& define, const Node* head, const Clause& clause);
  void meter(ast::Meter& meter, const Node* head, const Clause& clause);
  void package(ast::Package& package, const Node* head, const Clause& clause);
  void charge(ast::Charge& charge, const Node* head, const Clause& clause);
  void bill(ast::Bill& bill, const Node* head, const Clause& clause);
  ast::BillStep bill_step(const Node& node);
  ast::Milestone milestone(const Node& node);
  void arrears(ast::Arrears& arrears, const Clause& clause);
  void reject(ast::Reject& reject, const Node* head, const Clause& clause);
  ast::Field field(const Node& node);
  ast::Cut cut(const Node& node);
  ast::Take take(const Node& node);
  void only_choice(const Node& type);
  ast::Grant grant(const Node& node);
  ast::Owed owed(const Node& node, const Node& payer, std::size_t after);
  ast::Source source(const Node& node);
  ast::Refill refill(const Node& node);
  ast::Notify notify(const Node& node);

  // --- tests (build_test.cpp)
  void test(ast::Test& test, const Node* head, const Clause& clause);
  ast::Happening happening(const Node& node);
  ast::Record record(const Node& node);
  ast::Expect expect(const Node& node);

  const Block* headless_ = nullptr;  // the last one, where its opening brace is missing: its clauses follow
  const Clause* empty_ = nullptr;    // the last one, where it may be empty, and is if no clause of it follows
};

}  // namespace tariff::grammar
