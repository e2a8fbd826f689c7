// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "content-schema/base/error.h"
#include "content-schema/base/owned.h"

struct evp_pkey_st;

namespace madang::server {

void free_private_key(evp_pkey_st* key) noexcept;

/// What signs: an Ed25519 key (RFC 8032), whose signatures need no random numbers and whose public half is 32
/// bytes. Held in memory only as long as it signs; no part of it is ever printed. Bound to one thread.
class PrivateKey {
 public:
  /// From the system's random numbers.
  static Result<PrivateKey> generate();
  /// A PEM file of PKCS #8 (RFC 5958), by whoever made it. `refused` where it is locked and the passphrase is
  /// not its own; `invalid` for a key of another kind.
  static Result<PrivateKey> load(const std::filesystem::path& file, std::string_view passphrase);

  /// A PEM file of PKCS #8 that nobody but its owner may read; locked (PBES2: PBKDF2 with SHA-256, AES-256)
  /// under a passphrase unless that is empty. `refused` where there is a file already: a key that was
  /// overwritten cannot be had again.
  Status save(const std::filesystem::path& file, std::string_view passphrase) const;

  /// In hexadecimal: 64 digits, and of a signature 128.
  std::string public_hex() const;
  std::string sign(std::span<const std::byte> message) const;

 private:
  using Handle = Owned<evp_pkey_st, free_private_key>;
  explicit PrivateKey(Handle handle) : handle_(std::move(handle)) {}
  Handle handle_;
};

}  // namespace madang::server
