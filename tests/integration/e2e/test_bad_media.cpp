// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <csignal>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Big-endian, as MP4 has its numbers.
void put16(std::string& bytes, size_t at, unsigned value) {
  bytes[at] = static_cast<char>(value >> 8);
  bytes[at + 1] = static_cast<char>(value);
}

/// What a clip can have become on its way here.
std::string spoilt(const std::string& how, std::string bytes) {
  std::mt19937 random(1);
  const size_t data = bytes.find("mdat") + 4;
  if (how == "empty")
    return {};
  if (how == "truncated")
    return bytes.substr(0, bytes.size() * 6 / 10);
  if (how == "bits flipped") {
    for (int i = 0; i < 400; ++i)
      bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
  } else if (how == "no pictures in it") {
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(data),
              bytes.begin() + static_cast<std::ptrdiff_t>(bytes.rfind("moov") - 4), '\0');
  } else if (how == "says it is 65535 x 65535") {  // the most that avc1 can say (ISO/IEC 14496-12, 12.1.3)
    const size_t entry = bytes.find("avc1", bytes.find("stsd")) + 4;
    put16(bytes, entry + 24, 0xFFFF);
    put16(bytes, entry + 26, 0xFFFF);
  } else if (how == "a picture of 100,000 x 100,000") {
    return std::string("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\x01\x86\xA0\0\x01\x86\xA0\x08\x06\0\0\0", 29);
  }
  return bytes;
}

}  // namespace

TEST_CASE("whatever a clip has become, the next item comes on time and the player lives") {
  const std::string how = GENERATE("empty", "truncated", "bits flipped", "no pictures in it",
                                   "says it is 65535 x 65535", "a picture of 100,000 x 100,000");
  CAPTURE(how);
  Market market;
  market.write_ramp();
  const auto clip = market.folder / "content/media/ramp.mp4";
  market.folder.write("content/media/bad.mp4", spoilt(how, content_of(clip)));
  market.folder.write("content/playlists/main.yaml",
                      "kind: playlist\nversion: 1\nitems:\n  - video: media/bad.mp4\n    duration: 2s\n"
                      "  - text: 시장\n    size: 20%\n    background: \"#007800\"\n    duration: 2s\n");
  market.open_standalone();
  CHECK(market.corner_becomes(k_green) == k_green);
  if (how != "bits flipped" && how != "truncated")  // of these, what can be decoded is shown
    CHECK(market.player().wait_for("bad.mp4"));
  CHECK(market.corner_becomes(k_green, 5s) == k_green);
  CHECK(market.player().running());
  CHECK(market.player().stop() == 0);
}

TEST_CASE("a decoder that crashes or hangs delays no alarm") {
  const int signal = GENERATE(SIGSEGV, SIGSTOP);
  CAPTURE(signal);
  Market market;
  market.write_ramp();
  market.start();
  REQUIRE(market.ramp_plays());

  const pid_t decoder = market.decoder();
  REQUIRE(decoder > 0);
  ::kill(decoder, signal);
  const Ended raised = market.alarm({"raise", "--kind", "fire", "--incident", "f1", "--wait"});
  CAPTURE(raised.output, raised.errors);
  CHECK(raised.code == 0);
  CHECK(market.corner() == k_fire);
  CHECK(market.alarm({"clear", "--all", "--wait"}).code == 0);
  // The one that hangs is given up after five seconds of silence; then the clip is where the clock says.
  CHECK(eventually([&] { return market.ramp_plays(); }, 20s));  // a frame that stands is right for a moment
  CHECK(market.player().wait_for("ramp.mp4"));                  // and it says why it was gone
  CHECK(market.player().running());
}

TEST_CASE("a clip whose file is overwritten while it plays harms nothing else") {
  Market market;
  market.write_ramp();
  market.folder.write("content/playlists/main.yaml",
                      "kind: playlist\nversion: 1\nitems:\n  - video: media/ramp.mp4\n    duration: 3s\n"
                      "  - text: 시장\n    size: 20%\n    background: \"#007800\"\n    duration: 1s\n");
  market.open_standalone();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  const auto clip = market.folder / "content/media/ramp.mp4";
  {
    const std::string bytes = content_of(clip);
    std::fstream in_place(clip, std::ios::in | std::ios::out | std::ios::binary);
    in_place << std::string(bytes.size() / 2, '\x55');
  }
  std::filesystem::resize_file(clip, std::filesystem::file_size(clip) / 2);
  CHECK(market.corner_becomes({0, 0, 0, 255}, 4s) != Colour{0, 0, 0, 255});
  CHECK(market.corner_becomes(k_green) == k_green);
  CHECK(market.player().running());
  CHECK(market.player().stop() == 0);
}
