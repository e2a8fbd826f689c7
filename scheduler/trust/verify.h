// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "content-schema/base/error.h"
#include "content-schema/wire/manifest.h"

namespace madang {

/// What a kiosk takes at most.
struct ManifestLimits {
  size_t files = 20'000;
  std::uint64_t file_bytes = 4ull << 30;
  std::uint64_t total_bytes = 32ull << 30;
  size_t path_bytes = 1024;
  size_t part_bytes = 255;  ///< between two slashes; what Linux file systems take
};

/// Whether a path of a release may become a file: relative, UTF-8, parts between single slashes, none of them
/// `.` or
/// `..`, no backslash, no control character. `invalid` or `limit`, with the path in the message.
Status check_path(std::string_view path, const ManifestLimits& limits = {});

/// The door through which every release comes, from the bytes as they were published: whoever acts on a
/// manifest got it here. Well-formed, files sorted by path and each once, every path fit to be one, nothing
/// beyond the limits, no file where a folder must be, no two paths that another file system would take for
/// one: such that differ only in ASCII case, or in Hangul written as syllables (NFC) or as jamo (NFD, as Macs
/// do). Other letters are compared by their bytes. Who published it is not asked yet: signatures will be
/// asked for here, and nowhere else. Pure.
Result<Manifest> verify_manifest(std::span<const std::byte> bytes, const ManifestLimits& limits = {});

}  // namespace madang
