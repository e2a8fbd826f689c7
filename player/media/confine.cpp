// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/confine.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "content-schema/base/owned.h"
#include "player/media/decoder_orders.h"
#include "player/media/fence.h"

namespace madang {
namespace {

void limit(__rlimit_resource what, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(what, &both);
}

void limit_resources(const Reach& reach) {
  limit(RLIMIT_NOFILE, reach.letters.empty() ? k_decoder_max_fds : k_device_max_fds);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // their shadows are larger than any limit
  // Frames are in shared memory and do not count. HEVC 4K needs about 150 MB beside them.
  limit(RLIMIT_DATA, 512UL * 1024 * 1024);
#endif
  [[maybe_unused]] const int now = ::nice(5);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they call what no decoder needs

using Filter = Owned<void, seccomp_release>;

/// What decoding asks of the kernel: memory, the clip that is open, threads, time.
constexpr std::array k_allowed{
    // memory
    SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
    // what is open already
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(lseek), SCMP_SYS(fstat),
    SCMP_SYS(newfstatat), SCMP_SYS(close), SCMP_SYS(poll), SCMP_SYS(ppoll),
    // threads
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(exit), SCMP_SYS(exit_group),
    // signals: of abort, and of being stopped and going on
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall),
    // time and chance
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep), SCMP_SYS(getrandom)};

/// What nothing but an attacker asks for. The rest (a library that looks whether some file is there) hears
/// "not permitted" and goes on.
constexpr std::array k_deadly{SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(socket),
                              SCMP_SYS(ptrace), SCMP_SYS(fork),     SCMP_SYS(vfork)};

void allow_asking(const Filter& filter, std::string_view letters) {
  for (const char letter : letters)
    seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 2,
                     SCMP_A0(SCMP_CMP_GT, k_decoder_doorbell_fd),
                     SCMP_A1(SCMP_CMP_MASKED_EQ, 0xFF00, static_cast<scmp_datum_t>(letter) << 8));
}

/// The fence says which file; nothing is made, and nothing held that the fence does not know.
void allow_opening(const Filter& filter) {
  constexpr scmp_datum_t k_never = O_CREAT | O_TRUNC | O_PATH | (O_TMPFILE & ~O_DIRECTORY);
  seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                   SCMP_A2(SCMP_CMP_MASKED_EQ, k_never, 0));
  seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(getdents64), 0);
  seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_SETFD));
}

void limit_system_calls(const Reach& reach) {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (!filter)
    return;
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);  // for all threads
  // Rules for calls that this processor's kernel has not got fail, and need not be there.
  for (const int call : k_allowed)
    seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
  for (const int call : k_deadly)
    seccomp_rule_add(filter.get(), SCMP_ACT_KILL_PROCESS, call, 0);
  const auto no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code);
  seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code);
  const auto to_itself = SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()));
  seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, to_itself);
  // Threads, no processes. The flags of clone3 lie in memory, where no filter looks: without it libc takes
  // clone.
  seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                   SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
  allow_asking(filter, reach.letters);
  if (reach.opening == Reach::Opening::behind_the_fence && fence() == Fence::stands)
    allow_opening(filter);
  seccomp_load(filter.get());
}

#else
void limit_system_calls(const Reach&) {}
#endif

}  // namespace

void confine(const Reach& reach) {
  limit_resources(reach);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit_system_calls(reach);
}

}  // namespace madang
