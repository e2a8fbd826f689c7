// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>

#include "content-schema/base/unique_fd.h"
#include "player/media/decoder_orders.h"

namespace madang {

/// The zygote's whole work (player/media/zygote.h): forks a decoder for each order that comes over `line`,
/// kills it when told to, and tells how it ended. Returns 0 when the player is gone. `decode` runs in the fork
/// with nothing open but the three descriptors of decoder_orders.h; the decoder ends with what it returns. To
/// be called while the program has one thread.
int serve_orders(const UniqueFd& line, const std::function<int(const DecoderTask&)>& decode);

}  // namespace madang
