// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/error.h"
#include "scheduler/trust/strict_json.h"

namespace madang::trust {

/// A public key as metadata carry it (TUF 1.0 section 4.2, KEY). Those that can be used:
///
///     keytype                         scheme                  keyval.public
///     ed25519                         ed25519                 64 hexadecimal digits
///     ecdsa, ecdsa-sha2-nistp256      ecdsa-sha2-nistp256     PEM, SubjectPublicKeyInfo
///     ecdsa, ecdsa-sha2-nistp384      ecdsa-sha2-nistp384     the same
///     rsa (2048 bits and more)        rsassa-pss-sha256,      the same
///                                     rsa-pkcs1v15-sha256
///
/// Every other one is kept and never verifies anything, so that keys of tomorrow do not lock out today's
/// screens.
struct PublicKey {
  std::string id;      ///< what metadata call it: any text; see `key_id`
  std::string type;    ///< `keytype`
  std::string scheme;  ///< `scheme`
  std::string value;   ///< `keyval.public`; empty where an unknown type has none
  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

/// From the KEY object that stands under `id`. `invalid` when it is none.
Result<PublicKey> parse_key(std::string_view id, const Json& key);
/// The KEY object; its id is not in it.
Json to_json(const PublicKey& key);

/// The id that TUF gives a key: SHA-256 of the canonical form of the KEY object, as 64 lower-case hexadecimal
/// digits. Publishers should use it; clients take any id.
std::string key_id(const PublicKey& key);

/// Whether it is one of the table above, and well-formed.
bool usable(const PublicKey& key);

/// Whether `signature` (raw bytes: 64 of Ed25519, DER of ECDSA, the modulus' length of RSA) was made over
/// `message` with the private half. False for keys that cannot be used. Reentrant.
bool verify(const PublicKey& key, std::span<const std::byte> message, std::span<const std::byte> signature);

/// Whether a signature by either would be one by the other: the same public key under two ids, or written in
/// two ways. False where one of them cannot be used.
bool same_key(const PublicKey& a, const PublicKey& b);

/// One entry of `signatures`.
struct Signature {
  std::string key_id;
  std::string hex;  ///< `sig`, as written; what is no hexadecimal is no signature
  friend bool operator==(const Signature&, const Signature&) = default;
};

/// Whose signatures a role needs (TUF 1.0 section 4.3, `roles`).
struct RoleKeys {
  std::vector<std::string> key_ids;
  std::int64_t threshold = 1;  ///< at least 1
  friend bool operator==(const RoleKeys&, const RoleKeys&) = default;
};

/// How many of the role's keys have signed `message`. A key counts once, however often it is listed, under
/// however many ids, and however often it has signed. Ids without a key and signatures by others do not
/// count. Counts no further than the threshold.
std::int64_t count_signers(const std::map<std::string, PublicKey>& keys, const RoleKeys& role,
                           std::span<const std::byte> message, std::span<const Signature> signatures);

}  // namespace madang::trust
