// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <list>
#include <nlohmann/json.hpp>
#include <set>

#include "content-schema/base/file.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"
#include "tests/support/kiosk.h"
#include "tests/support/media_file.h"
#include "tests/support/moved_clock.h"
#include "tools/server/catalogue.h"

// A release on its way through a market in stages, with everybody who has a part in it: who publishes, the
// office that signs, and kiosks that look at what they get.
namespace madang::test {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;

constexpr auto k_most = 60s;   // for whatever other programs have to do
constexpr int k_screens = 11;  // a tenth of them are two
constexpr int k_gates = 3;     // those that have a kiosk already

std::string name_of(int number) {
  return "gate-" + std::to_string(number);
}

std::string short_id(const ReleaseId& id) {
  return id.value.substr(0, 12);
}

/// A kiosk with all that is its own, and what plays there.
struct Gate {
  Gate(int number, const std::string& server, const std::filesystem::path& root, const MovedClock& clock)
      : screen{name_of(number)}, kiosk(folder, server) {
    kiosk.screen = screen.value;
    kiosk.root = root;
    kiosk.settings = "probe = \"" + program("madang-probe").string() + "\"\n";
    kiosk.environment = clock.environment();
    kiosk.start();
    player.emplace(kiosk.socket());
  }
  bool plays(const ReleaseId& release) const {
    return eventually([&] { return player->release() == release; }, k_most);
  }
  /// Whether its scheduler ever said so.
  bool has_said(const std::string& words) {
    return kiosk.process().errors().find(words) != std::string::npos;
  }

  const ScreenId screen;
  TempFolder folder;
  Kiosk kiosk;
  std::optional<FakePlayer> player;
};

/// An office whose clock can be pushed, as those of its gates.
struct Market {
  Market() {
    clock.set(Clock().now());
    clock.synchronised(true);
    office.environment = clock.environment();
    office.keys = keys_folder(folder);
    office.start();
  }

  void open_gates() {
    for (int i = 1; i <= k_gates; ++i)
      gates.emplace_back(i, office.url(), root_file(folder), clock);
  }
  void write(const std::string& words, const std::string& clip) const {
    std::string screens;
    for (int i = 1; i <= k_screens; ++i)
      screens += "  - id: " + name_of(i) + "\n";
    folder.write("content/site.yaml",
                 "kind: site\nversion: 1\nname: a\nlanguages: [ko]\n"
                 "default: playlists/welcome.yaml\nscreens:\n" +
                     screens);
    folder.write("content/playlists/welcome.yaml",
                 "kind: playlist\nversion: 1\nitems:\n  - video: media/clip.mp4\n  - text: " + words + "\n");
    folder.write("content/media/clip.mp4", clip);
  }
  ReleaseId publish(const std::vector<std::string>& words = {}) const {
    const Ended published = test::publish(folder, clock.environment(), words);
    CAPTURE(published.output, published.errors);
    REQUIRE(published.code == 0);
    return releases_of(server::peek_catalogue(repository).value()).front().id;
  }
  Ended madang(std::vector<std::string> words) const {
    words.insert(words.begin(), program("madang").string());
    return run_to_end(words, {{{"LC_ALL", "C"}}, {}});
  }
  Json status() const { return Json::parse(http(office.url("/status")).body); }

  /// Everybody is heard, shows it and has nothing to complain about.
  bool all_well_with(const ReleaseId& release) const {
    const Json now = status();
    return now.at("screens").size() == gates.size() &&
           std::all_of(now["screens"].begin(), now["screens"].end(), [&](const Json& each) {
             const Json& beat = each.at("heartbeat");
             return beat.at("release") == release.value && beat.at("player") == true &&
                    beat.at("problems").empty();
           });
  }
  /// Whether the last roll-out comes to this stage.
  bool comes_to(const std::string& stage, const ReleaseId& release) const {
    return eventually(
        [&] {
          const Json now = status();
          return now.contains("rollout") && now["rollout"].at("stage") == stage &&
                 now["rollout"].at("release") == release.value;
        },
        k_most);
  }
  std::set<ScreenId> assigned(const ReleaseId& release) const {
    std::set<ScreenId> screens;
    for (const auto& [screen, each] : assignments_of(server::peek_catalogue(repository).value())) {
      if (each == release)
        screens.insert(screen);
    }
    return screens;
  }
  /// To whom it was assigned, one set for each change: all that was ever signed still lies there.
  std::vector<std::set<ScreenId>> way_of(const ReleaseId& release) const {
    std::vector<std::set<ScreenId>> way;
    std::int64_t last = server::peek_catalogue(repository).value().assignments.version, first = last;
    while (std::filesystem::exists(repository.document("assignments", first - 1)))
      --first;
    for (std::int64_t version = first; version <= last; ++version) {
      const auto bytes = read_file(repository.document("assignments", version), 1 << 20).value();
      std::set<ScreenId> screens;
      const Json document = Json::parse(as_text(bytes));
      for (const auto& [path, target] : document.at("signed").at("targets").items()) {
        if (target.at("hashes").at("sha256") == release.value)
          screens.insert(ScreenId{std::filesystem::path(path).stem().string()});
      }
      if (way.empty() ? !screens.empty() : screens != way.back())
        way.push_back(std::move(screens));
    }
    return way;
  }

