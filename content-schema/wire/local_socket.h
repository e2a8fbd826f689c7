// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/un.h>

#include <filesystem>
#include <optional>

#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"

namespace madang {

/// The address of a Unix socket; `invalid` when the path is longer than the 107 bytes the kernel takes.
Result<sockaddr_un> local_address(const std::filesystem::path& path);

/// A stream socket, non-blocking, closed on exec.
Result<UniqueFd> make_local_socket();

/// errno of a connect() that did not work; nothing when `fd` is connected.
std::optional<int> connect_local(const UniqueFd& fd, const sockaddr_un& address);

}  // namespace madang
