// Where the bytes are that mean something in CSV: comma, quote, newline and NUL. Sixty-four bytes are
// looked at together, so plain text between the marks costs next to nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tariff {

class Marks {
 public:
  // The text is followed by 64 zero bytes.
  void reset(const char* text, std::size_t position) {
    text_ = text;
    base_ = position & ~std::size_t{63};
    bits_ = look(text + base_) & (~std::uint64_t{0} << (position & 63));
  }
  // The next mark's place. The first zero of the padding is one, so the end of the text is always met.
  std::size_t next() {
    while (bits_ == 0) bits_ = look(text_ + (base_ += 64));
    std::size_t at = base_ + static_cast<std::size_t>(__builtin_ctzll(bits_));
    bits_ &= bits_ - 1;
    return at;
  }

 private:
#ifdef __SSE2__
  static std::uint64_t look(const char* at) {
    return look16(at) | look16(at + 16) << 16 | look16(at + 32) << 32 | look16(at + 48) << 48;
  }
  static std::uint64_t look16(const char* at) {
    __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    __m128i commas = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(','));
    __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i newlines = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    __m128i zeros = _mm_cmpeq_epi8(bytes, _mm_setzero_si128());
    __m128i marks = _mm_or_si128(_mm_or_si128(commas, quotes), _mm_or_si128(newlines, zeros));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(marks));
  }
#else
  static std::uint64_t look(const char* at) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; ++i) {
      bool mark = at[i] == ',' || at[i] == '"' || at[i] == '\n' || at[i] == '\0';
      bits |= std::uint64_t{mark} << i;
    }
    return bits;
  }
#endif

  const char* text_ = nullptr;
  std::size_t base_ = 0;
  std::uint64_t bits_ = 0;
};

}  // namespace tariff