  TempFolder folder;
  MovedClock clock{folder};
  Office office{folder / "repository"};
  const server::Repository repository{folder / "repository"};
  std::list<Gate> gates;
};

std::vector<size_t> sizes_of(const std::vector<std::set<ScreenId>>& way) {
  std::vector<size_t> sizes;
  for (const auto& each : way)
    sizes.push_back(each.size());
  return sizes;
}

/// The line of a table that has `word`.
std::string line_with(const std::string& word, const std::string& table) {
  const auto at = table.find(word);
  if (at == std::string::npos)
    return {};
  const auto begin = table.rfind('\n', at) + 1;
  return table.substr(begin, table.find('\n', at) - begin);
}

std::string good_clip() {
  const auto clip =
      make_media("rollout.mp4", {"-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=2", "-c:v",
                                 "libx264", "-pix_fmt", "yuv420p", "-movflags", "+faststart"});
  return std::string(as_text(read_file(clip, 1 << 24).value()));
}

/// Its head, which is what who publishes looks at, and no pictures.
std::string spoilt(std::string clip) {
  const auto pictures = clip.find("mdat") + 4;
  return clip.replace(pictures, std::string::npos, clip.size() - pictures, '\0');
}

TEST_CASE("what one screen refuses comes to no other, and what is mended comes to all, stage by stage") {
  Market market;
  market.write("good", good_clip());
  const ReleaseId good = market.publish();
  market.open_gates();
  for (const Gate& gate : market.gates)
    REQUIRE(gate.plays(good));
  REQUIRE(eventually([&] { return market.all_well_with(good); }, k_most));

  market.write("spoilt", spoilt(good_clip()));
  const ReleaseId bad = market.publish({"--staged"});
  REQUIRE(market.comes_to("withdrawn", bad));
  // Decided, then done: the office moves the screens a moment later.
  REQUIRE(eventually([&] { return market.assigned(bad).empty(); }, k_most));
  const auto tried = market.way_of(bad);
  REQUIRE(sizes_of(tried) == std::vector<size_t>{1, 0});
  const ScreenId first = *tried.front().begin();
  CAPTURE(first.value);
  const std::string why = market.status().at("rollout").at("why").at("en");
  CHECK(why.find("screen " + first.value + ": fetch unfit: ") == 0);
  CHECK(why.find("clip.mp4") != std::string::npos);
  REQUIRE(eventually([&] { return market.all_well_with(good); }, k_most));
  for (Gate& gate : market.gates) {
    CAPTURE(gate.screen.value);
    CHECK(gate.player->release() == good);
    CHECK_FALSE(gate.has_said("release " + short_id(bad) + " holds the screen"));
    CHECK(gate.has_said("release " + short_id(bad) + " is not shown") == (gate.screen == first));
    CHECK(gate.has_said(short_id(bad)) == (gate.screen == first));  // nor was it fetched elsewhere
  }
  const Ended told = market.madang({"status", "--server", market.office.url()});
  CHECK(told.code == 0);
  CHECK(told.output.find(short_id(bad) + " brought trouble and was taken back: " + why) != std::string::npos);
  const Ended history = market.madang({"history", market.repository.folder});
  CHECK(line_with(short_id(bad), history.output).find("gate-") == std::string::npos);
  CHECK(line_with(short_id(good), history.output).find("gate-1") != std::string::npos);

  market.write("mended", good_clip());
  const ReleaseId mended = market.publish({"--staged"});
  for (const char* stage : {"first", "tenth", "all"}) {
    CAPTURE(stage);
    REQUIRE(market.comes_to(stage, mended));
    const size_t count = stage == std::string("first") ? 1 : stage == std::string("tenth") ? 2 : k_screens;
    REQUIRE(eventually([&] { return market.assigned(mended).size() == count; }, k_most));
    const auto chosen = market.assigned(mended);
    for (const Gate& gate : market.gates) {
      CAPTURE(gate.screen.value);
      if (chosen.contains(gate.screen))
        CHECK(gate.plays(mended));
      else
        CHECK(gate.player->release() == good);
    }
    market.clock.set(market.clock.now() + 10min);
  }
  REQUIRE(market.comes_to("done", mended));
  CHECK(sizes_of(market.way_of(mended)) == std::vector<size_t>{1, 2, k_screens});
  CHECK(sizes_of(market.way_of(bad)) == std::vector<size_t>{1, 0});
  CHECK(eventually([&] { return market.all_well_with(mended); }, k_most));

  for (Gate& gate : market.gates)
    CHECK(gate.kiosk.process().stop() == 0);
  CHECK(market.office.process().stop() == 0);
}

}  // namespace
}  // namespace madang::test
