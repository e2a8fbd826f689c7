// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fstream>
#include <iterator>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;

namespace {

constexpr Colour k_way{0, 128, 62, 255};  // of the way on the map, and of the name of where it leads
constexpr int k_words = 72;               // px at the top, where the words are

/// A lane of 100 m with an exit at either end and a block beside each half. The screen hangs 5 m nearer to the
/// western exit, and who looks at it looks north.
void write_market_with_map(const Market& market) {
  market.folder.write("content/site.yaml",
                      "kind: site\nversion: 1\nname: 시장\nlanguages: [ko]\ndefault: playlists/main.yaml\n"
                      "screens:\n  - id: gate-1\n    resolution: 640x360\n    at: [-5, 0]\n    faces: 180\n"
                      "    values: { exit: 정문, arrow: \"⬇\" }\n");
  market.folder.write("content/playlists/main.yaml",
                      "kind: playlist\nversion: 1\nitems:\n  - text: 시장\n    background: \"#007800\"\n");
  market.folder.write("content/maps/market.yaml",
                      "kind: map\nversion: 1\nfeatures: maps/market.geojson\ncoordinates: metres\n");
  market.folder.write("content/maps/market.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"type":"lane"},"geometry":{"type":"LineString","coordinates":[[-50,0],[50,0]]}},
    {"type":"Feature","properties":{"type":"block","id":"block-west","name":"서쪽"},
     "geometry":{"type":"Polygon","coordinates":[[[-40,3],[-15,3],[-15,20],[-40,20],[-40,3]]]}},
    {"type":"Feature","properties":{"type":"block","id":"block-east","name":"동쪽"},
     "geometry":{"type":"Polygon","coordinates":[[[15,3],[40,3],[40,20],[15,20],[15,3]]]}},
    {"type":"Feature","properties":{"type":"exit","id":"exit-west","name":"서문"},
     "geometry":{"type":"Point","coordinates":[-50,0]}},
    {"type":"Feature","properties":{"type":"exit","id":"exit-east","name":"동문"},
     "geometry":{"type":"Point","coordinates":[50,0]}}]})");
  market.folder.write("content/layouts/fire.yaml",
                      "kind: layout\nversion: 1\ncanvas: 640x360\nzones:\n"
                      "  - { id: words, height: 72, background: \"#b00000\","
                      " item: { text: \"{exit} {arrow} {metres}\", size: 60% } }\n"
                      "  - { id: map, top: 72, height: 288, background: \"#ffffff\","
                      " item: { map: maps/market.yaml, route: exit } }\n");
  market.folder.write("content/alarms/fire.yaml", "kind: alarm-page\nversion: 1\nalarm: fire\nlayout: layouts/fire.yaml\n");
}

struct Ways {
  int west = 0;  ///< pixels of the way well to the left of the screen's own place, and to the right of it
  int east = 0;
};

Ways ways_on(const ScreenImage& image) {
  Ways ways;
  for (int y = k_words; y < image.size.height; ++y) {
    for (int x = 0; x < image.size.width; ++x) {
      if (image.colour(x, y) != k_way)
        continue;
      ways.west += x < 220 ? 1 : 0;
      ways.east += x > 400 ? 1 : 0;
    }
  }
  return ways;
}

/// How many pixels of the words differ from what `madang shot` draws for a fire there.
int words_that_differ(const Market& market, const std::string& place) {
  std::vector<std::string> command{program("madang").string(), "shot", (market.folder / "content").string(),
                                   "--alarm", "fire", "--out", (market.folder / "shot.png").string()};
  if (!place.empty())
    command.insert(command.end(), {"--place", place});
  const Ended shot = run_to_end(command);
  CAPTURE(shot.errors);
  REQUIRE(shot.code == 0);
  const auto raw = market.folder / "shot.raw";
  REQUIRE(run_to_end({"/usr/bin/ffmpeg", "-nostdin", "-v", "error", "-y", "-i", (market.folder / "shot.png").string(),
                      "-f", "rawvideo", "-pix_fmt", "bgr0", raw.string()})
              .code == 0);
  std::ifstream in(raw, std::ios::binary);
  const std::vector<std::uint8_t> expected{std::istreambuf_iterator<char>(in), {}};
  const ScreenImage image = market.screen();
  REQUIRE(expected.size() == image.pixels.size());
  int count = 0;
  for (size_t i = 0; i < size_t(k_words) * 640 * 4; i += 4)
    count += std::equal(&expected[i], &expected[i] + 3, &image.pixels[i]) ? 0 : 1;
  return count;
}

}  // namespace

TEST_CASE("in a fire the way out leads around what burns, and is there with the first picture") {
  Market market;
  write_market_with_map(market);
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);

  REQUIRE(market.alarm({"raise", "--kind", "fire", "--incident", "f1", "--wait"}).code == 0);
  const Ways anywhere = ways_on(market.screen());
  CHECK(anywhere.west > 300);  // the nearest one
  CHECK(anywhere.east == 0);
  CHECK(words_that_differ(market, "") == 0);
  REQUIRE(market.alarm({"clear", "--incident", "f1", "--wait"}).code == 0);

  REQUIRE(market.alarm({"raise", "--kind", "fire", "--incident", "f2", "--place", "block-west", "--wait"}).code == 0);
  const Ways west_burns = ways_on(market.screen());
  CHECK(west_burns.east > 300);
  CHECK(west_burns.west == 0);
  CHECK(words_that_differ(market, "block-west") == 0);

  // A second fire closes that way, too: no way is shown that is none.
  REQUIRE(market.alarm({"raise", "--kind", "fire", "--incident", "f3", "--place", "block-east", "--wait"}).code == 0);
  const auto no_way = [&] {
    const Ways both_burn = ways_on(market.screen());
    return both_burn.west == 0 && both_burn.east == 0;
  };
  CHECK(eventually(no_way));
}

TEST_CASE("a player that was killed in a fire comes back to the same way out") {
  Market market;
  write_market_with_map(market);
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  REQUIRE(market.alarm({"raise", "--kind", "fire", "--incident", "f1", "--place", "block-west", "--wait"}).code == 0);
  REQUIRE(ways_on(market.screen()).east > 300);
  market.player().kill();
  market.kiosk.kill();  // the player alone has to know
  market.open();
  CHECK(eventually([&] {
    const Ways ways = ways_on(market.screen());
    return ways.east > 300 && ways.west == 0;
  }));
}
