#include <algorithm>

#include "interpreter/evaluate/purses.hpp"
#include "interpreter/evaluate/refills.hpp"
#include "interpreter/state/account_form.hpp"

namespace tariff {
namespace {

// Where in a list of the plan the name stands.
template <typename List, typename NameOf>
Index index_of(const List& list, const std::string& name, const char* what, NameOf name_of) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return name_of(one) == name; });
  if (found == list.end()) throw Fault(fmt::format("the tariff has no {} `{}`", what, name));
  return static_cast<Index>(found - list.begin());
}

class AccountReader {
 public:
  AccountReader(Ledger& ledger, Account& account, Instant cut_off)
      : ledger_(ledger), plan_(ledger.plan), account_(account), cut_off_(cut_off) {}

  void read(Object& from) {
    closed(from);
    account_.suspended = from.flag("suspended");
    if (from.has("balance")) account_.balance = from.number("balance");
    account_.due = from.number_or_zero("due");
    if (from.has("in_arrears_since")) account_.arrears = from.time("in_arrears_since");
    if (account_.arrears && !account_.balance) throw Fault("an account in arrears has a `balance`");
    from.each_object("attributes", [&](Object& one) { attribute_value(one); });
    from.each_object("highest", [&](Object& one) { highest(one); });
    if (from.has("since")) account_.renews = from.time("since");
    from.each_object("packages", [&](Object& one) { package(one); });
    from.each_object("unpaid", [&](Object& one) { unpaid(one); });
    from.each_object("owed", [&](Object& one) { owed(one); });
    from.each_object("paid", [&](Object& one) { tally(one); });
    from.each_object("walked", [&](Object& one) { walked(one); });
    from.each_object("priced", [&](Object& one) { amount(one, account_.priced); });
    from.each_object("drawn", [&](Object& one) { drawn(one); });
    from.each_object("spent", [&](Object& one) { amount(one, account_.spent); });
    from.each_object("billed", [&](Object& one) { amount(one, account_.billed); });
    from.each_object("folds", [&](Object& one) { fold(one); });
    from.each_object("levels", [&](Object& one) { level(one); });
    from.each_object("parts", [&](Object& one) { ahead(one); });
    from.each_object("before", [&](Object& one) { history(one); });
    from.each_object("so_far", [&](Object& one) { so_far(one); });
    from.each_object("standing", [&](Object& one) { standing(one); });
  }

 private:
  void closed(Object& from) {
    const std::string how = from.text_or_none("closed");
    account_.closed = how == closed_by_customer ? Closed::by_customer
                      : how == closed_for_arrears ? Closed::for_arrears
                                                  : Closed::no;
    if (!how.empty() && account_.closed == Closed::no) throw Fault(fmt::format("`closed` is no `{}`", how));
  }

  Index attribute_named(const std::string& name) const {
    return index_of(plan_.attributes, name, "attribute of accounts",
                    [](const Attribute& one) { return one.field.name; });
  }

  void attribute_value(Object& from) {
    const Index index = attribute_named(from.text("name"));
    const Field& field = plan_.attributes[index].field;
    AttributeValue value;
    switch (field.kind) {
      case FieldKind::choice:
        value.code = index_of(field.choices, from.text("value"), "value", [](const auto& choice) { return choice; });
        break;
      case FieldKind::number: value.number = from.number("value"); break;
      case FieldKind::text: value.text = ledger_.texts.emplace_back(from.text("value")); break;
      case FieldKind::instant: throw Fault("an instant cannot be set");
    }
    value.since = from.time("since");
    set_attribute(plan_, account_, index, value);
  }

