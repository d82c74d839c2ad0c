#include "interpreter/check/regions.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace tariff::regions {

struct Node {
  enum class Kind { constant, unclear, among, compare, text, prefix, no, both, either };
  Kind kind = Kind::constant;
  bool value = false;           // constant
  unsigned axis = 0;            // among, compare, text, prefix
  std::vector<unsigned> cells;  // among
  Relation relation = Relation::equal;
  Number bound;
  std::string text;             // text, prefix
  Formula left, right;
};

namespace {

constexpr int search_budget =
    10'000'000;  // nodes looked at: a tenth of a second; tariffs take a few thousand

Formula node(Node made) { return std::make_shared<const Node>(std::move(made)); }

Formula constant(bool value) {
  Node made;
  made.value = value;
  return node(std::move(made));
}

Formula joined(Node::Kind kind, Formula left, Formula right) {
  Node made;
  made.kind = kind;
  made.left = std::move(left);
  made.right = std::move(right);
  return node(std::move(made));
}

// One value for all that no condition tells apart.
struct Cell {
  unsigned index = 0;  // not numeric
  Number number;
  std::string text = {};  // of texts: the text itself, or what it begins with,
  bool longer = false; // going on as none that is asked about does
};

// A value between two bounds, or past the last where there is no upper: whole where it must be.
std::optional<Number> between(const Axis& axis, const Number& low, const std::optional<Number>& high) {
  const Number next = (axis.whole ? low.rounded(Number(1), RoundingMode::down) : low) + Number(1);
  if (!high || next < *high) return next;
  if (axis.whole) return std::nullopt;
  return (low + *high) / Number(2);
}

std::vector<Cell> numeric_cells(const Axis& axis) {
  std::vector<Number> bounds = axis.bounds;
  if (!axis.negative) bounds.push_back(Number(0));
  std::sort(bounds.begin(), bounds.end());
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  std::vector<Cell> cells;
  if (axis.negative && !bounds.empty()) cells.push_back({0, bounds.front() - Number(1)});
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const auto high = i + 1 < bounds.size() ? std::optional<Number>(bounds[i + 1]) : std::nullopt;
    const bool allowed = axis.negative || bounds[i].sign() >= 0;
    if (allowed && (!axis.whole || bounds[i].is_whole())) cells.push_back({0, bounds[i]});
    if (const auto inner = between(axis, bounds[i], high); inner && allowed) cells.push_back({0, *inner});
  }
  return cells;
}

std::vector<Cell> cells_of(const Axis& axis) {
  if (axis.numeric) return numeric_cells(axis);
  std::vector<Cell> cells(axis.cells.size());
  for (unsigned i = 0; i < cells.size(); ++i) cells[i].index = i;
  return cells;
}

// The texts of a formula by their axis, in its order: each by itself, and what begins with it and with no longer one.
class Texts {
 public:
  explicit Texts(const Formula& formula) { gather(*formula); }
  std::vector<Cell> cells(unsigned axis) {
    std::vector<Cell> cells = {{0, {}, "", true}};
    for (const Cell& cell : found_[axis]) cells.push_back(cell);
    return cells;
  }

 private:
  void gather(const Node& node) {
    if (!met_.insert(&node).second) return;
    if (node.kind == Node::Kind::text || node.kind == Node::Kind::prefix) {
      const bool prefix = node.kind == Node::Kind::prefix;
      if (named_.emplace(node.axis, prefix, node.text).second && !(prefix && node.text.empty()))
        found_[node.axis].push_back({prefix ? 2u : 1u, {}, node.text, prefix});
    }
    if (node.left) gather(*node.left);
    if (node.right) gather(*node.right);
  }

  std::map<unsigned, std::vector<Cell>> found_;
  std::set<const Node*> met_;
  std::set<std::tuple<unsigned, bool, std::string>> named_;
};

class Search {
 public:
  Search(const std::vector<Axis>& axes, Formula formula) : axes_(axes), formula_(std::move(formula)) {
    cells_.resize(axes.size());
    taken_.resize(axes.size());
  }

