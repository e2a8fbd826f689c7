// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/wakeup.h"

#include <sys/eventfd.h>

#include <cerrno>
#include <cstdint>

namespace madang {

Result<Wakeup> Wakeup::create() {
  UniqueFd fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!fd.valid())
    return fail(errno_kind(errno), "eventfd를 만들지 못했습니다: {}", "cannot make an eventfd: {}",
                errno_text(errno));
  return Wakeup(std::move(fd));
}

void Wakeup::ring() const noexcept {
  const std::uint64_t one = 1;
  // A full counter (EAGAIN) is already ringing as loudly as it can.
  [[maybe_unused]] const auto put = ::write(fd_.get(), &one, sizeof one);
}

bool Wakeup::hear() const noexcept {
  std::uint64_t rings = 0;
  return ::read(fd_.get(), &rings, sizeof rings) == sizeof rings;
}

}  // namespace madang
