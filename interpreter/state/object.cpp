#include "interpreter/state/object.hpp"

namespace tariff {

Object::Object(const Json& json, const Zone& zone) : json_(json), zone_(zone) {
  if (!json.is_object()) throw Fault(fmt::format("{} is no object", json.dump()));
}

const Json& Object::member(const char* name) {
  const auto found = json_.find(name);
  if (found == json_.end()) throw Fault(fmt::format("`{}` is missing", name));
  ++asked_;
  return *found;
}

std::string Object::text(const char* name) {
  const Json& value = member(name);
  if (!value.is_string()) wrong(name, value, "text");
  return value.get<std::string>();
}

bool Object::flag(const char* name) {
  if (!has(name)) return false;
  const Json& value = member(name);
  if (!value.is_boolean()) wrong(name, value, "true or false");
  return value.get<bool>();
}

std::uint64_t Object::count(const char* name) {
  const Json& value = member(name);
  if (!value.is_number_integer() || value < 0) wrong(name, value, "count");
  return value.get<std::uint64_t>();
}

Number Object::number(const char* name) { return number_of(name, member(name)); }

Number Object::number_of(const char* name, const Json& value) {
  if (!value.is_string()) wrong(name, value, "number in quotes");
  const auto text = value.get<std::string>();
  const auto line = text.find('/');
  const auto above = Number::parse(text.substr(0, line));
  const auto below = line == std::string::npos ? Number(1) : Number::parse(text.substr(line + 1));
  if (!above || !below || below->is_zero()) wrong(name, value, "number");
  return line == std::string::npos ? *above : *above / *below;
}

Instant Object::time(const char* name) {
  const Json& value = member(name);
  if (value.is_number_integer()) return value.get<Instant>();
  const auto instant = value.is_string() ? zone_.parse(value.get<std::string>()) : std::nullopt;
  if (!instant) wrong(name, value, "time");
  return *instant;
}

void Object::end() const {
  if (asked_ != json_.size()) throw Fault(fmt::format("{} holds more than is known here", json_.dump()));
}

void Object::wrong(const char* name, const Json& value, const char* what) {
  throw Fault(fmt::format("`{}`: {} is no {}", name, value.dump(), what));
}

}  // namespace tariff
