// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/folders.h"

#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "content-schema/base/file.h"

namespace madang {

namespace fs = std::filesystem;

tl::unexpected<Error> disk_failure(int code, std::string_view ko_verb, std::string_view en_verb,
                                   const fs::path& path) {
  return fail(errno_kind(code), "'{0}'을(를) {1} 못했습니다: {3}", "cannot {2} '{0}': {3}", path.string(),
              ko_verb, en_verb, errno_text(code));
}

Status make_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0755) == 0)
    return sync_folder(folder.parent_path());
  const int code = errno;
  if (code == EEXIST && fs::is_directory(fs::symlink_status(folder)))
    return {};
  return disk_failure(code, "만들지", "make the folder", folder);
}

std::optional<std::uint64_t> file_length(const fs::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
    return std::nullopt;
  return static_cast<std::uint64_t>(info.st_size);
}

Status remove_tree(const fs::path& path) {
  std::error_code failure;
  fs::remove_all(path, failure);
  if (failure)
    return disk_failure(failure.value(), "지우지", "remove", path);
  return {};
}

fs::path object_path(const fs::path& root, const Digest& digest) {
  const std::string hex = digest.hex();
  return root / "objects" / hex.substr(0, 2) / hex.substr(2);
}

}  // namespace madang
