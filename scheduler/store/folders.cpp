// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/folders.h"

#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "content-schema/base/file.h"

namespace madang {

namespace fs = std::filesystem;

namespace {

/// What a person can do about it; empty where nothing general can be said.
Bilingual advice(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return {". 디스크가 가득 찼습니다. 필요 없는 파일을 지우면 스스로 다시 시도합니다",
              "; the disk is full: remove what is not needed, and it will be tried again"};
    case EIO:
      return {". 디스크가 고장 나고 있을 수 있으니 점검해 주세요",
              "; the disk may be failing and should be looked at"};
    case EROFS:
      return {". 디스크가 읽기 전용이 되었으니 점검해 주세요",
              "; the disk has become read-only and should be looked at"};
    default:
      return {};
  }
}

}  // namespace

tl::unexpected<Error> disk_failure(int code, std::string_view ko_verb, std::string_view en_verb,
                                   const fs::path& path) {
  return fail(errno_kind(code), "'{0}'을(를) {1} 못했습니다: {3}{4}", "cannot {2} '{0}': {3}{5}",
              path.string(), ko_verb, en_verb, errno_text(code), advice(code).ko, advice(code).en);
}

Status make_folder(const fs::path& folder) {
  struct stat info {};
  if (::lstat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
    return {};
  if (::mkdir(folder.c_str(), 0755) != 0)
    return disk_failure(errno, "만들지", "make the folder", folder);
  return {};
}

Status make_lasting_folders(const fs::path& folder) {
  struct stat info {};
  if (::stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
    return {};
  const fs::path parent = folder.has_parent_path() ? folder.parent_path() : ".";
  return make_lasting_folders(parent).and_then([&] { return make_folder(folder); }).and_then([&] {
    return sync_folder(parent);
  });
}

bool is_there(const fs::path& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0;
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
  // One string: this is asked for tens of thousands of times when a store is opened.
  return root.native() + "/objects/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

}  // namespace madang
