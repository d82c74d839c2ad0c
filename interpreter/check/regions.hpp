// Decides conditions exactly: whether any record makes a formula true, and which.
//
// A space has axes, each what a condition may ask of a record: the value of a choice, a number, a text,
// whether a field is given. However many values an axis has, conditions tell only finitely many cells apart:
// a number compared with 10 and 20 has five (below, 10, between, 20, above), and one value of each stands for
// all of it; a text is told apart from those it is compared with, and by what it begins with. The search branches only
// on an axis the formula still hangs on, so it ends with a witness that names no more than is needed. It gives up after a set number of steps, and says so.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/number.hpp"

namespace tariff::regions {

enum class Relation { less, at_most, equal, unequal, at_least, greater };
bool holds(Relation relation, int order);
Relation flipped(Relation relation);  // as seen from the other side

struct Axis {
  std::string name;  // "mode"; a witness says "mode word"
  bool numeric = false, whole = false, negative = false;
  std::vector<std::string> cells;                  // where not numeric: what a witness says of each
  std::vector<Number> bounds;                      // where numeric: what it is compared with
  std::vector<std::string> spellings;              // of each bound
  std::function<std::string(const Number&)> show;  // of any other value
  int implied_by = -1;  // the axis whose mention makes this one's cell 1 needless to say
  bool of_texts() const { return !numeric && cells.empty(); }  // its cells are those that a formula tells apart
  std::string said(const Number& number) const;
};

struct Node;
using Formula = std::shared_ptr<const Node>;

Formula always();
Formula never();
Formula unclear();  // of a condition with errors of its own: a question that hangs on it has no answer
Formula no(Formula formula);
Formula both(Formula left, Formula right);
Formula either(Formula left, Formula right);
Formula all(const std::vector<Formula>& parts);  // asked from left to right, however many they are

struct Answer {
  enum class Kind { none, found, unclear, too_long };
  Kind kind = Kind::none;
  std::string witness;  // "interface ImageToObject, type 0"
};

class Space {
 public:
  // The axis of a key, made by `make` when first asked for.
  unsigned axis(const std::string& key, const std::function<Axis()>& make);
  Axis& at(unsigned axis) { return axes_[axis]; }

  Formula among(unsigned axis, std::vector<unsigned> cells) const;  // not numeric
  Formula compare(unsigned axis, Relation relation, const Number& bound, const std::string& spelling);
  Formula is_text(unsigned axis, const std::string& text) const;
  Formula starts_with(unsigned axis, const std::string& prefix) const;

  Answer find(const Formula& formula) const;

 private:
  std::vector<Axis> axes_;
  std::map<std::string, unsigned> keys_;
};

}  // namespace tariff::regions
