// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/moved_clock.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

SysTime seoul(const std::string& wall) {
  return parse_iso8601(wall + "+09:00").value();
}

std::string page(const std::string& colour, const std::string& word, const std::string& more = "") {
  return "kind: playlist\nversion: 1\nitems:\n  - text: " + word + "\n    size: 20%\n    background: \"" +
         colour + "\"\n" + more;
}

/// Red in the morning, blue in the afternoon; with a standing page in green that gives way to both, and a
/// default beneath that nobody is to see.
void write_days(Market& market) {
  market.write_page("#282878", "기본");
  market.folder.write("content/playlists/standing.yaml",
                      page("#007800", "늘",
                           "    duration: 3s\n  - text: 할인\n    size: 20%\n    duration: 3s\n"
                           "    background: \"#787800\"\n    valid: ..2099-12-31\n"));
  market.folder.write("content/playlists/morning.yaml", page("#c80000", "아침"));
  market.folder.write("content/playlists/afternoon.yaml", page("#0000c8", "오후"));
  market.folder.write("content/schedule.yaml",
                      "kind: schedule\nversion: 1\nentries:\n"
                      "  - { name: standing, play: playlists/standing.yaml, priority: 0 }\n"
                      "  - name: morning\n    play: playlists/morning.yaml\n    priority: 1\n"
                      "    when: { times: 00:00-12:00 }\n"
                      "  - name: afternoon\n    play: playlists/afternoon.yaml\n    priority: 1\n"
                      "    when: { times: 12:00-24:00 }\n");
}

/// What was on the glass, by the files that it was written in, in its order and without repetitions; from the
/// first that is not the player's own card.
std::vector<std::string> shown(const std::filesystem::path& log) {
  std::vector<std::string> files;
  for (const Presented& each : read_log(log)) {
    for (const PresentedItem& item : each.items) {
      const bool is_card = files.empty() && item.mark.file.rfind("playlists/", 0) != 0;
      if (!is_card && (files.empty() || files.back() != item.mark.file))
        files.push_back(item.mark.file);
    }
  }
  return files;
}

std::string status(const Market& market) {
  return run_to_end({program("madang").string(), "status", "--server", market.office.url()},
                    {{{"LC_ALL", "C"}}, {}})
      .output;
}

bool status_tells(const Market& market, const std::string& words) {
  return eventually([&] { return status(market).find(words) != std::string::npos; }, 20s);
}

bool status_no_longer_tells(const Market& market, const std::string& words) {
  return eventually([&] { return status(market).find(words) == std::string::npos; }, 20s);
}

/// A market whose kiosk and player live under a clock that can be set.
struct ClockMarket : Market {
  MovedClock clock{folder};
  const std::filesystem::path log = folder / "presented.jsonl";

  void start_at(SysTime now) {
    clock.set(now);
    kiosk.environment = environment = clock.environment();
    if (now > Clock().now())  // the office lives there, too: what it signs today would have run out by then
      office_environment = clock.environment();
    publish();
    kiosk.start();
    open({"--present-log", log.string()});
  }

  /// The log is written a moment after the glass was.
  bool shows(const std::vector<std::string>& files) const {
    const bool is_so = eventually([&] { return shown(log) == files; }, 5s);
    if (!is_so)
      UNSCOPED_INFO("shown: " << fmt::format("{}", fmt::join(shown(log), ", ")));
    return is_so;
  }
};

}  // namespace

TEST_CASE("a kiosk without a battery starts in 1970: no dates, no offers, alarms as ever, and it says so") {
  ClockMarket market;
  write_days(market);
  market.start_at(SysTime{40s});
  REQUIRE(market.corner_becomes(k_green) == k_green);
  CHECK(status_tells(market, "the clock cannot be trusted: it says 1970-01-01T00:0"));

  const Ended raised = market.alarm({"raise", "--incident", "f-1", "--wait"});
  CAPTURE(raised.errors);
  CHECK(raised.code == 0);
  CHECK(market.corner_becomes(k_fire) == k_fire);

  SECTION("the clock is set by a time service, while the alarm is on") {
    market.clock.synchronised(true);
    market.clock.set(seoul("2027-03-05T15:00:00"));
    CHECK(status_no_longer_tells(market, "clock"));
    CHECK(market.corner() == k_fire);
    CHECK(market.alarm({"clear", "--all", "--wait"}).code == 0);
    CHECK(market.corner_becomes(k_blue) == k_blue);
    CHECK(market.shows({"playlists/standing.yaml", "playlists/fire.yaml", "playlists/afternoon.yaml"}));
  }
  SECTION("the clock is set right by hand, after the alarm") {
    CHECK(market.alarm({"clear", "--all", "--wait"}).code == 0);
    CHECK(market.corner_becomes(k_green) == k_green);
    market.clock.set(seoul("2027-03-05T09:00:00"));
    CHECK(market.corner_becomes(k_red) == k_red);
    CHECK(status_no_longer_tells(market, "clock"));
    CHECK(market.shows({"playlists/standing.yaml", "playlists/fire.yaml", "playlists/standing.yaml",
                        "playlists/morning.yaml"}));
  }
  std::set<int> lines;  // of the standing page: the offer is the second item
  for (const Presented& each : read_log(market.log)) {
    if (!each.items.empty() && each.items.front().mark.file == "playlists/standing.yaml")
      lines.insert(each.items.front().mark.line);
  }
  CHECK(lines == std::set<int>{4});
}

