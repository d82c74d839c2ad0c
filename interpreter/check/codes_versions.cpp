// T054x: versions of a tariff.
#include "interpreter/check/codes.hpp"

namespace tariff {

const std::vector<CodeText>& version_codes() {
  static const std::vector<CodeText> codes = {
      {"T0540", "the version before cannot be read",
       "`follows` and `amends` name the file of the version before, as a path from the folder of the file they stand in.",
       "wrong: follows \"tariffs/2025.tariff\"   in tariffs/2026.tariff\n"
       "right: follows \"2025.tariff\""},
      {"T0541", "the versions go round in a circle",
       "Each version names the one before it, and the oldest names none.",
       "wrong: follows \"2026.tariff\"   in 2025.tariff, which 2026.tariff follows\n"
       "right: follows \"2024.tariff\""},
      {"T0542", "the versions are of different tariffs",
       "The versions of one tariff have one name, one currency and one zone. A tariff under another name begins anew: "
       "accounts keep nothing from one to the other.",
       "wrong: tariff acme.sms2 { follows \"2025.tariff\" … }\n"
       "right: tariff acme.sms { follows \"2025.tariff\" … }"},
      {"T0543", "versions leave a gap or overlap",
       "Where one version ends the next begins. The end of a version may be left out: it is the beginning of the next.",
       "wrong: effective from 2025-01-01 until 2025-12-31   before `effective from 2026-01-01`\n"
       "right: effective from 2025-01-01 until 2026-01-01"},
      {"T0544", "there is nothing to take away",
       "`without` takes away a block of the version that is amended, by its kind and name; a charge goes by the meters it "
       "prices. `open windows` is about windows of the version before.",
       "wrong: without meter page\n"
       "right: without meter pages"},
      {"T0545", "what becomes of open windows is not said",
       "A version may begin in the middle of a month, or of another window that the one before had. Either such windows close "
       "at the change, and begin anew under the new version; or they carry on, and the new version prices them whole.",
       "wrong: effective from 2026-01-15\n"
       "right: effective from 2026-01-15\n"
       "       open windows carry on"},
      {"T0546", "what is open cannot carry on",
       "Windows that carry on are priced by the new version, so it needs the meters, rows and tiers by which their totals "
       "were kept. What stands, such as seats, goes on standing in any case.",
       "wrong: open windows carry on   without a row for `abroad`\n"
       "right: open windows close"},
      {"T0547", "an attribute keeps its kind",
       "What was set for an account stays set under the next version: as a value of the same kind. A choice may gain values.",
       "wrong: tier : basic or plus   after `tier : basic or gold`\n"
       "right: tier : basic or gold or plus"},
      {"T0548", "packages sold before cannot pay",
       "A package keeps the terms it was bought under; its place in the order is that of the version in force. So what it "
       "covers keeps its unit, and the columns that packages are drawn by stand in its table.",
       "wrong: from pack by lowest priority   where the version before had no `priority`\n"
       "right: from pack by soonest expiry"},
  };
  return codes;
}

}  // namespace tariff
