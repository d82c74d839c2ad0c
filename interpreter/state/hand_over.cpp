#include "interpreter/state/hand_over.hpp"

#include <algorithm>

#include "interpreter/evaluate/renewals.hpp"
#include "interpreter/state/account_form.hpp"

namespace tariff {
namespace {

// Compared by a function: with == the library and C++20 together do not know whose turn it is.
bool is(const Json& form, std::string_view text) { return form.is_string() && form.get_ref<const std::string&>() == text; }

template <typename List>
bool has_name(const List& list, const Json& name) {
  return std::any_of(list.begin(), list.end(), [&](const auto& one) { return is(name, one.name); });
}

// Keeps of a list of the form what the next version knows; the rest ends.
template <typename Knows>
void keep(Json& form, const char* list, Knows knows) {
  if (!form.contains(list)) return;
  Json kept = Json::array();
  for (Json& one : form[list]) {
    if (knows(one)) kept.push_back(std::move(one));
  }
  form[list] = std::move(kept);
}

class Succession {
 public:
  Succession(Ledger& before, Instant at, Ledger& after) : before_(before), at_(at), after_(after), plan_(after.plan) {}

  void hand_over(Index index) {
    if (!before_.accounts[index].known) return;
    const Account& known = before_.accounts[index];
    const bool begun = known.renews != INT64_MIN || !known.packages.empty();
    if (begun) renew(before_, index, at_ - 1);  // what came before came under the terms before
    Json form = account_form(before_, before_.accounts[index], at_);
    adapt(form);
    Account& account = after_.accounts[after_.account(before_.accounts[index].name)];
    Object object(form, plan_.zone);
    read_account_form(object, after_, account, at_);
    object.text("account");
    object.end();
    if (begun) account.renews = at_;
  }

 private:
  void adapt(Json& form) const {
    keep(form, "attributes", [&](const Json& one) { return attribute(one["name"]) != nullptr; });
    keep(form, "highest", [&](const Json& one) { return is_watched(one); });
    const auto is_level = [&](const Json& one) {
      return std::any_of(plan_.levels.begin(), plan_.levels.end(),
                         [&](Index meter) { return is(one["meter"], plan_.meters[meter].name); });
    };
    keep(form, "levels", is_level);
    keep(form, "drawn", [&](const Json& one) { return gives_back(one); });
    keep(form, "standing", is_level);
    keep(form, "before", [&](const Json& one) { return has_name(plan_.meters, one["meter"]); });
    keep(form, "so_far", [&](const Json& one) { return is_summed(one); });
    keep(form, "parts", [&](Json& one) { return adapt_part(one); });
    if (!form.contains("packages")) return;
    for (Json& one : form["packages"]) {
      if (!one.contains("under")) keep_terms(one);
    }
  }

  const Attribute* attribute(const Json& name) const {
    const auto found = std::find_if(plan_.attributes.begin(), plan_.attributes.end(),
                                    [&](const Attribute& known) { return is(name, known.field.name); });
    return found == plan_.attributes.end() ? nullptr : &*found;
  }

  bool is_watched(const Json& one) const {
    return std::any_of(plan_.watched.begin(), plan_.watched.end(), [&](const Watched& watched) {
      return is(one["attribute"], plan_.attributes[watched.attribute].field.name) &&
             is(one["in_each"], window_form(watched.window));
    });
  }

  // A meter of the name goes on from the sum, where it counts the same; so do lines of the same names.
  bool is_summed(const Json& one) const {
    if (one.contains("for") && !has_name(plan_.bill.milestones, one["for"])) return false;
    if (one.contains("lines")) {
      return std::any_of(plan_.so_far.begin(), plan_.so_far.end(), [&](const SoFar& read) {
        return read.meter == none && is(one["lines"], lines_of(plan_, read)) && is_in(read, one);
      });
    }
    const auto of = [&](const Plan& plan) {
      const auto found = std::find_if(plan.meters.begin(), plan.meters.end(),
                                      [&](const Meter& meter) { return is(one["meter"], meter.name); });
      return static_cast<Index>(found - plan.meters.begin());
    };
    const Index before = of(before_.plan), meter = of(plan_);
    if (meter == plan_.meters.size() || plan_.meters[meter].unit != before_.plan.meters[before].unit ||
        plan_.meters[meter].pools.size() != before_.plan.meters[before].pools.size())
      return false;
    return std::any_of(plan_.so_far.begin(), plan_.so_far.end(), [&](const SoFar& read) {
      return read.meter == meter && is_in(read, one);
    });
  }
  static bool is_in(const SoFar& read, const Json& one) {
    return (read.window ? Json(window_form(*read.window)) : Json()) == one.value("in_each", Json());
  }

