// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "scheduler/trust/key.h"

struct evp_pkey_st;

namespace madang::test {

/// How a key signs, in the words of TUF.
enum class KeyKind { ed25519, ecdsa_p256, ecdsa_p384, rsa_pss, rsa_pkcs1 };

/// A key pair made for one test. Copies are the same key.
class SigningKey {
 public:
  static SigningKey make(KeyKind kind = KeyKind::ed25519);

  /// Under the id that TUF gives it.
  const trust::PublicKey& public_key() const { return public_; }
  const std::string& id() const { return public_.id; }
  /// The same key, called something else.
  SigningKey under(const std::string& id) const;

  trust::Signature sign(std::string_view message) const;

 private:
  KeyKind kind_ = KeyKind::ed25519;
  std::shared_ptr<evp_pkey_st> private_;
  trust::PublicKey public_;
};

}  // namespace madang::test
