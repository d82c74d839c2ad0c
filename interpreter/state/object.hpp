// An object of a file of state. Its members are asked for by name; one that is missing, of the wrong kind, or never
// asked for, is a fault of the file.
#pragma once

#include <stdexcept>
#include <string>

#include "interpreter/state/form.hpp"

namespace tariff {

// What is wrong with a line.
struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Object {
 public:
  Object(const Json& json, const Zone& zone);

  bool has(const char* name) const { return json_.contains(name); }
  std::string text(const char* name);
  std::string text_or_none(const char* name) { return has(name) ? text(name) : ""; }
  bool flag(const char* name);  // false where it is missing
  std::uint64_t count(const char* name);
  Number number(const char* name);
  Number number_or_zero(const char* name) { return has(name) ? number(name) : Number(); }
  Instant time(const char* name);

  // What a list holds; nothing where it is missing.
  template <typename Take>
  void each(const char* name, Take take) {
    if (!has(name)) return;
    const Json& list = member(name);
    if (!list.is_array()) wrong(name, list, "list");
    for (const Json& one : list) take(one);
  }
  template <typename Take>
  void each_object(const char* name, Take take) {
    each(name, [&](const Json& one) {
      Object object(one, zone_);
      take(object);
      object.end();
    });
  }
  template <typename Take>
  void object(const char* name, Take take) {
    Object object(member(name), zone_);
    take(object);
    object.end();
  }
  void end() const;  // all has been asked for

  [[noreturn]] static void wrong(const char* name, const Json& value, const char* what);
  static Number number_of(const char* name, const Json& value);

 private:
  const Json& member(const char* name);

  const Json& json_;
  const Zone& zone_;
  std::size_t asked_ = 0;
};

}  // namespace tariff