  Answer run() {
    Answer answer;
    if (step()) {
      answer.kind = Answer::Kind::found;
      answer.witness = witness();
    } else if (budget_ < 0) {
      answer.kind = Answer::Kind::too_long;
    } else if (met_unclear_) {
      answer.kind = Answer::Kind::unclear;
    }
    return answer;
  }

 private:
  enum class Truth { no, yes, open };

  bool step() {
    open_ = -1;
    const Truth truth = value(*formula_);
    if (budget_ < 0) return false;
    if (truth != Truth::open) return truth == Truth::yes;
    if (open_ < 0) {
      met_unclear_ = true;
      return false;
    }
    return branch(static_cast<unsigned>(open_));
  }

  bool branch(unsigned axis) {
    if (cells_[axis].empty()) cells_[axis] = axes_[axis].of_texts() ? texts().cells(axis) : cells_of(axes_[axis]);
    for (const Cell& cell : cells_[axis]) {
      taken_[axis] = &cell;
      order_.push_back(axis);
      if (step()) return true;
      if (budget_ < 0) return false;
      order_.pop_back();
    }
    taken_[axis] = nullptr;
    return false;
  }

  Texts& texts() {
    if (!texts_) texts_.emplace(formula_);
    return *texts_;
  }

  Truth value(const Node& node) {
    if (--budget_ < 0) return Truth::open;
    switch (node.kind) {
      case Node::Kind::constant:
        return node.value ? Truth::yes : Truth::no;
      case Node::Kind::unclear:
        return Truth::open;
      case Node::Kind::among:
        return atom(node, [&](const Cell& cell) {
          return std::find(node.cells.begin(), node.cells.end(), cell.index) != node.cells.end();
        });
      case Node::Kind::compare:
        return atom(node,
                    [&](const Cell& cell) { return holds(node.relation, compare(cell.number, node.bound)); });
      case Node::Kind::text:
        return atom(node, [&](const Cell& cell) { return !cell.longer && cell.text == node.text; });
      case Node::Kind::prefix:
        return atom(node, [&](const Cell& cell) { return cell.text.starts_with(node.text); });
      case Node::Kind::no: {
        const Truth inner = value(*node.left);
        return inner == Truth::open ? inner : inner == Truth::yes ? Truth::no : Truth::yes;
      }
      case Node::Kind::both:
        return pair(node, Truth::no);
      case Node::Kind::either:
        return pair(node, Truth::yes);
    }
    return Truth::open;
  }

  template <typename Test>
  Truth atom(const Node& node, Test test) {
    if (const Cell* cell = taken_[node.axis]) return test(*cell) ? Truth::yes : Truth::no;
    if (open_ < 0) open_ = static_cast<int>(node.axis);
    return Truth::open;
  }

  // `decided` is what one side alone settles.
  Truth pair(const Node& node, Truth decided) {
    const int open = open_;
    const Truth left = value(*node.left);
    if (left == decided) return left;
    const Truth right = value(*node.right);
    if (right == decided) {
      open_ = open;  // the left side's question no longer matters
      return right;
    }
    return left == Truth::open ? left : right;
  }

  std::string witness() const {
    std::string text;
    for (const unsigned axis : order_) {
      const Axis& about = axes_[axis];
      const Cell& cell = *taken_[axis];
      if (about.implied_by >= 0 && cell.index == 1 && taken_[static_cast<unsigned>(about.implied_by)])
        continue;
      text += (text.empty() ? "" : ", ") + (about.numeric ? about.said(cell.number)
                                            : about.of_texts() ? said(about, cell)
                                                          : about.cells[cell.index]);
    }
    return text;
  }

  static std::string said(const Axis& about, const Cell& cell) {
    if (cell.index == 0) return "any other " + about.name;
    return about.name + " \"" + cell.text + (cell.longer ? "…" : "") + "\"";
  }

