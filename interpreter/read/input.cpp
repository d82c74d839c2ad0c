#include "interpreter/read/input.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace tariff {

// A block of the stored bytes at a time. The first block tells how they are packed.
struct Input::Bytes {
  Bytes(std::string name_of_file, std::string stored)
      : name(std::move(name_of_file)), content(std::move(stored)), at(content.data()), left(content.size()) {}
  Bytes(std::string name_of_file, std::FILE* opened)
      : name(std::move(name_of_file)), file(opened), content(block_size, '\0') {
    std::setvbuf(file, nullptr, _IONBF, 0);
  }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() {
    if (file && file != stdin) std::fclose(file);
  }

  // Reads on where nothing is left; false at the end.
  bool fill() {
    if (left > 0) return true;
    if (!file) return false;
    left = std::fread(content.data(), 1, content.size(), file);
    at = content.data();
    if (left == 0 && std::ferror(file)) fail(std::strerror(errno));
    return left > 0;
  }
  void take(std::size_t count) {
    at += count;
    left -= count;
  }
  [[noreturn]] void fail(const char* why) const { throw ReadError(name + ": " + why); }

  static constexpr std::size_t block_size = 256 * 1024;
  std::string name;
  std::FILE* file = nullptr;
  std::string content;
  char* at = nullptr;
  std::size_t left = 0;
};

struct Input::Unpacker {
  virtual ~Unpacker() = default;
  // Unpacks what there is into [to, to + size); how much that was, 0 only if more bytes are needed.
  virtual std::size_t unpack(Bytes& from, char* to, std::size_t size) = 0;
  virtual bool complete() const { return true; }  // whether the stored bytes may end here
};

struct Input::Plain : Unpacker {
  std::size_t unpack(Bytes& from, char* to, std::size_t size) override {
    std::size_t count = std::min(size, from.left);
    std::memcpy(to, from.at, count);
    from.take(count);
    return count;
  }
};

// Members one after the other are one text, as with gzip itself.
struct Input::Gzip : Unpacker {
  Gzip() {
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) throw ReadError("zlib cannot be started");
  }
  ~Gzip() override { inflateEnd(&stream); }

  std::size_t unpack(Bytes& from, char* to, std::size_t size) override {
    if (at_end && from.left == 0) return 0;
    if (at_end) inflateReset(&stream);
    stream.next_in = reinterpret_cast<Bytef*>(from.at);
    stream.avail_in = static_cast<uInt>(std::min<std::size_t>(from.left, 1u << 30));
    stream.next_out = reinterpret_cast<Bytef*>(to);
    stream.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    uInt given = stream.avail_in, room = stream.avail_out;
    int status = inflate(&stream, Z_NO_FLUSH);
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
      from.fail("the compressed data is broken");
    at_end = status == Z_STREAM_END;
    from.take(given - stream.avail_in);
    return room - stream.avail_out;
  }
  bool complete() const override { return at_end; }

  z_stream stream{};
  bool at_end = false;
};

struct Input::Zstd : Unpacker {
  Zstd() : stream(ZSTD_createDStream()) {
    if (!stream) throw ReadError("zstd cannot be started");
  }
  ~Zstd() override { ZSTD_freeDStream(stream); }

  std::size_t unpack(Bytes& from, char* to, std::size_t size) override {
    if (at_end && from.left == 0) return 0;
    ZSTD_inBuffer in{from.at, from.left, 0};
    ZSTD_outBuffer out{to, size, 0};
    std::size_t status = ZSTD_decompressStream(stream, &out, &in);
    if (ZSTD_isError(status)) from.fail("the compressed data is broken");
    at_end = status == 0;
    from.take(in.pos);
    return out.pos;
  }
  bool complete() const override { return at_end; }

  ZSTD_DStream* stream;
  bool at_end = false;
};

namespace {

bool is_gzip(const unsigned char* bytes) { return bytes[0] == 0x1f && bytes[1] == 0x8b; }

// A frame, or a skippable one (parallel compressors begin with such).
bool is_zstd(const unsigned char* bytes) {
  return (bytes[0] == 0x28 && bytes[1] == 0xb5 && bytes[2] == 0x2f && bytes[3] == 0xfd) ||
         ((bytes[0] & 0xf0) == 0x50 && bytes[1] == 0x2a && bytes[2] == 0x4d && bytes[3] == 0x18);
}

}  // namespace

Input::Input(std::string path) : name_(std::move(path)) {}
Input::Input(std::string name, std::string content)
    : name_(std::move(name)), bytes_(std::make_unique<Bytes>(name_, std::move(content))) {}
Input::Input(Input&&) noexcept = default;
Input& Input::operator=(Input&&) noexcept = default;
Input::~Input() = default;

std::optional<Input> Input::again() const {
  if (bytes_) return Input(name_, bytes_->content);
  std::error_code error;
  if (name_ == "-" || !std::filesystem::is_regular_file(name_, error)) return std::nullopt;
  return Input(name_);
}

void Input::open() {
  if (!bytes_) {
    std::FILE* file = name_ == "-" ? stdin : std::fopen(name_.c_str(), "rb");
    if (!file) throw ReadError(name_ + ": " + std::strerror(errno));
    bytes_ = std::make_unique<Bytes>(name_, file);
  }
  unsigned char magic[4] = {};
  if (bytes_->fill()) std::memcpy(magic, bytes_->at, std::min(sizeof magic, bytes_->left));
  if (is_gzip(magic)) {
    unpacker_ = std::make_unique<Gzip>();
  } else if (is_zstd(magic)) {
    unpacker_ = std::make_unique<Zstd>();
  } else {
    unpacker_ = std::make_unique<Plain>();
  }
}

std::size_t Input::read(char* to, std::size_t size) {
  if (!unpacker_) open();
  std::size_t done = 0;
  while (done < size) {
    std::size_t count = unpacker_->unpack(*bytes_, to + done, size - done);
    done += count;
    if (count == 0 && !bytes_->fill()) break;
  }
  if (done < size && !unpacker_->complete()) bytes_->fail("the compressed data ends too early");
  return done;
}

}  // namespace tariff