  bool gives_back(const Json& drawn) const {
    return std::any_of(plan_.items.begin(), plan_.items.end(), [&](const Item& item) {
      return item.gives_back && is(drawn["item"], item.name) && has_name(item.rows, drawn.value("row", Json("")));
    });
  }

  // What is given goes by the terms in force, as long as there are any.
  void keep_terms(Json& package) const {
    const auto name = package["package"].get<std::string>();
    const Found now = after_.find_offer(name);
    const bool given = before_.find_offer(name).offer == none;
    if (given && now.package != none) {
      keep(package, "noticed", [&](Json& one) { return renumber(one, name, now.package); });
    } else {
      package["under"] = time_form(plan_.zone, before_.plan.effective_from);
    }
  }

  // What comes of a record later was measured when it came, and is priced by the version in force then.
  bool adapt_part(Json& part) const {
    const auto kind = std::find_if(plan_.schema.kinds.begin(), plan_.schema.kinds.end(),
                                   [&](const RecordKind& one) { return is(part["record"], one.name); });
    if (kind == plan_.schema.kinds.end()) return false;
    keep(part, "asks", [&](const Json& one) { return is_asked(one); });
    if (part.contains("fields")) {
      Json fields = Json::object();
      for (const auto& [name, value] : part["fields"].items()) {
        if (has_field(*kind, name, value)) fields[name] = value;
      }
      part["fields"] = std::move(fields);
    }
    return !part["asks"].empty();
  }

  bool is_asked(const Json& demand) const {
    const auto meter = std::find_if(plan_.meters.begin(), plan_.meters.end(),
                                    [&](const Meter& one) { return is(demand["meter"], one.name); });
    if (meter == plan_.meters.end() || (meter->level != none) != demand.contains("from")) return false;
    if (!demand.contains("row")) return true;
    const auto item = std::find_if(plan_.items.begin(), plan_.items.end(),
                                   [&](const Item& one) { return one.meter == meter - plan_.meters.begin(); });
    return item != plan_.items.end() && has_name(item->rows, demand["row"]);
  }

  bool has_field(const RecordKind& kind, const std::string& name, const Json& value) const {
    for (Index i = kind.first; i < kind.first + kind.count; ++i) {
      const Field& field = plan_.schema.fields[i];
      if (field.name != name) continue;
      if (!value.is_string()) return field.kind == FieldKind::instant;
      if (field.kind == FieldKind::choice) {
        return std::find(field.choices.begin(), field.choices.end(), value.get<std::string>()) != field.choices.end();
      }
      const auto text = value.get<std::string>();
      return field.kind == FieldKind::text || (field.kind == FieldKind::instant && plan_.zone.parse(text)) ||
             (field.kind == FieldKind::number && Number::parse(text));
    }
    return false;
  }

  // A notice is known by its text.
  bool renumber(Json& number, const std::string& name, Index package) const {
    const auto& before = before_.plan.packages[before_.find_offer(name).package].notices;
    const auto& notices = plan_.packages[package].notices;
    const std::string& text = before[number.get<std::size_t>() - 1].text;
    const auto same = std::find_if(notices.begin(), notices.end(), [&](const PackageNotice& one) { return one.text == text; });
    number = same - notices.begin() + 1;
    return same != notices.end();
  }

  Ledger& before_;
  Instant at_;
  Ledger& after_;
  const Plan& plan_;
};

// The ledger's views into texts and names stay valid: the bill looks into them.
void release(Ledger& ledger) {
  Accounts().swap(ledger.accounts);
  ledger.clocks.clear();
  ledger.ids.clear();
}

}  // namespace

void hand_over(Ledger& before, Instant at, Ledger& after) {
  Succession succession(before, at, after);
  for (Index index = 0; index < before.accounts.size(); ++index) succession.hand_over(index);
  after.ids = std::move(before.ids);
  after.summary = std::move(before.summary);
  release(before);
}

}  // namespace tariff
