// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

std::shared_ptr<const Programme> programme_of(Millis length) {
  return Builder()
      .playlist("shop", {Builder::text("가게", 8)})
      .segment(length, {Builder::turn("shop", 8s)})
      .build();
}

std::vector<Bilingual> problems_at(Stage& stage, Millis t) {
  stage.refresh(SysTime{t});
  stage.presented(SysTime{t});
  return stage.report().problems;
}

/// As `problems_at`, after the patience with a programme that is not ready: nobody prepares it here.
std::vector<Bilingual> problems_after_patience(Stage& stage, Millis from) {
  for (Millis t = from; t < from + 5s; t += 1s)
    problems_at(stage, t);
  return problems_at(stage, from + 5s);
}

}  // namespace

TEST_CASE("a programme that has ended, or has not begun, is a problem that the status tells") {
  ResourceCache cache(20);
  VideoDeck deck(Decoders("/nowhere/decoder"));
  Stage stage(cache, deck, {64, 36});
  CHECK(problems_at(stage, 0ms).empty());  // nobody has promised anything yet

  stage.offer(programme_of(1h), SysTime{});
  CHECK(problems_after_patience(stage, 0ms).empty());
  CHECK(problems_at(stage, 1h - 1ms).empty());
  const auto ended = problems_at(stage, 1h);
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].en.find("ended at 1970-01-01T01:00:00.000Z") != std::string::npos);

  const auto early = problems_at(stage, -1h);
  REQUIRE(early.size() == 1);
  CHECK(early[0].en.find("begins only at 1970-01-01T00:00:00.000Z") != std::string::npos);

  stage.offer(programme_of(48h), SysTime{1h});
  CHECK(problems_after_patience(stage, 1h).empty());
}
