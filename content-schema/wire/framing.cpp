// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/framing.h"

#include "content-schema/base/digest.h"

namespace madang {
namespace {

constexpr size_t k_head = 4;

size_t length_at(std::string_view head) {
  size_t length = 0;
  for (size_t i = 0; i < k_head; ++i)
    length = length << 8 | static_cast<unsigned char>(head[i]);
  return length;
}

tl::unexpected<Error> too_long(size_t length) {
  return fail(ErrorKind::limit, "메시지가 너무 깁니다: {}바이트, 한도는 {}바이트입니다.",
              "the message is too long: {} bytes, and the limit is {}.", length, size_t{k_most_frame_bytes});
}

}  // namespace

Result<std::string> frame(std::string_view payload) {
  if (payload.size() > k_most_frame_bytes)
    return too_long(payload.size());
  std::string bytes;
  bytes.reserve(k_head + payload.size());
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes += static_cast<char>(payload.size() >> shift & 0xff);
  return bytes.append(payload);
}

Result<std::vector<std::string>> FrameReader::feed(std::span<const std::byte> bytes) {
  if (!lost_)
    pending_.append(as_text(bytes));
  std::vector<std::string> whole;
  size_t at = 0;
  while (pending_.size() - at >= k_head) {
    const size_t length = length_at(std::string_view(pending_).substr(at, k_head));
    if (length > k_most_frame_bytes) {
      lost_ = true;
      pending_.erase(0, at);
      pending_.resize(k_head);
      // Frames before the wrong length are lost with the stream; each state is sent again after a reconnect.
      return too_long(length);
    }
    if (pending_.size() - at < k_head + length)
      break;
    whole.push_back(pending_.substr(at + k_head, length));
    at += k_head + length;
  }
  pending_.erase(0, at);
  return whole;
}

}  // namespace madang
