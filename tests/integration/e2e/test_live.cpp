// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstdlib>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/hostile_server.h"
#include "tests/support/moved_clock.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

constexpr Colour k_few{255, 255, 0, 255};       // of a fresh number below ten
constexpr Colour k_old{0xa8, 0xa8, 0xa8, 255};  // the grey of white letters
constexpr Colour k_unknown_colour{255, 255, 255, 255};

/// The example's car park, at half past twelve: seven spaces in lot a.
class CarPark {
 public:
  CarPark() { start("127.0.0.1:0"); }
  void kill() { process_->kill(); }
  /// At the address where it was.
  void start_again() { start(url_.substr(std::string("http://").size())); }
  const std::string& url() const { return url_; }

 private:
  void start(const std::string& listen) {
    process_.emplace(std::vector<std::string>{MADANG_SOURCE_DIR "/examples/olle-market/car-park/serve",
                                              "--listen", listen, "--at", "12:30", "--quiet"});
    REQUIRE(process_->wait_for("\n", 20s));
    const std::string said = process_->output();
    url_ = said.substr(0, said.find('\n'));
  }

  std::optional<Process> process_;
  std::string url_;
};

/// A page that is a number in the middle of it, and nothing else.
void write_spaces(Market& market, const std::string& url, const std::string& more = "") {
  market.write_page("#000060");
  market.folder.write("content/data.yaml",
                      "kind: data\nversion: 1\nsources:\n  - id: parking\n    url: " + url +
                          "/lots.json\n    every: 5s\n    stale_after: 3m\n    gone_after: 30m\n"
                          "    values: { lot-a: { pointer: /lots/0/free, type: number } }\n" +
                          more);
  market.folder.write(
      "content/playlists/main.yaml",
      "kind: playlist\nversion: 1\nitems:\n  - text: \"{free}\"\n    size: 80%\n"
      "    background: \"#000060\"\n    weight: bold\n    values: { free: { data: parking.lot-a } }\n"
      "    stale: grey\n    missing: \"?\"\n"
      "    thresholds: { below: 10, colour: \"#ffff00\" }\n");
}

/// A market that shows the spaces of a car park, and whose clock can be set.
struct MarketWithParking {
  MarketWithParking() : clock(market.folder) {
    market.kiosk.environment = market.environment = clock.environment();
    write_spaces(market, car_park.url());
    market.start();
  }
  CarPark car_park;
  Market market;
  MovedClock clock;
};

bool is_near(Colour a, Colour b) {
  constexpr int k_rounding = 12;
  return std::abs(a.r - b.r) < k_rounding && std::abs(a.g - b.g) < k_rounding &&
         std::abs(a.b - b.b) < k_rounding;
}

/// Whether letters of this colour are on the glass, and none of the others.
bool letters_are(const ScreenImage& image, Colour wanted) {
  bool found = false;
  for (int y = 0; y < image.size.height; ++y) {
    for (int x = 0; x < image.size.width; ++x) {
      const Colour seen = image.colour(x, y);
      found = found || is_near(seen, wanted);
      for (const Colour other : {k_few, k_old, k_unknown_colour}) {
        if (!(other == wanted) && is_near(seen, other))
          return false;
      }
    }
  }
  return found;
}

bool letters_become(const Market& market, Colour wanted, Millis limit = 60s) {
  return eventually([&] { return letters_are(market.screen(), wanted); }, limit);
}

bool status_tells(const Market& market, const std::string& words, const std::string& language = "en") {
  return eventually(
      [&] {
        return run_to_end({program("madang").string(), "--lang", language, "status", "--server",
                           market.office.url()})
                   .output.find(words) != std::string::npos;
      },
      30s);
}

}  // namespace

TEST_CASE("a car park that is alive, silent, dead and back is shown fresh, old, unknown and fresh") {
  MarketWithParking here;
  auto& [car_park, market, clock] = here;
  REQUIRE(letters_become(market, k_few));

  car_park.kill();
  CHECK(status_tells(market, "data parking: http://127.0.0.1"));
  CHECK(status_tells(market, "자료원 parking: http://127.0.0.1", "ko"));
  CHECK(letters_become(market, k_few));  // for three minutes it is as good as new
  clock.set(clock.now() + 4min);
  CHECK(letters_become(market, k_old));

  market.kiosk.kill();  // its last word outlives a power cut, and is no fresher for it
  market.player().kill();
  market.kiosk.start();
  market.open();
  CHECK(letters_become(market, k_old));

  clock.set(clock.now() + 40min);
  CHECK(letters_become(market, k_unknown_colour));

  car_park.start_again();
  CHECK(letters_become(market, k_few));
}

TEST_CASE("a value that was heard before the clock was set back is not fresh again") {
  MarketWithParking here;
  auto& [car_park, market, clock] = here;
  REQUIRE(letters_become(market, k_few));
  car_park.kill();
  clock.set(clock.now() + 4min);
  REQUIRE(letters_become(market, k_old));
  clock.set(clock.now() - 4min);
  REQUIRE(status_tells(market, "data parking"));
  CHECK(letters_become(market, k_old));
}

TEST_CASE("sources that hang and flood leave the screen as it is, and an alarm comes through them") {
  CarPark car_park;
  HostileServer hangs, floods;
  hangs.script("/v", {{"", Scripted::Then::stall}});
  floods.script("/v", {{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", Scripted::Then::flood}});
  Market market;
  std::string more;
  for (const auto& [id, url] : {std::pair{"hangs", hangs.url("/v")}, std::pair{"floods", floods.url("/v")}}) {
    more += std::string("  - id: ") + id + "\n    url: " + url +
            "\n    every: 5s\n    values: { v: { pointer: /v } }\n";
  }
  write_spaces(market, car_park.url(), more);
  market.start();
  REQUIRE(letters_become(market, k_few));
  CHECK(status_tells(market, "the server is too slow"));
  CHECK(status_tells(market, "longer than the 65536 bytes allowed"));

  const Ended raised = market.alarm({"raise", "--incident", "f-1", "--wait"});
  CAPTURE(raised.errors);
  CHECK(raised.code == 0);
  CHECK(market.corner_becomes(k_fire) == k_fire);
  CHECK(market.alarm({"clear", "--all", "--wait"}).code == 0);
  CHECK(letters_become(market, k_few));
}
