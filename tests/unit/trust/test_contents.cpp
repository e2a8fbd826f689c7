// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/contents.h"

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::trust;

namespace {

// `printf abc | sha256sum` and so on (FIPS 180-4, examples).
const std::string k_sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const std::string k_sha512 =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

Reason reason(const Checked<void>& checked) {
  REQUIRE_FALSE(checked.has_value());
  return checked.error().reason;
}

}  // namespace

TEST_CASE("contents are held against every announcement that is known") {
  const auto abc = as_bytes("abc");
  CHECK(check_contents(abc, {}, {}).has_value());
  CHECK(check_contents(abc, 3, {}).has_value());
  CHECK(check_contents(abc, 3, {{"sha256", k_sha256}}).has_value());
  CHECK(check_contents(abc, 3, {{"sha512", k_sha512}}).has_value());
  CHECK(check_contents(abc, {}, {{"sha256", k_sha256}, {"sha512", k_sha512}, {"whirl", "00"}}).has_value());

  CHECK(reason(check_contents(abc, 2, {})) == Reason::too_large);
  CHECK(reason(check_contents(abc, 4, {})) == Reason::wrong_digest);
  CHECK(reason(check_contents(as_bytes("abd"), 3, {{"sha256", k_sha256}})) == Reason::wrong_digest);
  CHECK(reason(check_contents(abc, 3, {{"sha256", k_sha256}, {"sha512", k_sha256}})) == Reason::wrong_digest);
  CHECK(reason(check_contents(abc, 3, {{"sha256", ""}})) == Reason::wrong_digest);
}

TEST_CASE("hashes of which none is known are worth nothing") {
  CHECK(reason(check_contents(as_bytes("abc"), 3, {{"md5", "900150983cd24fb0d6963f7d28e17f72"}})) ==
        Reason::wrong_digest);
}

TEST_CASE("a stream that is too long is noticed before its end") {
  auto contents = Contents::announced(3, {{"sha256", k_sha256}}).value();
  CHECK(contents.update(as_bytes("a")).has_value());
  CHECK(contents.update(as_bytes("bc")).has_value());
  CHECK(reason(contents.update(as_bytes("d"))) == Reason::too_large);
}

TEST_CASE("a file is named by one of its hashes") {
  CHECK(naming_digest({{"sha256", "a"}, {"sha512", "b"}}) == "a");
  CHECK(naming_digest({{"sha512", "b"}, {"md5", "c"}}) == "b");
  CHECK(naming_digest({}) == "");
}
