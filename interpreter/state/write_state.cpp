#include <algorithm>

#include "interpreter/evaluate/milestones.hpp"
#include "interpreter/state/account_form.hpp"
#include "interpreter/state/state.hpp"

namespace tariff {
namespace {

constexpr std::size_t ids_a_line = 1000;

class AccountForm {
 public:
  AccountForm(const Ledger& ledger, const Account& account, Instant cut_off)
      : ledger_(ledger),
        plan_(ledger.plan),
        account_(account),
        cut_off_(cut_off),
        form_{{"account", account.name}} {}

  Json form() {
    if (account_.closed == Closed::by_customer) form_["closed"] = closed_by_customer;
    if (account_.closed == Closed::for_arrears) form_["closed"] = closed_for_arrears;
    if (account_.suspended) form_["suspended"] = true;
    if (account_.balance) form_["balance"] = number_form(*account_.balance);
    if (!account_.due.is_zero()) form_["due"] = number_form(account_.due);
    if (account_.arrears) form_["in_arrears_since"] = time(*account_.arrears);
    attributes();
    watched();
    packages();
    list("unpaid", account_.unpaid.rows(), [&](const Tally& tally) { return of(tally); });
    list("owed", account_.owed.rows(), [&](const Tally& tally) { return of(tally); });
    list("paid", account_.tallies.rows(), [&](const Tally& tally) { return of(tally); });
    list("walked", account_.walked.rows(), [&](const Walked& walked) { return of(walked); });
    list("priced", account_.priced.rows(), [&](const Amount& amount) { return of(amount); });
    list("drawn", account_.drawn.rows(), [&](const Drawn& drawn) { return of(drawn); });
    list("spent", account_.spent.rows(), [&](const Amount& amount) { return of(amount); });
    list("billed", account_.billed.rows(), [&](const Amount& amount) { return of(amount); });
    list("folds", account_.folds.rows(), [&](const FoldState& state) { return of(state); });
    list("levels", account_.levels.rows(), [&](const LevelState& state) { return of(state); });
    if (account_.ahead) list("parts", *account_.ahead, [&](const Ahead& ahead) { return of(ahead); });
    list("before", account_.history.rows(), [&](const History& history) { return of(history); });
    list("so_far", account_.so_far.rows(), [&](const Sum& sum) { return of(sum); });
    list("standing", account_.standing.rows(), [&](const Standing& one) { return of(one); });
    return std::move(form_);
  }

 private:
  Json time(Instant instant) const { return time_form(plan_.zone, instant); }

  template <typename Rows, typename FormOf>
  void list(const char* name, const Rows& rows, FormOf form_of) {
    for (const auto& row : rows) form_[name].push_back(form_of(row));
  }

  void attributes() {
    for (std::size_t i = 0; i < account_.attributes.size(); ++i) {
      const AttributeValue& value = account_.attributes[i];
      if (value.since == INT64_MIN) continue;  // never set
      const Field& field = plan_.attributes[i].field;
      form_["attributes"].push_back({{"name", field.name},
                                     {"value", field.kind == FieldKind::choice   ? Json(field.choices[value.code])
                                               : field.kind == FieldKind::number ? number_form(value.number)
                                                                                 : Json(value.text)},
                                     {"since", time(value.since)}});
    }
  }

  // Only of windows that are open.
  void watched() {
    for (std::size_t i = 0; i < account_.watched.size(); ++i) {
      const WatchState& state = account_.watched[i];
      if (!state.any || state.window != ledger_.clocks[ledger_.watched_clock[i]].open.start) continue;
      const Watched& what = plan_.watched[i];
      form_["highest"].push_back({{"attribute", plan_.attributes[what.attribute].field.name},
                                  {"in_each", window_form(what.window)},
                                  {"value", number_form(state.highest)}});
    }
  }

  // What was bought, in order; what was given, as far as it matters still, by ref. An account that was given nothing
  // yet says since when it is there.
  void packages() {
    std::vector<const HeldPackage*> bought, given;
    for (Index i = 0; i < account_.packages.size(); ++i) {
      const HeldPackage& held = account_.packages[i];
      if (held.offer != none) {
        bought.push_back(&held);
      } else if (held.lost >= cut_off_ || is_last(held) || is_named(account_, i)) {
        given.push_back(&held);
      }
    }
    if (given.empty() && gives() && account_.renews != INT64_MIN) form_["since"] = time(account_.renews);
    std::sort(given.begin(), given.end(), [](const auto* a, const auto* b) { return a->ref < b->ref; });
    bought.insert(bought.end(), given.begin(), given.end());
    for (const HeldPackage* held : bought) form_["packages"].push_back(of(*held));
  }

