#include "interpreter/test/scenario.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>

#include "interpreter/check/literal.hpp"
#include "interpreter/test/constant.hpp"

namespace tariff {
namespace {

std::int64_t whole(const ast::Literal& literal) {
  if (literal.digits.empty()) return 1;
  return digits_of(literal).to_int64().value_or(INT64_MAX);
}

std::string account_of(const ast::Happening& happening) {
  return happening.by ? happening.by.text : std::string(test_account);
}

// The steps that are account events.
class Events {
 public:
  Events(const Checked& checked, const Zone& zone) : checked_(checked), zone_(zone) {}

  void add(const ast::Happening& happening, Instant at) {
    Event event;
    event.time = at;
    event.account = account_of(happening);
    if (std::visit([&](const auto& what) { return fill(event, what); }, happening.what)) {
      events_.push_back(std::move(event));
    }
  }
  // What is of another version: purchases without a name are numbered through all of them.
  void pass(const ast::Happening& happening) {
    const auto* buy = std::get_if<ast::Buy>(&happening.what);
    if (buy && buy->ref.empty()) unnamed(dotted(buy->item));
  }

  void take(std::vector<Event>& all) && {
    std::stable_sort(events_.begin(), events_.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    std::move(events_.begin(), events_.end(), std::back_inserter(all));
  }

 private:
  bool fill(Event& event, const ast::Buy& buy) {
    event.kind = EventKind::buy;
    event.item = dotted(buy.item);
    event.quantity = whole(buy.count);
    event.value = buy.pool.text;
    event.ref = buy.ref.empty() ? unnamed(event.item) : buy.ref;
    return true;
  }
  bool fill(Event& event, const ast::Refund& refund) {
    event.kind = EventKind::refund;
    event.ref = refund.ref;
    return true;
  }
  bool fill(Event& event, const ast::TopUp& top_up) {
    event.kind = EventKind::top_up;
    event.value = value(top_up.amount);
    return true;
  }
  bool fill(Event& event, const ast::Set& set) {
    event.kind = EventKind::set;
    event.item = set.attribute.text;
    Constant to = constant_of(set.value, checked_, zone_);
    if (auto* number = std::get_if<Number>(&to)) {
      *number = *number / factor_of(checked_.attributes[checked_.names.at(&set.attribute).index], checked_);
    }
    event.value = text_of(to, zone_);
    return true;
  }
  bool fill(Event& event, const ast::Reset& reset) {
    event.kind = EventKind::reset;
    event.item = reset.package.text;
    return true;
  }
  bool fill(Event& event, const ast::Open&) {
    event.kind = EventKind::open;
    return true;
  }
  bool fill(Event& event, const ast::Close&) {
    event.kind = EventKind::close;
    return true;
  }
  bool fill(Event&, const ast::Record&) { return false; }
  bool fill(Event&, const ast::Quote&) { return false; }

  std::string value(const ast::Expr& expression) const {
    return text_of(constant_of(expression, checked_, zone_), zone_);
  }
  // A purchase without a name goes by what is bought; the second and later of one kind are told apart.
  std::string unnamed(const std::string& item) {
    const int count = ++purchases_[item];
    return count == 1 ? item : item + "/" + std::to_string(count);
  }

  const Checked& checked_;
  const Zone& zone_;
  std::vector<Event> events_;
  std::map<std::string, int> purchases_;
};

// The steps that are records: first as rows, to be put in order, then as columns.
class Records {
 public:
  Records(const Checked& checked, const Plan& plan) : checked_(checked), plan_(plan) {}

  void add(const ast::Happening& happening, Instant at, std::uint32_t line) {
    if (const auto* record = std::get_if<ast::Record>(&happening.what)) {
      rows_.push_back({at, record, nullptr, line, account_of(happening)});
    } else if (const auto* quote = std::get_if<ast::Quote>(&happening.what)) {
      rows_.push_back({at, &quote->record, quote, line, account_of(happening)});
    }
  }

  // After the records are in order.
  std::vector<Quoting> quotes() const {
    std::vector<Quoting> quotes;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const ast::Quote* quote = rows_[i].quote;
      if (!quote) continue;
      const Index field = checked_.names.at(&quote->by).index;
      const Number unit = factor_of(checked_.fields[field], checked_);
      Number step = 1;
      if (quote->step) step = std::get<Number>(constant_of(quote->step, checked_, plan_.zone)) / unit;
      quotes.push_back({i, field, step, unit});
    }
    return quotes;
  }

  Batch in_time_order() {
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.time < b.time; });
    batch_.rows = rows_.size();
    batch_.columns.resize(plan_.schema.fields.size());
    for (const auto& row : rows_) add_row(row);
    for (auto& column : batch_.columns) narrow(column.numbers);
    batch_.storage = texts_;
    return std::move(batch_);
  }

 private:
  struct Row {
    Instant time;
    const ast::Record* record;
    const ast::Quote* quote;  // null: it is a record
    std::uint32_t line;
    std::string account;
  };

