// One kind of record on its way through the tariff: which rules see it, and where its fields are read.
#pragma once

#include <functional>

#include "interpreter/check/conditions.hpp"

namespace tariff::checking {

// A field is read at a place by records of which the formula holds.
using OnRead = std::function<void(unsigned field, Span place, const regions::Formula& reached)>;

// The records asked about: `kind` names them in a witness first, `admitted` last.
struct Ground {
  regions::Formula kind = regions::always();
  regions::Formula admitted = regions::always();
  regions::Formula where(const regions::Formula& formula) const;
};

class Records {
 public:
  Records(Context& context, unsigned usage);

  unsigned usage() const { return usage_; }
  Conditions& conditions() { return conditions_; }
  // Records no reject rule that looks at nothing else refuses.
  const regions::Formula& admitted() const { return admitted_; }
  Ground ground_of(const MeterInfo& meter);             // what a meter counts
  regions::Formula counted_by(const MeterInfo& meter);  // the same, as one formula
  std::vector<const MeterInfo*> meters() const;

  // Every read of a field, in the order of the text.
  void for_each_read(const OnRead& on_read);
  // The witness of a formula. What cannot be decided is reported at the place; what is unclear is not.
  std::optional<std::string> witness(const regions::Formula& formula, Span place);
  // Whether it holds for no record; false where this cannot be said.
  bool impossible(const regions::Formula& formula, Span place);

 private:
  void reads_in(const ast::Expr& expression, const regions::Formula& reached, const OnRead& on_read);
  void reads_in(const ast::Expression& expression, const regions::Formula& reached, const OnRead& on_read);
  void read_by(const Meaning& column, Span place, const regions::Formula& reached, const OnRead& on_read);
  void reads_of_meter(const MeterInfo& info, const OnRead& on_read);
  void reads_of_prices(const OnRead& on_read);
  void reads_of_payers(const OnRead& on_read);
  void reads_of_each(const OnRead& on_read);
  void reads_of_rows(const ast::Table& table, unsigned meter, const regions::Formula& counted, const OnRead& on_read);

  Context& context_;
  unsigned usage_;
  Conditions conditions_;
  regions::Formula admitted_;
};

// Shared with packages: the same two questions of any conditions.
std::optional<std::string> ask(Context& context, const Conditions& conditions,
                               const regions::Formula& formula, Span place);
bool never_holds(Context& context, const Conditions& conditions, const regions::Formula& formula, Span place);

}  // namespace tariff::checking
