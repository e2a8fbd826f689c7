// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <chrono>

#include "tests/integration/e2e/heard.h"
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/media_file.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

/// What the device still gives after a word has come back: a fade, and the buffers in flight.
constexpr size_t k_in_flight = 5 * k_heard_buffer;

/// A green page, and a fire page with this sound on the one screen, which has a speaker.
void write_sounding(Market& market, const std::string& sound) {
  market.write_page("#007800");
  market.folder.write("content/site.yaml",
                      "kind: site\nversion: 1\nname: 시장\nlanguages: [ko]\ndefault: playlists/main.yaml\n"
                      "screens:\n  - id: gate-1\n    resolution: 640x360\n    speaker: true\n");
  market.folder.write(
      "content/alarms/fire.yaml",
      "kind: alarm-page\nversion: 1\nalarm: fire\nplaylist: playlists/fire.yaml\nsound: " + sound + "\n");
}

bool hears_seconds(const fs::path& file, double seconds) {
  const size_t from = samples_in(file);
  return eventually(
      [&] { return static_cast<double>(samples_in(file) - from) > seconds * k_heard_rate; }, 30s);
}

/// Those that began and ended while we listened.
std::vector<Burst> whole_bursts(const fs::path& file) {
  auto bursts = bursts_in(heard_in(file));
  if (bursts.size() < 3)
    return {};
  return {bursts.begin() + 1, bursts.end() - 1};
}

}  // namespace

TEST_CASE("a fire is heard as the world's evacuation signal, a drill is not, and a clear ends it") {
  Market market;
  write_sounding(market, "tone");
  const fs::path file = record(market);
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);

  REQUIRE(market.alarm({"drill", "--incident", "d1", "--wait"}).code == 0);
  CHECK(market.corner() == k_band);
  CHECK(market.never_black(2s));
  CHECK_FALSE(fs::exists(file));  // the device was not even opened

  REQUIRE(market.alarm({"raise", "--incident", "f1", "--wait"}).code == 0);
  REQUIRE(hears_seconds(file, 9));
  const auto bursts = whole_bursts(file);
  REQUIRE(bursts.size() >= 4);
  int rests = 0;
  for (size_t i = 0; i < bursts.size(); ++i) {
    CAPTURE(i, bursts[i].from, bursts[i].to, bursts[i].hertz);
    CHECK(bursts[i].to - bursts[i].from == Approx(0.5).margin(0.03));
    CHECK(bursts[i].hertz == Approx(520).epsilon(0.02));
    if (i == 0)
      continue;
    const double gap = bursts[i].from - bursts[i - 1].to;
    const bool is_rest = gap > 1;
    CHECK(gap == Approx(is_rest ? 1.5 : 0.5).margin(0.03));
    rests += is_rest;
  }
  CHECK(rests >= 1);

  REQUIRE(market.alarm({"clear", "--all", "--wait"}).code == 0);
  const size_t cleared = samples_in(file) + k_in_flight;
  REQUIRE(eventually([&] { return samples_in(file) > cleared + static_cast<size_t>(4 * k_heard_rate); }, 30s));
  CHECK_FALSE(is_loud(heard_in(file, cleared)));  // nor of the all-clear, which is on the glass
  CHECK(market.player().stop() == 0);
}

TEST_CASE("recorded words are heard again and again, also after the player was killed in the middle") {
  Market market;
  write_sounding(market, "[media/fire.opus]");
  fs::create_directories(market.folder / "content/media");
  fs::copy_file(make_media("words.opus", {"-f", "lavfi", "-i", "aevalsrc='0.5*sin(2*PI*1000*t)':duration=1",
                                          "-c:a", "libopus"}),
                market.folder / "content/media/fire.opus");
  const fs::path file = record(market);
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  const auto is_said = [&] {
    REQUIRE(hears_seconds(file, 6));
    const auto bursts = whole_bursts(file);
    REQUIRE_FALSE(bursts.empty());
    const Burst& last = bursts.back();
    CAPTURE(last.from, last.to, last.hertz);
    CHECK(last.to - last.from == Approx(1).margin(0.06));
    CHECK(last.hertz == Approx(1000).epsilon(0.02));
  };
  REQUIRE(market.alarm({"raise", "--incident", "f1", "--wait"}).code == 0);
  is_said();

  market.player().kill();
  fs::remove(file);
  market.open();
  REQUIRE(market.corner_becomes(k_fire) == k_fire);
  is_said();
  REQUIRE(market.alarm({"clear", "--all", "--wait"}).code == 0);
}