  bool gives() const {
    return std::any_of(plan_.packages.begin(), plan_.packages.end(),
                       [](const Package& package) { return package.given && !package.apart; });
  }
  bool is_last(const HeldPackage& held) const {
    return std::none_of(account_.packages.begin(), account_.packages.end(), [&](const HeldPackage& other) {
      return other.offer == none && other.package == held.package && other.pool == held.pool &&
             other.bought > held.bought;
    });
  }

  // What it bought is shared by a group; what another account bought goes by that one and its ref.
  void share(const HeldPackage& held, Json& form) const {
    const auto number = static_cast<Index>(&held - account_.packages.data());
    const auto account = static_cast<Index>(&account_ - ledger_.accounts.data());
    const Index purse = ledger_.purses.of_entry.at({account, number});
    if (held.away) form["away"] = true;
    const Purse::Entry buyer = ledger_.purses.all[purse].buyer;
    if (held.sharing == Sharing::lent) {
      const Account& other = ledger_.accounts[buyer.account];
      form["bought_by"] = {{"account", other.name}, {"ref", other.packages[buyer.package].ref}};
      return;
    }
    for (const auto& [key, group] : ledger_.purses.groups) {
      const bool its = key.first == plan_.packages[held.package].shared_by &&
                       std::find(group.purses.begin(), group.purses.end(), purse) != group.purses.end();
      if (its) form["shared_by"] = key.second;
    }
  }

  Json of(const HeldPackage& held) const {
    const Package& package = plan_.packages[held.package];
    Json form{{"ref", held.ref}, {"package", held.offer == none ? package.name : package.offers[held.offer].name}};
    if (package.under) form["under"] = time(*package.under);
    if (held.pool != 0) form["pool"] = ledger_.pools[held.pool];
    form["bought"] = time(held.bought);
    form["expires"] = time(held.expires);
    form["price"] = number_form(held.price);
    form["size"] = number_form(held.size);
    if (held.filled != held.size) form["filled"] = number_form(held.filled);
    form["left"] = number_form(held.left);
    if (held.refunded) form["refunded"] = true;
    if (held.sharing != Sharing::no) share(held, form);
    for (std::size_t i = 0; i < held.noticed.size(); ++i) {
      if (held.noticed[i]) form["noticed"].push_back(i + 1);
    }
    return form;
  }

  // The item, pool, row and source of a key.
  Json of(const Key& key) const {
    const Item& item = plan_.items[key[0]];
    Json form{{"item", item.name}};
    if (key[1] != 0) form["pool"] = ledger_.pools[key[1]];
    const std::string& row = ledger_.price_row(key[0], key[2]).name;
    if (!row.empty()) form["row"] = row;
    for (const Index value : ledger_.keys_of_row(key[0], key[2])) form["key"].push_back(ledger_.pools[value]);
    if (key[3] != none) form["by"] = account_.packages[key[3]].ref;
    return form;
  }

  Json of(const Tally& tally) const {
    Json form = of(tally.key);
    form["quantity"] = number_form(tally.quantity);
    return form;
  }

  Json of(const Amount& amount) const {
    Json form = of(amount.key);
    form["amount"] = number_form(amount.value);
    return form;
  }

  Json of(const Drawn& drawn) const {
    Json form = of(Key{drawn.key[0], drawn.key[1], drawn.key[2], none});
    if (drawn.key[3] != 0) form["in_money"] = true;
    for (const Drawn::Draw& draw : drawn.draws) {
      Json one{{"quantity", number_form(draw.quantity)}};
      if (draw.source != none) one["by"] = account_.packages[draw.source].ref;
      if (!draw.taken.is_zero()) one["taken"] = number_form(draw.taken);
      form["draws"].push_back(std::move(one));
    }
    return form;
  }

  Json of(const Walked& walked) const {
    Json form = of(walked.key);
    form["quantity"] = number_form(walked.quantity);
    return form;
  }

  Json of_meter(Index meter, Index pool, Index key) const {
    Json form{{"meter", plan_.meters[meter].name}};
    if (pool != 0) form["pool"] = ledger_.pools[pool];
    for (const Index value : ledger_.keys[key]) form["key"].push_back(ledger_.pools[value]);
    return form;
  }

  Json of(const FoldState& state) const {
    Json form = of_meter(state.key[0], state.key[1], state.key[3]);
    form["step"] = state.key[2] + 1;
    form["values"] = state.count;
    if (state.samples.empty()) form["value"] = number_form(state.value);
    for (const auto& sample : state.samples) {
      form["samples"].push_back({{"value", number_form(sample.value)}, {"times", sample.times}});
    }
    return form;
  }

  Json of(const History& history) const {
    Json form = of_meter(history.key[0], history.key[1], 0);
    for (const auto& past : history.values) {
      form["windows"].push_back({{"from", time(past.window)}, {"value", number_form(past.value)}});
    }
    return form;
  }