  const std::vector<Axis>& axes_;
  Formula formula_;
  std::optional<Texts> texts_;
  std::vector<std::vector<Cell>> cells_;  // by axis, once it was branched on
  std::vector<const Cell*> taken_;        // by axis
  std::vector<unsigned> order_;
  int budget_ = search_budget;
  int open_ = -1;  // the first axis the formula hangs on
  bool met_unclear_ = false;
};

}  // namespace

bool holds(Relation relation, int order) {
  switch (relation) {
    case Relation::less:
      return order < 0;
    case Relation::at_most:
      return order <= 0;
    case Relation::equal:
      return order == 0;
    case Relation::unequal:
      return order != 0;
    case Relation::at_least:
      return order >= 0;
    case Relation::greater:
      return order > 0;
  }
  return false;
}

Relation flipped(Relation relation) {
  switch (relation) {
    case Relation::less:
      return Relation::greater;
    case Relation::at_most:
      return Relation::at_least;
    case Relation::equal:
      return Relation::equal;
    case Relation::unequal:
      return Relation::unequal;
    case Relation::at_least:
      return Relation::at_most;
    case Relation::greater:
      return Relation::less;
  }
  return relation;
}

Formula always() { return constant(true); }
Formula never() { return constant(false); }
Formula unclear() {
  Node made;
  made.kind = Node::Kind::unclear;
  return node(std::move(made));
}
Formula no(Formula formula) { return joined(Node::Kind::no, std::move(formula), nullptr); }
Formula both(Formula left, Formula right) {
  return joined(Node::Kind::both, std::move(left), std::move(right));
}
Formula either(Formula left, Formula right) {
  return joined(Node::Kind::either, std::move(left), std::move(right));
}

// As flat as can be: a chain as long as a table would be gone through by as many calls, one in another.
Formula all(const std::vector<Formula>& parts) {
  if (parts.empty()) return always();
  std::vector<Formula> level = parts;
  while (level.size() > 1) {
    std::vector<Formula> next;
    for (std::size_t i = 0; i + 1 < level.size(); i += 2) next.push_back(both(level[i], level[i + 1]));
    if (level.size() % 2 == 1) next.push_back(level.back());
    level = std::move(next);
  }
  return level.front();
}

// A bound is said as its author wrote it.
std::string Axis::said(const Number& number) const {
  for (std::size_t i = 0; i < bounds.size(); ++i)
    if (bounds[i] == number && !spellings[i].empty()) return name + " " + spellings[i];
  return name + " " + show(number);
}

unsigned Space::axis(const std::string& key, const std::function<Axis()>& make) {
  const auto known = keys_.find(key);
  if (known != keys_.end()) return known->second;
  const unsigned index = static_cast<unsigned>(axes_.size());
  axes_.push_back(make());
  keys_[key] = index;
  return index;
}

Formula Space::among(unsigned axis, std::vector<unsigned> cells) const {
  Node made;
  made.kind = Node::Kind::among;
  made.axis = axis;
  made.cells = std::move(cells);
  return node(std::move(made));
}

Formula Space::compare(unsigned axis, Relation relation, const Number& bound, const std::string& spelling) {
  axes_[axis].bounds.push_back(bound);
  axes_[axis].spellings.push_back(spelling);
  Node made;
  made.kind = Node::Kind::compare;
  made.axis = axis;
  made.relation = relation;
  made.bound = bound;
  return node(std::move(made));
}

namespace {

Formula of_text(Node::Kind kind, unsigned axis, const std::string& text) {
  Node made;
  made.kind = kind;
  made.axis = axis;
  made.text = text;
  return node(std::move(made));
}

}  // namespace

Formula Space::is_text(unsigned axis, const std::string& text) const { return of_text(Node::Kind::text, axis, text); }

Formula Space::starts_with(unsigned axis, const std::string& prefix) const {
  return of_text(Node::Kind::prefix, axis, prefix);
}

Answer Space::find(const Formula& formula) const { return Search(axes_, formula).run(); }

}  // namespace tariff::regions
