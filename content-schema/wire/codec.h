// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/wire/message.h"
#include "content-schema/wire/manifest.h"

namespace madang {

/// Values to bytes (JSON) and back. `decode(encode(x)) == x` for every value; anything else is
/// `invalid` with the place in it, never an exception, however hostile the bytes.
std::string encode(const Message& message);
Result<Message> decode_message(std::span<const std::byte> bytes);

std::string encode(const AlarmState& state);
Result<AlarmState> decode_alarm_state(std::span<const std::byte> bytes);

std::string encode(const Manifest& manifest);
Result<Manifest> decode_manifest(std::span<const std::byte> bytes);

std::string encode(const Heartbeat& heartbeat);
Result<Heartbeat> decode_heartbeat(std::span<const std::byte> bytes);

}  // namespace madang
