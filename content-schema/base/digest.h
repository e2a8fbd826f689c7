// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "content-schema/base/owned.h"

struct evp_md_ctx_st;

namespace madang {

/// A SHA-256 digest (FIPS 180-4), the name of a file by its content.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  /// 64 lower-case hexadecimal digits.
  std::string hex() const;
  static std::optional<Digest> from_hex(std::string_view hex);
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

void free_digest_context(evp_md_ctx_st* context) noexcept;

/// Hashes while bytes stream by. Bound to one thread. Running out of memory is the only way to fail and ends
/// the program as std::bad_alloc does.
class Sha256 {
 public:
  Sha256();
  void update(std::span<const std::byte> bytes);
  /// Ends the hash; the object is spent.
  Digest finish();

 private:
  Owned<evp_md_ctx_st, free_digest_context> context_;
};

Digest sha256(std::span<const std::byte> bytes);

/// HMAC-SHA-256 (RFC 2104), for senders that share a secret with us.
Digest hmac_sha256(std::string_view key, std::span<const std::byte> message);

/// In time that does not depend on where they differ.
bool equal_constant_time(const Digest& a, const Digest& b);

inline std::span<const std::byte> as_bytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}
inline std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace madang
