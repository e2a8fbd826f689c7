// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/key.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <new>
#include <optional>

#include "content-schema/base/digest.h"
#include "content-schema/base/owned.h"
#include "scheduler/trust/canonical.h"
#include "scheduler/trust/path_key.h"

namespace madang::trust {
namespace {

void free_bio(BIO* bio) noexcept {
  BIO_free(bio);
}

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using Context = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Bio = Owned<BIO, free_bio>;

constexpr std::size_t k_most_pem_bytes = 16 * 1024;
constexpr int k_least_rsa_bits = 2048;

enum class Padding { none, pss, pkcs1 };

/// One way to sign, and what the key must be for it.
struct Method {
  std::string_view type;
  std::string_view older_type;  ///< another word for it that is about
  std::string_view scheme;
  int key;                  ///< EVP_PKEY_...
  std::string_view curve;   ///< as OpenSSL calls it
  const EVP_MD* (*hash)();  ///< null where the scheme has its own
  Padding padding;
};

const std::array k_methods{
    Method{"ed25519", "ed25519", "ed25519", EVP_PKEY_ED25519, "", nullptr, Padding::none},
    Method{"ecdsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", EVP_PKEY_EC, "prime256v1", EVP_sha256,
           Padding::none},
    Method{"ecdsa", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", EVP_PKEY_EC, "secp384r1", EVP_sha384,
           Padding::none},
    Method{"rsa", "rsa", "rsassa-pss-sha256", EVP_PKEY_RSA, "", EVP_sha256, Padding::pss},
    Method{"rsa", "rsa", "rsa-pkcs1v15-sha256", EVP_PKEY_RSA, "", EVP_sha256, Padding::pkcs1},
};

const Method* method_of(const PublicKey& key) {
  const auto* found = std::find_if(k_methods.begin(), k_methods.end(), [&](const Method& each) {
    return each.scheme == key.scheme && (each.type == key.type || each.older_type == key.type);
  });
  return found != k_methods.end() ? found : nullptr;
}

/// What a failed call leaves behind would be taken for an error of the next TLS connection of this thread.
class CleanErrors {
 public:
  CleanErrors() = default;
  CleanErrors(const CleanErrors&) = delete;
  CleanErrors& operator=(const CleanErrors&) = delete;
  ~CleanErrors() { ERR_clear_error(); }
};

const unsigned char* raw(std::span<const std::byte> bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::optional<std::vector<std::byte>> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0)
    return std::nullopt;
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  std::vector<std::byte> bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]);
    const int low = digit(hex[i + 1]);
    if (high < 0 || low < 0)
      return std::nullopt;
    bytes.push_back(static_cast<std::byte>(high * 16 + low));
  }
  return bytes;
}

Key load_pem(const std::string& pem) {
  if (pem.size() > k_most_pem_bytes)
    return nullptr;
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  if (!bio)
    throw std::bad_alloc();
  return Key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
}

bool fits(const Method& method, const EVP_PKEY* key) {
  if (EVP_PKEY_get_base_id(key) != method.key)
    return false;
  if (method.key == EVP_PKEY_RSA)
    return EVP_PKEY_get_bits(key) >= k_least_rsa_bits;
  if (method.curve.empty())
    return true;
  std::array<char, 64> curve{};
  return EVP_PKEY_get_group_name(key, curve.data(), curve.size(), nullptr) == 1 &&
         method.curve == curve.data();
}

/// Null for a key that cannot be used.
Key load(const PublicKey& key) {
  const Method* method = method_of(key);
  if (method == nullptr)
    return nullptr;
  Key loaded;
  if (method->key == EVP_PKEY_ED25519) {
    const auto bytes = from_hex(key.value);
    if (bytes && bytes->size() == 32)
      loaded.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(*bytes), bytes->size()));
  } else {
    loaded = load_pem(key.value);
  }
  return loaded && fits(*method, loaded.get()) ? std::move(loaded) : nullptr;
}

