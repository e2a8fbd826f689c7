// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "content-schema/base/digest.h"
#include "content-schema/base/error.h"

namespace madang {

/// `cannot {en} '{path}': {errno}`, in both languages, and what to do about it where something can be done.
/// `limit` for a full disk.
tl::unexpected<Error> disk_failure(int code, std::string_view ko_verb, std::string_view en_verb,
                                   const std::filesystem::path& path);

/// Makes a folder in one that is there; fine where it is there already. Its name lasts only when the folder
/// above has been synced.
Status make_folder(const std::filesystem::path& folder);

/// With those above it that are missing, and all their names last.
Status make_lasting_folders(const std::filesystem::path& folder);

/// Whatever it is; a symbolic link is there even where it leads nowhere.
bool is_there(const std::filesystem::path& path);

/// The length of a regular file (not of what a symbolic link leads to); nothing for anything else.
std::optional<std::uint64_t> file_length(const std::filesystem::path& path);

/// With everything below it; fine where there is nothing. Follows no symbolic link.
Status remove_tree(const std::filesystem::path& path);

/// `objects/ab/cdef...`: where the object of this digest lives under a store's root.
std::filesystem::path object_path(const std::filesystem::path& root, const Digest& digest);

}  // namespace madang
