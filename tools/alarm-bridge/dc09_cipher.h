// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "content-schema/base/error.h"
#include "tools/alarm-bridge/dc09.h"

namespace madang::bridge {

/// Random bytes that become the letters in front of a message, so that no two of the same words look alike.
/// An argument, because an answer is a function of its arguments.
using Padding = std::array<std::uint8_t, 16>;

/// 16, 24 or 32 bytes: AES-128, -192, -256.
bool is_key(std::string_view key);

/// The frame in clear. AES in CBC mode from a vector of zeros, as DC-09, 5.4 has it: letters of padding, a
/// bar where there is data, then content and time stamp. `invalid` where the ciphertext has no whole blocks
/// or, as with another key, no content comes out. The standard has no authentication code: the checksum is
/// over what was encrypted, so who can reach the port can make blocks turn into noise, and noise has no form.
Result<Dc09Frame> unseal(Dc09Frame frame, std::string_view key);

/// `frame` (in clear, with its time) as an encrypted one. `key` is one.
Dc09Frame seal(Dc09Frame frame, std::string_view key, const Padding& padding);

}  // namespace madang::bridge