TEST_CASE("a time service comes to vouch for a clock that nobody set") {
  ClockMarket market;
  write_days(market);
  market.start_at(seoul("2026-01-05T15:00:00"));  // before the publication, whatever the true day is
  REQUIRE(market.corner_becomes(k_green) == k_green);
  market.clock.synchronised(true);
  CHECK(market.corner_becomes(k_blue, 20s) == k_blue);
  CHECK(market.shows({"playlists/standing.yaml", "playlists/afternoon.yaml"}));
  CHECK(market.kiosk.process().stop() == 0);
  CHECK(std::filesystem::exists(market.folder / "state/last-trusted-time"));
}

TEST_CASE("a clock that was right yesterday is not believed when it is earlier today") {
  ClockMarket market;
  write_days(market);
  market.clock.synchronised(true);
  market.start_at(seoul("2027-03-05T09:00:00"));
  REQUIRE(market.corner_becomes(k_red) == k_red);
  market.kiosk.kill();  // a power cut, and a battery that has run out
  market.player().kill();
  market.clock.synchronised(false);
  market.clock.set(seoul("2027-03-01T09:00:00"));
  market.kiosk.start();
  market.open({"--present-log", market.log.string()});
  CHECK(market.corner_becomes(k_green) == k_green);
  CHECK(status_tells(market, "this screen has seen 2027-03-05T00:0"));
}

TEST_CASE(
    "the clock is set back and forth: the plan is made anew, and neither black nor the default is seen") {
  ClockMarket market;
  write_days(market);
  market.clock.synchronised(true);
  market.start_at(seoul("2027-03-05T09:00:00"));
  REQUIRE(market.corner_becomes(k_red) == k_red);
  const auto set = [&](const std::string& wall, Colour wanted) {
    market.clock.set(seoul(wall));
    CHECK(market.corner_becomes(wanted) == wanted);
    CHECK(market.never_black(500ms));
  };
  set("2027-03-05T15:00:00", k_blue);  // within the plan
  set("2027-03-05T09:00:00", k_red);
  set("2027-03-28T15:00:00", k_blue);  // beyond it, either way
  set("2027-03-20T09:00:00", k_red);
  set("2027-03-19T15:00:00", k_blue);
  CHECK(market.shows({"playlists/morning.yaml", "playlists/afternoon.yaml", "playlists/morning.yaml",
                      "playlists/afternoon.yaml", "playlists/morning.yaml", "playlists/afternoon.yaml"}));
  CHECK(market.kiosk.process().errors().find("the clock was set; planning anew") != std::string::npos);

  CHECK(market.alarm({"raise", "--wait"}).code == 0);
  CHECK(market.corner_becomes(k_fire) == k_fire);
  set("2027-03-18T09:00:00", k_fire);
  CHECK(market.alarm({"clear", "--all", "--wait"}).code == 0);
  CHECK(market.corner_becomes(k_red) == k_red);
}

TEST_CASE("a clip plays on where the new time has it, and is never black while the clock is set") {
  ClockMarket market;
  market.write_ramp();
  market.clock.synchronised(true);
  market.start_at(seoul("2027-03-05T09:00:00"));
  // The grey of a frame tells its place to a quarter of a second; twice, as one of twenty seconds may be
  // luck.
  const auto plays = [&] {
    const auto in_place = [&] {
      const auto due = std::chrono::duration<double>(market.clock.now().time_since_epoch()).count();
      const double off = std::abs(std::fmod(due, 20.0) - market.ramp_seen());
      return market.ramp_seen() > -1 && std::min(off, 20 - off) < 0.7;
    };
    if (!eventually(in_place, 15s))
      return false;
    const SysTime since = market.clock.now();
    return eventually([&] { return market.clock.now() > since + 2s; }) && in_place();
  };
  REQUIRE(plays());
  for (const char* wall : {"2027-03-28T15:00:07", "2027-03-05T09:00:15", "2027-03-05T15:00:09",
                           "2027-03-05T14:00:03", "2027-03-05T13:59:53"}) {
    CAPTURE(wall);
    market.clock.set(seoul(wall));
    CHECK(market.never_black(2s));
    CHECK(plays());
  }
}
