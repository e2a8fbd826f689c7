// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/signing_key.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <cstdlib>
#include <iterator>
#include <vector>

#include "content-schema/base/owned.h"

namespace madang::test {
namespace {

void free_bio(BIO* bio) noexcept {
  BIO_free(bio);
}

using Bio = Owned<BIO, free_bio>;
using Context = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;

void must(bool holds) {
  if (!holds)
    std::abort();
}

std::string hex_of(const unsigned char* bytes, std::size_t length) {
  std::string hex;
  for (std::size_t i = 0; i < length; ++i)
    fmt::format_to(std::back_inserter(hex), "{:02x}", bytes[i]);
  return hex;
}

std::string pem_of(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  must(bio && PEM_write_bio_PUBKEY(bio.get(), key) == 1);
  char* text = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

std::string raw_hex_of(EVP_PKEY* key) {
  std::array<unsigned char, 32> raw{};
  std::size_t length = raw.size();
  must(EVP_PKEY_get_raw_public_key(key, raw.data(), &length) == 1);
  return hex_of(raw.data(), length);
}

EVP_PKEY* generate(KeyKind kind) {
  switch (kind) {
    case KeyKind::ed25519:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    case KeyKind::ecdsa_p256:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    case KeyKind::ecdsa_p384:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384");
    case KeyKind::rsa_pss:
    case KeyKind::rsa_pkcs1:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
  }
  return nullptr;
}

trust::PublicKey describe(KeyKind kind, EVP_PKEY* key) {
  switch (kind) {
    case KeyKind::ed25519:
      return {"", "ed25519", "ed25519", raw_hex_of(key)};
    case KeyKind::ecdsa_p256:
      return {"", "ecdsa", "ecdsa-sha2-nistp256", pem_of(key)};
    case KeyKind::ecdsa_p384:
      return {"", "ecdsa", "ecdsa-sha2-nistp384", pem_of(key)};
    case KeyKind::rsa_pss:
      return {"", "rsa", "rsassa-pss-sha256", pem_of(key)};
    case KeyKind::rsa_pkcs1:
      return {"", "rsa", "rsa-pkcs1v15-sha256", pem_of(key)};
  }
  return {};
}

const EVP_MD* hash_of(KeyKind kind) {
  return kind == KeyKind::ed25519 ? nullptr : kind == KeyKind::ecdsa_p384 ? EVP_sha384() : EVP_sha256();
}

}  // namespace

SigningKey SigningKey::make(KeyKind kind) {
  SigningKey key;
  key.kind_ = kind;
  key.private_ = {generate(kind), EVP_PKEY_free};
  must(key.private_ != nullptr);
  key.public_ = describe(kind, key.private_.get());
  key.public_.id = trust::key_id(key.public_);
  return key;
}

SigningKey SigningKey::under(const std::string& id) const {
  SigningKey renamed = *this;
  renamed.public_.id = id;
  return renamed;
}

trust::Signature SigningKey::sign(std::string_view message) const {
  const Context context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;
  must(context && EVP_DigestSignInit(context.get(), &settings, hash_of(kind_), nullptr, private_.get()) == 1);
  if (kind_ == KeyKind::rsa_pss) {
    must(EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) == 1);
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  std::size_t length = 0;
  must(EVP_DigestSign(context.get(), nullptr, &length, bytes, message.size()) == 1);
  std::vector<unsigned char> signature(length);
  must(EVP_DigestSign(context.get(), signature.data(), &length, bytes, message.size()) == 1);
  return {public_.id, hex_of(signature.data(), length)};
}

}  // namespace madang::test
