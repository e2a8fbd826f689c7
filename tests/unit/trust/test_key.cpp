// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/key.h"

#include "content-schema/base/digest.h"
#include "scheduler/trust/canonical.h"
#include "tests/support/catch.h"
#include "tests/support/signing_key.h"

using namespace madang;
using namespace madang::trust;
using test::KeyKind;
using test::SigningKey;

namespace {

std::vector<std::byte> unhex(std::string_view hex) {
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return bytes;
}

std::map<std::string, PublicKey> keys_of(const std::vector<SigningKey>& keys) {
  std::map<std::string, PublicKey> all;
  for (const SigningKey& each : keys)
    all.emplace(each.id(), each.public_key());
  return all;
}

RoleKeys role_of(const std::vector<SigningKey>& keys, std::int64_t threshold) {
  RoleKeys role{{}, threshold};
  for (const SigningKey& each : keys)
    role.key_ids.push_back(each.id());
  return role;
}

constexpr std::string_view k_message = "{\"_type\":\"root\"}";

}  // namespace

TEST_CASE("Ed25519 as RFC 8032 has it, section 7.1, test 2") {
  const PublicKey key{"k", "ed25519", "ed25519",
                      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"};
  auto signature = unhex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  CHECK(verify(key, as_bytes("\x72"), signature));
  CHECK_FALSE(verify(key, as_bytes("\x73"), signature));
  signature.front() ^= std::byte{1};
  CHECK_FALSE(verify(key, as_bytes("\x72"), signature));
}

TEST_CASE("each kind of key verifies what its private half has signed, and nothing else") {
  const auto kind = GENERATE(KeyKind::ed25519, KeyKind::ecdsa_p256, KeyKind::ecdsa_p384, KeyKind::rsa_pss,
                             KeyKind::rsa_pkcs1);
  const SigningKey key = SigningKey::make(kind);
  const SigningKey other = SigningKey::make(kind);
  const auto signature = unhex(key.sign(k_message).hex);
  CHECK(verify(key.public_key(), as_bytes(k_message), signature));
  CHECK_FALSE(verify(other.public_key(), as_bytes(k_message), signature));
  CHECK_FALSE(verify(key.public_key(), as_bytes("{\"_type\":\"roof\"}"), signature));
  CHECK_FALSE(verify(key.public_key(), as_bytes(k_message), std::span(signature).subspan(1)));
  CHECK_FALSE(verify(key.public_key(), as_bytes(k_message), {}));

  CHECK(parse_key(key.id(), to_json(key.public_key())).value() == key.public_key());
}

TEST_CASE("an RSA signature is as long as its key, zeros at the front included") {
  const auto kind = GENERATE(KeyKind::rsa_pss, KeyKind::rsa_pkcs1);
  const SigningKey key = SigningKey::make(kind);
  std::string message;
  std::string hex;
  for (int i = 0; !hex.starts_with("00"); ++i) {
    message = std::to_string(i);
    hex = key.sign(message).hex;
  }
  CHECK(verify(key.public_key(), as_bytes(message), unhex(hex)));
  CHECK_FALSE(verify(key.public_key(), as_bytes(message), unhex(hex.substr(2))));
}

TEST_CASE("the older word for an ECDSA key is understood") {
  const SigningKey key = SigningKey::make(KeyKind::ecdsa_p256);
  PublicKey older = key.public_key();
  older.type = "ecdsa-sha2-nistp256";
  CHECK(verify(older, as_bytes(k_message), unhex(key.sign(k_message).hex)));
  CHECK(same_key(older, key.public_key()));
}

TEST_CASE("a key that is not what its scheme asks for verifies nothing") {
  const PublicKey ecdsa = SigningKey::make(KeyKind::ecdsa_p256).public_key();
  const PublicKey p384 = SigningKey::make(KeyKind::ecdsa_p384).public_key();
  const PublicKey rsa = SigningKey::make(KeyKind::rsa_pss).public_key();
  const PublicKey unusable[] = {
      {"k", "ed25519", "ed25519", "3d40"},
      {"k", "ed25519", "ed25519", std::string(63, '0') + "g"},
      {"k", "ed25519", "ecdsa-sha2-nistp256", ecdsa.value},
      {"k", "ecdsa", "ecdsa-sha2-nistp256", p384.value},
      {"k", "ecdsa", "ecdsa-sha2-nistp384", ecdsa.value},
      {"k", "ecdsa", "ecdsa-sha2-nistp256", rsa.value},
      {"k", "rsa", "rsassa-pss-sha256", ecdsa.value},
      {"k", "rsa", "rsassa-pss-sha1", rsa.value},
      {"k", "ecdsa", "ecdsa-sha2-nistp256", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"},
      {"k", "ecdsa", "ecdsa-sha2-nistp256", ""},
      {"k", "sigstore-oidc", "Fulcio", ""},
  };
  for (const PublicKey& key : unusable) {
    CAPTURE(key.type, key.scheme, key.value);
    CHECK_FALSE(usable(key));
    CHECK_FALSE(verify(key, as_bytes(k_message), unhex(std::string(128, 'a'))));
    CHECK_FALSE(same_key(key, key));
  }
  CHECK(usable(ecdsa));
}

TEST_CASE("RSA keys below 2048 bits are too weak to be believed") {
  // Made by `openssl genrsa 1024 | openssl rsa -pubout`.
  const PublicKey weak{"k", "rsa", "rsassa-pss-sha256", R"(-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDq9HFIgTRPf5B3j7RqJXd/DgXb
GSquRP95p8630ScHhf2TQhx1Nd/xwmDbq1waZAkHl9sxxvip72nJUKCI2f38ZPBm
cinGRevqPkk52NIvTagGpNc1tN68c9w860/DZSirkqA58/B/F5w+lpmMbu5rejsM
NL0sU4t1zcvfZssxLQIDAQAB
-----END PUBLIC KEY-----
)"};
  CHECK_FALSE(usable(weak));
}

TEST_CASE("keys of unknown kinds are read, and broken ones are not") {
  const auto parse = [](std::string_view text) {
    return parse_key("id", parse_json(as_bytes(text)).value());
  };
  const auto unknown = parse(
      R"({"keytype":"sigstore-oidc","scheme":"Fulcio","keyval":{"identity":"a@b"},"keyid_hash_algorithms":["md5"]})");
  REQUIRE(unknown.has_value());
  CHECK(unknown->type == "sigstore-oidc");
  CHECK_FALSE(parse(R"({"scheme":"ed25519","keyval":{"public":""}})").has_value());
  CHECK_FALSE(parse(R"({"keytype":"ed25519","keyval":{"public":""}})").has_value());
  CHECK_FALSE(parse(R"({"keytype":"ed25519","scheme":"ed25519"})").has_value());
  CHECK_FALSE(parse(R"({"keytype":5,"scheme":"ed25519","keyval":{"public":""}})").has_value());
  CHECK_FALSE(parse("[]").has_value());
}

TEST_CASE("the id of a key is the hash of its canonical form") {
  const PublicKey key{"whatever", "ed25519", "ed25519", "00"};
  CHECK(key_id(key) ==
        sha256(as_bytes(R"({"keytype":"ed25519","keyval":{"public":"00"},"scheme":"ed25519"})")).hex());
}

TEST_CASE("a threshold is reached by as many different keys") {
  const std::vector<SigningKey> keys{SigningKey::make(), SigningKey::make(KeyKind::ecdsa_p256),
                                     SigningKey::make()};
  const auto count = [&](const RoleKeys& role, const std::vector<Signature>& signatures) {
    return count_signers(keys_of(keys), role, as_bytes(k_message), signatures);
  };
  const auto all = role_of(keys, 3);
  CHECK(count(all, {keys[0].sign(k_message), keys[1].sign(k_message), keys[2].sign(k_message)}) == 3);
  CHECK(count(all, {keys[0].sign(k_message), keys[2].sign(k_message)}) == 2);
  CHECK(count(all, {}) == 0);

  SECTION("who signs twice counts once") {
    CHECK(count(all, {keys[1].sign(k_message), keys[1].sign(k_message), keys[1].sign(k_message)}) == 1);
  }
  SECTION("who is listed twice counts once") {
    RoleKeys twice = all;
    twice.key_ids = {keys[0].id(), keys[0].id(), keys[0].id()};
    CHECK(count(twice, {keys[0].sign(k_message)}) == 1);
  }
  SECTION("who may not sign does not count") {
    CHECK(count(role_of({keys[0]}, 2), {keys[0].sign(k_message), keys[1].sign(k_message)}) == 1);
  }
  SECTION("a bad signature does not count, and does no harm") {
    Signature bad = keys[0].sign("something else");
    Signature no_hex{keys[2].id(), "zz"};
    CHECK(count(all, {bad, no_hex, {keys[2].id(), ""}, keys[1].sign(k_message)}) == 1);
    CHECK(count(all, {bad, keys[0].sign(k_message)}) == 1);
  }
  SECTION("an id without a key does not count") {
    RoleKeys more = all;
    more.key_ids.push_back("ghost");
    CHECK(count(more, {{"ghost", keys[0].sign(k_message).hex}}) == 0);
  }
}

TEST_CASE("one key under two ids is one signer") {
  const auto kind = GENERATE(KeyKind::ed25519, KeyKind::ecdsa_p256);
  const SigningKey key = SigningKey::make(kind);
  const SigningKey alias = key.under("another name");
  const auto keys = keys_of({key, alias});
  const std::vector signatures{key.sign(k_message), alias.sign(k_message)};
  CHECK(count_signers(keys, role_of({key, alias}, 2), as_bytes(k_message), signatures) == 1);
}