  Json of(const Sum& sum) const {
    const SoFar& read = plan_.so_far[sum.key[0]];
    Json form = read.meter != none ? of_meter(read.meter, sum.key[1], 0) : Json{{"lines", lines_of(plan_, read)}};
    if (!is_sum(sum)) form["for"] = plan_.bill.milestones[sum.key[2] - 1].name;
    if (is_early(sum)) form["billed"] = true;
    if (read.window) form["in_each"] = window_form(*read.window);
    form["value"] = number_form(sum.value);
    return form;
  }

  Json of(const Standing& one) const {
    Json form = of_meter(one.key[0], one.pool, one.keys);
    if (one.key[1] != 0) form["same"] = ledger_.pools[one.key[1]];
    form["value"] = number_form(one.value);
    return form;
  }

  Json of(const Ahead& ahead) const {
    Json form{{"at", time(ahead.at)}, {"record", plan_.schema.kinds[ahead.kind].name}};
    if (!ahead.id.empty()) form["id"] = ahead.id;
    form["times"] = ahead.times;
    for (const Demand& demand : ahead.demands) form["asks"].push_back(of(demand));
    if (ahead.record) fields(form, plan_.schema.kinds[ahead.kind], *ahead.record);
    return form;
  }

  void fields(Json& form, const RecordKind& kind, const Batch& record) const {
    if (record.later[0]) form["later"] = true;
    for (Index i = kind.first; i < kind.first + kind.count; ++i) {
      const Field& field = plan_.schema.fields[i];
      const Column& column = record.columns[i];
      if (column.given[0]) form["fields"][field.name] = value(field, column);
    }
  }

  Json value(const Field& field, const Column& column) const {
    switch (field.kind) {
      case FieldKind::choice: return field.choices[column.codes[0]];
      case FieldKind::number: return number_form(column.numbers.at(0));
      case FieldKind::instant: return time(column.instants[0]);
      case FieldKind::text: return column.texts[0];
    }
    return {};
  }

  Json of(const Demand& demand) const {
    Json form = of_meter(demand.meter, demand.pool, demand.key);
    if (demand.item != none) form["row"] = plan_.items[demand.item].rows[demand.row].name;
    form["quantity"] = number_form(demand.quantity);
    if (plan_.meters[demand.meter].level == none) return form;
    form["from"] = time(demand.from);
    form["until"] = time(demand.until);
    if (demand.same != 0) form["same"] = ledger_.pools[demand.same];
    return form;
  }

  Json of(const LevelState& state) const {
    Json form = of_meter(state.key[0], state.key[1], state.key[2]);
    if (state.stands) form["stands"] = true;
    if (!state.level.is_zero()) form["level"] = number_form(state.level);
    if (state.since != INT64_MIN) form["since"] = time(state.since);
    auto ahead = state.ahead;
    std::sort(ahead.begin(), ahead.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    for (const auto& change : ahead) {
      form["ahead"].push_back({{"at", time(change.at)}, {"by", number_form(change.by)}});
    }
    return form;
  }

  const Ledger& ledger_;
  const Plan& plan_;
  const Account& account_;
  Instant cut_off_;
  Json form_;
};

}  // namespace

Json account_form(const Ledger& ledger, const Account& account, Instant at) {
  return AccountForm(ledger, account, at).form();
}

namespace {

void write_ids(std::ostream& out, const Ids& ids) {
  std::vector<Fingerprint> sorted(ids.begin(), ids.end());
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t first = 0; first < sorted.size(); first += ids_a_line) {
    Json line;
    for (std::size_t i = first; i < std::min(first + ids_a_line, sorted.size()); ++i) {
      line["ids"].push_back(fmt::format("{:016x}{:016x}", sorted[i][0], sorted[i][1]));
    }
    out << line << '\n';
  }
}

}  // namespace

void write_state(std::ostream& out, const Ledger& ledger, Instant cut_off, const std::string& sha256) {
  std::vector<const Account*> accounts;
  for (const Account& account : ledger.accounts) {
    if (account.known) accounts.push_back(&account);  // not one whose records all come later
  }
  out << Json{{"tariff_state", state_version},
              {"tariff", ledger.plan.name},
              {"sha256", sha256},
              {"cut_off", time_form(ledger.plan.zone, cut_off)},
              {"accounts", accounts.size()},
              {"ids", ledger.ids.size()}}
      << '\n';
  std::sort(accounts.begin(), accounts.end(), [](const Account* a, const Account* b) { return a->name < b->name; });
  for (const Account* account : accounts) out << account_form(ledger, *account, cut_off) << '\n';
  write_ids(out, ledger.ids);
}

}  // namespace tariff
