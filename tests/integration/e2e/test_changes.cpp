// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/media_file.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

constexpr int k_clips = 6;
constexpr int k_frames = 12;  // of each, at 30 a second
constexpr Millis k_length{400};

/// Eight bars from left to right, the lowest bit first, white for one: 16 times the clip and the frame in it.
std::filesystem::path numbered_clip(int clip) {
  const std::string source =
      "color=black:size=320x180:rate=30,format=yuv444p,trim=end_frame=" + std::to_string(k_frames) +
      ",geq=lum='16+219*mod(floor((round(T*30)+" + std::to_string(16 * clip) +
      ")/pow(2,floor(X*8/W))),2)':cb=128:cr=128";
  return make_media("numbered.mp4", {"-f", "lavfi", "-i", source, "-c:v", "libx264", "-preset", "veryfast",
                                     "-crf", "12", "-bf", "2", "-pix_fmt", "yuv420p"});
}

void write_numbered(Market& market) {
  market.write_page("#000000");
  std::string items;
  std::filesystem::create_directories(market.folder / "content/media");
  for (int clip = 0; clip < k_clips; ++clip) {
    const std::string name = "media/" + std::to_string(clip) + ".mp4";
    items += "  - video: " + name + "\n    fit: stretch\n";
    std::filesystem::copy_file(numbered_clip(clip), market.folder / "content" / name);
  }
  market.folder.write("content/playlists/main.yaml", "kind: playlist\nversion: 1\nitems:\n" + items);
}

/// What the bars on the screen say.
int number_on(const ScreenImage& image) {
  int number = 0;
  for (int bit = 0; bit < 8; ++bit) {
    if (image.colour((2 * bit + 1) * image.size.width / 16, image.size.height / 2).g > 128)
      number |= 1 << bit;
  }
  return number;
}

int number_of(const PresentedItem& item) {
  return 16 * std::stoi(item.medium.substr(6)) +
         static_cast<int>((item.frame.value().count() + 5) * 30 / 1000);
}

/// Does nothing but look at the clock, beside the player: where it stands still, so does the machine.
class Witness {
 public:
  /// The longest time it stood still between these two instants.
  Millis longest(SysTime from, SysTime to) const {
    const std::lock_guard lock(mutex_);
    Millis longest{0};
    for (const auto& [begin, end] : stills_) {
      if (begin < to && end > from)
        longest = std::max(longest, end - begin);
    }
    return longest;
  }

 private:
  void look(const std::stop_token& stop) {
    for (SysTime before = Clock().now(); !stop.stop_requested();) {
      std::this_thread::sleep_for(5ms);
      const SysTime now = Clock().now();
      if (now - before > 30ms) {
        const std::lock_guard lock(mutex_);
        stills_.emplace_back(before, now);
      }
      before = now;
    }
  }

  mutable std::mutex mutex_;
  std::vector<std::pair<SysTime, SysTime>> stills_;
  std::jthread thread_{[this](const std::stop_token& stop) { look(stop); }};
};

struct Change {
  int turns = 0;      ///< that were shown from the first to the last frame
  int missing = 0;    ///< frames of them
  int blank = 0;      ///< refreshes with nothing to show
  Millis latest{0};   ///< of the first refreshes of the turns, after their time
  std::string where;  ///< of the missing frames: turns, and the longest time between two refreshes in them
};

Change judge(const std::vector<Presented>& lines, const Witness& witness) {
  Change change;
  std::set<int> seen;
  Millis longest{0};
  SysTime begin{};
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].items.empty() || !lines[i].items[0].frame) {
      ++change.blank;
      continue;
    }
    const PresentedItem& item = lines[i].items[0];
    if (i == 0 || lines[i - 1].items.empty() || lines[i - 1].items[0].start != item.start) {
      const int missing = k_frames - static_cast<int>(seen.size());
      if (change.turns > 1 && missing > 0) {  // the first turn was joined in its middle
        change.missing += missing;
        change.where += fmt::format("; {} of turn {}, {} ms between refreshes, while the machine stood still for {} ms",
                                    missing, change.turns, longest.count(),
                                    witness.longest(begin, lines[i].at).count());
      }
      longest = 0ms;
      begin = lines[i].at;
      change.latest = change.turns > 0 ? std::max(change.latest, lines[i].due - item.start) : 0ms;
      ++change.turns;
      seen.clear();
    }
    if (i > 0)
      longest = std::max(longest, lines[i].at - lines[i - 1].at);
    seen.insert(number_of(item));
  }
  return change;
}

