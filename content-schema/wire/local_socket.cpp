// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/local_socket.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace madang {

Result<sockaddr_un> local_address(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string& text = path.native();
  if (text.empty() || text.size() >= sizeof address.sun_path) {
    return fail(ErrorKind::invalid, "소켓 경로 '{}'의 길이가 {}바이트를 넘거나 비어 있습니다.",
                "the socket path '{}' is empty or longer than {} bytes.", text, sizeof address.sun_path - 1);
  }
  std::copy(text.begin(), text.end(), address.sun_path);
  return address;
}

Result<UniqueFd> make_local_socket() {
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd.valid())
    return fail(errno_kind(errno), "소켓을 만들지 못했습니다: {}", "cannot make a socket: {}",
                errno_text(errno));
  return fd;
}

std::optional<int> connect_local(const UniqueFd& fd, const sockaddr_un& address) {
  // Unix sockets connect at once or not at all; a full backlog is EAGAIN, not "in progress".
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    return std::nullopt;
  return errno;
}

}  // namespace madang
