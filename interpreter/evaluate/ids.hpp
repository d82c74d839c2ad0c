// The ids of records that have come: none counts twice.
#pragma once

#include <tsl/robin_set.h>

#include <array>
#include <cstdint>

namespace tariff {

// A fingerprint of 128 bits for each id of a record, with its account.
using Fingerprint = std::array<std::uint64_t, 2>;
struct FingerprintHash { std::size_t operator()(const Fingerprint& print) const { return print[0]; } };
using Ids = tsl::robin_set<Fingerprint, FingerprintHash>;

}  // namespace tariff
