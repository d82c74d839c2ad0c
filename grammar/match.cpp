#include "grammar/match.hpp"

#include "grammar/messages.hpp"
#include "grammar/rules.hpp"

namespace tariff::grammar {
namespace {

namespace pegtl = tao::pegtl;

template <typename Rule>
concept leaves_node = requires {
  Rule::kind;
};
template <typename Rule>
concept folds = requires {
  Rule::folds;
};

// The pieces matched so far, those of the rules still being tried last.
using Nodes = std::vector<std::unique_ptr<Node>>;

void gather(Nodes& nodes, std::size_t mark, Kind kind, Span span) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->span = span;
  const auto children = nodes.begin() + static_cast<std::ptrdiff_t>(mark);
  node->children.assign(std::make_move_iterator(children), std::make_move_iterator(nodes.end()));
  nodes.resize(mark);
  nodes.push_back(std::move(node));
}

template <typename Input>
std::uint32_t offset(const Input& in) {
  return static_cast<std::uint32_t>(in.current() - in.begin());
}

// A rule that fails takes its pieces back; one with a Kind gathers them into one; one that had to match
// says what was expected. (PEGTL's own parse tree does the first two at five times the compile time.)
template <typename Rule>
struct control : pegtl::normal<Rule> {
  static constexpr bool enable = false;

  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Nodes& nodes) {
    const std::size_t mark = nodes.size();
    const std::uint32_t begin = offset(in);
    if (!pegtl::match<Rule, A, M, Action, Control>(in, nodes)) {
      nodes.resize(mark);
      return false;
    }
    if constexpr (folds<Rule>) {
      if (nodes.size() == mark + 1) return true;
    }
    if constexpr (leaves_node<Rule>) gather(nodes, mark, Rule::kind, {begin, offset(in)});
    return true;
  }

  template <typename Input>
  [[noreturn]] static void raise(const Input& in, Nodes&) {
    static_assert(expected<Rule>.expected[0] != '\0', "this rule needs its sentence in messages.hpp");
    if constexpr (leaves_node<Rule>) throw Failure{offset(in), expected<Rule>, Rule::kind == Kind::name};
    throw Failure{offset(in), expected<Rule>};
  }
};

template <typename Rule>
Match read(std::string_view text, Span clause) {
  using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*>;
  Input in(text.data(), text.data() + clause.end, "");
  in.bump(clause.begin);
  Nodes nodes;
  try {
    if (!pegtl::parse<rules::whole<Rule>, pegtl::nothing, control, pegtl::apply_mode::nothing>(in, nodes))
      return {};
  } catch (const Failure& failure) {
    return {nullptr, failure};
  }
  gather(nodes, 0, Kind::root, clause);
  return {std::move(nodes.front()), std::nullopt};
}

}  // namespace

const Node* Node::find(Kind wanted) const {
  for (const auto& child : children) {
    if (child->kind == wanted) return child.get();
  }
  return nullptr;
}

Match match(Part part, std::string_view text, Span clause) {
  switch (part) {
    case Part::tariff_head:
      return read<rules::tariff_head>(text, clause);
    case Part::use:
      return read<rules::use>(text, clause);
    case Part::currency:
      return read<rules::currency>(text, clause);
    case Part::unit:
      return read<rules::unit_block>(text, clause);
    case Part::usage_head:
      return read<rules::usage_head>(text, clause);
    case Part::account_head:
      return read<rules::account_head>(text, clause);
    case Part::calendar_head:
      return read<rules::calendar_head>(text, clause);
    case Part::calendar_day:
      return read<rules::calendar_day>(text, clause);
    case Part::define:
      return read<rules::define>(text, clause);
    case Part::meter_head:
      return read<rules::meter_head>(text, clause);
    case Part::package_head:
      return read<rules::package_head>(text, clause);
    case Part::charge_head:
      return read<rules::charge_head>(text, clause);
    case Part::bill_head:
      return read<rules::bill_head>(text, clause);
    case Part::reject:
      return read<rules::reject>(text, clause);
    case Part::test_head:
      return read<rules::test_head>(text, clause);
    case Part::tariff_clause:
      return read<rules::tariff_clause>(text, clause);
    case Part::usage_clause:
      return read<rules::usage_clause>(text, clause);
    case Part::field:
      return read<rules::field>(text, clause);
    case Part::meter_clause:
      return read<rules::meter_clause>(text, clause);
    case Part::package_clause:
      return read<rules::package_clause>(text, clause);
    case Part::charge_clause:
      return read<rules::charge_clause>(text, clause);
    case Part::bill_clause:
      return read<rules::bill_clause>(text, clause);
    case Part::arrears_clause:
      return read<rules::arrears_clause>(text, clause);
    case Part::test_clause:
      return read<rules::test_clause>(text, clause);
  }
  return {};
}

}  // namespace tariff::grammar
