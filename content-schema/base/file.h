// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"

namespace madang {

/// The whole file, refused (`limit`) when it is longer than `limit` bytes, before anything is read.
/// Folders, devices and pipes are `invalid`.
Result<std::vector<std::byte>> read_file(const std::filesystem::path& path, std::uint64_t limit);

/// A file that becomes visible under its name all at once or not at all, and is on the disk when it does:
/// written aside in the same folder, fsync, rename, fsync of the folder. Without `commit()` it leaves
/// nothing.
///
/// Commit is not automatic: a destructor cannot know whether what was written is complete, and a
/// half-written release must never appear because an error unwound the stack. Bound to one thread.
class AtomicFile {
 public:
  static Result<AtomicFile> create(const std::filesystem::path& path);
  AtomicFile(AtomicFile&&) noexcept = default;
  AtomicFile& operator=(AtomicFile&&) noexcept = delete;
  ~AtomicFile();

  Status write(std::span<const std::byte> bytes);
  Status commit();

 private:
  AtomicFile(std::filesystem::path path, std::filesystem::path aside, UniqueFd fd);
  std::filesystem::path path_;
  std::filesystem::path aside_;
  UniqueFd fd_;
};

/// Create, write, commit.
Status write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes);

/// So that a rename or a new name in the folder survives a power cut.
Status sync_folder(const std::filesystem::path& folder);

/// A file mapped for reading, as fonts are: pages that nobody touches cost nothing.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&&) noexcept = delete;
  ~MappedFile();

  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::span<const std::byte> bytes_;
};

}  // namespace madang
