// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/wire/codec.h"

namespace madang {

/// The longest payload of a frame, in bytes; a longer one is not sent, and not waited for.
inline constexpr size_t k_most_frame_bytes = k_most_message_bytes;

/// A message on a byte stream: its length in four bytes, the most significant first, then itself. `limit`
/// when it is too long to send.
Result<std::string> frame(std::string_view payload);

/// Finds the frames in a stream that arrives in pieces of any size. Holds at most one frame and what came
/// with it in the same piece. Bound to one thread.
class FrameReader {
 public:
  /// The payloads that became whole with these bytes, in order. `limit` when a length is beyond the cap: the
  /// stream cannot be followed from there, and every later call says so again.
  Result<std::vector<std::string>> feed(std::span<const std::byte> bytes);

 private:
  std::string pending_;  // starts at a length
  bool lost_ = false;
};

}  // namespace madang
