// One sentence for every rule that must follow, read after "expected". A rule without one does not
// compile: the name of a rule never reaches an author.
#pragma once

#include "grammar/rules.hpp"

namespace tariff::grammar {

template <typename Rule>
inline constexpr Sentence expected = {};

template <rules::Word W>
inline constexpr Sentence expected<rules::word<W>> = {W.characters, W.characters, true};

#define TARIFF_EXPECTED(rule, ...) \
  template <>                      \
  inline constexpr Sentence expected<rules::rule> = {__VA_ARGS__}

// --- expressions
TARIFF_EXPECTED(condition, "a condition, such as `mode is word` or `words > 20 word`");
TARIFF_EXPECTED(further_condition, "another condition after `and`");
TARIFF_EXPECTED(other_condition, "another condition after `or`");
TARIFF_EXPECTED(closing, "`)`");
TARIFF_EXPECTED(line_item, "the name of a meter, a fee or another line of the bill after `lines of`");
TARIFF_EXPECTED(value, "a value");
TARIFF_EXPECTED(factor, "a value after this sign");
TARIFF_EXPECTED(term, "a value after this sign");
TARIFF_EXPECTED(right_side, "a value to compare with");
TARIFF_EXPECTED(is_what, "a name or `given` after `is`", "given");
TARIFF_EXPECTED(beginning, "digits or a text after `starts with`, as in `starts with 0256 or \"+49\"`");
TARIFF_EXPECTED(divisor, "a unit after `per`, as in `1 call per started 20 word`");
TARIFF_EXPECTED(divisor_literal, "a number and a unit, as in `1 call per started 20 word`");
TARIFF_EXPECTED(unit_of_divisor, "a unit after the number, as in `1 call per started 20 word`");
TARIFF_EXPECTED(in_the_period, "the period it is taken over, as in `highest seats in the month`");
TARIFF_EXPECTED(period, "a period", "second minute hour day week month quarter year");
TARIFF_EXPECTED(window_begin, "the begin of one of the windows, as in `each month from 2024-01-15`");
TARIFF_EXPECTED(some_periods, "a period, as in `in the 11 months before`",
                "seconds minutes hours days weeks months quarters years");
TARIFF_EXPECTED(extreme_part, "a value, as in `greatest of peak and 500 kW`");
TARIFF_EXPECTED(bound, "the bound, as in `, at least 1 call`");
TARIFF_EXPECTED(mode, "how to round: `half up` (away from zero), `half even`, `half down`, `up` or `down`", "half up down");
TARIFF_EXPECTED(step, "the step to round to, as in `0.01 CNY`");

// --- cases, tables
TARIFF_EXPECTED(bar, "`|` at the end of the cell");
TARIFF_EXPECTED(column_title,
                "the title of the column: a name, `used in each month` or `billed in each month`");
TARIFF_EXPECTED(prefixed_name, "the field that begins so, as in `longest prefix of destination`");
TARIFF_EXPECTED(window_of_column, "the window of the tiers, as in `used in each month`", "each");
TARIFF_EXPECTED(upper_bound, "the upper end of the tier, as in `up to 50 connection`");
TARIFF_EXPECTED(cell_value, "another value after `or`");
TARIFF_EXPECTED(calendar_end, "the end of a period, as in `until the end of the month of bought + 1 year`", "the end");
TARIFF_EXPECTED(ended_value, "an instant, as in `until the end of the month of bought + 1 year`", "bought");
TARIFF_EXPECTED(row, "at least one row under the titles, each row on a line of its own");

// --- tariff, use, unit, currency, define, reject
TARIFF_EXPECTED(tariff_name, "the name of the tariff, as in `tariff tencent.soe`");
TARIFF_EXPECTED(since, "the first day, as in `effective from 2024-07-01`");
TARIFF_EXPECTED(until_moment, "the day after the last, as in `until 2025-01-01`");
TARIFF_EXPECTED(currency_name, "the code of the currency, as in `currency CNY`");
TARIFF_EXPECTED(earlier_file, "the file of the version before, as in `follows \"2025.tariff\"`");
TARIFF_EXPECTED(removed_block, "the kind of block that goes, as in `without meter pages`",
                "unit usage calendar define meter package charge reject");
TARIFF_EXPECTED(removed_name, "the name of what goes, as in `without meter pages`");
TARIFF_EXPECTED(removed_names, "the name of what goes, as in `without meter pages`");
TARIFF_EXPECTED(window_fate, "what becomes of windows that are open then: `close` or `carry on`", "close carry");
TARIFF_EXPECTED(late_fate, "what becomes of records that come late: `count when they arrive`", "count");
TARIFF_EXPECTED(zone_name, "the time zone, as in `zone Asia/Shanghai`");
TARIFF_EXPECTED(module_name, "the name of the library, as in `use decimal_bytes`");
TARIFF_EXPECTED(currency_digits, "the digits of its smallest coin, as in `currency CNY 2 digit`");
TARIFF_EXPECTED(unit_name, "the name of the unit, as in `unit call \"次\"`");
TARIFF_EXPECTED(unit_size, "the size of the unit, as in `unit KB = 1_000 byte`");
TARIFF_EXPECTED(defined_name, "the name that is defined, as in `define call_price = 0.005 CNY per call`");
TARIFF_EXPECTED(equals, "`=`", "=");
TARIFF_EXPECTED(range_end, "the end of the time of day, as in `15:00 until 20:00`");
TARIFF_EXPECTED(last_name, "the last of the range, as in `monday to friday`");
TARIFF_EXPECTED(calendar_title, "the name of the calendar, as in `calendar holidays from 2025 until 2027`");
TARIFF_EXPECTED(known_from, "the first day or year it knows, as in `from 2025`");
TARIFF_EXPECTED(known_until, "the day or year from which on it knows nothing, as in `until 2027`");
TARIFF_EXPECTED(parameter, "the name of a parameter, as in `define steps(first, next) = …`");
TARIFF_EXPECTED(defined_value, "a value, a condition or a table");
TARIFF_EXPECTED(rule_name, "the reason of the refusal, as in `reject too_many when …`");
TARIFF_EXPECTED(reject_when, "`when` and the condition of the refusal", "when");

// --- usage, account
TARIFF_EXPECTED(usage_name, "the name of the kind of record, as in `usage evaluation {`");
TARIFF_EXPECTED(colon, "`:` between the name of the field and its type");
TARIFF_EXPECTED(field_type,
                "the type of the field: `a or b`, `count of UNIT`, `amount of UNIT`, `whole number`, "
                "`instant` or `text`");
TARIFF_EXPECTED(field_unit, "the unit of the field, as in `count of word`");
TARIFF_EXPECTED(another_choice, "another value after `or`");
TARIFF_EXPECTED(field_addition, "`optional` or `default` after the comma", "optional default");
TARIFF_EXPECTED(cut_begin, "the field of the begin, as in `cut from started until ended at 18:00`");
TARIFF_EXPECTED(cut_end, "the field of the end, as in `cut from started until ended at 18:00`");
TARIFF_EXPECTED(cut_places, "where it is cut: `at 18:00 and 24:00`, `at each hour`, `after 30 second` or `after each 24 hour`",
                "at after");
TARIFF_EXPECTED(cut_place, "another place after `and`, as in `at 18:00 and 24:00 and after 30 second`", "at after");
TARIFF_EXPECTED(cut_position, "a length of time, as in `after 30 second` or `after each 24 hour`", "each");
TARIFF_EXPECTED(running_step, "the step, as in `, a started 60 second runs on`");
TARIFF_EXPECTED(default_value, "the value that holds where none is given, as in `default 20`");

// --- meter
TARIFF_EXPECTED(meter_name, "the name of the meter, as in `meter calls of evaluation`");
TARIFF_EXPECTED(of_what,
                "`of` and the usage it measures, as in `meter calls of evaluation`, or the window in which it is "
                "worked out from other meters, as in `meter billed each month`",
                "of each");
TARIFF_EXPECTED(counted_usage, "the name of a usage after `of`");
TARIFF_EXPECTED(apart_fields, "the name of a field, as in `apart by language`");
TARIFF_EXPECTED(apart_field, "the name of a field, as in `apart by language`");
TARIFF_EXPECTED(taken_fold, "what to take: `sum`, `count`, `highest`, `lowest`, `mean`, `last` or `distinct`",
                "sum count highest lowest mean last distinct");
TARIFF_EXPECTED(distinct_field, "the field whose values are counted once, as in `take distinct player in each day`");
TARIFF_EXPECTED(top_number, "how many of the highest, as in `of top 5`, `without top 4` or `without top 5%`");
TARIFF_EXPECTED(share_mode, "`up` or `down`, as in `without top 5%, rounded down`", "up down");
TARIFF_EXPECTED(step_keys, "the name of a field, as in `take highest in each hour by project`");
TARIFF_EXPECTED(step_key, "the name of a field, as in `take highest in each hour by project`");
TARIFF_EXPECTED(value_rate, "a rate, as in `take sum in each month at 1 GB_month per 30 GB`");
TARIFF_EXPECTED(same_field, "the name of a field, as in `until the next of the same bucket`");
TARIFF_EXPECTED(fold_window, "a window, as in `take highest in each day`", "each");
TARIFF_EXPECTED(level_begin, "when the level begins, as in `from started until finished`");
TARIFF_EXPECTED(level_end, "when the level ends, as in `from started until finished`");

// --- package
TARIFF_EXPECTED(package_name, "the name of the package, as in `package pack {`");
TARIFF_EXPECTED(covered, "the name of a meter that the package covers");
TARIFF_EXPECTED(further_covered, "the name of the next meter after `then`");
TARIFF_EXPECTED(sharing_attribute, "the attribute whose accounts share the package, as in `shared by account.family`");
TARIFF_EXPECTED(overdraft_bound, "how far below zero, as in `may be overdrawn by up to 10 call`");
TARIFF_EXPECTED(draw_rate, "the rate at which it is drawn, as in `at 1 call per page`");
TARIFF_EXPECTED(sold_table, "a table of what is sold, beginning with `|` on the next line");
TARIFF_EXPECTED(given_size, "how much every account has, as in `given 5_000 call each month`");
TARIFF_EXPECTED(kept_for, "how long, as in `, unused kept for 2 month`");
TARIFF_EXPECTED(refill_time, "how often, as in `refills each month`, or `at each reset`", "each at");
TARIFF_EXPECTED(refill_value, "what is left then, as in `refills each month to left + size`");
TARIFF_EXPECTED(refund_value, "what is paid back, as in `refund paid when used = 0 call`");
TARIFF_EXPECTED(notice_text, "the text of the notice in quotes", "");
TARIFF_EXPECTED(notice_time,
                "when to give notice: `when left below 10% of size` or `7 day before expires`", "when");
TARIFF_EXPECTED(lead_end, "what it is before, as in `7 day before expires`", "expires");

// --- charge
TARIFF_EXPECTED(charge_window, "the period of the charge, as in `charge calls each month`", "each");
TARIFF_EXPECTED(further_meter, "the name of another meter after `and`");
TARIFF_EXPECTED(order_keys, "which package is first, as in `by soonest expiry`");
TARIFF_EXPECTED(order_key, "which package is first, as in `by soonest expiry`");
TARIFF_EXPECTED(key_measure, "of what, as in `soonest expiry`, `earliest purchase` or `lowest` and a column of numbers", "expiry purchase");
TARIFF_EXPECTED(payer, "a package or `postpaid` after `from`", "postpaid");
TARIFF_EXPECTED(owed_window, "a window, as in `then owed in each month, then postpaid`", "each");
TARIFF_EXPECTED(further_payer, "the next package or `postpaid` after `then`", "postpaid");
TARIFF_EXPECTED(further_package, "another package after `or`");
TARIFF_EXPECTED(deduct_window, "a window, as in `deduct at the end of each day`", "each");
TARIFF_EXPECTED(end_of_window, "when, as in `deduct at the end of each day`", "at");
TARIFF_EXPECTED(price_what,
                "the price, as in `price 0.005 CNY per call` or `price for each call 0.3 CNY`, or a table on the "
                "next line",
                "for");
TARIFF_EXPECTED(priced_usage, "the name of a usage after `for each`");
TARIFF_EXPECTED(chosen_table, "a table, beginning with `|` on the next line");
TARIFF_EXPECTED(filed_table, "a table whose first row says how a row of the file reads, beginning with `|` on the next line");
TARIFF_EXPECTED(walked_table, "a table of tiers, beginning with `|` on the next line");

// --- bill
TARIFF_EXPECTED(bill_window, "the period of the bill, as in `bill each month`", "each");
TARIFF_EXPECTED(rounded_what, "`each line` or `the total`, as in `round each line half up to 0.01 CNY`", "each the");
TARIFF_EXPECTED(step_name, "the name of the line, as in `less discount = 10% of lines`");
TARIFF_EXPECTED(step_value, "an amount, as in `less discount = 10% of lines`");
TARIFF_EXPECTED(paying_packages, "the packages that pay, as in `paid from credits by soonest expiry`");
TARIFF_EXPECTED(shared_lines, "`lines`, or `lines of` and what they charge", "lines");
TARIFF_EXPECTED(at_the_end, "`at the end`", "at");
TARIFF_EXPECTED(given_item, "what is given, as in `give bonus.b10`");
TARIFF_EXPECTED(when_reached, "`when` and what reaches how much, as in `when lines so far in the month reach 100 EUR`", "when");
TARIFF_EXPECTED(so_far, "what came so far, as in `lines so far in the month` or `calls so far in the month`", "");
TARIFF_EXPECTED(reaches, "`reach` or `reaches`, as in `when lines so far in the month reach 100 EUR`", "reach reaches");
TARIFF_EXPECTED(reached_values, "how much, as in `reach 100 EUR or 200 EUR`");
TARIFF_EXPECTED(reached_value, "how much, as in `reach 100 EUR or 200 EUR`");
TARIFF_EXPECTED(further_value, "how much more, as in `then each further 100 EUR`");
TARIFF_EXPECTED(deadline, "`after` and a length of time, or `at once`", "after at");
TARIFF_EXPECTED(deadline_length, "a length of time, as in `after 3 day`");
TARIFF_EXPECTED(when, "`when` and a condition", "when");

// --- test
TARIFF_EXPECTED(this_version, "`this version`", "this");
TARIFF_EXPECTED(test_name, "the name of the test in quotes");
TARIFF_EXPECTED(happening_moment, "a date, such as 2024-07-01, 2024-07-01 08:00 or 2024-07");
TARIFF_EXPECTED(action, "what happens: `buy`, `refund`, `top up`, `set`, `reset`, `open`, `close`, `use` or `quote`",
                "buy refund top set reset open close use quote");
TARIFF_EXPECTED(bought_item, "what is bought, as in `buy pack.p500w`");
TARIFF_EXPECTED(pool_name, "the pool after `for`, as in `for en`");
TARIFF_EXPECTED(account_name, "the name of an account in quotes, as in `by \"B\"`");
TARIFF_EXPECTED(reference_text, "the name of the purchase in quotes, as given by `buy … as \"first\"`");
TARIFF_EXPECTED(money, "an amount of money, as in `top up 100 CNY`");
TARIFF_EXPECTED(attribute, "the name of an attribute of the account, as in `set postpaid to off`");
TARIFF_EXPECTED(new_value, "the new value, as in `set postpaid to off`");
TARIFF_EXPECTED(recorded_usage, "the name of a usage, as in `use 3 evaluation with mode word`");
TARIFF_EXPECTED(given_fields, "a field and its value, as in `with mode word and words 20 word`");
TARIFF_EXPECTED(given_field, "a field and its value, as in `with mode word and words 20 word`");
TARIFF_EXPECTED(quoted_usage, "the name of a usage, as in `quote call with length 1_800 second by length`");
TARIFF_EXPECTED(quoted_by, "the field whose largest value is asked for, as in `by length`");
TARIFF_EXPECTED(quoted_field, "the field whose largest value is asked for, as in `by length`");
TARIFF_EXPECTED(quoted_step, "the step, as in `in steps of 60 second`");
TARIFF_EXPECTED(field_value, "the value of the field, as in `with mode word`");
TARIFF_EXPECTED(expectation, "what is expected, as in `expect total = 10 CNY`");
TARIFF_EXPECTED(state, "`open`, `suspended` or `closed`", "open suspended closed");
TARIFF_EXPECTED(row_key, "the row of the price table, as in `row peak`");
TARIFF_EXPECTED(source_name, "`postpaid`, `packages` or the name of a purchase in quotes",
                "postpaid packages");
TARIFF_EXPECTED(equals_or_is, "`=` and the value", "=");
TARIFF_EXPECTED(expected_values, "the value that is expected");
TARIFF_EXPECTED(expected_value, "the value that is expected");

template <>
inline constexpr Sentence expected<rules::end> = {"the end of the clause", "", false, true};

#undef TARIFF_EXPECTED

}  // namespace tariff::grammar
