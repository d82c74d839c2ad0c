// The bill: what it adds and takes off, what it does as so much is reached, payment and arrears.
#pragma once

#include "grammar/ast_payment.hpp"

namespace tariff::ast {

struct ArrearsStep {
  enum class Kind { notify, suspend, close };
  Kind kind = Kind::suspend;
  std::string text;  // of a notice
  Expr after;        // null: at once
  Span span;
};
struct Arrears { std::vector<ArrearsStep> steps; Expr resume; Span span; };
struct BillStep {  // `less coupon = 20 CNY, shared over lines of calls`
  Name name;
  bool less = false;
  Expr value, when;
  Expr shared;  // over these lines; null: a line of its own
  std::optional<Source> paid;  // `paid from credits by soonest expiry`: no more than these packages hold
  Span span;
};
// `early instalment when lines so far reach 200 EUR or 500 EUR, then each further 1_000 EUR` · `notify "text" when …`
// · `give bonus.b10 when …`
struct Milestone {
  Name line;         // of what is billed early
  std::string text;  // the notice
  Reference gives;   // `bonus.b10`, a row of what is sold
  Expr measure;      // what came so far
  std::vector<Expr> values;
  Expr further;      // from the last value on; null: no more
  Span span;
};
struct Bill {
  Window window;
  std::vector<BillStep> steps;       // in the order of the text
  std::vector<Milestone> milestones; // likewise
  bool unused = false;               // `also when unused`
  bool differences = false;          // `carry differences`: a line may take off what earlier bills had
  std::optional<Rounding> rounding;  // `round each line half up to 0.01 CNY`
  bool total = false;                // `round the total …`
  Expr step;
  Span rounding_span;
  bool debit = false;  // `debit at the end`
  std::optional<Arrears> arrears;
};

}  // namespace tariff::ast
