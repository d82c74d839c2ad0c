// The grammar of what stands inside clauses: names, numbers, dates, values and conditions. How rules are written is said
// in rules.hpp.
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
template <Word W, typename = std::make_index_sequence<W.size>>
struct spelled;
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
struct window : node<Kind::window, word<"each">, also<number>, need<period>> {};
struct fold : node<Kind::fold, words<"sum", "count", "highest", "lowest", "mean", "last">> {};
struct half_mode : seq<word<"half">, gap, words<"up", "down", "even">> {};
struct mode : node<Kind::mode, sor<half_mode, words<"up", "down">>> {};

// --- expressions ------------------------------------------------------------------------------

struct condition;
struct value;
struct compared_ahead : sor<one<'=', '<', '>'>, word<"below">, word<"above">> {};
struct closing : one<')'> {};
struct group : node<Kind::group, one<'('>, need<condition>, need<closing>> {};
struct call : node<Kind::call, name, one<'('>, need<value>, more<one<','>, need<value>>, need<closing>> {};
struct now : node<Kind::now, name, gap, word<"now">> {};
struct many_periods : words<"seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years"> {};
struct some_periods : node<Kind::period, sor<many_periods, period_words>> {};
struct periods_before : node<Kind::periods_before, number, need<some_periods>, need<word<"before">>> {};
struct in_the_period : seq<word<"in">, gap, opt<the>, sor<periods_before, must<period>>> {};
struct follows_name : words<"now", "before", "after"> {};
struct folded : node<Kind::folded, fold, gap, not_at<follows_name>, reference, need<in_the_period>> {};
struct line_item : name {};
struct further_line_item : seq<name, not_at<gap, sor<word<"of">, word<"is">, compared_ahead>>> {};
struct lines_of : node<Kind::lines_of, word<"lines">, gap, word<"of">, need<line_item>, more<word<"and">, gap, further_line_item>> {};
struct extreme_part;
struct extreme_word : seq<words<"greatest", "least">, gap, word<"of">> {};
struct extreme_parts : seq<need<extreme_part>, need<word<"and">>, need<extreme_part>, more<word<"and">, need<extreme_part>>> {};
struct extreme : node<Kind::extreme, extreme_word, extreme_parts> {};
struct length_of : node<Kind::length_of, words<"days", "hours">, gap, word<"of">, gap, opt<the>, period> {};
struct operand : sor<group, length_of, text, moment, clock_time, literal, folded, extreme, call, now, lines_of, reference> {};

struct blocks : node<Kind::blocks, words<"started", "full", "nearest">> {};
struct unit_of_divisor : unit {};
struct divisor_number : seq<sor<scaled, spoken_scale>, need<unit_of_divisor>> {};
struct divisor_literal : node<Kind::literal, sor<unit, divisor_number>> {};
struct divisor : seq<opt<blocks, gap>, divisor_literal> {};
struct rate : chain<Kind::rate, operand, also<word<"per">, need<divisor>>> {};

struct at_word : seq<word<"at">, not_at<gap, words<"least", "most">>> {};
struct times_sign : node<Kind::sign, sor<at_word, word<"of">, utf8::one<0xD7>, one<'*', '/'>>> {};
struct factor : rate {};
struct product : chain<Kind::product, rate, more<times_sign, need<factor>>> {};

struct blank_after : at<sor<one<' ', '\t', '\r', '\n', '#'>, eof>> {};
struct plus_sign : node<Kind::sign, sor<one<'+'>, utf8::one<0x2212>, seq<one<'-'>, blank_after>>> {};
struct term : product {};
struct sum : chain<Kind::sum, product, more<plus_sign, need<term>>> {};
struct extreme_part : sum {};

struct bound : sum {};
struct least : seq<word<"at">, gap, word<"least">> {};
struct most : seq<word<"at">, gap, word<"most">> {};
struct at_least : node<Kind::at_least, least, need<bound>> {};
struct at_most : node<Kind::at_most, most, need<bound>> {};
struct step : sum {};
struct rounded : node<Kind::rounded, word<"rounded">, need<mode>, need<word<"to">>, need<step>> {};
struct modifier : sor<at_least, at_most, rounded> {};
struct value : chain<Kind::value, sum, more<one<','>, gap, modifier>> {};

struct compared_words : sor<words<"below", "above", "before", "after">, seq<word<"up">, gap, word<"to">>> {};
struct compared_pairs : seq<one<'!', '<', '>'>, one<'='>> {};
struct compared_signs : sor<compared_pairs, one<'=', '<', '>'>, utf8::one<0x2260, 0x2264, 0x2265>> {};
struct compared : node<Kind::sign, sor<compared_words, compared_signs>> {};
struct right_side : value {};
struct negated : node<Kind::negated, word<"not">> {};
struct given : node<Kind::given, word<"given">> {};
// `a or b` after `is` are its values; but in `x is a or y is b` the `y` begins another condition.
struct goes_on : seq<gap, sor<words<"is", "now", "per">, times_sign, plus_sign, compared, one<'('>>> {};
struct range_end : clock_time {};
struct last_name : reference {};
struct clock_range : node<Kind::clock_range, clock_time, gap, word<"until">, need<range_end>> {};
struct name_range : node<Kind::name_range, reference, gap, word<"to">, need<last_name>> {};
struct calendar_name : node<Kind::in_calendar, word<"in">, gap, name> {};
struct plain_value : sor<text, moment, clock_range, clock_time, literal, calendar_name, name_range, reference> {};
struct another_value : seq<plain_value, not_at<goes_on>> {};
struct values : seq<plain_value, more<word<"or">, gap, another_value>> {};
struct is_what : sor<given, values> {};
struct is : node<Kind::is, word<"is">, also<negated>, need<is_what>> {};
struct comparison : chain<Kind::comparison, value, also<sor<is, seq<compared, need<right_side>>>>> {};
struct negation : chain<Kind::negation, opt<negated, gap>, comparison> {};
struct further_condition : negation {};
struct conjunction : chain<Kind::conjunction, and_list<negation, further_condition>> {};
struct other_condition : conjunction {};
struct condition : chain<Kind::disjunction, or_list<conjunction, other_condition>> {};

}  // namespace tariff::grammar::rules
// clang-format on
