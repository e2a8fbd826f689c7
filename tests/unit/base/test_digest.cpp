// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/digest.h"

#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("SHA-256 agrees with FIPS 180-4's example, in one piece or two") {
  const auto abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  CHECK(sha256(as_bytes("abc")).hex() == abc);
  Sha256 hash;
  hash.update(as_bytes("a"));
  hash.update(as_bytes("bc"));
  CHECK(hash.finish().hex() == abc);
}

TEST_CASE("HMAC-SHA-256 agrees with RFC 4231 case 2") {
  CHECK(hmac_sha256("Jefe", as_bytes("what do ya want for nothing?")).hex() ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("a digest is read back only from 64 lower-case digits") {
  const Digest digest = sha256(as_bytes("x"));
  CHECK(Digest::from_hex(digest.hex()) == digest);
  CHECK_FALSE(Digest::from_hex("").has_value());
  CHECK_FALSE(Digest::from_hex(std::string(64, 'G')).has_value());
  CHECK_FALSE(Digest::from_hex(digest.hex() + "0").has_value());
}
