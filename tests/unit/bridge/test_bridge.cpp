// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/bridge.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "scheduler/http/exchange.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tools/server/key_folder.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using alarm::Command;

const SysTime k_now{1'800'000'000s};

/// What went out, and what stood on the disk then. Outlives its road, as a market outlives a bridge.
struct Market {
  std::vector<SignedNotice> notices;
  std::vector<bool> was_kept;
  std::filesystem::path file;
};

class RecordingRoad final : public Road {
 public:
  explicit RecordingRoad(Market& market) : market_(market) {}
  void send(SignedNotice notice) override {
    market_.was_kept.push_back(std::filesystem::exists(market_.file));
    market_.notices.push_back(std::move(notice));
  }

 private:
  Market& market_;
};

struct Fixture {
  test::TempFolder folder;
  Market market;
  Moment now{SteadyTime{1h}, {k_now}};
  server::PrivateKey key = server::PrivateKey::generate().value();
  std::vector<alarm::AlarmKey> trusted{{server::public_key(key), "olle-market", {}}};
  std::shared_ptr<http::AnswerBell> bell = std::make_shared<http::AnswerBell>(Wakeup::create().value());
  std::set<std::string> zones;
  ZonePlan plan;
  std::filesystem::path state = folder / "state";

  Fixture() { std::filesystem::create_directories(state); }

  std::unique_ptr<Bridge> start() {
    market.file = state / "bridge.json";
    BridgeSettings settings;
    settings.name = {"olle-market", "bridge-1"};
    settings.zones = zones;
    settings.plan = plan;
    settings.key = server::public_key(key);
    settings.sign = [this](std::span<const std::byte> bytes) { return key.sign(bytes); };
    std::vector<std::unique_ptr<Road>> roads;
    roads.push_back(std::make_unique<RecordingRoad>(market));
    return std::make_unique<Bridge>(std::move(settings), BridgeJournal(market.file),
                                    IncidentLog(state / "incidents.jsonl"), std::move(roads), now);
  }

  AlarmNotice opened(const SignedNotice& notice) {
    return open_notice(as_bytes(notice.bytes), trusted, {"olle-market", {notice.zone}}).value();
  }
  std::string log() {
    const auto bytes = read_file(state / "incidents.jsonl", 1 << 20);
    return bytes ? std::string(as_text(*bytes)) : "";
  }

  int status(Bridge& bridge, decltype(alarm::Order::what) what) {
    const auto exchange = ask(bridge, std::move(what));
    const auto answer = exchange->take();
    return answer ? answer->status : 0;
  }
  std::shared_ptr<http::Exchange> ask(Bridge& bridge, decltype(alarm::Order::what) what) {
    auto exchange = std::make_shared<http::Exchange>(bell);
    std::vector<alarm::Order> orders;
    orders.push_back({std::move(what), now.civil.now, http::Responder(exchange)});
    bridge.take(std::move(orders), now);
    return exchange;
  }
};

InputReport fire(const std::string& zone = "5") {
  PanelEvent event;
  event.subject = PanelSubject::fire;
  event.happening = PanelHappening::raised;
  event.zone = zone;
  return {"1234", 1, {event}, std::nullopt};
}

Command clear(const std::string& incident, std::uint64_t sequence) {
  Command command{Command::Action::clear, IncidentId{incident}, "", "desk", sequence};
  command.by = "김시장";
  return command;
}

ScreenNews news(ScreenNews::What what, SysTime at) {
  ScreenNews made;
  made.what = what;
  made.screen = "gate-1";
  made.road = "post";
  made.at = at;
  return made;
}

TEST_CASE("a panel's fire goes out before it is on the disk, and is taken once it is") {
  Fixture f;
  const auto bridge = f.start();
  std::filesystem::remove(f.market.file);
  f.market = {{}, {}, f.market.file};
  REQUIRE(bridge->take(fire(), f.now));
  REQUIRE(f.market.notices.size() == 1);
  CHECK_FALSE(f.market.was_kept.front());
  CHECK(std::filesystem::exists(f.market.file));
  const AlarmNotice notice = f.opened(f.market.notices.front());
  REQUIRE(notice.active.size() == 1);
  CHECK(notice.active.front().id.value == "1234.5");
  CHECK(notice.source == "bridge-1");
  CHECK(f.market.notices.front().active == std::vector{IncidentId{"1234.5"}});
}

TEST_CASE("what others note stands among the problems until they take it back") {
  Fixture f;
  const auto bridge = f.start();
  CHECK(bridge->problems().empty());
  bridge->note("board", say("보드가 없습니다", "the board is gone"));
  const Bilingual clock = say("시계가 틀립니다", "the clock is wrong");
  const Bilingual board = say("보드가 아직 없습니다", "the board is still gone");
  bridge->note("clock", clock);
  bridge->note("board", board);
  CHECK(bridge->problems() == std::vector{board, clock});
  bridge->note("board", std::nullopt);
  CHECK(bridge->problems() == std::vector{clock});
}

TEST_CASE("a fire told again goes nowhere a second time") {
  Fixture f;
  const auto bridge = f.start();
  REQUIRE(bridge->take(fire(), f.now));
  const auto sent = f.market.notices.size();
  CHECK(bridge->take(fire(), f.now));
  CHECK(f.market.notices.size() == sent);
}

TEST_CASE("with a full disk the notice goes out all the same, the panel has to repeat, and it is told") {
  Fixture f;
  const auto bridge = f.start();
  std::filesystem::remove_all(f.state);  // nothing can be written there
  CHECK_FALSE(bridge->take(fire(), f.now));
  CHECK(f.opened(f.market.notices.back()).active.size() == 1);
  CHECK(bridge->problems().size() == 2);
  CHECK_FALSE(bridge->take(fire(), f.now));
  CHECK(f.status(*bridge, Command{Command::Action::raise, IncidentId{"x"}, "fire", "desk", 1}) == 503);

  std::filesystem::create_directories(f.state);
  CHECK(bridge->next() <= f.now.steady + 1s);
  CHECK(bridge->take(fire(), f.now));
  f.now.steady += 1s;
  bridge->tick(f.now);
  CHECK(bridge->problems().empty());
  CHECK(f.log().find("\"what\":\"raised\",\"incident\":\"1234.5\"") != std::string::npos);
}

TEST_CASE("a restart brings back what was on, under a later epoch, and says it at once") {
  Fixture f;
  REQUIRE(f.start()->take(fire(), f.now));
  const auto before = f.market.notices.back();
  f.market.notices.clear();
  const auto again = f.start();
  REQUIRE(f.market.notices.size() == 1);
  CHECK(f.market.notices.front().epoch == before.epoch + 1);
  CHECK(f.opened(f.market.notices.front()).active.size() == 1);
}

TEST_CASE("everything is said again every ten seconds, with a number of its own") {
  Fixture f;
  f.zones = {"east"};
  const auto bridge = f.start();
  REQUIRE(f.market.notices.size() == 2);
  CHECK(bridge->next() == f.now.steady + k_heartbeat);
  f.now.steady += k_heartbeat - 1ms;
  bridge->tick(f.now);
  CHECK(f.market.notices.size() == 2);
  f.now.steady += 1ms;
  bridge->tick(f.now);
  REQUIRE(f.market.notices.size() == 4);
  CHECK(f.market.notices[3].sequence == 4);
  CHECK(f.market.notices[3].zone == "east");
}

TEST_CASE("a lost memory starts with the time, and a screen that counts further is overtaken") {
  Fixture f;
  const auto bridge = f.start();
  CHECK(f.market.notices.back().epoch == 1'800'000'000);
  ScreenNews refused = news(ScreenNews::What::refused, k_now);
  refused.epoch = 2'000'000'000;
  refused.sequence = 3;
  bridge->hear({refused}, f.now);
  CHECK(f.market.notices.back().epoch == 2'000'000'001);
  CHECK(BridgeJournal(f.market.file).load().value().epoch == 2'000'000'001);
  const auto sent = f.market.notices.size();
  bridge->hear({refused}, f.now);  // told late: it is overtaken already
  CHECK(f.market.notices.size() == sent);
}

TEST_CASE("a clear by people ends it on the screens, and who asks hears when it is off the glass") {
  Fixture f;
  const auto bridge = f.start();
  REQUIRE(bridge->take(fire(), f.now));
  ScreenNews received = news(ScreenNews::What::received, k_now + 20ms);
  received.epoch = f.market.notices.back().epoch;
  received.sequence = f.market.notices.back().sequence;
  ScreenNews displayed = news(ScreenNews::What::displayed, k_now + 45ms);
  displayed.incidents = {{"1234.5"}};
  alarm::Query shown;
  shown.shown = IncidentId{"1234.5"};
  shown.deadline = SteadyTime::max();
  const auto asking = f.ask(*bridge, shown);
  CHECK_FALSE(asking->take());
  bridge->hear({received, displayed, received, displayed}, f.now);
  CHECK(asking->take()->body.find("\"display_ms\":45") != std::string::npos);

  f.now.civil.now += 1min;
  CHECK(f.status(*bridge, clear("1234.5", 1)) == 200);
  const AlarmNotice notice = f.opened(f.market.notices.back());
  CHECK(notice.active.empty());
  CHECK(notice.cleared.front().by == "김시장");
  alarm::Query gone;
  gone.gone = IncidentId{"*"};
  gone.deadline = SteadyTime::max();
  const auto waiting = f.ask(*bridge, gone);
  CHECK_FALSE(waiting->take());
  bridge->hear({news(ScreenNews::What::displayed, k_now + 1min + 30ms)}, f.now);
  CHECK(waiting->take());

  std::vector<std::string> lines;
  std::istringstream all(f.log());
  for (std::string line; std::getline(all, line);)
    lines.push_back(line.substr(line.find("\"what\"")));
  CHECK(
      lines ==
      std::vector<std::string>{
          R"("what":"started"})",
          R"("what":"raised","incident":"1234.5","kind":"fire","exercise":"actual","source":"1234"})",
          R"("what":"received","incident":"1234.5","kind":"fire","exercise":"actual","screen":"gate-1","road":"post","ms":20})",
          R"("what":"displayed","incident":"1234.5","kind":"fire","exercise":"actual","screen":"gate-1","road":"post","ms":45})",
          R"("what":"cleared","incident":"1234.5","kind":"fire","exercise":"actual","source":"desk","by":"김시장"})",
          R"("what":"cleared","incident":"1234.5","kind":"fire","exercise":"actual","screen":"gate-1","road":"post","ms":30})"});
}

TEST_CASE("lost inputs and unreachable screens are told until they are back") {
  Fixture f;
  const auto bridge = f.start();
  REQUIRE(bridge->take({"1234", std::nullopt, {}, Link::lost}, f.now));
  bridge->hear({news(ScreenNews::What::unreachable, k_now)}, f.now);
  CHECK(bridge->problems() ==
        std::vector{say("입력 1234의 소식이 끊겼습니다.", "input 1234 is lost"),
                    say("화면 gate-1, post 길: 닿지 않습니다.", "screen gate-1 by post: unreachable")});
  CHECK(bridge->to_json().find(R"({"en":"input 1234 is lost","ko":"입력 1234의 소식이 끊겼습니다."})") !=
        std::string::npos);
  CHECK(f.status(*bridge, alarm::Query{}) == 200);
  REQUIRE(bridge->take({"1234", std::nullopt, {}, Link::back}, f.now));
  bridge->hear({news(ScreenNews::What::reachable, k_now)}, f.now);
  CHECK(bridge->problems().empty());
}

TEST_CASE("a drill ends by its time, and the screens hear that it is on no more") {
  Fixture f;
  const auto bridge = f.start();
  Command drill{Command::Action::raise, IncidentId{"d-1"}, "fire", "desk", 1};
  drill.exercise = Exercise::drill;
  drill.lifetime = 5s;
  CHECK(f.status(*bridge, drill) == 200);
  CHECK(f.opened(f.market.notices.back()).active.size() == 1);
  CHECK(bridge->next() <= f.now.steady + 1s);
  f.now.steady += 5s;
  bridge->tick(f.now);
  CHECK(f.opened(f.market.notices.back()).active.empty());
  CHECK(f.log().find("\"what\":\"expired\",\"incident\":\"d-1\"") != std::string::npos);
}

}  // namespace
}  // namespace madang::bridge
