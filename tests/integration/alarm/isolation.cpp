// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/alarm/isolation.h"

#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>

#include <cstdlib>
#include <string>

#include "content-schema/base/unique_fd.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace madang::test {
namespace {

constexpr const char* k_inside = "MADANG_TEST_ISOLATED";

/// A new network has loopback, and it is down.
bool bring_up_loopback() {
  const UniqueFd any(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request{};
  request.ifr_name[0] = 'l';
  request.ifr_name[1] = 'o';
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  return ::ioctl(any.get(), SIOCSIFFLAGS, &request) == 0;
}

/// As the command line wants it.
std::string escaped(const std::string& name) {
  std::string made;
  for (const char c : name) {
    if (std::string(",[]\"*~\\").find(c) != std::string::npos)
      made += '\\';
    made += c;
  }
  return made;
}

}  // namespace

bool isolated() {
  if (std::getenv(k_inside) != nullptr) {
    REQUIRE(bring_up_loopback());
    return true;
  }
  const std::vector<std::string> apart{"/usr/bin/unshare", "--user", "--map-root-user", "--net", "--mount"};
  auto attempt = apart;
  attempt.emplace_back("/bin/true");
  if (const auto tried = run_to_end(attempt); tried.code != 0) {
    WARN("SKIPPED, as this system has no namespaces for us: " << tried.errors);
    return false;
  }
  auto command = apart;
  command.push_back(std::filesystem::read_symlink("/proc/self/exe").string());
  command.push_back(escaped(Catch::getResultCapture().getCurrentTestName()));
  const auto inside = run_to_end(command, {{{k_inside, "1"}}, {}});
  CAPTURE(inside.output, inside.errors);
  CHECK(inside.code == 0);
  // A test that was not found passes as well.
  CHECK(inside.output.find("All tests passed") != std::string::npos);
  return false;
}

Mounted Mounted::memory(const std::filesystem::path& folder, std::uint64_t bytes) {
  const std::string options = "size=" + std::to_string(bytes);
  REQUIRE(::mount("none", folder.c_str(), "tmpfs", 0, options.c_str()) == 0);
  return Mounted(folder);
}

Mounted Mounted::file(const std::filesystem::path& file, const std::filesystem::path& place) {
  REQUIRE(::mount(file.c_str(), place.c_str(), nullptr, MS_BIND, nullptr) == 0);
  return Mounted(place);
}

Mounted::~Mounted() {
  ::umount2(place_.c_str(), MNT_DETACH);
}

}  // namespace madang::test
