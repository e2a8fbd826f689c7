// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/zygote.h"

#include <signal.h>

#include <algorithm>

#include "player/media/video_stream.h"
#include "tests/support/catch.h"
#include "tests/unit/media/media_maker.h"
#include "tests/unit/media/processes.h"

namespace madang {
namespace {

using namespace test;

std::set<pid_t> zygotes_beside(const std::set<pid_t>& known) {
  std::set<pid_t> more = children_of(::getpid());
  for (const pid_t pid : known)
    more.erase(pid);
  return more;
}

TEST_CASE("all decoders come from one program, and go when it is no longer wanted") {
  const auto known = children_of(::getpid());
  std::set<pid_t> zygotes;
  std::set<pid_t> pids;
  {
    const Decoders ours(decoder_program());
    auto first = VideoStream::open(ours, {.file = market_clip(), .loop = true});
    auto second = VideoStream::open(ours, {.file = market_clip(), .start = Millis{1000}, .loop = true});
    REQUIRE(first);
    REQUIRE(second);
    REQUIRE(frame_at(*first, Millis{0}));
    REQUIRE(frame_at(*second, Millis{1000}));
    zygotes = zygotes_beside(known);
    REQUIRE(zygotes.size() == 1);
    pids = children_of(*zygotes.begin());
    REQUIRE(pids.size() == 2);
    second = fail(ErrorKind::unavailable, "", "");  // that one ends
    REQUIRE(eventually([&] { return children_of(*zygotes.begin()).size() == 1; }));
    CHECK(frame_at(*first, Millis{5000}));
  }
  pids.merge(zygotes);
  CHECK(eventually([&] { return std::all_of(pids.begin(), pids.end(), has_ended); }));
}

TEST_CASE("a zygote that dies costs no clip: another one starts its decoders again where they should be") {
  const auto known = children_of(::getpid());
  const Decoders ours(decoder_program());
  auto stream = VideoStream::open(ours, {.file = market_clip(), .loop = true});
  REQUIRE(stream);
  const FramePtr shown = frame_at(*stream, Millis{100});
  REQUIRE(shown);
  const auto zygotes = zygotes_beside(known);
  REQUIRE(zygotes.size() == 1);
  ::kill(*zygotes.begin(), SIGKILL);
  REQUIRE(eventually([&] {  // the decoder may live a moment longer than it
    stream->failure();
    ours.reap();
    const auto now = zygotes_beside(known);
    return !now.empty() && now.count(*zygotes.begin()) == 0;
  }));
  const FramePtr later = frame_at(*stream, Millis{2000});
  REQUIRE(later);
  CHECK(number_in(*later) == 60);
  CHECK(number_in(*shown) == 3);
  CHECK_FALSE(stream->failure());
}

TEST_CASE("what asks the whole kiosk to end does not end decoders before their player") {
  const auto known = children_of(::getpid());
  const Decoders ours(decoder_program());
  auto stream = VideoStream::open(ours, {.file = market_clip(), .loop = true});
  REQUIRE(stream);
  REQUIRE(frame_at(*stream, Millis{100}));
  const auto zygotes = zygotes_beside(known);
  REQUIRE(zygotes.size() == 1);
  const auto pids = children_of(*zygotes.begin());
  REQUIRE(pids.size() == 1);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    ::kill(*zygotes.begin(), signal);
    ::kill(*pids.begin(), signal);
  }
  CHECK(frame_at(*stream, Millis{10'000}));
  CHECK(children_of(*zygotes.begin()) == pids);
}

TEST_CASE("a zygote that hangs is given up, and the clip begins a few seconds late") {
  const auto known = children_of(::getpid());
  const Decoders ours(decoder_program());
  REQUIRE(ours.plain->warm());
  const auto zygotes = zygotes_beside(known);
  REQUIRE(zygotes.size() == 1);
  ::kill(*zygotes.begin(), SIGSTOP);
  auto stream = VideoStream::open(ours, {.file = market_clip(), .loop = true});
  REQUIRE(stream);
  CHECK(frame_at(*stream, Millis{1000}));
  CHECK(eventually([&] {
    ours.reap();
    return zygotes_beside(known).count(*zygotes.begin()) == 0;
  }));
}

TEST_CASE("a program that is not there, or no zygote, is said") {
  const auto missing = VideoStream::open(Decoders("/nowhere/decoder"), {.file = market_clip()});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::not_found);

  const Decoders no_zygote("/bin/true");
  auto stream = VideoStream::open(no_zygote, {.file = market_clip()});
  std::optional<Error> error;
  if (!stream)  // it may have gone before it could be asked
    error = stream.error();
  else
    REQUIRE(eventually([&] { return (error = stream->failure()).has_value(); }));
  CHECK(error->kind == ErrorKind::unavailable);
}

TEST_CASE("the zygote with filters ends when its last clip does") {
  const auto known = children_of(::getpid());
  const Decoders ours(decoder_program());
  const auto interlaced = make_clip("interlaced-zygote.ts", bars("160x96", "25", 50),
                                    {"-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-top", "1"});
  {
    auto stream = VideoStream::open(ours, {.file = interlaced, .loop = true});
    REQUIRE(stream);
    REQUIRE(frame_at(*stream, Millis{500}));
    CHECK(zygotes_beside(known).size() == 2);
  }
  CHECK(eventually([&] {
    ours.reap();
    return zygotes_beside(known).size() == 1;
  }));
}

}  // namespace
}  // namespace madang
