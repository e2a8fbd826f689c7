// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/assigned_manifests.h"

#include <unistd.h>

#include <cerrno>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"

namespace madang::server {
namespace {

namespace fs = std::filesystem;

Status copy_manifest(const fs::path& from, const fs::path& to) {
  const auto bytes = read_file(from, k_most_manifest_bytes);
  return bytes ? write_file_atomically(to, *bytes) : fail(bytes.error());
}

}  // namespace

Status put_assigned(const Repository& repository, const std::map<ScreenId, ReleaseId>& assigned) {
  const fs::path folder = repository.folder / "targets" / "screens";
  std::error_code code;
  fs::create_directories(folder, code);
  if (code) {
    return fail(errno_kind(code.value()), "'{}' 폴더를 만들지 못했습니다: {}",
                "cannot make the folder '{}': {}", folder.string(), errno_text(code.value()));
  }
  for (const auto& [screen, release] : assigned) {
    if (!Digest::from_hex(release.value))
      continue;
    const fs::path from = repository.release(release);
    const fs::path to = repository.assigned(screen, release);
    if (::link(from.c_str(), to.c_str()) == 0 || errno == EEXIST || errno == ENOENT)
      continue;
    if (auto copied = copy_manifest(from, to); !copied)
      return copied;
  }
  return sync_folder(folder);
}

}  // namespace madang::server
