// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include "player/media/fence.h"
#include "tests/support/catch.h"

namespace madang::test {

/// Whether a fence can be raised on this machine, and in this build; says so where not.
inline bool can_fence() {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0)
    ::_exit(raise_fence({}) == Fence::stands ? 0 : 1);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  if (status != 0)
    WARN("no Landlock here, or a thread of the sanitizer's: NVDEC and V4L2 are not tried, nor is this test");
  return status == 0;
}

}  // namespace madang::test