  void highest(Object& from) {
    const Index attribute = attribute_named(from.text("attribute"));
    const std::string window = from.text("in_each");
    const auto found = std::find_if(plan_.watched.begin(), plan_.watched.end(), [&](const Watched& one) {
      return one.attribute == attribute && window_form(one.window) == window;
    });
    if (found == plan_.watched.end()) throw Fault(fmt::format("the tariff asks for no highest in each {}", window));
    const auto number = static_cast<std::size_t>(found - plan_.watched.begin());
    account_.watched.resize(plan_.watched.size());
    account_.watched[number] = {ledger_.window_of(found->window, cut_off_).start, from.number("value"), true};
  }

  void package(Object& from) {
    const std::string name = from.text("package"), ref = from.text("ref");
    const Found found =
        from.has("under") ? ledger_.find_kept(name, from.time("under")) : ledger_.find_offer(name);
    if (found.package == none) throw Fault(fmt::format("the tariff has no package `{}`", name));
    if (package_of(ref) != none) throw Fault(fmt::format("the account has two packages `{}`", ref));
    HeldPackage held;
    held.package = found.package;
    held.offer = found.offer;
    held.ref = found.offer == none ? ledger_.grants[ledger_.grants.add(ref)] : ledger_.texts.emplace_back(ref);
    held.pool = pool(from);
    held.bought = from.time("bought");
    held.expires = from.time("expires");
    await_refill(plan_, held, cut_off_ - 1);
    held.price = from.number("price");
    held.size = from.number("size");
    held.filled = from.has("filled") ? from.number("filled") : held.size;
    held.left = from.number("left");
    held.refunded = from.flag("refunded");
    held.noticed.resize(plan_.packages[found.package].notices.size());
    from.each("noticed", [&](const Json& number) {
      const bool known = number.is_number_integer() && number > 0 && number <= held.noticed.size();
      if (!known) Object::wrong("noticed", number, "notice of the package");
      held.noticed[number.get<std::size_t>() - 1] = true;
    });
    held.away = from.flag("away");
    held.sharing = from.has("shared_by") ? Sharing::bought : from.has("bought_by") ? Sharing::lent : Sharing::no;
    account_.packages.push_back(std::move(held));
    if (account_.packages.back().sharing != Sharing::no) share(from, ref);
  }

  void share(Object& from, const std::string& ref) {
    const Purse::Entry entry{static_cast<Index>(&account_ - ledger_.accounts.data()),
                             static_cast<Index>(account_.packages.size() - 1)};
    if (from.has("shared_by")) return take_up_purse(ledger_, account_.name, ref, entry, from.text("shared_by"));
    from.object("bought_by", [&](Object& buyer) {
      take_up_purse(ledger_, buyer.text("account"), buyer.text("ref"), entry, "");
    });
  }

  Index package_of(const std::string& ref) const {
    const auto& packages = account_.packages;
    const auto found =
        std::find_if(packages.begin(), packages.end(), [&](const HeldPackage& held) { return held.ref == ref; });
    return found == packages.end() ? none : static_cast<Index>(found - packages.begin());
  }

  Index pool(Object& from) { return ledger_.pools.add(from.text_or_none("pool")); }

  // The item, pool and row that the object names.
  Key key(Object& from) {
    const Index item = index_of(plan_.items, from.text("item"), "charge for",
                                [&](const Item& one) { return one.name; });
    const Index row = index_of(plan_.items[item].rows, from.text_or_none("row"), "row of prices",
                               [](const PriceRow& one) { return one.name; });
    const Index of_pool = pool(from);
    return {item, of_pool, ledger_.row_number(item, row, key_values(from)), none};
  }

  // The package that paid, if it was one.
  Index payer(Object& from) {
    const Index package = from.has("by") ? package_of(from.text("by")) : none;
    if (from.has("by") && package == none) throw Fault("the account has no package that `by` names");
    return package;
  }

  Key key_and_payer(Object& from) {
    Key paid = key(from);
    paid[3] = payer(from);
    return paid;
  }

