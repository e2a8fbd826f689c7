// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/market.h"

#include <chrono>
#include <cmath>
#include <fstream>
#include <thread>

#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/support/media_file.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;

constexpr double k_ramp_seconds = 20;

/// 600 frames, luma 40 to 190.
std::filesystem::path ramp_clip() {
  return make_media(
      "ramp.mp4",
      {"-f", "lavfi", "-i", "color=black:size=320x180:rate=30:duration=20,geq=lum='40+N/4':cb=128:cr=128",
       "-c:v", "libx264", "-preset", "veryfast", "-crf", "10", "-g", "30", "-pix_fmt", "yuv420p"});
}

bool near(Colour a, Colour b) {
  return std::abs(a.r - b.r) <= 3 && std::abs(a.g - b.g) <= 3 && std::abs(a.b - b.b) <= 3;
}

/// Waits for it; -1 where none comes.
pid_t newest_child(pid_t parent) {
  Ended found;
  const bool there = eventually([&] {
    found = run_to_end({"/usr/bin/pgrep", "-n", "-P", std::to_string(parent), "-f", "madang-decoder"});
    return found.code == 0;
  });
  return there ? std::stoi(found.output) : -1;
}

const char* const k_site =
    "kind: site\nversion: 1\nname: 시장\nlanguages: [ko]\ndefault: playlists/main.yaml\n"
    "screens:\n  - id: gate-1\n    resolution: 640x360\n";

}  // namespace

Market::Market()
    : office(folder / "repository"),
      kiosk([this]() -> Kiosk {
        office.start();
        return {folder, office.url()};
      }()),
      display_(Xvfb::start({640, 360}).value()),
      reader_(ScreenReader::connect(display_.display()).value()) {}

void Market::write_page(const std::string& colour, const std::string& word) {
  folder.write("content/site.yaml", k_site);
  folder.write("content/playlists/main.yaml", "kind: playlist\nversion: 1\nitems:\n  - text: " + word +
                                                  "\n    size: 20%\n    background: \"" + colour + "\"\n");
  folder.write(
      "content/playlists/fire.yaml",
      "kind: playlist\nversion: 1\nitems:\n  - text: 불이야\n    size: 30%\n    background: \"#b00000\"\n");
  folder.write("content/alarms/fire.yaml",
               "kind: alarm-page\nversion: 1\nalarm: fire\nplaylist: playlists/fire.yaml\n");
}

void Market::write_ramp(const std::string& more) {
  write_page("#000000");
  folder.write("content/playlists/main.yaml",
               "kind: playlist\nversion: 1\nitems:\n  - video: media/ramp.mp4\n    fit: stretch\n" + more);
  std::filesystem::create_directories(folder / "content/media");
  std::filesystem::copy_file(ramp_clip(), folder / "content/media/ramp.mp4",
                             std::filesystem::copy_options::overwrite_existing);
}

void Market::publish() {
  const Ended published = test::publish(folder, office_environment);
  CAPTURE(published.output, published.errors);
  REQUIRE(published.code == 0);
}

void Market::start_player(std::vector<std::string> command) {
  ProcessOptions options;
  options.environment = {{"DISPLAY", display_.display()}, {"SDL_VIDEODRIVER", "x11"}, {"LC_ALL", "C.UTF-8"}};
  options.environment.insert(environment.begin(), environment.end());
  player_.reset();
  player_.emplace(command, options);
}

void Market::start() {
  publish();
  kiosk.start();
  open();
}

void Market::open(const std::vector<std::string>& more) {
  std::vector<std::string> command{program("madang-player").string(), "--socket", kiosk.socket().string(),
                                   "--state", (folder / "player").string()};
  command.insert(command.end(), more.begin(), more.end());
  std::filesystem::create_directories(folder / "player");
  start_player(std::move(command));
}

void Market::open_standalone(const std::vector<std::string>& more) {
  std::vector<std::string> command{program("madang-player").string(), (folder / "content").string()};
  command.insert(command.end(), more.begin(), more.end());
  start_player(std::move(command));
}

Ended Market::alarm(const std::vector<std::string>& words) const {
  std::vector<std::string> command{program("madang").string(), "alarm"};
  command.insert(command.end(), words.begin(), words.end());
  command.insert(command.end(), {"--url", kiosk.alarm_url(), "--secret-file", kiosk.secret_file().string()});
  return run_to_end(command, {{{"LC_ALL", "C"}}, {}});
}

pid_t Market::zygote() const {
  return newest_child(player_->pid());
}

pid_t Market::decoder() const {
  return newest_child(zygote());
}

Colour Market::corner() const {
  return reader_.read().value().colour(8, 8);
}

Colour Market::corner_becomes(Colour wanted, Millis limit) const {
  const auto image =
      reader_.read_until([&](const ScreenImage& seen) { return near(seen.colour(8, 8), wanted); }, limit);
  const Colour last = image.value().colour(8, 8);
  return near(last, wanted) ? wanted : last;
}

bool Market::never_black(Millis over) const {
  const auto until = std::chrono::steady_clock::now() + over;
  while (std::chrono::steady_clock::now() < until) {
    if (near(corner(), {0, 0, 0, 255}))
      return false;
  }
  return true;
}

double Market::ramp_seen() const {
  const double luma = 16 + corner().g * 219.0 / 255.0;
  return (luma - 40) * 4 / 30;
}

double Market::ramp_due() {
  const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  return std::fmod(now, k_ramp_seconds);  // the day in Seoul starts on a multiple of twenty seconds
}

bool Market::ramp_plays(Millis limit) const {
  // The grey of a frame tells its place to a quarter of a second; a capture under load costs as much again.
  const auto in_place = [this] { return ramp_seen() > -1 && ramp_error() < 0.7; };
  if (!eventually(in_place, limit))
    return false;
  for (int second = 0; second < 2; ++second) {
    std::this_thread::sleep_for(
        1s);  // the clip has to move meanwhile: there is no clock to push in other processes
    if (!in_place())
      return false;
  }
  return true;
}

double Market::ramp_error() const {
  const double off = std::abs(ramp_seen() - ramp_due());
  return std::min(off, k_ramp_seconds - off);
}

std::vector<Presented> read_log(const std::filesystem::path& file) {
  std::vector<Presented> lines;
  for (const std::string& suffix : {std::string(".1"), std::string()}) {
    std::ifstream in(file.string() + suffix);
    for (std::string line; std::getline(in, line) && !in.eof();)
      lines.push_back(decode_presented(as_bytes(line)).value());
  }
  return lines;
}

}  // namespace madang::test
