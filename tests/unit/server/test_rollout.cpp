// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/rollout.h"

#include <algorithm>

#include "tests/support/catch.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;
using Stage = Rollout::Stage;

constexpr SysTime k_now{1'800'000'000s};
const ReleaseId k_old{"old"};
const ReleaseId k_new{"new"};

/// A market of some gates, all well and heard a moment ago.
struct Market {
  std::vector<ScreenId> screens;
  std::vector<ScreenReport> reports;

  explicit Market(int count) {
    for (int i = 0; i < count; ++i) {
      screens.push_back(ScreenId{"gate-" + std::to_string(i)});
      reports.push_back({screens.back(), k_old, true, {}, 1s});
    }
  }
  std::map<ScreenId, ReleaseId> all_old() const {
    std::map<ScreenId, ReleaseId> all;
    for (const ScreenId& screen : screens)
      all[screen] = k_old;
    return all;
  }
  Rollout begin() const { return begin_rollout(k_new, all_old(), reports, k_now); }
  ScreenReport& report(const ScreenId& screen) {
    return *std::find_if(reports.begin(), reports.end(),
                         [&](const auto& each) { return each.screen == screen; });
  }
  /// Whoever is to have the release has it.
  void bring(const Rollout& rollout) {
    for (const ScreenId& screen : screens_of(rollout))
      report(screen).release = k_new;
  }
  Rollout go_on(const Rollout& rollout, SysTime now) const { return continue_rollout(rollout, reports, now); }
};

TEST_CASE("one screen, a tenth, all, for ten minutes each, and then it is done") {
  Market market(25);
  Rollout rollout = market.begin();
  SysTime now = k_now;
  const std::vector<std::pair<Stage, size_t>> stages{
      {Stage::first, 1}, {Stage::tenth, 3}, {Stage::all, 25}, {Stage::done, 25}};
  for (const auto& [stage, count] : stages) {
    CHECK(rollout.stage == stage);
    CHECK(screens_of(rollout).size() == count);
    const auto assigned = assignments_of(rollout);
    CHECK(assigned.size() == 25);
    CHECK(std::count_if(assigned.begin(), assigned.end(),
                        [](const auto& each) { return each.second == k_new; }) == static_cast<long>(count));
    market.bring(rollout);
    CHECK(market.go_on(rollout, now + 10min - 1ms).stage == stage);
    rollout = market.go_on(rollout, now += 10min);
  }
}

TEST_CASE("who has it in one stage has it in the next") {
  Market market(40);
  Rollout rollout = market.begin();
  const auto first = screens_of(rollout);
  rollout.stage = Stage::tenth;
  const auto tenth = screens_of(rollout);
  CHECK(std::includes(tenth.begin(), tenth.end(), first.begin(), first.end()));
}

TEST_CASE("two gates need no stage of a tenth") {
  Market market(2);
  Rollout rollout = market.begin();
  market.bring(rollout);
  CHECK(market.go_on(rollout, k_now + 10min).stage == Stage::all);
}

TEST_CASE("the first release of a market has nothing to go back to, and goes to all") {
  CHECK(begin_rollout(k_new, {}, {}, k_now).stage == Stage::done);
}

TEST_CASE("trouble that was not there before takes it back") {
  Market market(20);
  const Rollout rollout = market.begin();
  market.bring(rollout);
  ScreenReport& first = market.report(*screens_of(rollout).begin());
  const char* words = nullptr;
  SECTION("a problem") {
    first.problems = {say("media/a.mp4: 풀 수 없습니다", "media/a.mp4: cannot be decoded")};
    words = "cannot be decoded";
  }
  SECTION("a player that is gone") {
    first.player = false;
    words = "no player";
  }
  SECTION("silence") {
    first.age = 2min + 1ms;
    words = "silent";
  }
  SECTION("a release that the screen does not take") {
    first.release = k_old;
    first.problems = {
        say("가져오기(unfit): 그런 구역이 없습니다", "fetch unfit: layouts/a.yaml:3: no such zone")};
    words = "no such zone";
  }
  const Rollout next = market.go_on(rollout, k_now + 1min);
  CHECK(next.stage == Stage::withdrawn);
  CHECK(next.why.en.find(words) != std::string::npos);
  CHECK(next.why.en.find(first.screen.value) != std::string::npos);
  CHECK(next.why.ko.find(words) == std::string::npos);  // but in Korean
  CHECK(assignments_of(next) == market.all_old());
  CHECK(market.go_on(next, k_now + 24h).stage == Stage::withdrawn);
}

TEST_CASE("what is no trouble of the release does not take it back") {
  Market market(20);
  const ScreenId first = *screens_of(market.begin()).begin();
  SECTION("a problem that was there before") {
    market.report(first).problems = {say("시계가 맞지 않음", "clock: not set")};
  }
  const Rollout rollout = market.begin();
  market.bring(rollout);
  SECTION("a network that is slow") {
    market.report(first).problems = {say("가져오기(stalled)", "fetch stalled: http://office/objects/...")};
  }
  SECTION("a car park's server that is down") {
    market.report(first).problems = {say("자료원 parking: 답이 없습니다", "data parking: nobody answers")};
  }
  SECTION("trouble on a screen that has not got it") {
    const auto other = std::find_if(market.screens.begin(), market.screens.end(),
                                    [&](const ScreenId& each) { return each != first; });
    market.report(*other).problems = {say("퓨즈가 나감", "the fuse has blown")};
    market.report(*other).age = 1h;
  }
  CHECK(market.go_on(rollout, k_now + 10min).stage == Stage::tenth);
}

TEST_CASE("a kiosk that was switched off before it began neither tries it nor takes it back") {
  Market market(20);
  const ScreenId off = *screens_of(market.begin()).begin();
  market.report(off).age = 1h;
  Rollout rollout = market.begin();
  SysTime now = k_now;
  for (const Stage stage : {Stage::first, Stage::tenth, Stage::all, Stage::done}) {
    CHECK(rollout.stage == stage);
    CHECK(screens_of(rollout).contains(off) == (stage == Stage::all || stage == Stage::done));
    market.bring(rollout);
    market.report(off).release = k_old;  // it is off
    rollout = market.go_on(rollout, now += 10min);
  }
}

TEST_CASE("it waits for those who were heard, and for somebody at all") {
  Market market(20);
  const Rollout rollout = market.begin();
  CHECK(market.go_on(rollout, k_now + 1h).stage == Stage::first);  // still on the old one
  market.bring(rollout);
  market.reports.clear();  // the server has just been started again
  CHECK(market.go_on(rollout, k_now + 1h).stage == Stage::first);
  const Rollout nobody = begin_rollout(k_new, market.all_old(), {}, k_now);
  CHECK(market.go_on(nobody, k_now + 1h).stage == Stage::first);
}

TEST_CASE("the screens that try it first are among those that can tell of trouble") {
  Market market(20);
  const std::vector<ScreenReport> heard{market.reports[7], market.reports[13]};
  const Rollout rollout = begin_rollout(k_new, market.all_old(), heard, k_now);
  const ScreenId first = *screens_of(rollout).begin();
  CHECK((first == market.screens[7] || first == market.screens[13]));
}

TEST_CASE("another release is tried on another screen") {
  Market market(20);
  std::set<ScreenId> first;
  for (int i = 0; i < 20; ++i) {
    const ReleaseId release{"r" + std::to_string(i)};
    const auto chosen = screens_of(begin_rollout(release, market.all_old(), market.reports, k_now));
    first.insert(chosen.begin(), chosen.end());
  }
  CHECK(first.size() > 5);
}

}  // namespace
}  // namespace madang::server
