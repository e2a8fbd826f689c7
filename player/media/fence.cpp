// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/fence.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <iterator>
#include <system_error>

#include "content-schema/base/unique_fd.h"

namespace madang {
namespace {

namespace fs = std::filesystem;

// Rights that came after the first Landlock, by the version that brought them; headers may be older.
constexpr std::uint64_t k_refer = 1U << 13;      // 2
constexpr std::uint64_t k_truncate = 1U << 14;   // 3
constexpr std::uint64_t k_ask_nodes = 1U << 15;  // 5
constexpr std::uint64_t k_first = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
constexpr std::uint64_t k_for_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                      LANDLOCK_ACCESS_FS_READ_FILE | k_truncate | k_ask_nodes;

/// All that this kernel can forbid; 0: it has no Landlock.
std::uint64_t rights_known() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1)
    return 0;
  return k_first | (version >= 2 ? k_refer : 0) | (version >= 3 ? k_truncate : 0) |
         (version >= 5 ? k_ask_nodes : 0);
}

bool is_alone() {
  std::error_code error;
  const auto threads = fs::directory_iterator("/proc/self/task", error);
  return !error && std::distance(begin(threads), end(threads)) == 1;
}

Fence fence_here = Fence::none;

class Rules {
 public:
  Rules() : known_(rights_known()) {
    if (known_ == 0)
      return;
    landlock_ruleset_attr all{};
    all.handled_access_fs = known_;
    rules_.reset(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0)));
  }

  void allow(const std::vector<fs::path>& places, std::uint64_t rights) {
    for (const fs::path& place : places) {
      const UniqueFd there(::open(place.c_str(), O_PATH | O_CLOEXEC));
      struct stat info {};
      if (!there.valid() || ::fstat(there.get(), &info) != 0)
        continue;
      landlock_path_beneath_attr rule{};
      rule.allowed_access = rights & known_ & (S_ISDIR(info.st_mode) ? ~std::uint64_t{0} : k_for_files);
      rule.parent_fd = there.get();
      if (rule.allowed_access != 0)
        ::syscall(SYS_landlock_add_rule, rules_.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
  }

  bool enforce() {
    return rules_.valid() && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::syscall(SYS_landlock_restrict_self, rules_.get(), 0) == 0;
  }

 private:
  std::uint64_t known_;
  UniqueFd rules_;
};

}  // namespace

Fence raise_fence(const Gates& gates) {
  if (!is_alone())
    return Fence::none;
  Rules rules;
  rules.allow(gates.nodes, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | k_ask_nodes);
  rules.allow(gates.readable, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
  rules.allow(gates.listed, LANDLOCK_ACCESS_FS_READ_DIR);
#if defined(__SANITIZE_ADDRESS__)
  rules.allow({"/proc"}, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);  // it looks for leaks
#endif
  if (rules.enforce())
    fence_here = Fence::stands;
  return fence_here;
}

Fence fence() {
  return fence_here;
}

}  // namespace madang
