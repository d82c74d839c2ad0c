// The grammar: one clause at a time, bottom-up, one rule a line where it fits. No actions, no types of
// the application.
//
// Padding: a rule begins at its first sign and ends at its last. `gap` (blanks, line ends, comments)
// stands between the parts of a rule, written out by `also`, `need` and `more`; only the rows of a table,
// which end with their line, use `pad`.
//
// Commitment: before the first `need` a rule may fail and another is tried; a `need` that fails is the
// author's fault, and `expected<…>` in messages.hpp has the sentence for it.
//
// A rule with a Kind leaves a node; a `chain` leaves one only if it has more than one part.
#pragma once

#include "grammar/rules_expressions.hpp"

// clang-format off: one rule a line
namespace tariff::grammar::rules {

// --- cases, tables ------------------------------------------------------------------------------

struct when : node<Kind::when, word<"when">, need<condition>> {};
struct otherwise : node<Kind::otherwise, word<"otherwise">> {};
struct only_when : sor<when, otherwise> {};
struct case_ : seq<value, also<only_when>> {};

struct row_end : seq<pad, opt<comment>, sor<one<'\n'>, eof>> {};
struct bar : one<'|'> {};
struct window_of_column : window {};
struct used : node<Kind::used, word<"used">, also<word<"in">, need<window_of_column>>> {};
struct billed : node<Kind::billed, word<"billed">, gap, word<"in">, need<window_of_column>> {};
struct prefixed_name : name {};
struct longest_prefix : node<Kind::longest_prefix, word<"longest">, gap, word<"prefix">, need<word<"of">>, need<prefixed_name>> {};
struct asks_payer : node<Kind::paid_by, word<"paid">, gap, word<"by">> {};
struct column_title : sor<used, billed, longest_prefix, asks_payer, name> {};
struct column : node<Kind::column, must<column_title>> {};
struct any_cell : node<Kind::any, word<"any">> {};
struct open_cell : node<Kind::otherwise, sor<word<"otherwise">, seq<word<"above">, at<pad, bar>>>> {};
struct no_price : node<Kind::none, word<"no">, gap, word<"price">> {};
struct upper_bound : value {};
struct up_to : node<Kind::up_to, word<"up">, gap, word<"to">, need<upper_bound>> {};
struct below : node<Kind::below, word<"below">, need<upper_bound>> {};
struct cell_value : value {};
struct cell_values : or_list<value, cell_value> {};
struct ended_value : value {};
struct calendar_end : seq<opt<the>, word<"end">, need<word<"of">>, gap, opt<the>, must<period>, need<word<"of">>> {};
struct end_of : node<Kind::end_of, word<"until">, need<calendar_end>, need<ended_value>> {};
struct endless : node<Kind::endless, word<"without">, gap, word<"end">> {};
struct cell : node<Kind::cell, opt<sor<any_cell, open_cell, no_price, up_to, below, end_of, endless, cell_values>>> {};
struct header : node<Kind::header, bar, plus<not_at<row_end>, pad, column, pad, must<bar>>> {};
struct row : node<Kind::row, bar, plus<not_at<row_end>, pad, cell, pad, must<bar>>> {};
struct table : node<Kind::table, header, row_end, gap, must<row>, star<row_end, gap, row>> {};

struct graduated : node<Kind::graduated, word<"graduated">> {};
struct reached : node<Kind::reached, word<"reached">> {};
struct table_file : node<Kind::table_file, word<"rows">, gap, word<"of">, gap, text> {};
struct walked_table : table {};
struct filed_table : table {};
struct walked_tabled : seq<sor<graduated, reached>, also<table_file>, need<walked_table>> {};
struct chosen_table : sor<walked_tabled, seq<table_file, need<filed_table>>, table> {};
struct specific : node<Kind::specific, word<"most">, gap, word<"specific">> {};
struct tabled : node<Kind::tabled, sor<seq<specific, need<chosen_table>>, chosen_table>> {};

// --- tariff, use, unit, currency, define ---------------------------------------------------------

struct labels : node<Kind::labels, more<text>> {};
struct tariff_name : dotted_name {};
struct tariff_head : seq<word<"tariff">, need<tariff_name>, also<text>> {};
struct since : moment {};
struct until_moment : moment {};
struct until_clause : node<Kind::until, word<"until">, need<until_moment>> {};
struct validity : seq<need<word<"from">>, need<since>, also<until_clause>> {};
struct effective : node<Kind::effective, word<"effective">, validity> {};
struct currency_name : name {};
struct tariff_currency : node<Kind::currency, word<"currency">, need<currency_name>> {};
struct zone_name : node<Kind::zone, plus<sor<word_sign, one<'/', '+', '-', ':'>>>> {};
struct zone : node<Kind::zone, word<"zone">, need<zone_name>> {};
struct amends : node<Kind::amends, word<"amends">> {};
struct earlier_file : text {};
struct earlier : node<Kind::earlier, sor<amends, word<"follows">>, need<earlier_file>> {};
struct removed_block : node<Kind::name, words<"unit", "usage", "calendar", "define", "meter", "package", "charge", "reject">> {};
struct removed_name : name {};
struct removed_names : and_list<removed_name> {};
struct without : node<Kind::without, word<"without">, need<removed_block>, need<removed_names>> {};
struct carry_on : node<Kind::carry_on, word<"carry">, gap, word<"on">> {};
struct window_fate : sor<carry_on, word<"close">> {};
struct open_windows : node<Kind::open_windows, word<"open">, need<word<"windows">>, need<window_fate>> {};
struct late_fate : seq<word<"count">, gap, word<"when">, gap, word<"they">, gap, word<"arrive">> {};
struct late_records : node<Kind::late_records, word<"late">, need<word<"records">>, need<late_fate>> {};
struct tariff_clause : sor<effective, tariff_currency, zone, earlier, without, open_windows, late_records> {};

struct module_name : dotted_name {};
struct use : seq<word<"use">, need<module_name>> {};
struct currency_digits : seq<count, gap, word<"digit">> {};
struct currency : seq<word<"currency">, need<currency_name>, need<currency_digits>, labels> {};
struct unit_name : name {};
struct unit_size : literal {};
struct unit_block : seq<word<"unit">, need<unit_name>, labels, also<one<'='>, need<unit_size>>> {};
struct defined_name : name {};
struct equals : one<'='> {};
struct calendar_title : name {};
struct parameter : name {};
struct parameters : node<Kind::parameters, one<'('>, need<parameter>, more<one<','>, need<parameter>>, need<closing>> {};
struct defined_value : sor<tabled, condition> {};
struct known_from : moment_or_year {};
struct known_until : moment_or_year {};
struct calendar_head : seq<word<"calendar">, need<calendar_title>, need<word<"from">>, need<known_from>, need<word<"until">>, need<known_until>> {};
struct calendar_day : node<Kind::calendar_day, moment, also<text>> {};
struct define : seq<word<"define">, need<defined_name>, opt<parameters>, need<equals>, need<defined_value>> {};
struct rule_name : name {};
struct reject_when : when {};
struct reject : seq<word<"reject">, need<rule_name>, need<reject_when>> {};

// --- usage, account ------------------------------------------------------------------------------

struct usage_name : name {};
struct usage_head : seq<word<"usage">, need<usage_name>> {};
struct account_head : word<"account"> {};
struct field_name : name {};
struct field_unit : unit {};
struct another_choice : name_or_text {};
struct count_of : node<Kind::count_of, word<"count">, gap, word<"of">, need<field_unit>> {};
struct amount_of : node<Kind::amount_of, word<"amount">, gap, word<"of">, need<field_unit>> {};
struct whole_number : node<Kind::whole_number, word<"whole">, gap, word<"number">> {};
struct alone : not_at<gap, word<"or">> {};
struct instant : node<Kind::instant, word<"instant">, alone> {};
struct text_type : node<Kind::text_type, word<"text">, alone> {};
struct choice : node<Kind::choice, or_list<name_or_text, another_choice>> {};
struct signed_ : node<Kind::signed_, word<"signed">> {};
struct number_type : seq<sor<count_of, amount_of, whole_number>, also<signed_>> {};
struct field_type : sor<number_type, instant, text_type, choice> {};
struct colon : one<':'> {};
struct optional : node<Kind::optional, word<"optional">> {};
struct default_value : sum {};
struct fallback : node<Kind::fallback, word<"default">, need<default_value>> {};
struct field_addition : sor<optional, fallback> {};
struct field_additions : more<one<','>, need<field_addition>> {};
struct field : node<Kind::field, field_name, need<colon>, need<field_type>, field_additions> {};
struct cut_begin : name {};
struct cut_end : name {};
struct cut_position : sor<window, sum> {};
struct cut_after : node<Kind::cut_after, word<"after">, need<cut_position>> {};
struct cut_at : node<Kind::cut_at, opt<word<"at">, gap>, sor<window, clock_time>> {};
struct cut_place : sor<cut_after, cut_at> {};
struct cut_places : and_list<cut_place> {};
struct running_step : sum {};
struct runs_on : node<Kind::runs_on, one<','>, gap, word<"a">, need<word<"started">>, need<running_step>, need<word<"runs">>, need<word<"on">>> {};
struct cut_span : seq<need<word<"from">>, need<cut_begin>, need<word<"until">>, need<cut_end>> {};
struct cut : node<Kind::cut, word<"cut">, not_at<gap, colon>, cut_span, need<cut_places>, also<runs_on>> {};
struct usage_clause : sor<cut, field> {};

// --- meter -----------------------------------------------------------------------------------------

struct meter_name : name {};
struct counted_usage : name {};
struct of_usage : seq<word<"of">, need<counted_usage>> {};
struct of_what : sor<window, of_usage> {};
struct meter_head : seq<word<"meter">, need<meter_name>, need<of_what>, also<when>> {};
struct apart_field : name {};
struct apart_fields : and_list<apart_field> {};
struct apart : node<Kind::apart, word<"apart">, need<word<"by">>, need<apart_fields>> {};
struct distinct_field : name {};
struct distinct : node<Kind::distinct, word<"distinct">, need<distinct_field>> {};
struct taken_fold : sor<distinct, fold> {};
struct percent_sign : node<Kind::unit, one<'%'>> {};
struct top_number : node<Kind::literal, scaled, also<percent_sign>> {};
struct of_top : node<Kind::of_top, word<"of">, need<word<"top">>, need<top_number>> {};
struct share_mode : node<Kind::mode, words<"up", "down">> {};
struct share_rounded : seq<one<','>, gap, word<"rounded">, need<share_mode>> {};
struct without_top : node<Kind::without_top, word<"without">, need<word<"top">>, need<top_number>, also<share_rounded>> {};
struct what_is_taken : seq<need<taken_fold>, also<of_top>, also<without_top>> {};
struct fold_window : window {};
struct step_key : name {};
struct step_keys : and_list<step_key> {};
struct by_keys : node<Kind::by, word<"by">, need<step_keys>> {};
struct value_rate : product {};
struct converted : node<Kind::converted, at_word, need<value_rate>> {};
struct value_taken : seq<also<by_keys>, also<converted>, also<one<','>, gap, rounded>> {};
struct take : node<Kind::take, word<"take">, what_is_taken, need<word<"in">>, need<fold_window>, value_taken> {};
struct level_begin : value {};
struct level_end : value {};
struct the_next : seq<the, word<"next">> {};
struct same_field : name {};
struct of_the_same : seq<word<"of">, need<word<"the">>, need<word<"same">>, need<same_field>> {};
struct next : node<Kind::next, word<"until">, gap, the_next, also<of_the_same>> {};
struct level : node<Kind::level, word<"from">, need<level_begin>, also<word<"until">, need<level_end>>> {};
struct rule : node<Kind::rule, value, also<sor<next, level>>, also<only_when>> {};
struct meter_clause : sor<apart, take, rule> {};

// --- package ---------------------------------------------------------------------------------------

struct package_name : name {};
struct package_head : seq<word<"package">, need<package_name>> {};
struct covered_meter : name {};
struct draw_rate : sum {};
struct covered : node<Kind::covered, covered_meter, also<at_word, need<draw_rate>>> {};
struct further_covered : covered {};
struct then : seq<opt<one<','>, gap>, word<"then">> {};
struct covers : node<Kind::covers, word<"covers">, need<covered>, more<then, need<further_covered>>> {};
struct sold_table : table {};
struct sold : node<Kind::sold, word<"sold">, need<sold_table>> {};
struct given_size : sum {};
struct kept_for : sum {};
struct kept : node<Kind::kept, word<"unused">, need<word<"kept">>, need<word<"for">>, need<kept_for>> {};
struct grant_modifiers : more<one<','>, gap, sor<kept, at_most>> {};
struct grant : node<Kind::grant, word<"given">, need<given_size>, also<window>, grant_modifiers, also<when>> {};
struct overdraft_bound : sum {};
struct overdraft_limit : seq<word<"by">, need<word<"up">>, need<word<"to">>, need<overdraft_bound>> {};
struct overdrawn : node<Kind::overdrawn, word<"may">, need<word<"be">>, need<word<"overdrawn">>, also<overdraft_limit>> {};
struct at_each_reset : node<Kind::at_reset, word<"at">, need<word<"each">>, need<word<"reset">>> {};
struct refill_time : sor<window, at_each_reset> {};
struct refill_value : value {};
struct refills : node<Kind::refills, word<"refills">, need<refill_time>, also<word<"to">, need<refill_value>>> {};
struct refund_value : case_ {};
struct refund : node<Kind::refund, word<"refund">, need<refund_value>> {};
struct no_refund : node<Kind::no_refund, word<"no">, need<word<"refund">>, also<only_when>> {};
struct notice_text : text {};
struct lead_end : reference {};
struct lead : node<Kind::before, literal, need<word<"before">>, need<lead_end>> {};
struct notice_time : sor<when, lead> {};
struct notify : node<Kind::notify, word<"notify">, need<notice_text>, need<notice_time>> {};
struct sharing_attribute : reference {};
struct shared_by : node<Kind::shared_by, word<"shared">, need<word<"by">>, need<sharing_attribute>> {};
struct package_clause : sor<covers, sold, grant, shared_by, overdrawn, refills, refund, no_refund, notify> {};

// --- charge ----------------------------------------------------------------------------------------

struct charged_meter : name {};
struct further_meter : name {};
struct meters : node<Kind::meters, and_list<charged_meter, further_meter>> {};
struct charge_window : window {};
struct charge_head : seq<word<"charge">, also<meters>, need<charge_window>, also<when>> {};
struct key_measure : name {};
struct key : node<Kind::key, name, need<key_measure>> {};
struct order_key : key {};
struct postpaid : node<Kind::postpaid, word<"postpaid">> {};
struct owed_window : window {};
struct owed_in : seq<word<"in">, need<owed_window>> {};
struct until_each_reset : node<Kind::at_reset, word<"until">, need<word<"each">>, need<word<"reset">>> {};
struct owed : node<Kind::owed, word<"owed">, also<sor<owed_in, until_each_reset>>> {};
struct further_package : name {};
struct order_keys : and_list<order_key> {};
struct packages : seq<or_list<name, further_package>, also<word<"by">, need<order_keys>>> {};
struct payer : node<Kind::source, sor<postpaid, owed, packages>, also<when>> {};
struct further_payer : payer {};
struct from : node<Kind::from, word<"from">, need<payer>, more<then, need<further_payer>>> {};
struct priced_usage : name {};
struct for_each : node<Kind::each, word<"for">, gap, word<"each">, need<priced_usage>> {};
struct price_what : sor<tabled, value> {};
struct price : node<Kind::price, word<"price">, also<signed_>, also<for_each>, need<price_what>> {};
struct unused : node<Kind::unused, word<"also">, need<word<"when">>, need<word<"unused">>> {};
struct deduct_window : window {};
struct end_of_window : seq<word<"at">, gap, opt<the>, word<"end">, need<word<"of">>, need<deduct_window>> {};
struct deduct : node<Kind::deduct, word<"deduct">, need<end_of_window>> {};
struct charge_clause : sor<from, deduct, price, at_least, at_most, unused> {};

// --- bill ------------------------------------------------------------------------------------------

struct bill_window : window {};
struct bill_head : seq<word<"bill">, need<bill_window>> {};
struct each_line : seq<word<"each">, gap, word<"line">> {};
struct the_total : node<Kind::the_total, word<"the">, gap, word<"total">> {};
struct rounded_what : sor<each_line, the_total> {};
struct round : node<Kind::round, word<"round">, need<rounded_what>, need<mode>, need<word<"to">>, need<step>> {};
struct step_name : name {};
struct step_value : value {};
struct all_lines : reference {};
struct shared_lines : sor<lines_of, all_lines> {};
struct shared : node<Kind::shared, word<"shared">, need<word<"over">>, need<shared_lines>> {};
struct paying_packages : packages {};
struct paid_by : node<Kind::source, word<"paid">, need<word<"from">>, need<paying_packages>> {};
struct step_end : opt<gap, one<','>, gap, sor<shared, paid_by>> {};
struct step_rest : seq<need<step_name>, need<equals>, need<step_value>, step_end, also<when>> {};
struct add_step : node<Kind::add, word<"add">, step_rest> {};
struct less_step : node<Kind::less, word<"less">, step_rest> {};
struct at_the_end : seq<word<"at">, gap, opt<the>, word<"end">> {};
struct debit : node<Kind::debit, word<"debit">, need<at_the_end>> {};
struct arrears : node<Kind::arrears, word<"in">, need<word<"arrears">>> {};
struct differences : node<Kind::differences, word<"carry">, need<word<"differences">>> {};
struct reached_value : sum {};
struct further_value : sum {};
struct further : node<Kind::further, then, need<word<"each">>, need<word<"further">>, need<further_value>> {};
struct reaches : words<"reach", "reaches"> {};
struct reached_values : or_list<reached_value> {};
struct when_reached : node<Kind::reach, word<"when">, need<so_far>, need<reaches>, need<reached_values>, also<further>> {};
struct early : node<Kind::early, word<"early">, need<step_name>, need<when_reached>> {};
struct reached_notice : node<Kind::notify, word<"notify">, need<notice_text>, need<when_reached>> {};
struct given_item : reference {};
struct give : node<Kind::give, word<"give">, need<given_item>, need<when_reached>> {};
struct bill_clause : sor<round, differences, add_step, less_step, early, reached_notice, give, unused, debit, arrears> {};
struct deadline_length : sum {};
struct after : node<Kind::after, word<"after">, need<deadline_length>> {};
struct deadline : sor<after, seq<word<"at">, gap, word<"once">>> {};
struct suspend : node<Kind::suspend, word<"suspend">, need<deadline>> {};
struct close : node<Kind::close, word<"close">, need<deadline>> {};
struct arrears_notice : node<Kind::notify, word<"notify">, need<notice_text>, need<deadline>> {};
struct resume : node<Kind::resume, word<"resume">, need<when>> {};
struct arrears_clause : sor<suspend, close, arrears_notice, resume> {};

// --- test ------------------------------------------------------------------------------------------

struct test_name : text {};
struct this_version : seq<word<"this">, gap, word<"version">> {};
struct under_this_version : node<Kind::under_this_version, word<"under">, need<this_version>> {};
struct test_head : seq<word<"test">, need<test_name>, also<under_this_version>> {};
struct pool_name : name_or_text {};
struct pool : node<Kind::pool, word<"for">, need<pool_name>> {};
struct reference_text : text {};
struct as : node<Kind::as, word<"as">, need<reference_text>> {};
struct bought_item : reference {};
struct times : node<Kind::times, count, gap, word<"of">> {};
struct buy : node<Kind::buy, word<"buy">, opt<gap, times>, need<bought_item>, also<pool>, also<as>> {};
struct refund_it : node<Kind::refund_it, word<"refund">, need<reference_text>> {};
struct money : sum {};
struct top_up : node<Kind::top_up, word<"top">, need<word<"up">>, need<money>> {};
struct attribute : name {};
struct new_value : sum {};
struct set : node<Kind::set, word<"set">, need<attribute>, need<word<"to">>, need<new_value>> {};
struct reset_it : node<Kind::reset_it, word<"reset">, also<name>> {};
struct open_it : node<Kind::open_it, word<"open">> {};
struct close_it : node<Kind::close_it, word<"close">> {};
struct with_field : name {};
struct field_value : sum {};
struct with : node<Kind::with, with_field, need<field_value>> {};
struct given_field : with {};
struct recorded_usage : name {};
struct given_fields : and_list<given_field> {};
struct with_fields : seq<word<"with">, need<given_fields>> {};
struct use_it : node<Kind::use_it, word<"use">, opt<gap, count>, need<recorded_usage>, also<with_fields>> {};
struct quoted_usage : recorded_usage {};
struct quoted_field : name {};
struct quoted_by : node<Kind::by, word<"by">, need<quoted_field>> {};
struct quoted_step : sum {};
struct in_steps : seq<word<"in">, need<word<"steps">>, need<word<"of">>, need<quoted_step>> {};
struct quote_it : node<Kind::quote_it, word<"quote">, need<quoted_usage>, also<with_fields>, need<quoted_by>, also<in_steps>> {};
struct account_name : text {};
struct by_account : node<Kind::account_named, word<"by">, need<account_name>> {};
struct action : sor<buy, refund_it, top_up, set, reset_it, open_it, close_it, use_it, quote_it> {};
struct moment_word : words<"at", "in", "on"> {};
struct happening_moment : moment_or_year {};
struct happening : node<Kind::happening, moment_word, need<happening_moment>, need<action>, also<by_account>> {};
struct until_then : node<Kind::until, word<"until">, need<happening_moment>> {};

struct on_period : node<Kind::on_period, words<"in", "on">, need<happening_moment>> {};
struct paid : node<Kind::paid, word<"paid">, need<word<"for">>, need<word<"packages">>> {};
struct total : node<Kind::total, word<"total">> {};
struct quote : node<Kind::quote, word<"quote">> {};
struct refunds : node<Kind::refunds, word<"refunds">> {};
struct balance : node<Kind::balance, word<"balance">> {};
struct rejected : node<Kind::rejected, word<"rejected">, also<name>> {};
struct notices : node<Kind::notices, word<"notices">, also<text>> {};
struct owed_amount : node<Kind::owed, word<"owed">, gap, name, also<pool>> {};
struct left : node<Kind::left, word<"left">, need<word<"of">>, need<reference_text>> {};
struct state : node<Kind::name, words<"suspended", "open", "closed">> {};
struct is_state : seq<need<word<"is">>, need<state>> {};
struct of_account : node<Kind::account_named, word<"of">, need<account_name>> {};
struct account : node<Kind::account, word<"account">, also<of_account>, also<on_period>, is_state, also<on_period>> {};
struct row_key : name_or_text {};
struct row_named : node<Kind::row_named, word<"row">, need<row_key>> {};
struct source_word : seq<at<words<"postpaid", "packages">>, name> {};
struct source_name : sor<text, source_word> {};
struct paid_from : node<Kind::paid_from, word<"from">, need<source_name>> {};
struct line : node<Kind::line, name, also<row_named>, also<pool>, also<paid_from>> {};
struct subject : sor<paid, total, quote, refunds, balance, rejected, notices, left, owed_amount, line> {};
struct equals_or_is : sor<equals, word<"is">> {};
struct expected_value : value {};
struct expected_values : and_list<expected_value> {};
struct is_expected : seq<need<equals_or_is>, need<expected_values>> {};
struct outcome : seq<subject, also<of_account>, also<on_period>, is_expected, also<on_period>> {};
struct expectation : sor<account, outcome> {};
struct expect : node<Kind::expect, word<"expect">, need<expectation>> {};
struct test_clause : sor<happening, until_then, expect> {};

// --- a clause, whole -----------------------------------------------------------------------------

struct end : eof {};
template <typename R> struct whole : seq<R, need<end>> {};

}  // namespace tariff::grammar::rules
