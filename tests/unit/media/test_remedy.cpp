// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/remedy.h"

#include <csignal>

#include "tests/support/catch.h"

namespace madang {
namespace {

constexpr DecoderEnd k_killed{.with_zygote = false, .status = SIGKILL};
constexpr DecoderEnd k_with_zygote{.with_zygote = true, .status = 0};

Remedy of(Verdict verdict, bool hardware) {
  return remedy_for({.verdict = verdict, .end = k_killed, .hardware = hardware});
}

TEST_CASE("one that plays, or has played to the end, needs no remedy") {
  CHECK(remedy_for({}) == Remedy::none);
  CHECK(remedy_for({.hardware = true}) == Remedy::none);
  CHECK(of(Verdict::ended, false) == Remedy::none);
  CHECK(of(Verdict::ended, true) == Remedy::none);
}

TEST_CASE("what a driver may have done counts against the driver first, and then against the clip") {
  CHECK(remedy_for({.end = k_killed, .hardware = true}) == Remedy::no_hardware);
  CHECK(remedy_for({.hung = true, .hardware = true}) == Remedy::no_hardware);
  CHECK(of(Verdict::hardware_failed, true) == Remedy::no_hardware);
  CHECK(remedy_for({.end = k_killed}) == Remedy::give_up);
  CHECK(remedy_for({.hung = true}) == Remedy::give_up);
}

TEST_CASE("a clip that hardware does not take is no word against hardware") {
  for (const Verdict verdict : {Verdict::needs_software, Verdict::broken, Verdict::no_memory}) {
    CHECK(of(verdict, true) == Remedy::software);
    CHECK(of(verdict, false) == Remedy::give_up);
  }
}

TEST_CASE("what is said of the file alone holds with hardware too") {
  for (const Verdict verdict : {Verdict::not_media, Verdict::no_pictures, Verdict::codec_refused,
                                Verdict::too_large, Verdict::unreadable}) {
    CHECK(of(verdict, true) == Remedy::give_up);
    CHECK(of(verdict, false) == Remedy::give_up);
  }
}

TEST_CASE("a decoder cannot send its clip round and round") {
  CHECK(of(Verdict::needs_refining, true) == Remedy::refine);
  CHECK(remedy_for({.verdict = Verdict::needs_refining, .refining = true, .hardware = true}) ==
        Remedy::give_up);
  CHECK(of(Verdict::needs_software, false) == Remedy::give_up);
  CHECK(of(Verdict::hardware_failed, false) == Remedy::give_up);
}

TEST_CASE("one that died with its zygote is replaced as it was, three times") {
  for (const bool hardware : {false, true}) {
    for (int losses = 0; losses < 3; ++losses)
      CHECK(remedy_for({.end = k_with_zygote, .hardware = hardware, .losses = losses}) == Remedy::replace);
    CHECK(remedy_for({.end = k_with_zygote, .hardware = hardware, .losses = 3}) == Remedy::give_up);
  }
}

}  // namespace
}  // namespace madang