/// `madang record` from `at` on at 60 pictures a second: what their bars say.
std::vector<int> recorded(const Market& market, SysTime at, int seconds) {
  const auto film = market.folder / "film.mp4";
  const auto local = std::chrono::floor<std::chrono::seconds>(at) + 9h;  // Seoul, that has no summer time
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(local - day);
  const std::string when = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                       time.hours().count(), time.minutes().count(), time.seconds().count());
  const Ended made =
      run_to_end({program("madang").string(), "record", (market.folder / "content").string(), "--at", when,
                  "--for", std::to_string(seconds) + "s", "--rate", "60", "--out", film.string()});
  CAPTURE(made.errors);
  REQUIRE(made.code == 0);
  const auto raw = market.folder / "film.gray";
  REQUIRE(run_to_end({"/usr/bin/ffmpeg", "-nostdin", "-v", "error", "-i", film.string(), "-f", "rawvideo",
                      "-pix_fmt", "gray", raw.string()})
              .code == 0);
  std::ifstream in(raw, std::ios::binary);
  std::vector<int> numbers;
  for (std::vector<char> picture(size_t{640} * 360); in.read(picture.data(), 640 * 360);) {
    int number = 0;
    for (int bit = 0; bit < 8; ++bit) {
      if (static_cast<unsigned char>(picture[size_t{640} * 180 + size_t(2 * bit + 1) * 40]) > 128)
        number |= 1 << bit;
    }
    numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

/// MADANG_CHANGES=1000 makes it the proof of a thousand, on a machine that does nothing else: only there a
/// missing frame is a failure. Elsewhere it says as much of the neighbours as of us.
TEST_CASE("clip after clip: nothing is blank, and the log agrees with the glass") {
  const char* many = std::getenv("MADANG_CHANGES");
  const int changes = many != nullptr ? std::atoi(many) : 20;
  Market market;
  write_numbered(market);
  const auto log = market.folder / "present.log";
  market.open_standalone({"--present-log", log.string(), "--every-frame"});
  REQUIRE(eventually([&] { return std::filesystem::exists(log); }, 20s));

  struct Capture {
    SysTime before, after;
    int number;
  };
  const Witness witness;
  std::vector<Capture> captures;
  const auto until = std::chrono::steady_clock::now() + k_length * changes;
  while (std::chrono::steady_clock::now() < until) {
    const SysTime before = Clock().now();
    const int number = number_on(market.screen());
    captures.push_back({before, Clock().now(), number});
    std::this_thread::sleep_for(23ms);  // in between, at no whole part of the clips' time
  }
  REQUIRE(market.player().stop() == 0);

  std::vector<Presented> lines = read_log(log);
  while (!lines.empty() && (lines.front().items.empty() || !lines.front().items[0].frame))
    lines.erase(lines.begin());  // until the first decoder was there
  REQUIRE(lines.size() > 100);
  const Change change = judge(lines, witness);
  WARN(change.turns << " changes, " << change.missing << " frames missing, " << change.blank
                    << " blank, latest " << change.latest.count() << " ms, " << captures.size() << " captures"
                    << change.where);
  CHECK(change.turns >= changes - 4);
  CHECK(change.blank == 0);
  if (many != nullptr)
    CHECK(change.missing == 0);

  int wrong = 0;
  for (const Capture& capture : captures) {
    // Before the first of them the log says nothing, and the end came while the player was ending.
    bool right = capture.before <= lines.front().at || lines.back().at < capture.before;
    for (size_t i = 0; i < lines.size() && !right; ++i) {
      const SysTime gone = i + 1 < lines.size() ? lines[i + 1].at : SysTime::max();
      // It may have been drawn and not yet logged.
      if (lines[i].due <= capture.after && capture.before <= gone && !lines[i].items.empty() &&
          lines[i].items[0].frame)
        right = number_of(lines[i].items[0]) == capture.number;
    }
    wrong += right ? 0 : 1;
  }
  CHECK(wrong == 0);

  // The same three seconds as a film: what the player showed is in it, at its place or the next one. A busy
  // machine shows some of it late; never early.
  const SysTime from = std::chrono::ceil<std::chrono::seconds>(lines.front().at) + 1s;
  const auto film = recorded(market, from, 3);
  CHECK(film.size() == 180);
  const std::ptrdiff_t latest = many != nullptr ? 1 : 60;
  int held = 0;
  int agree = 0;
  for (const Presented& line : lines) {
    const double at = static_cast<double>((line.due - from).count()) * 60 / 1000;
    if (at < 2 || at > 176 || line.items.empty() || !line.items[0].frame)
      continue;
    const auto place = static_cast<std::ptrdiff_t>(std::lround(at));
    const auto last = film.begin() + place + 2;
    ++held;
    agree +=
        std::find(last - std::min(latest + 2, place + 2), last, number_of(line.items[0])) != last ? 1 : 0;
  }
  WARN(agree << " of " << held << " frames of the log are in the film where they were on the glass");
  CHECK(held > 0);
  CHECK(agree == held);
}
