// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <thread>
#include <vector>

#include "tests/integration/e2e/heard.h"
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/media_file.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

constexpr double k_rate = k_heard_rate;
constexpr size_t k_buffer = k_heard_buffer;
constexpr double k_latency = 2 * k_buffer / k_rate;  // what the player believes to be in flight, seconds

/// Four seconds: at each whole one a tenth of white and of a tone. Looped from the day's start, a flash and a
/// beep stand at each second of the clock.
fs::path make_clip(const std::string& name, const std::string& sound) {
  return make_media(name, {"-f", "lavfi", "-i",
                           "color=black:size=320x180:rate=30:duration=4,"
                           "geq=lum='if(lt(mod(T,1),0.1),235,60)':cb=128:cr=128",
                           "-f", "lavfi", "-i", sound, "-c:v", "libx264", "-preset", "veryfast", "-g", "30",
                           "-pix_fmt", "yuv420p", "-c:a", "aac"});
}

void write_clip(Market& market, const fs::path& clip) {
  market.write_page("#000000");
  market.folder.write("content/playlists/main.yaml",
                      "kind: playlist\nversion: 1\nitems:\n  - video: media/clip.mp4\n    sound: on\n");
  fs::create_directories(market.folder / "content/media");
  fs::copy_file(clip, market.folder / "content/media/clip.mp4", fs::copy_options::overwrite_existing);
}

double unix_time() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// Off the nearest whole second, ms.
double off_beat(double time) {
  return 1000 * (time - std::round(time));
}

double median(std::vector<double> values) {
  REQUIRE_FALSE(values.empty());
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

size_t times(const std::string& text, const std::string& what) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++count;
  return count;
}

struct Glance {
  double time;
  size_t samples;  ///< written so far
  bool white;
};

}  // namespace

TEST_CASE("a beep leaves for the loudspeaker when its flash is on the glass") {
  Market market;
  write_clip(market,
             make_clip("beeps.mp4",
                       "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':sample_rate=48000:duration=4"));
  const fs::path file = record(market);
  market.open_standalone();
  REQUIRE(eventually([&] { return samples_in(file) > 0; }, 20s));

  std::vector<Glance> glances;
  while (samples_in(file) < 9 * k_rate &&
         (glances.empty() || glances.back().time - glances.front().time < 30)) {
    const bool white = market.corner().g > 180;
    glances.push_back({unix_time(), samples_in(file), white});
    std::this_thread::sleep_for(1ms);  // two other processes do the work
  }

  std::vector<double> flashes;
  for (size_t i = 1; i < glances.size(); ++i) {
    if (glances[i].white && !glances[i - 1].white)
      flashes.push_back(off_beat(glances[i].time));
  }
  std::vector<double> beeps;
  const auto heard = heard_in(file);
  size_t quiet = 0;
  for (size_t at = 0; at < heard.size(); ++at) {
    const bool loud = std::abs(heard[at]) > 0.05F;
    if (loud && quiet > k_rate / 5) {
      const auto seen = std::find_if(glances.begin(), glances.end(),
                                     [&](const Glance& glance) { return glance.samples > at; });
      if (seen != glances.end() && seen != glances.begin())
        beeps.push_back(off_beat(seen->time + k_latency + static_cast<double>(at % k_buffer) / k_rate));
    }
    quiet = loud ? 0 : quiet + 1;
  }
  REQUIRE(flashes.size() >= 5);
  REQUIRE(beeps.size() >= 5);
  CAPTURE(flashes, beeps);
  CHECK(std::abs(median(beeps)) < 100);  // all this looking on costs the player time too
  CHECK(std::abs(median(beeps) - median(flashes)) < 40);
  CHECK(market.player().stop() == 0);
}

TEST_CASE("without a sound device the picture plays, and one line says so") {
  Market market;
  market.write_ramp("    sound: on\n");
  market.environment = {{"SDL_AUDIODRIVER", "no-such-driver"}, {"SDL_AUDIO_DRIVER", "no-such-driver"}};
  market.open_standalone();
  CHECK(market.ramp_plays());
  CHECK(market.player().wait_for("no sound: "));
  CHECK(market.ramp_plays());  // meanwhile it was tried again
  CHECK(times(market.player().errors(), "no sound: ") == 1);
  CHECK(market.player().stop() == 0);
}

TEST_CASE("a sound device that vanishes takes nothing with it") {
  Market market;
  market.write_ramp("    sound: 50%\n");
  record(market);
  market.environment["SDL_DISKAUDIOFILE"] = "/dev/full";  // opens, and fails as soon as it is to sound
  market.environment["SDL_AUDIO_DISK_OUTPUT_FILE"] = "/dev/full";
  market.open_standalone();
  CHECK(market.player().wait_for("the sound device is gone", 20s));
  CHECK(market.ramp_plays());
  CHECK(times(market.player().errors(), "no sound: ") == 1);
  CHECK(market.player().stop() == 0);
}

TEST_CASE("where no item asks for sound no device is opened") {
  Market market;
  market.write_ramp();
  const fs::path file = record(market);
  market.open_standalone();
  CHECK(market.ramp_plays());
  CHECK_FALSE(fs::exists(file));
}

TEST_CASE("during an alarm nothing of the programme is heard") {
  Market market;
  write_clip(market, make_clip("tone.mp4", "aevalsrc='0.5*sin(2*PI*1000*t)':sample_rate=48000:duration=4"));
  const fs::path file = record(market);
  market.start();
  const auto loud_at_the_end = [&] {
    const size_t written = samples_in(file);
    return written > k_rate && is_loud(heard_in(file, written - static_cast<size_t>(k_rate / 4)));
  };
  const auto alarm = [&](std::vector<std::string> words) {
    std::vector<std::string> command{program("madang").string(), "alarm"};
    command.insert(command.end(), words.begin(), words.end());
    command.insert(command.end(), {"--url", market.kiosk.alarm_url(), "--secret-file",
                                   market.kiosk.secret_file().string(), "--wait"});
    return run_to_end(command).code;
  };
  REQUIRE(eventually(loud_at_the_end, 20s));

  REQUIRE(alarm({"raise", "--kind", "fire"}) == 0);
  const size_t raised = samples_in(file) + 5 * k_buffer;  // a fade, and the buffers in flight
  REQUIRE(eventually([&] { return samples_in(file) > raised + k_rate; }, 20s));
  CHECK_FALSE(is_loud(heard_in(file, raised)));

  REQUIRE(alarm({"clear", "--all"}) == 0);
  CHECK(eventually(loud_at_the_end, 20s));
}
