// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>
#include <cmath>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

constexpr Size k_large{640, 360};  // that the display began with
constexpr Size k_small{480, 270};
constexpr Size k_other{400, 360};  // of another shape

/// The ramp over the whole screen, with a mark of a colour in each corner but the first.
void write_marked_ramp(Market& market) {
  market.write_ramp();
  market.folder.write("content/site.yaml",
                      "kind: site\nversion: 1\nname: 시장\nlanguages: [ko]\ndefault: { layout: "
                      "layouts/marked.yaml }\nscreens:\n  - id: gate-1\n    resolution: 640x360\n");
  const auto mark = [](const char* id, int left, int top, const char* colour) {
    return fmt::format(
        "  - {{ id: {}, left: {}%, top: {}%, width: 10%, height: 10%, background: '{}', item: {{ clock: time "
        "}} }}\n",
        id, left, top, colour);
  };
  market.folder.write("content/layouts/marked.yaml",
                      "kind: layout\nversion: 1\ncanvas: 100x100\nzones:\n"
                      "  - { id: clip, left: 0, top: 0, width: 100%, height: 100%, item: { video: "
                      "media/ramp.mp4, fit: stretch } }\n" +
                          mark("a", 90, 0, "#c80000") + mark("b", 0, 90, "#0000c8") +
                          mark("c", 90, 90, "#007800"));
}

bool near(Colour a, Colour b) {
  return std::abs(a.r - b.r) <= 3 && std::abs(a.g - b.g) <= 3 && std::abs(a.b - b.b) <= 3;
}

/// The marks stand in their corners, and between them lies the clip, no black.
bool is_full(const ScreenImage& image) {
  const int right = image.size.width - 1;
  const int bottom = image.size.height - 1;
  const Colour middle = image.colour(right / 2, bottom / 2);
  return near(image.colour(right, 0), k_red) && near(image.colour(0, bottom), k_blue) &&
         near(image.colour(right, bottom), k_green) && near(image.colour(0, 0), middle) && middle.g > 20;
}

/// Of the size that the display has now.
bool fills(Market& market, Size size) {
  market.look_again();
  return market.screen().size == size && eventually([&] { return is_full(market.screen()); }) &&
         market.ramp_plays();
}

}  // namespace

TEST_CASE("the resolution changes under a playing clip: the picture fills the display, in the right place") {
  Market market;
  write_marked_ramp(market);
  REQUIRE(market.display().set_mode(k_small));
  const std::string renderer = GENERATE("software", "gpu");
  CAPTURE(renderer);
  market.open_standalone({"--renderer", renderer});
  REQUIRE(fills(market, k_small));

  for (const Size size : {k_large, k_small, k_other, k_large}) {
    CAPTURE(size.width, size.height);
    REQUIRE(market.display().set_mode(size));
    CHECK(fills(market, size));
  }
  CHECK(market.player().errors().find("starting again") == std::string::npos);
  CHECK(market.player().stop() == 0);
}

TEST_CASE("a display that is switched off and on, as it was or otherwise, shows what is due") {
  Market market;
  write_marked_ramp(market);
  market.open_standalone();
  REQUIRE(fills(market, k_large));

  for (const Size size : {k_large, k_small, k_large}) {
    CAPTURE(size.width, size.height);
    REQUIRE(market.display().switch_off());
    CHECK(market.ramp_plays());  // what would be on the glass
    REQUIRE(market.display().set_mode(size));
    CHECK(fills(market, size));
  }
  CHECK(market.player().errors().find("starting again") == std::string::npos);
  CHECK(market.player().stop() == 0);
}

TEST_CASE("a page that stands still is laid out anew for another resolution") {
  Market market;
  market.write_page("#007800");
  market.open_standalone();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  const auto green_to_the_edges = [](const ScreenImage& image) {
    const int right = image.size.width - 1;
    const int bottom = image.size.height - 1;
    const std::array corners{image.colour(0, 0), image.colour(right, 0), image.colour(0, bottom),
                             image.colour(right, bottom)};
    return std::all_of(corners.begin(), corners.end(), [](Colour each) { return near(each, k_green); });
  };
  /// Rows of the word: it is a fifth of the screen's height.
  const auto word_of = [](const ScreenImage& image) {
    int top = image.size.height;
    int bottom = -1;
    for (int y = 0; y < image.size.height; ++y) {
      for (int x = 0; x < image.size.width; ++x) {
        if (image.colour(x, y).r > 128) {
          top = std::min(top, y);
          bottom = y;
        }
      }
    }
    return bottom - top + 1;
  };
  const int word = word_of(market.screen());
  REQUIRE(word > 20);
  for (const Size size : {k_small, k_large}) {
    REQUIRE(market.display().set_mode(size));
    market.look_again();
    const int wanted = word * size.height / k_large.height;
    CHECK(eventually([&] {
      const ScreenImage image = market.screen();
      return green_to_the_edges(image) && std::abs(word_of(image) - wanted) <= 1;
    }));
  }
  CHECK(market.player().stop() == 0);
}

TEST_CASE("the player keeps the pace of the new mode") {
  Market market;
  write_marked_ramp(market);
  market.open_standalone();
  REQUIRE(fills(market, k_large));
  REQUIRE(market.display().set_mode(k_small, 50));
  CHECK(market.player().wait_for("480x270 at 50 Hz"));
  CHECK(fills(market, k_small));
  CHECK(market.player().stop() == 0);
}

TEST_CASE("a window that somebody resizes shows the picture in its new size") {
  Market market;
  write_marked_ramp(market);
  market.open_standalone({"--window", "320x180"});
  // Where it stands is nobody's business; a mark tells how wide it is.
  const auto marked_width = [&] {
    const ScreenImage image = market.screen();
    int left = image.size.width;
    int right = -1;
    for (int y = 0; y < image.size.height; ++y) {
      for (int x = 0; x < image.size.width; ++x) {
        if (near(image.colour(x, y), k_blue)) {
          left = std::min(left, x);
          right = std::max(right, x);
        }
      }
    }
    return right - left + 1;
  };
  REQUIRE(eventually([&] { return marked_width() == 32; }));
  for (const Size size : {Size{480, 270}, Size{240, 200}, Size{320, 180}}) {
    CAPTURE(size.width, size.height);
    REQUIRE(market.display().resize_windows(size));
    CHECK(eventually([&] { return marked_width() == size.width / 10; }));
  }
  CHECK(market.player().stop() == 0);
}
