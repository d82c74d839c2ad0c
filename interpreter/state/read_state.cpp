#include <charconv>

#include "interpreter/read/input.hpp"
#include "interpreter/state/account_form.hpp"
#include "interpreter/state/state.hpp"

namespace tariff {
namespace {

class StateReader {
 public:
  StateReader(std::istream& in, const std::string& file, Ledger& ledger) : in_(in), file_(file), ledger_(ledger) {}

  Instant read(const std::string& sha256) {
    next([&](Object& header) { read_header(header, sha256); });
    for (std::uint64_t i = 0; i < accounts_; ++i) next([&](Object& line) { read_account(line); });
    while (ledger_.ids.size() < ids_) next([&](Object& line) { read_ids(line); });
    if (in_.peek() != std::istream::traits_type::eof()) fail("it goes on behind its end");
    return cut_off_;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw ReadError(fmt::format("{}:{}: {}", file_, line_, why));
  }

  template <typename Take>
  void next(Take take) {
    ++line_;
    if (!std::getline(in_, text_)) fail("it ends too early");
    try {
      const Json json = Json::parse(text_);
      Object object(json, ledger_.plan.zone);
      take(object);
      object.end();
    } catch (const Json::parse_error&) {
      fail("this is no JSON");
    } catch (const Fault& fault) {
      fail(fault.what());
    }
  }

  void read_header(Object& header, const std::string& sha256) {
    if (!header.has("tariff_state")) throw Fault("this is no state of accounts");
    if (const auto version = header.count("tariff_state"); version != state_version) {
      throw Fault(fmt::format("it is of format {}, and {} is what this program reads", version, state_version));
    }
    const std::string tariff = header.text("tariff");
    if (tariff != ledger_.plan.name) {
      throw Fault(fmt::format("it is a state of `{}`, the tariff is `{}`", tariff, ledger_.plan.name));
    }
    if (header.text("sha256") != sha256) throw Fault("it was written under another text of the tariff");
    cut_off_ = header.time("cut_off");
    accounts_ = header.count("accounts");
    ids_ = header.count("ids");
  }

  void read_account(Object& line) {
    const std::string name = line.text("account");
    const std::size_t before = ledger_.accounts.size();
    const Index index = ledger_.account(name);
    if (ledger_.accounts.size() == before) throw Fault(fmt::format("the account `{}` stands twice", name));
    read_account_form(line, ledger_, ledger_.accounts[index], cut_off_);
  }

  void read_ids(Object& line) {
    const std::size_t before = ledger_.ids.size();
    line.each("ids", [&](const Json& id) {
      const auto print = id.is_string() ? fingerprint(id.get<std::string>()) : std::nullopt;
      if (!print) Object::wrong("ids", id, "fingerprint of an id");
      ledger_.ids.insert(*print);
    });
    if (ledger_.ids.size() == before) throw Fault("it lacks ids");
  }

  static std::optional<Fingerprint> fingerprint(const std::string& text) {
    Fingerprint print{};
    if (text.size() != 32) return {};
    for (std::size_t i = 0; i < 2; ++i) {
      const char* first = text.data() + 16 * i;
      if (std::from_chars(first, first + 16, print[i], 16).ptr != first + 16) return {};
    }
    return print;
  }

  std::istream& in_;
  const std::string& file_;
  Ledger& ledger_;
  std::string text_;
  std::uint64_t line_ = 0, accounts_ = 0, ids_ = 0;
  Instant cut_off_ = 0;
};

}  // namespace

std::string tariff_of_state(std::istream& in) {
  std::string line;
  std::getline(in, line);
  const Json header = Json::parse(line, nullptr, false);
  const bool known = header.is_object() && header.contains("sha256") && header["sha256"].is_string();
  return known ? header["sha256"].get<std::string>() : "";
}

Instant read_state(std::istream& in, const std::string& file, const std::string& sha256, Ledger& ledger) {
  return StateReader(in, file, ledger).read(sha256);
}

}  // namespace tariff
