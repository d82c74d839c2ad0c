#include "interpreter/book.hpp"

#include <algorithm>
#include <iterator>

#include "interpreter/evaluate/ledger.hpp"
#include "interpreter/state/hand_over.hpp"

namespace tariff {

BookEvaluation::BookEvaluation(Book book, std::vector<Event> events, std::optional<Instant> until, Sink sink,
                               std::size_t first)
    : book_(std::move(book)), events_(std::move(events)), until_(until), sink_(std::move(sink)) {
  begin(first);
}

void BookEvaluation::begin(std::size_t version) {
  version_ = version;
  const auto from = events_.begin() + static_cast<std::ptrdiff_t>(next_);
  const auto to = is_last() ? events_.end() : std::find_if(from, events_.end(), [&](const Event& event) {
    return event.time >= change();
  });
  std::vector<Event> own;
  if (from == events_.begin() && to == events_.end()) {
    own.swap(events_);  // of one version: there may be many
  } else {
    own.assign(std::make_move_iterator(from), std::make_move_iterator(to));
    next_ = static_cast<std::size_t>(to - events_.begin());
  }
  versions_.push_back(std::make_unique<Evaluation>(*book_[version], std::move(own), until_, sink_));
}

void BookEvaluation::change_version() {
  const Instant at = change();
  Evaluation& before = *versions_.back();
  before.stop(at);
  begin(version_ + 1);
  hand_over(before.ledger(), at, ledger());
  versions_.back()->carry_on(at, Since::change);
}

// To the version that is in effect then.
void BookEvaluation::go_on(Instant at) {
  while (!is_last() && at >= change() && until_.value_or(never) > change()) change_version();
}

void BookEvaluation::add(const Batch& batch) {
  if (batch.rows > 0) go_on(batch.times_at.front());
  versions_.back()->add(batch);
}

Number BookEvaluation::quote(const Batch& batch, std::size_t row, Index field, const Number& step) {
  go_on(batch.times_at[row]);
  return versions_.back()->quote(batch, row, field, step);
}

// A version that nothing happens in is gone through where something happens later, or a window of the one before is still
// open.
void BookEvaluation::finish() {
  while (!is_last()) {
    const bool goes_on = until_ ? *until_ > change() : next_ < events_.size() || versions_.back()->end(change()) > change();
    if (!goes_on) break;
    change_version();
  }
  versions_.back()->finish();
}

}  // namespace tariff
