// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/guard.h"

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;
using Answer = Guard::Answer;

const std::string k_secret = "a secret of the market";
const SteadyTime k_start{1000s};

TEST_CASE("a signature is good for its body and its secret alone") {
  Guard guard(k_secret);
  const auto good = authorization(k_secret, "body");
  CHECK(good.starts_with("Madang-HMAC "));
  CHECK(guard.check(good, "body", k_start) == Answer::good);
  CHECK(guard.check(good, "body ", k_start) == Answer::wrong);
  CHECK(guard.check(authorization("another secret..", "body"), "body", k_start) == Answer::wrong);
  CHECK(guard.check("", "body", k_start) == Answer::wrong);
  CHECK(guard.check("Bearer " + k_secret, "body", k_start) == Answer::wrong);
  CHECK(guard.check(good.substr(0, good.size() - 1), "body", k_start) == Answer::wrong);
  CHECK(guard.refused() == 5);
}

TEST_CASE("a thousand wrong ones do not keep a good one out") {
  Guard guard(k_secret);
  int wrong = 0;
  int too_many = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto answer = guard.check("Madang-HMAC 00", "x", k_start);
    (answer == Answer::wrong ? wrong : too_many) += 1;
  }
  CHECK(wrong == 10);
  CHECK(too_many == 990);
  CHECK(guard.check(authorization(k_secret, "fire"), "fire", k_start) == Answer::good);
  CHECK(guard.check("Madang-HMAC 00", "x", k_start + 1500ms) == Answer::wrong);  // the budget comes back
}

TEST_CASE("a secret is the first line of its file, and long enough not to be guessed") {
  test::TempFolder folder;
  CHECK(read_secret(folder.write("good", k_secret + "\r\nnotes\n")).value() == k_secret);
  CHECK(read_secret(folder.write("short", "fire\n")).error().kind == ErrorKind::invalid);
  CHECK(read_secret(folder / "missing").error().kind == ErrorKind::not_found);
}

}  // namespace
}  // namespace madang::alarm
