// The verbs. Each takes what was asked for, prints, and returns how the program ends.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interpreter/command/console.hpp"

namespace tariff {

int check_command(const std::vector<std::string>& paths, const Console& console);

struct FormatRequest {
  std::vector<std::string> paths;
  bool check = false;  // say which files differ, change none
  bool diff = false;   // show how they differ, change none
};
int format_command(const FormatRequest& request, const Console& console);

struct TestRequest {
  std::vector<std::string> paths;
  std::string run;  // only tests whose path or name holds this
  bool coverage = false;
  bool update = false;
};
int test_command(const TestRequest& request, const Console& console);

struct BillRequest {
  std::string book;
  std::vector<std::string> usage, events;
  std::string until;
  std::string opening, closing;  // files of state: to go on from, to write
  std::vector<std::string> booked;  // folders of earlier bills
  std::string out;  // a folder; else `format` says what is printed
  std::string format = "table";
  std::vector<std::string> renamed;  // `field=column`
  bool strict = false;
  bool sort = false;
  std::size_t max_record = std::size_t{1} << 20;
};
int bill_command(const BillRequest& request, const Console& console);

struct QuoteRequest {
  std::string book;
  std::vector<std::string> usage, before, events;  // what is asked for; what was used, and what happened
  std::string opening;                             // a file of state to go on from
  std::string by;                                  // the field
  std::string step = "1";                          // in its unit
  std::string format = "table";
};
int quote_command(const QuoteRequest& request, const Console& console);

// `tariff help T0123`. False if there is no such code.
bool explain_code(const std::string& code);

}  // namespace tariff