  void drawn(Object& from) {
    Key of = key(from);
    if (!plan_.items[of[0]].gives_back) throw Fault("the item gives nothing back");
    of[3] = from.flag("in_money") ? 1 : 0;
    auto& draws = account_.drawn.at(of).draws;
    from.each_object("draws", [&](Object& one) {
      const Index source = payer(one);
      draws.push_back({source, one.number("quantity"), one.number_or_zero("taken")});
    });
  }

  void tally(Object& from) {
    const Key paid = key_and_payer(from);
    account_.tallies.at(paid).quantity = from.number("quantity");
  }

  void unpaid(Object& from) {
    const Key waits = key(from);
    if (!plan_.charges[plan_.items[waits[0]].charge].deducts) throw Fault("the item is paid as records come");
    account_.unpaid.at(waits).quantity = from.number("quantity");
  }

  void amount(Object& from, Keyed<Amount>& amounts) {
    const Key of = key_and_payer(from);
    amounts.at(of).value = from.number("amount");
  }

  void owed(Object& from) {
    Key waits = key(from);
    if (!plan_.charges[plan_.items[waits[0]].charge].owed) throw Fault("the item is never owed");
    waits[3] = none;
    account_.owed.at(waits).quantity = from.number("quantity");
  }

  void walked(Object& from) {
    const Key walk = key_and_payer(from);
    if (!plan_.items[walk[0]].tiers) throw Fault("tiers of the item are walked in no window of their own");
    account_.walked.at(walk).quantity = from.number("quantity");
  }

  Index meter(Object& from) const {
    return index_of(plan_.meters, from.text("meter"), "meter", [](const Meter& one) { return one.name; });
  }

  Index key_values(Object& from) {
    std::vector<Index> values;
    from.each("key", [&](const Json& value) {
      if (!value.is_string()) Object::wrong("key", value, "text");
      values.push_back(ledger_.pools.add(value.get<std::string>()));
    });
    return ledger_.keys.add(values);
  }

  static std::int64_t times(Object& from, const char* name) { return static_cast<std::int64_t>(from.count(name)); }

  void fold(Object& from) {
    const Index index = meter(from), of_pool = pool(from), key = key_values(from);
    const std::uint64_t step = from.count("step");
    if (step == 0 || step > plan_.meters[index].folds.size()) throw Fault("the meter has no such `step`");
    FoldState& state = account_.folds.at({index, of_pool, static_cast<Index>(step - 1), key});
    state.count = times(from, "values");
    state.value = from.number_or_zero("value");
    from.each_object("samples", [&](Object& one) { state.samples.push_back({one.number("value"), times(one, "times")}); });
  }

  void ahead(Object& from) {
    Ahead later;
    later.at = from.time("at");
    later.kind = index_of(plan_.schema.kinds, from.text("record"), "usage", [](const RecordKind& one) { return one.name; });
    later.id = from.text_or_none("id");
    later.times = times(from, "times");
    from.each_object("asks", [&](Object& one) { later.demands.push_back(demand(one)); });
    if (from.has("fields")) later.record = record(from, plan_.schema.kinds[later.kind]);
    if (!account_.ahead) account_.ahead = std::make_unique<std::deque<Ahead>>();
    account_.ahead->push_back(std::move(later));
  }

  std::shared_ptr<const Batch> record(Object& from, const RecordKind& kind) {
    auto record = std::make_shared<Batch>();
    record->rows = 1;
    record->later.assign(1, from.flag("later"));
    record->columns.resize(plan_.schema.fields.size());
    for (Column& column : record->columns) {
      column.numbers.wide.resize(1);
      column.codes.resize(1);
      column.instants.resize(1);
      column.texts.resize(1);
      column.given.resize(1);
    }
    from.object("fields", [&](Object& fields) {
      for (Index i = kind.first; i < kind.first + kind.count; ++i) {
        const Field& field = plan_.schema.fields[i];
        if (fields.has(field.name.c_str())) value(fields, field, record->columns[i]);
      }
    });
    return record;
  }

