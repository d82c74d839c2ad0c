// The bytes of a file, of the standard input or of memory; gzip and Zstandard are unpacked on the way,
// known by their first bytes and not by the file's name.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace tariff {

// The input as a whole cannot be read: no such file, broken compression, a missing column, records out of
// order. Thrown by everything in this folder, caught where the program talks to its user.
struct ReadError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Input {
 public:
  explicit Input(std::string path);              // "-" is the standard input
  Input(std::string name, std::string content);  // as if a file of that name held it
  Input(Input&&) noexcept;
  Input& operator=(Input&&) noexcept;
  ~Input();

  const std::string& name() const { return name_; }
  // The same from its begin, before anything is read of this; nothing of what can be read but once, as a pipe.
  std::optional<Input> again() const;
  // Fills `to` with up to `size` bytes; fewer only at the end. The file is opened by the first read.
  std::size_t read(char* to, std::size_t size);

 private:
  struct Bytes;  // as stored
  struct Plain;  // the three ways of unpacking
  struct Gzip;
  struct Zstd;
  struct Unpacker;
  void open();

  std::string name_;
  std::unique_ptr<Bytes> bytes_;
  std::unique_ptr<Unpacker> unpacker_;
};

}  // namespace tariff
