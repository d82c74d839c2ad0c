// The grammar of values and conditions.
#pragma once

#include "grammar/rules_words.hpp"

// clang-format off: one rule a line
namespace tariff::grammar::rules {

// --- expressions ------------------------------------------------------------------------------

struct fold : node<Kind::fold, words<"sum", "count", "highest", "lowest", "mean", "last">> {};
struct half_mode : seq<word<"half">, gap, words<"up", "down", "even">> {};
struct mode : node<Kind::mode, sor<half_mode, words<"up", "down">>> {};

struct condition;
struct value;
struct compared_ahead : sor<one<'=', '<', '>'>, word<"below">, word<"above">> {};
struct closing : one<')'> {};
struct group : node<Kind::group, one<'('>, need<condition>, need<closing>> {};
struct call : node<Kind::call, name, one<'('>, need<value>, more<one<','>, need<value>>, need<closing>> {};
struct now : node<Kind::now, name, gap, word<"now">> {};
struct so_far_window : node<Kind::window, need<period>, opt<gap, word<"from">, gap, window_begin>> {};
struct line_item : name {};
struct further_line_item : seq<name, not_at<gap, sor<word<"of">, word<"is">, compared_ahead>>> {};
struct lines_of : node<Kind::lines_of, word<"lines">, gap, word<"of">, need<line_item>, more<word<"and">, gap, further_line_item>> {};
struct summed : sor<lines_of, name> {};
struct so_far : node<Kind::so_far, summed, gap, word<"so">, need<word<"far">>, opt<gap, word<"in">, gap, opt<the>, so_far_window>> {};
struct many_periods : words<"seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years"> {};
struct some_periods : node<Kind::period, sor<many_periods, period_words>> {};
struct periods_before : node<Kind::periods_before, number, need<some_periods>, need<word<"before">>> {};
struct in_the_period : seq<word<"in">, gap, opt<the>, sor<periods_before, must<period>>> {};
struct follows_name : words<"now", "before", "after"> {};
struct folded : node<Kind::folded, fold, gap, not_at<follows_name>, reference, need<in_the_period>> {};
struct extreme_part;
struct extreme_word : seq<words<"greatest", "least">, gap, word<"of">> {};
struct extreme_parts : seq<need<extreme_part>, need<word<"and">>, need<extreme_part>, more<word<"and">, need<extreme_part>>> {};
struct extreme : node<Kind::extreme, extreme_word, extreme_parts> {};
struct length_of : node<Kind::length_of, words<"days", "hours">, gap, word<"of">, gap, opt<the>, period> {};
struct first_part : node<Kind::first_part, word<"first">, gap, word<"part">> {};
struct operand : sor<first_part, group, length_of, text, moment, clock_time, literal, folded, extreme, call, now, so_far, lines_of, reference> {};

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
struct goes_on : seq<gap, sor<words<"is", "starts", "now", "so", "per">, times_sign, plus_sign, compared, one<'('>>> {};
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
struct beginning : sor<text, node<Kind::literal, number>> {};
struct another_beginning : seq<beginning, not_at<goes_on>> {};
struct starts_with : node<Kind::starts_with, word<"starts">, need<word<"with">>, need<beginning>, more<word<"or">, gap, another_beginning>> {};
struct comparison : chain<Kind::comparison, value, also<sor<is, starts_with, seq<compared, need<right_side>>>>> {};
struct negation : chain<Kind::negation, opt<negated, gap>, comparison> {};
struct further_condition : negation {};
struct conjunction : chain<Kind::conjunction, and_list<negation, further_condition>> {};
struct other_condition : conjunction {};
struct condition : chain<Kind::disjunction, or_list<conjunction, other_condition>> {};

}  // namespace tariff::grammar::rules
// clang-format on
