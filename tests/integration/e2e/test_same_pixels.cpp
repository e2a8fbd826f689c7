// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <fstream>
#include <map>
#include <thread>

#include "content-schema/base/clock.h"
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/media_file.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

const char* const k_film = "media/film.mp4";
constexpr Millis k_unsure{15};  // of the player's clock

/// Texts of five scripts, a clip in which no two frames are alike, and over its edge a picture one can see
/// through.
void write_everything(const Market& market) {
  market.folder.write("content/site.yaml",
                      "kind: site\nversion: 1\nname: 시장\nlanguages: [ko]\ndefault: { layout: "
                      "layouts/everything.yaml }\nscreens:\n  - id: gate-1\n    resolution: 640x360\n");
  const auto text = [](const char* id, int top, const char* words) {
    return fmt::format(
        "  - {{ id: {}, left: 2%, top: {}%, width: 46%, height: 16%, item: {{ text: '{}', size: "
        "70% }} }}\n",
        id, top, words);
  };
  market.folder.write(
      "content/layouts/everything.yaml",
      "kind: layout\nversion: 1\ncanvas: 640x360\nbackground: '#20304a'\nzones:\n" +
          text("ko", 2, "올레시장 감귤 축제") + text("en", 20, "Olle Market, gate 1") +
          text("ja", 38, "市場の営業は9:00〜18:00") + text("ar", 56, "سوق أوليه يرحب بكم") +
          text("th", 74, "ยินดีต้อนรับสู่ตลาด") +
          "  - { id: film, left: 47%, top: 11%, width: 51%, height: 70%, item: { video: media/film.mp4, fit: "
          "stretch } }\n"
          "  - { id: leaf, left: 35%, top: 40%, width: 40%, height: 50%, item: { image: media/leaf.png } "
          "}\n");
  std::filesystem::create_directories(market.folder / "content/media");
  std::filesystem::copy_file(
      make_media("film.mp4",
                 {"-f", "lavfi", "-i", "testsrc2=size=400x300:rate=30:duration=7", "-c:v", "libx264",
                  "-preset", "veryfast", "-g", "60", "-bf", "2", "-pix_fmt", "yuv420p"}),
      market.folder / "content" / k_film);
  std::filesystem::copy_file(
      make_media("leaf.png", {"-f", "lavfi", "-i",
                              "color=white:size=200x150,format=rgba,geq=r='X':g='200':b='Y':a='255*X/W'",
                              "-frames:v", "1"}),
      market.folder / "content/media/leaf.png");
}

/// `madang shot` of an instant, kept: the same frame is asked for again.
class Shots {
 public:
  explicit Shots(const Market& market) : market_(market) {}

  const std::vector<std::uint8_t>& at(SysTime instant) {
    auto& pixels = known_[instant];
    if (!pixels.empty())
      return pixels;
    const auto picture = market_.folder / "shot.png";
    const auto raw = market_.folder / "shot.raw";
    const Ended shot = run_to_end({program("madang").string(), "shot", (market_.folder / "content").string(),
                                   "--at", to_iso8601(instant), "--out", picture.string()});
    CAPTURE(shot.errors);
    REQUIRE(shot.code == 0);
    REQUIRE(run_to_end({"/usr/bin/ffmpeg", "-nostdin", "-v", "error", "-y", "-i", picture.string(), "-f",
                        "rawvideo", "-pix_fmt", "bgr0", raw.string()})
                .code == 0);
    std::ifstream in(raw, std::ios::binary);
    pixels.assign(std::istreambuf_iterator<char>(in), {});
    REQUIRE(pixels.size() == size_t{640} * 360 * 4);
    return pixels;
  }

 private:
  const Market& market_;
  std::map<SysTime, std::vector<std::uint8_t>> known_;
};

size_t different(const ScreenImage& screen, const std::vector<std::uint8_t>& shot) {
  size_t count = 0;
  for (size_t i = 0; i < shot.size(); i += 4)
    count += std::equal(&shot[i], &shot[i] + 3, &screen.pixels[i]) ? 0 : 1;
  return count;
}

struct Look {
  size_t different = size_t{640} * 360;  ///< pixels, to the nearest of the shots
  bool due = false;                      ///< the frame on the glass was the one due
};

/// How far the clock of a player is before ours; by what it has logged, so it may be a few ms more.
Millis ahead_by(const std::filesystem::path& log) {
  Millis ahead = read_log(log).back().at - Clock().now();
  for (int i = 0; i < 50; ++i) {
    std::this_thread::sleep_for(3ms);  // at no whole part of a refresh, which the other process counts
    ahead = std::max(ahead, read_log(log).back().at - Clock().now());
  }
  return ahead;
}

/// Takes a picture of the glass, finds the refresh that it shows in the log, and shoots that. The instant to
/// shoot is the one at which the frame on the glass began: the player counts a clip in refreshes, to the
/// middle of each, while a shot counts to its instant.
Look look(Market& market, const std::filesystem::path& log, Millis ahead, Shots& shots) {
  const SysTime before = Clock(ahead).now() - k_unsure;
  const ScreenImage glass = market.screen();
  const SysTime after = Clock(ahead).now() + k_unsure;
  std::vector<Presented> lines;
  REQUIRE(eventually([&] {
    lines = read_log(log);
    return !lines.empty() && lines.back().at > after;
  }));
  Look best;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    // It may have been on the glass before it was logged.
    if (lines[i].due > after || before > lines[i + 1].at)
      continue;
    for (const PresentedItem& item : lines[i].items) {
      if (item.medium != k_film || !item.frame)
        continue;
      const size_t off = different(glass, shots.at(item.start + *item.frame));
      const Millis late = item.position - *item.frame;
      if (off < best.different)
        best = {off, late > -20ms && late < 34ms};
    }
  }
  return best;
}

}  // namespace

TEST_CASE(
    "what is on the glass is what `madang shot` draws of that instant, also after a restart in mid-item") {
  const std::string at = GENERATE("", "2027-02-07T11:59:58.250+09:00");
  CAPTURE(at);
  Market market;
  write_everything(market);
  Shots shots(market);
  for (const char* const life : {"first", "second"}) {
    CAPTURE(life);
    const auto log = market.folder / life;
    std::vector<std::string> words{"--present-log", log.string(), "--every-frame"};
    if (!at.empty())
      words.insert(words.end(), {"--at", at});
    market.open_standalone(words);
    const bool begun = eventually([&] { return !read_log(log).empty(); }, 20s);
    CAPTURE(market.player().errors());
    REQUIRE(begun);
    const Millis ahead = ahead_by(log);
    REQUIRE(eventually([&] { return look(market, log, ahead, shots).different == 0; }, 20s));
    bool due = false;
    for (int i = 0; i < 4; ++i) {
      const Look seen = look(market, log, ahead, shots);
      CHECK(seen.different == 0);
      due = due || seen.due;
    }
    CHECK(due);
    CHECK(market.player().running());
    market.player().kill();
  }
}
