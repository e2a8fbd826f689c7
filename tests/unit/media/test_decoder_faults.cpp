// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

#include "player/media/decoder_orders.h"
#include "player/media/still.h"
#include "player/media/video_stream.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/media/media_maker.h"
#include "tests/unit/media/processes.h"

namespace madang {
namespace {

using namespace test;
namespace fs = std::filesystem;

std::ptrdiff_t open_descriptors() {
  return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator{});
}

Error failure_of(const fs::path& file) {
  VideoStream stream = open_stream(file);
  std::optional<Error> failure;
  REQUIRE(eventually([&] {
    stream.due(Millis{0});
    failure = stream.failure();
    return failure.has_value();
  }));
  return *failure;
}

TEST_CASE("files that are no video say what they are, in both languages") {
  const TempFolder folder;
  const std::string clip = content(market_clip());
  const std::vector<std::pair<std::string, std::string>> bad{
      {"empty.mp4", ""},
      {"text.mp4", "메뉴: 감귤 10kg 30,000원\n"},
      {"cut.mp4", clip.substr(0, clip.size() / 2)},  // the index stands at the end
      {"zeros.mp4", std::string(100'000, '\0')},
      {"list.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"},
      {"concat.mp4", "ffconcat version 1.0\nfile /etc/passwd\n"},
  };
  for (const auto& [name, bytes] : bad) {
    CAPTURE(name);
    const auto file = folder.write(name, bytes);
    const Error failure = failure_of(file);
    CHECK(failure.kind == ErrorKind::invalid);
    CHECK(failure.message.ko.find(name) != std::string::npos);
    CHECK(failure.message.en.find(name) != std::string::npos);
    const auto facts = probe_media(file);
    REQUIRE_FALSE(facts);
    CHECK(facts.error().message == failure.message);
  }
}

TEST_CASE("sound alone is no video") {
  const auto file = make_media("sound.mp4", {"-f", "lavfi", "-i", "sine=440:duration=1", "-c:a", "aac"});
  const Error failure = failure_of(file);
  CHECK(failure.kind == ErrorKind::invalid);
  CHECK(failure.message.en.find("no picture track") != std::string::npos);
  const auto facts = probe_media(file);
  REQUIRE(facts);
  CHECK(facts->kind == MediaFacts::Kind::sound);
}

TEST_CASE("a coding that is not on the list is refused by name of the file") {
  const auto file = make_clip("theora-like.mkv", bars("160x96", "25", 5), {"-c:v", "ffv1"});
  CHECK(failure_of(file).message.en.find("coding") != std::string::npos);
  CHECK_FALSE(probe_media(file));
}

TEST_CASE("a file that is not there is said at once") {
  const auto stream = VideoStream::open(decoders(), {.file = "/nowhere/clip.mp4"});
  REQUIRE_FALSE(stream);
  CHECK(stream.error().kind == ErrorKind::not_found);
}

TEST_CASE("damage in the middle costs frames, not the clip") {
  const TempFolder folder;
  std::string clip = content(make_clip("h264-plain.ts", bars("160x96", "25", 75),
                                       {"-c:v", "libx264", "-g", "25", "-pix_fmt", "yuv420p"}));
  for (std::size_t i = clip.size() * 2 / 5; i < clip.size() / 2; i += 3)
    clip[i] = static_cast<char>(clip[i] ^ 0x5A);
  VideoStream stream = open_stream(folder.write("damaged.ts", clip));
  REQUIRE(frame_at(stream, Millis{20}));
  const FramePtr last = frame_at(stream, Millis{2900});
  REQUIRE(last);
  CHECK(number_in(*last) == 72);
}

TEST_CASE("a decoder that is killed is reported, and the frame on screen stays readable") {
  VideoStream stream = open_stream(market_clip(), Millis{0}, true);
  const FramePtr frame = frame_at(stream, Millis{100});
  REQUIRE(frame);
  std::set<pid_t> pids;
  // One of an earlier test may take a moment to go.
  REQUIRE(eventually([&] { return (pids = children_of(zygote())).size() == 1; }));
  REQUIRE(::kill(*pids.begin(), SIGKILL) == 0);
  REQUIRE(eventually([&] { return stream.failure().has_value(); }));
  CHECK(stream.failure()->kind == ErrorKind::unavailable);
  CHECK(stream.failure()->message.en.find("signal 9") != std::string::npos);
  CHECK(number_in(*frame) == 3);
  CHECK(stream.due(Millis{133}) != nullptr);  // the last good one
  CHECK(children_of(zygote()).empty());
}

TEST_CASE("the decoder holds the clip, the frames and the bell, and can open nothing more") {
  const int extra = ::dup(0);  // not close-on-exec, as a library might leave one
  VideoStream stream = open_stream(market_clip(), Millis{0}, true);
  REQUIRE(frame_at(stream, Millis{0}));
  std::set<pid_t> pids;
  // One of an earlier test may take a moment to go.
  REQUIRE(eventually([&] { return (pids = children_of(zygote())).size() == 1; }));
  const fs::path proc = fs::path("/proc") / std::to_string(*pids.begin());
  const auto held = descriptors_of(*pids.begin());
  REQUIRE(held.size() == 6);
  for (int fd = 0; fd < 3; ++fd)
    CHECK(held[static_cast<std::size_t>(fd)] == "/dev/null");
  CHECK(held[3] == market_clip().string());
  CHECK(held[4].find("madang-frames") != std::string::npos);
  CHECK(held[5].find("eventfd") != std::string::npos);
  CHECK(content(proc / "environ").empty());
  CHECK(content(proc / "oom_score_adj") == "500\n");  // the kernel takes it before the player
  CHECK(most_descriptors_of(*pids.begin()) == k_decoder_max_fds);
  const std::string status = content(proc / "status");
  CHECK(status.find("NoNewPrivs:\t1") != std::string::npos);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  CHECK(status.find("Seccomp:\t2") != std::string::npos);  // a filter
#endif
  ::close(extra);
}

TEST_CASE("a hundred clips leave no descriptor and no process behind") {
  { VideoStream first = open_stream(market_clip()); }
  const auto before = open_descriptors();
  for (int i = 0; i < 100; ++i) {
    VideoStream stream = open_stream(market_clip(), Millis{i * 10});
    if (i % 10 == 0)
      REQUIRE(frame_at(stream, Millis{i * 10}));
  }
  CHECK(open_descriptors() == before);
  CHECK(eventually([] { return children_of(zygote()).empty(); }));
}

}  // namespace
}  // namespace madang
