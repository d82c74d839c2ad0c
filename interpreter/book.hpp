// The versions of a tariff as one evaluation: each to the instant at which the next begins, which goes on from there.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "interpreter/evaluate/evaluate.hpp"
#include "interpreter/plan.hpp"

namespace tariff {

// The plans of all versions, the oldest first; each ends where the next begins.
using Book = std::vector<const Plan*>;

class BookEvaluation {
 public:
  // As an Evaluation. It begins with the version `first`.
  BookEvaluation(Book book, std::vector<Event> events, std::optional<Instant> until, Sink sink, std::size_t first = 0);
  BookEvaluation(const BookEvaluation&) = delete;
  BookEvaluation& operator=(const BookEvaluation&) = delete;

  std::size_t version() const { return version_; }  // the last so far
  Ledger& ledger() { return versions_.back()->ledger(); }
  void carry_on(Instant at) { versions_.back()->carry_on(at); }

  // Batches in time order, each of records of one version.
  void add(const Batch& batch);
  // As of an Evaluation.
  Number quote(const Batch& batch, std::size_t row, Index field, const Number& step);
  Instant reached() const { return versions_.back()->reached(); }
  void finish();

 private:
  bool is_last() const { return version_ + 1 == book_.size(); }
  Instant change() const { return book_[version_ + 1]->effective_from; }
  void begin(std::size_t version);
  void change_version();
  void go_on(Instant at);

  Book book_;
  std::vector<Event> events_;
  std::size_t next_ = 0;  // event that is not yet of a version
  std::optional<Instant> until_;
  Sink sink_;
  std::size_t version_ = 0;
  std::vector<std::unique_ptr<Evaluation>> versions_;  // parts of the bill look into all of them
};

}  // namespace tariff
