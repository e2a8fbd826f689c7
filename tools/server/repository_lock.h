// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "tools/server/repository.h"

namespace madang::server {

/// One writer of a repository at a time: the lock is held as long as the descriptor lives. Makes the folder
/// where it is missing. `unavailable` where another program writes, and goes on to for longer than
/// `patience`: the server's look every two seconds is no reason to send a person away.
Result<UniqueFd> lock(const Repository& repository, Millis patience = Millis{0});

}  // namespace madang::server