  void value(Object& fields, const Field& field, Column& column) {
    const char* name = field.name.c_str();
    column.given[0] = 1;
    switch (field.kind) {
      case FieldKind::choice:
        column.codes[0] = index_of(field.choices, fields.text(name), "value", [](const auto& choice) { return choice; });
        break;
      case FieldKind::number: column.numbers.wide[0] = fields.number(name); break;
      case FieldKind::instant: column.instants[0] = fields.time(name); break;
      case FieldKind::text: column.texts[0] = ledger_.texts.emplace_back(fields.text(name)); break;
    }
  }

  Demand demand(Object& from) {
    Demand asked;
    asked.meter = meter(from);
    asked.pool = pool(from);
    asked.key = key_values(from);
    asked.quantity = from.number("quantity");
    const auto priced = std::find_if(plan_.items.begin(), plan_.items.end(),
                                     [&](const Item& item) { return item.meter == asked.meter; });
    if (from.has("row")) {
      if (priced == plan_.items.end()) throw Fault("no charge prices the meter");
      asked.item = static_cast<Index>(priced - plan_.items.begin());
      asked.row = index_of(priced->rows, from.text("row"), "row of prices", [](const PriceRow& one) { return one.name; });
    }
    if (plan_.meters[asked.meter].level == none) return asked;
    asked.from = from.time("from");
    asked.until = from.time("until");
    asked.same = ledger_.pools.add(from.text_or_none("same"));
    return asked;
  }

  void history(Object& from) {
    const Index index = meter(from);
    History& history = account_.history.at({index, pool(from), 0, 0});
    from.each_object("windows", [&](Object& one) { history.values.push_back({one.time("from"), one.number("value")}); });
  }

  void so_far(Object& from) {
    const bool of_lines = from.has("lines");
    const Index of_meter = of_lines ? none : meter(from);
    const std::string lines = from.text_or_none("lines");
    const std::string window = from.text_or_none("in_each");
    const auto found = std::find_if(plan_.so_far.begin(), plan_.so_far.end(), [&](const SoFar& one) {
      return one.meter == of_meter && (!of_lines || lines_of(plan_, one) == lines) && (one.window ? window_form(*one.window) : "") == window;
    });
    if (found == plan_.so_far.end()) throw Fault(of_lines ? "nothing asks for this sum of lines" : "nothing asks for this sum of the meter");
    Key key{static_cast<Index>(found - plan_.so_far.begin()), pool(from), 0, 0};
    if (from.has("for")) {
      key[2] = 1 + index_of(plan_.bill.milestones, from.text("for"), "clause that asks what is reached",
                            [](const Milestone& one) { return one.name; });
      key[3] = from.flag("billed");
    }
    account_.so_far.at(key).value = from.number("value");
  }

  void standing(Object& from) {
    const Index index = meter(from), of_pool = pool(from), key = key_values(from);
    const Index same = ledger_.pools.add(from.text_or_none("same"));
    account_.standing.at({index, same, 0, 0}) = {{index, same, 0, 0}, of_pool, key, from.number("value")};
  }

  void level(Object& from) {
    const Index index = meter(from), of_pool = pool(from);
    LevelState& state = account_.levels.at({index, of_pool, key_values(from), 0});
    state.stands = from.flag("stands");
    state.level = from.number_or_zero("level");
    if (from.has("since")) state.since = from.time("since");
    from.each_object("ahead", [&](Object& one) { state.ahead.push_back({one.time("at"), one.number("by")}); });
    std::sort(state.ahead.begin(), state.ahead.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    state.rises = static_cast<std::size_t>(
        std::count_if(state.ahead.begin(), state.ahead.end(), [](const auto& one) { return one.by.sign() > 0; }));
  }

  Ledger& ledger_;
  const Plan& plan_;
  Account& account_;
  Instant cut_off_;
};

}  // namespace

void read_account_form(Object& form, Ledger& ledger, Account& account, Instant at) {
  AccountReader(ledger, account, at).read(form);
}

}  // namespace tariff
