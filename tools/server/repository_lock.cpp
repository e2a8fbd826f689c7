// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/repository_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <thread>

namespace madang::server {
namespace {

constexpr Millis k_between_tries{20};

}  // namespace

Result<UniqueFd> lock(const Repository& repository, Millis patience) {
  std::error_code code;
  std::filesystem::create_directories(repository.folder, code);
  if (code) {
    return fail(errno_kind(code.value()), "'{}' 폴더를 만들지 못했습니다: {}",
                "cannot make the folder '{}': {}", repository.folder.string(), code.message());
  }
  const auto file = repository.folder / ".lock";
  UniqueFd fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!fd.valid()) {
    return fail(errno_kind(errno), "'{}' 파일을 만들지 못했습니다: {}", "cannot create '{}': {}",
                file.string(), errno_text(errno));
  }
  // flock() knows no time limit.
  const auto until = std::chrono::steady_clock::now() + patience;
  while (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(k_between_tries);
      continue;
    }
    return fail(
        ErrorKind::unavailable, "'{}' 저장소에 다른 사람이 지금 내보내는 중입니다. 잠시 뒤에 다시 해 주세요.",
        "someone else is publishing to '{}' right now; try again in a moment.", repository.folder.string());
  }
  return fd;
}

}  // namespace madang::server