  void add_row(const Row& row) {
    batch_.times_at.push_back(row.time);
    batch_.accounts.push_back(keep(row.account));
    batch_.times.push_back(whole(row.record->times));
    batch_.lines.push_back(row.line);
    const auto kind = kind_of(row.record->usage.text);
    batch_.kinds.push_back(kind);
    for (std::uint32_t i = 0; i < plan_.schema.fields.size(); ++i) {
      const auto& records = plan_.schema.kinds[kind];
      const bool own = i >= records.first && i < records.first + records.count;
      const auto& field = plan_.schema.fields[i];
      add_cell(i, field, own ? value_of_field(*row.record, field.name) : nullptr, row.time,
               own && !field.optional);
    }
  }

  std::uint32_t kind_of(const std::string& name) const {
    const auto& kinds = plan_.schema.kinds;
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const RecordKind& k) { return k.name == name; });
    return static_cast<std::uint32_t>(found - kinds.begin());
  }

  static const ast::Expr* value_of_field(const ast::Record& record, const std::string& name) {
    for (const auto& with : record.fields) {
      if (with.field.text == name) return &with.value;
    }
    return nullptr;
  }

  void add_cell(std::uint32_t number, const Field& field, const ast::Expr* expression, Instant time, bool given) {
    Column& column = batch_.columns[number];
    std::optional<Constant> value;
    if (expression) value = constant_of(*expression, checked_, plan_.zone);
    column.given.push_back(value || given);
    switch (field.kind) {
      case FieldKind::choice:
        column.codes.push_back(value ? code_of(field, std::get<std::string>(*value)) : 0);
        break;
      case FieldKind::number:
        column.numbers.wide.push_back(value ? std::get<Number>(*value) / factor_of(checked_.fields[number], checked_)
                                            : Number());
        break;
      case FieldKind::instant:
        column.instants.push_back(value ? std::get<Instant>(*value) : given ? time : 0);
        break;
      case FieldKind::text:
        column.texts.push_back(keep(value ? std::get<std::string>(*value) : ""));
        break;
    }
  }

  static std::uint32_t code_of(const Field& field, const std::string& choice) {
    const auto found = std::find(field.choices.begin(), field.choices.end(), choice);
    return static_cast<std::uint32_t>(found - field.choices.begin());
  }

  std::string_view keep(std::string text) { return texts_->emplace_back(std::move(text)); }

  // To one scale, as readers hand columns over, where every value fits.
  static void narrow(NumberColumn& column) {
    int scale = 0;
    for (const auto& number : column.wide) scale = std::max(scale, number.is_small() ? number.scale() : 0);
    const Number unit = Number::power_of_ten(scale);
    for (const auto& number : column.wide) {
      const auto scaled = (number * unit).to_int64();
      if (!scaled) return column.values.clear();
      column.values.push_back(*scaled);
    }
    column.scale = scale;
    column.wide.clear();
  }

  const Checked& checked_;
  const Plan& plan_;
  std::vector<Row> rows_;
  Batch batch_;
  std::shared_ptr<std::deque<std::string>> texts_ = std::make_shared<std::deque<std::string>>();
};

}  // namespace

// Each version has the tree of the test checked by itself, and speaks of what happens under it.
Scenario scenario_of(const ast::Test& test, const Compiled& compiled, const Book& book) {
  std::vector<const Checked*> versions;
  for (const Compiled* version = &compiled; versions.size() < book.size(); version = version->before.get()) {
    versions.insert(versions.begin(), &version->checked);
  }
  const auto& newest = compiled.checked.tests;
  const auto number = static_cast<std::size_t>(std::find(newest.begin(), newest.end(), &test) - newest.begin());
  Scenario scenario;
  for (std::size_t i = 0; i < book.size(); ++i) {
    const Checked& checked = *versions[i];
    const Plan& plan = *book[i];
    const Instant from = i == 0 ? INT64_MIN : plan.effective_from;
    const Instant until = i + 1 == book.size() ? never : book[i + 1]->effective_from;
    Events events(checked, plan.zone);
    Records records(checked, plan);
    for (const auto& step : checked.tests[number]->steps) {
      if (const auto* happening = std::get_if<ast::Happening>(&step.what)) {
        const Instant at = instant_of(happening->at, plan.zone);
        if (at < from || at >= until) {
          events.pass(*happening);
          continue;
        }
        events.add(*happening, at);
        records.add(*happening, at, checked.file->source->position(step.span.begin).line);
      } else if (const auto* cut_off = std::get_if<ast::Until>(&step.what)) {
        scenario.until = instant_of(cut_off->at, plan.zone);
      }
    }
    std::move(events).take(scenario.events);
    Batch batch = records.in_time_order();
    scenario.records.push_back({std::move(batch), records.quotes()});
  }
  return scenario;
}

}  // namespace tariff
