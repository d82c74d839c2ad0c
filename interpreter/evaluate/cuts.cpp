#include "interpreter/evaluate/cuts.hpp"

#include <algorithm>
#include <deque>
#include <string>

#include "interpreter/civil.hpp"
#include "interpreter/evaluate/operations.hpp"

namespace tariff {
namespace {

bool reads_record(const Formula& formula) {
  return std::any_of(formula.steps.begin(), formula.steps.end(), [](const Step& step) {
    return step.op == Op::field || step.op == Op::given || step.op == Op::first_part;
  });
}

// Whether what is asked as a part is paid reads its fields: the price of each record, or who pays.
bool reads_record(const Plan& plan, const Item& item) {
  const Charge& charge = plan.charges[item.charge];
  return (charge.each && std::any_of(item.rows.begin(), item.rows.end(), [](const PriceRow& row) { return reads_record(row.price); })) ||
         reads_record(charge.postpaid_when) ||
         std::any_of(charge.queues.begin(), charge.queues.end(), [&](Index queue) { return reads_record(plan.queues[queue].when); });
}

}  // namespace

Cuts::Cuts(const Plan& plan, Names& names, NameLists& keys) : plan_(plan), measures_(plan, names, keys) {
  for (const Cut& cut : plan.cuts) {
    Places& places = kinds_.emplace_back();
    places.cut = &cut;
    for (const CutPlace& place : cut.places) places.positions.emplace_back(place.position);
  }
  for (const Item& item : plan.items) parts_are_read_ |= reads_record(plan, item);
  for (Index kind = 0; kind < plan.schema.kinds.size(); ++kind) {
    parts_are_read_ |= measures_.asks_in_order(kind) || measures_.reads_so_far(kind);
  }
}

void Cuts::run(const Batch& batch) {
  cut_.clear();
  spans_.clear();
  sources_.clear();
  by_.clear();
  if (kinds_.empty()) return;
  cut_.resize(batch.rows);
  rows_.assign(batch.rows, {});
  for (Places& places : kinds_) {
    for (std::size_t i = 0; i < places.positions.size(); ++i) {
      if (places.cut->places[i].position) places.positions[i].run(batch);
    }
    for (std::size_t row = 0; row < batch.rows; ++row) {
      if (batch.kinds[row] == places.cut->kind) cut_row(places, batch, row);
    }
  }
  make_parts(batch);
}

void Cuts::cut_row(Places& places, const Batch& batch, std::size_t row) {
  const Span whole{batch.columns[places.cut->from].instants[row], batch.columns[places.cut->until].instants[row]};
  if (whole.until < whole.from || whole.from < batch.times_at[row]) {
    rows_[row].fault = Fault::bad_span;
    return;
  }
  if (!find_spans(places, batch, row, whole)) {
    rows_[row].fault = Fault::too_many_parts;
    return;
  }
  const bool stays = found_.size() == 1 && found_.front().until == whole.until && whole.from == batch.times_at[row];
  if (stays) return;
  cut_[row] = 1;
  rows_[row].first = spans_.size();
  spans_.insert(spans_.end(), found_.begin(), found_.end());
  rows_[row].last = spans_.size();
  sources_.insert(sources_.end(), found_.size(), row);
  by_.insert(by_.end(), found_.size(), places.cut);
}

// A part that does not fill its last started step takes the rest from the next one, which begins there, or is swallowed.
bool Cuts::find_spans(Places& places, const Batch& batch, std::size_t row, Span whole) {
  const Cut& cut = *places.cut;
  found_.clear();
  if (cut.step) pick_rows(batch, {&row, 1}, one_);
  Instant at = whole.from;
  do {
    if (found_.size() == most_parts) return false;
    Span part{at, std::min(whole.until, next_cut(places, row, whole.from, at))};
    if (cut.step) part.until = step_on(cut, part, !found_.empty());
    found_.push_back(part);
    at = part.until;
  } while (at < whole.until);
  return true;
}

Instant Cuts::step_on(const Cut& cut, Span part, bool later) {
  one_.columns[cut.from].instants[0] = part.from;
  one_.columns[cut.until].instants[0] = part.until;
  one_.later.assign(1, later);
  Scope scope;
  scope.plan = &plan_;
  scope.batch = &one_;
  const Number step = number_of(cut.step, scope);
  return elapsed(part.from, seconds_between(part.from, part.until).rounded(step, RoundingMode::up));
}

// The first place after `at`.
Instant Cuts::next_cut(Places& places, std::size_t row, Instant from, Instant at) const {
  Instant next = never;
  for (std::size_t i = 0; i < places.positions.size(); ++i) {
    const CutPlace& place = places.cut->places[i];
    Instant here = never;
    if (place.position) {
      here = elapsed(from, places.positions[i].numbers().at(row));
    } else {
      here = next_cut(place, from, at);
    }
    if (here > at) next = std::min(next, here);
  }
  return next;
}

Instant Cuts::next_cut(CutPlace place, Instant from, Instant at) const {
  if (place.window) {
    if (place.after) place.window->from = from;
    return window_at(plan_.zone, *place.window, at).end;
  }
  Civil civil = plan_.zone.civil(at);
  civil.hour = civil.minute = civil.microsecond = 0;
  civil.second = static_cast<int>(place.time % seconds_per_day);
  Instant next = plan_.zone.instant(civil);
  while (next <= at) {
    ++civil.day;
    next = plan_.zone.instant(civil);
  }
  return next;
}

void Cuts::make_parts(const Batch& batch) {
  if (spans_.empty()) {
    if (std::none_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.fault != Fault::no; })) cut_.clear();
    return;
  }
  pick_rows(batch, sources_, parts_);
  parts_.later.resize(parts_.rows);
  for (std::size_t part = 0; part < parts_.rows; ++part) {
    parts_.times_at[part] = spans_[part].from;
    parts_.columns[by_[part]->from].instants[part] = spans_[part].from;
    parts_.columns[by_[part]->until].instants[part] = spans_[part].until;
    parts_.later[part] = part > 0 && sources_[part] == sources_[part - 1];
  }
  measures_.run(parts_);
}

std::shared_ptr<const Batch> Cuts::kept(std::size_t part) const {
  if (!parts_are_read_) return nullptr;
  auto one = std::make_shared<Batch>();
  pick_rows(parts_, {&part, 1}, *one);
  one->later.assign(1, parts_.later[part]);
  one->accounts.clear();  // only fields are asked for, and what else looks into the input goes with it
  one->ids.clear();
  auto texts = std::make_shared<std::deque<std::string>>();
  for (Column& column : one->columns) {
    for (std::string_view& text : column.texts) text = texts->emplace_back(text);
  }
  one->storage = std::move(texts);
  return one;
}

}  // namespace tariff
