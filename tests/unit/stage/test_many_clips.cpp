// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"
#include "tests/unit/media/media_maker.h"
#include "tests/unit/media/processes.h"
#include "tests/unit/stage/footprint.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

constexpr Millis k_length{500};
constexpr int k_kinds = 3;

/// Fifteen small frames: a plain clip, one with sound, one that is interlaced and needs the other decoder.
std::filesystem::path clip(int kind) {
  const std::string name = std::to_string(kind) + ".mp4";
  std::vector<std::string> coding{"-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"};
  if (kind == 1)
    coding.insert(coding.begin(), {"-f", "lavfi", "-i", "sine=440:duration=0.5", "-c:a", "aac"});
  if (kind == 2)
    coding.insert(coding.end(), {"-flags", "+ilme+ildct", "-x264-params", "tff=1"});
  return test::make_clip(name, test::bars("128x72", "30", 15), coding);
}

std::shared_ptr<const Programme> clips() {
  std::vector<Item> items;
  for (int kind = 0; kind < k_kinds; ++kind) {
    Item item = Builder::video(std::to_string(kind) + ".mp4");
    if (kind == 1)
      std::get<VideoItem>(item.what).volume = 0.5;
    items.push_back(std::move(item));
  }
  Programme made =
      *Builder().playlist("clips", std::move(items)).segment(24h, {Builder::turn("clips", 24h)}).build();
  for (int kind = 0; kind < k_kinds; ++kind)
    made.inventory[std::to_string(kind) + ".mp4"] = {clip(kind),
                                                     {MediaFacts::Kind::video, {128, 72}, k_length}};
  return std::make_shared<const Programme>(std::move(made));
}

/// Our own, and that of the process that decoders are forked from, which lives as long as we do.
struct Household {
  test::Footprint ours;
  std::ptrdiff_t zygote_descriptors;
  long zygote_kilobytes;  ///< of memory that it does not share
};

long own_kilobytes(pid_t process) {
  const std::string status = test::content("/proc/" + std::to_string(process) + "/status");
  const size_t at = status.find("RssAnon:");
  return at == std::string::npos ? -1 : std::atol(status.c_str() + at + 8);
}

/// When all clips have been taken off the deck.
Household household(VideoDeck& deck, SysTime now) {
  deck.sweep(now + 10min);
  REQUIRE(deck.playing() == 0);
  std::set<pid_t> children;
  const bool alone = test::eventually([&] {
    deck.sweep(now + 10min);  // takes leave of those that ended
    children = test::children_of(::getpid());
    return children.size() == 1 && test::children_of(*children.begin()).empty();
  });
  REQUIRE(alone);
  const pid_t zygote = *children.begin();
  return {test::footprint(), test::entries("/proc/" + std::to_string(zygote) + "/fd"), own_kilobytes(zygote)};
}

}  // namespace

/// MADANG_CHANGES=10000 makes it the proof.
TEST_CASE(
    "clips that come and go, each with a decoder, leave no memory, descriptor, thread or process behind") {
  const char* many = std::getenv("MADANG_CHANGES");
  const int changes = many != nullptr ? std::atoi(many) : 48;
  ResourceCache cache(20);
  VideoDeck deck(Decoders(test::decoder_program()));
  Stage stage(cache, deck, {320, 180});
  stage.offer(clips(), SysTime{});

  /// A frame of this turn, and the one that is due: the clip was opened and decoded so far.
  const auto shows = [&](SysTime now, Millis into) {
    stage.refresh(now + into);
    stage.presented(now + into);
    const Presented glass = stage.glass();
    return !glass.items.empty() && glass.items[0].frame && glass.items[0].start == now &&
           std::chrono::abs(*glass.items[0].frame - into) < 40ms;
  };
  std::optional<Household> early;
  SysTime now{1h};
  int shown = 0;
  size_t most_programs = 0;
  for (int change = 0; change < changes; ++change, now += k_length) {
    for (const Millis into : {10ms, 260ms})
      shown += test::eventually([&] { return shows(now, into); }) ? 1 : 0;
    if (change % 16 == 5)
      most_programs = std::max(most_programs, test::children_of(::getpid()).size());
    if (change == changes / 4)
      early = household(deck, now);
  }
  const Household late = household(deck, now);
  if (many != nullptr)
    WARN(changes << " clips: " << early->ours.bytes / 1024 << " kB after a quarter, "
                 << late.ours.bytes / 1024 << " kB at the end; " << late.ours.descriptors << " descriptors, "
                 << late.ours.threads << " threads; the zygote " << early->zygote_kilobytes << " and "
                 << late.zygote_kilobytes << " kB, " << late.zygote_descriptors << " descriptors");
  CAPTURE(early->ours.bytes, late.ours.bytes, early->zygote_kilobytes, late.zygote_kilobytes);
  CHECK(shown == 2 * changes);
  CHECK(most_programs >= 2);  // the refining decoder came and went; one that goes is seen for a moment
  CHECK(late.ours.bytes < early->ours.bytes + (size_t{64} << 10));
  CHECK(late.ours.descriptors == early->ours.descriptors);
  CHECK(late.ours.threads == early->ours.threads);
  CHECK(late.zygote_descriptors == early->zygote_descriptors);
  CHECK(late.zygote_kilobytes < early->zygote_kilobytes + 512);
  CHECK(stage.report().problems.empty());
}
