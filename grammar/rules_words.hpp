// The grammar of words: the building stones of all rules, names, numbers and dates. How rules are written is said in
// rules.hpp.
#pragma once

#include <tao/pegtl.hpp>

#include "grammar/keywords.hpp"
#include "grammar/match.hpp"

// clang-format off: one rule a line
namespace tariff::grammar::rules {

using namespace tao::pegtl;

// --- building stones -------------------------------------------------------------------------

// A word as a template argument.
struct Word {
  char characters[24] = {};
  std::size_t size = 0;
  template <std::size_t N>
  constexpr Word(const char (&literal)[N]) : Word(std::string_view(literal, N - 1)) {}
  constexpr Word(std::string_view literal) : size(literal.size()) {
    for (std::size_t i = 0; i < size; ++i) characters[i] = literal[i];
  }
};
template <Word W, typename = std::make_index_sequence<W.size>> struct spelled;
template <Word W, std::size_t... I>
struct spelled<W, std::index_sequence<I...>> : string<W.characters[I]...> {};

template <Kind K, typename... R>
struct node : seq<R...> {
  static constexpr Kind kind = K;
};
template <Kind K, typename... R>
struct chain : seq<R...> {
  static constexpr Kind kind = K;
  static constexpr bool folds = true;
};

struct comment : seq<one<'#'>, star<not_one<'\n'>>> {};
struct gap : star<sor<one<' ', '\t', '\r', '\n'>, comment>> {};
struct pad : star<one<' ', '\t', '\r'>> {};

template <typename... R> struct also : opt<gap, R...> {};
template <typename... R> struct more : star<gap, R...> {};
template <typename R> struct need : seq<gap, must<R>> {};

struct foreign_letter : sor<utf8::one<0xD7, 0x2212, 0x2260, 0x2264, 0x2265>, utf8::range<0, 0x7F>> {};
struct letter : sor<ranges<'a', 'z', 'A', 'Z', '_', '_'>, seq<not_at<foreign_letter>, utf8::any>> {};
struct word_sign : sor<letter, digit> {};
template <Word W> struct word : seq<spelled<W>, not_at<word_sign>> {};

template <Word... W> struct words : sor<word<W>...> {};
template <typename R, typename Again = R> struct and_list : seq<R, more<word<"and">, need<Again>>> {};
template <typename R, typename Again = R> struct or_list : seq<R, more<word<"or">, need<Again>>> {};

template <const auto& List, typename = std::make_index_sequence<std::size(List)>>
struct any_word;
template <const auto& List, std::size_t... I>
struct any_word<List, std::index_sequence<I...>> : sor<word<List[I]>...> {};

struct reserved : any_word<reserved_words> {};
struct identifier : seq<not_at<reserved>, letter, star<word_sign>> {};
struct the : seq<word<"the">, gap> {};

// --- names, numbers, dates --------------------------------------------------------------------

struct name : node<Kind::name, identifier> {};
struct dotted_name : node<Kind::name, list<identifier, one<'.'>>> {};
struct text : node<Kind::text, one<'"'>, until<one<'"'>, not_one<'\n'>>> {};
struct name_or_text : sor<text, name> {};
struct reference : node<Kind::reference, opt<the>, list<name, one<'.'>>> {};

struct digits : seq<digit, star<sor<digit, seq<one<'_'>, at<digit>>>>> {};
struct number : node<Kind::number, opt<one<'-'>>, digits, opt<one<'.'>, digits>> {};
struct glued_scale : node<Kind::scale, utf8::one<0x4E07, 0x4EBF>> {};
struct spoken_scale : node<Kind::scale, words<"million", "billion">> {};
struct scaled : seq<number, opt<sor<glued_scale, seq<gap, spoken_scale>>>> {};
struct unit : node<Kind::unit, sor<one<'%'>, seq<not_at<any_word<not_units>>, identifier>>> {};
struct literal : node<Kind::literal, scaled, also<unit>> {};
struct count : node<Kind::literal, scaled> {};

struct two : rep<2, digit> {};
struct offset : sor<one<'Z'>, seq<one<'+', '-'>, two, one<':'>, two>> {};
struct clock : seq<two, one<':'>, two, opt<one<':'>, two, opt<one<'.'>, plus<digit>>>, opt<offset>> {};
struct clock_after_date : seq<sor<one<'T'>, plus<one<' '>>>, clock> {};
struct date : seq<two, two, one<'-'>, two, opt<one<'-'>, two, opt<clock_after_date>>, not_at<word_sign>> {};
struct moment : node<Kind::moment, date> {};
struct clock_time : node<Kind::clock, two, one<':'>, two, not_at<sor<word_sign, one<':'>>>> {};
struct year : node<Kind::moment, two, two, not_at<sor<word_sign, one<'-', '.'>>>> {};
struct moment_or_year : sor<moment, year> {};

struct period_words : words<"second", "minute", "hour", "day", "week", "month", "quarter", "year"> {};
struct period : node<Kind::period, period_words> {};
struct window_begin : moment_or_year {};
struct window : node<Kind::window, word<"each">, also<number>, need<period>, also<word<"from">, need<window_begin>>> {};

}  // namespace tariff::grammar::rules
// clang-format on
