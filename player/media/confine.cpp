// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/confine.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "player/media/decoder_process.h"

namespace madang {
namespace {

void limit(__rlimit_resource what, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(what, &both);
}

}  // namespace

void confine() {
  limit(RLIMIT_NOFILE, k_decoder_max_fds);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // their shadows are larger than any limit
  // Frames are in shared memory and do not count. HEVC 4K needs about 150 MB beside them.
  limit(RLIMIT_DATA, 512UL * 1024 * 1024);
#endif
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  [[maybe_unused]] const int now = ::nice(5);
}

}  // namespace madang
