// What a name of the tree stands for: an index into one of the lists of Checked.
#pragma once

#include "interpreter/property.hpp"

namespace tariff {

// What a reference, an `is` value or a folded subject means.
struct Meaning {
  enum class Kind {
    nothing, field, attribute, choice, meter, package, package_row, property, column, balance, define,
    fee, step, lines,  // of the bill
    calendar_part,     // `weekday of started`: which of them
    first_part,        // of a record that is cut
    payer              // of what is priced
  };
  Kind kind = Kind::nothing;
  unsigned index = 0;  // field: within all usages · choice: the value · define: in Checked::defines · property: Property
                       // column: in Checked::properties
                       // fee: the charge · step: of the bill
  unsigned row = 0;    // of a package row; 1 for a define of a column that reads a record
};

}  // namespace tariff
