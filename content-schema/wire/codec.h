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
#include "content-schema/wire/presented.h"

namespace madang {

// Bytes beyond these are refused (`limit`) before anything is built from them.
inline constexpr size_t k_most_message_bytes = 16 << 20;   ///< also the longest frame, see framing.h
inline constexpr size_t k_most_manifest_bytes = 16 << 20;  ///< room for some 80,000 files
inline constexpr size_t k_most_alarm_bytes = 1 << 20;
inline constexpr size_t k_most_heartbeat_bytes = 64 << 10;
inline constexpr size_t k_most_presented_bytes = 1 << 20;
inline constexpr size_t k_most_live_bytes = 4 << 20;

/// Values to bytes (JSON, UTF-8, no newline) and back. `decode(encode(x)) == x` for every value a checked
/// document can hold: text is UTF-8, numbers are finite, spans of time are 0 to 100 years, instants lie in
/// the years 0 to 9999. Anything else is `invalid` with its place (a JSON pointer, RFC 6901) in the message,
/// or `limit` where it is too long or nests too deep; never an exception, however hostile the bytes. Keys
/// that are not known are passed over, so that a newer peer may say more. Reentrant.
std::string encode(const Message& message);
Result<Message> decode_message(std::span<const std::byte> bytes);

std::string encode(const AlarmState& state);
Result<AlarmState> decode_alarm_state(std::span<const std::byte> bytes);

std::string encode(const AlarmNotice& notice);
Result<AlarmNotice> decode_alarm_notice(std::span<const std::byte> bytes);

std::string encode(const Manifest& manifest);
Result<Manifest> decode_manifest(std::span<const std::byte> bytes);

std::string encode(const Heartbeat& heartbeat);
Result<Heartbeat> decode_heartbeat(std::span<const std::byte> bytes);

std::string encode(const Presented& presented);
Result<Presented> decode_presented(std::span<const std::byte> bytes);

std::string encode(const LiveValues& values);
Result<LiveValues> decode_live_values(std::span<const std::byte> bytes);

/// A release's name: the SHA-256 of its manifest's bytes as they were published, not as we would write them.
ReleaseId release_id(std::span<const std::byte> encoded_manifest);

}  // namespace madang
