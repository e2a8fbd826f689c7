// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;

namespace {

/// A page of four colours, so that the display's own top left corner tells how the picture was turned: red as
/// it is, blue by a quarter, the fire's red by a half, green by three quarters.
void write_corners(const Market& market, const std::string& rotation) {
  const std::string upright = rotation == "90" || rotation == "270" ? "360x640" : "640x360";
  market.folder.write(
      "content/site.yaml",
      "kind: site\nversion: 1\nname: 시장\nlanguages: [ko]\n"
      "default: { layout: layouts/corners.yaml }\nscreens:\n  - id: gate-1\n    resolution: " +
          upright + "\n    rotation: " + rotation + "\n");
  const auto zone = [](const char* id, int left, int top, const char* colour) {
    return fmt::format(
        "  - {{ id: {}, left: {}%, top: {}%, width: 50%, height: 50%, background: '{}', item: {{ clock: time "
        "}} "
        "}}\n",
        id, left, top, colour);
  };
  market.folder.write("content/layouts/corners.yaml",
                      "kind: layout\nversion: 1\ncanvas: 100x100\nzones:\n" + zone("a", 0, 0, "#c80000") +
                          zone("b", 50, 0, "#007800") + zone("c", 0, 50, "#0000c8") +
                          zone("d", 50, 50, "#b00000"));
}

}  // namespace

TEST_CASE("a display on its side gets its picture turned, as the site says or as the command line says") {
  Market market;
  write_corners(market, "90");
  market.open_standalone();
  CHECK(market.corner_becomes(k_blue) == k_blue);
  CHECK(market.player().stop() == 0);

  market.open_standalone({"--rotate", "270"});
  CHECK(market.corner_becomes(k_green) == k_green);
  CHECK(market.player().stop() == 0);

  market.open_standalone({"--rotate", "0", "--renderer", "gpu"});
  CHECK(market.corner_becomes(k_red) == k_red);
  CHECK(market.player().stop() == 0);
}

TEST_CASE("a release that says that the display hangs otherwise turns the picture at once") {
  Market market;
  write_corners(market, "180");
  market.start();
  CHECK(market.corner_becomes(k_fire) == k_fire);
  write_corners(market, "90");
  market.publish();
  CHECK(market.corner_becomes(k_blue) == k_blue);
}
