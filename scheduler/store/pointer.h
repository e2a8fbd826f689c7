// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>

#include "content-schema/base/error.h"
#include "content-schema/model/ids.h"

namespace madang {

/// The file `active` of a store: two lines, an id or nothing on each.
struct Pointer {
  ReleaseId active;
  ReleaseId previous;
  friend bool operator==(const Pointer&, const Pointer&) = default;
};

/// Two empty ids where there is no such file; `invalid` when it is not one of ours.
Result<Pointer> read_pointer(const std::filesystem::path& root);
/// By one rename; on the disk when it returns.
Status write_pointer(const std::filesystem::path& root, const Pointer& pointer);
/// What a write that was cut off left beside it, or beside the count of bytes written.
Status sweep_unfinished_files(const std::filesystem::path& root);

}  // namespace madang