bool set_padding(EVP_PKEY_CTX* context, const Method& method) {
  switch (method.padding) {
    case Padding::none:
      return true;
    case Padding::pkcs1:
      return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    case Padding::pss:
      // The salt's length is not part of the scheme's name, and publishers differ in it.
      return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
             EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_AUTO) == 1;
  }
  return false;
}

Result<std::string> text_of(const Json& object, std::string_view name, std::string_view id) {
  const Json* member = object.find(name);
  if (member == nullptr || member->string() == nullptr) {
    return fail(ErrorKind::invalid, "키 '{}'에 '{}'이(가) 없습니다.", "the key '{}' has no '{}'.",
                printable(id), name);
  }
  return *member->string();
}

}  // namespace

Result<PublicKey> parse_key(std::string_view id, const Json& key) {
  auto type = text_of(key, "keytype", id);
  if (!type)
    return fail(std::move(type.error()));
  auto scheme = text_of(key, "scheme", id);
  if (!scheme)
    return fail(std::move(scheme.error()));
  const Json* value = key.find("keyval");
  if (value == nullptr || value->object() == nullptr) {
    return fail(ErrorKind::invalid, "키 '{}'에 '{}'이(가) 없습니다.", "the key '{}' has no '{}'.",
                printable(id), "keyval");
  }
  const Json* text = value->find("public");
  return PublicKey{std::string(id), std::move(*type), std::move(*scheme),
                   text != nullptr && text->string() != nullptr ? *text->string() : std::string()};
}

Json to_json(const PublicKey& key) {
  return Json{Json::Object{{"keytype", Json{key.type}},
                           {"scheme", Json{key.scheme}},
                           {"keyval", Json{Json::Object{{"public", Json{key.value}}}}}}};
}

std::string key_id(const PublicKey& key) {
  return sha256(as_bytes(canonical(to_json(key)))).hex();
}

bool usable(const PublicKey& key) {
  const CleanErrors clean;
  return load(key) != nullptr;
}

bool verify(const PublicKey& key, std::span<const std::byte> message, std::span<const std::byte> signature) {
  const CleanErrors clean;
  const Method* method = method_of(key);
  const Key loaded = load(key);
  if (!loaded)
    return false;
  // RFC 8017 section 8.1.2, step 1, which OpenSSL leaves out for PSS: zeros at the front belong to it.
  if (method->key == EVP_PKEY_RSA &&
      signature.size() != static_cast<std::size_t>(EVP_PKEY_get_size(loaded.get())))
    return false;
  const Context context(EVP_MD_CTX_new());
  if (!context)
    throw std::bad_alloc();
  EVP_PKEY_CTX* settings = nullptr;  // the context's own
  const EVP_MD* hash = method->hash != nullptr ? method->hash() : nullptr;
  return EVP_DigestVerifyInit(context.get(), &settings, hash, nullptr, loaded.get()) == 1 &&
         set_padding(settings, *method) &&
         EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message), message.size()) == 1;
}

bool same_key(const PublicKey& a, const PublicKey& b) {
  const CleanErrors clean;
  const Key left = load(a);
  const Key right = load(b);
  return left && right && EVP_PKEY_eq(left.get(), right.get()) == 1;
}

std::int64_t count_signers(const std::map<std::string, PublicKey>& keys, const RoleKeys& role,
                           std::span<const std::byte> message, std::span<const Signature> signatures) {
  std::vector<const PublicKey*> signers;
  for (const Signature& each : signatures) {
    if (static_cast<std::int64_t>(signers.size()) >= role.threshold)
      break;
    const auto key = keys.find(each.key_id);
    if (key == keys.end() || std::find(signers.begin(), signers.end(), &key->second) != signers.end() ||
        std::find(role.key_ids.begin(), role.key_ids.end(), each.key_id) == role.key_ids.end()) {
      continue;
    }
    const auto bytes = from_hex(each.hex);
    if (!bytes || !verify(key->second, message, *bytes))
      continue;
    const bool is_new = std::none_of(signers.begin(), signers.end(),
                                     [&](const PublicKey* signer) { return same_key(*signer, key->second); });
    if (is_new)
      signers.push_back(&key->second);
  }
  return static_cast<std::int64_t>(signers.size());
}

}  // namespace madang::trust
