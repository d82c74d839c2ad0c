#include "interpreter/write/sha256.hpp"

#include <sys/types.h>
// The header below needs the types above.
#include <sha256.h>

#include <cstdint>

namespace tariff {

std::string sha256(std::string_view bytes) {
  char digest[SHA256_DIGEST_STRING_LENGTH];
  SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), digest);
  return digest;
}

}  // namespace tariff
