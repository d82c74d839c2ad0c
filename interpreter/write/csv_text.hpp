// Rows of CSV appended to a text: amounts with the currency's digits, quantities exact, times local with
// their offset (empty for never), quotes only where they are needed.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "interpreter/write/columns.hpp"
#include "interpreter/write/rendering.hpp"

namespace tariff {

class CsvText {
 public:
  CsvText(std::string& out, const Rendering& rendering) : out_(&out), rendering_(&rendering) {}

  template <typename Record>
  void header() {
    Names names{out_};
    columns(names, Record{});
    end_row();
  }
  template <typename Record>
  void row(const Record& record) {
    columns(*this, record);
    end_row();
  }

  void text(const char* name, std::string_view value);
  void time(const char* name, Instant value);
  void quantity(const char* name, const Number& value);
  void amount(const char* name, const Number& value);
  void count(const char* name, std::uint64_t value);
  void currency(const char* name) { text(name, rendering_->money.currency); }

 private:
  // Takes the place of the rows' values when the header is written.
  struct Names {
    std::string* out;
    void put(const char* name) { (*out += name) += ','; }
    void text(const char* name, std::string_view) { put(name); }
    void time(const char* name, Instant) { put(name); }
    void quantity(const char* name, const Number&) { put(name); }
    void amount(const char* name, const Number&) { put(name); }
    void count(const char* name, std::uint64_t) { put(name); }
    void currency(const char* name) { put(name); }
  };
  struct TimeText {
    Instant time = never;
    std::string text;
  };

  void end_row() { out_->back() = '\n'; }  // in place of the last comma

  std::string* out_;
  const Rendering* rendering_;
  std::array<TimeText, 61> times_;  // those last written, for periods repeat
};

}  // namespace tariff
