// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstdio>
#include <fstream>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

/// Without any display, and without a driver named for it.
Ended player(const std::vector<std::string>& words) {
  std::vector<std::string> command{
      "/usr/bin/env",    "-u", "DISPLAY",         "-u",
      "WAYLAND_DISPLAY", "-u", "SDL_VIDEODRIVER", program("madang-player").string()};
  command.insert(command.end(), words.begin(), words.end());
  return run_to_end(command, {{{"LC_ALL", "C"}}, {}}, 30s);
}

}  // namespace

TEST_CASE("a content folder plays without scheduler and server") {
  Market market;
  market.write_ramp();
  market.open_standalone();
  CHECK(market.ramp_plays());
  CHECK(market.player().stop() == 0);
}

TEST_CASE("a clip that is none is left out and told, and the rest plays") {
  Market market;
  market.write_page("#007800");
  market.folder.write("content/playlists/main.yaml",
                      "kind: playlist\nversion: 1\nitems:\n  - video: media/broken.mp4\n  - text: 시장\n    "
                      "background: \"#007800\"\n");
  market.folder.write("content/media/broken.mp4", "this is no video");
  market.open_standalone();
  CHECK(market.corner_becomes(k_green) == k_green);
  CHECK(market.player().wait_for("broken.mp4"));
}

TEST_CASE("what cannot begin says why, and what to do") {
  Market market;
  market.write_page("#007800");
  const std::string content = (market.folder / "content").string();

  const Ended blind = player({content});
  CHECK(blind.code == 3);
  CHECK(blind.errors.find("display") != std::string::npos);

  const Ended unknown = player({content, "--screen", "gate-9"});
  CHECK(unknown.code == 1);
  CHECK(unknown.errors.find("gate-1") != std::string::npos);

  const Ended nowhere = player({(market.folder / "nowhere").string()});
  CHECK(nowhere.code == 1);

  market.folder.write("content/playlists/main.yaml", "kind: playlist\nversion: 1\nitems:\n  - txt: 시장\n");
  const Ended wrong = player({content});
  CHECK(wrong.code == 1);
  CHECK(wrong.errors.find("playlists/main.yaml:4") != std::string::npos);

  CHECK(player({}).code == 2);
  const Ended tilted = player({content, "--rotate", "45"});
  CHECK(tilted.code == 2);
  CHECK(tilted.errors.find("0, 90, 180 or 270") != std::string::npos);
}
