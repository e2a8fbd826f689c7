// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/desk.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "content-schema/wire/codec.h"
#include "scheduler/alarm/command.h"
#include "scheduler/http/exchange.h"
#include "tests/support/catch.h"
#include "tests/support/signing_key.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/alarm/cap_text.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;

const SysTime k_now{1'800'000'000s};

Command raise(const std::string& incident, std::uint64_t sequence) {
  return {Command::Action::raise, IncidentId{incident}, "fire", "gateway-1", sequence};
}

Command clear(const std::string& incident, std::uint64_t sequence) {
  return {Command::Action::clear, IncidentId{incident}, "", "gateway-1", sequence};
}

/// A desk, and what the player and the gateway would see of it.
struct Fixture {
  test::TempFolder folder;
  std::filesystem::path file = folder.path() / "state" / "alarm.json";
  std::vector<AlarmState> shown;
  std::shared_ptr<http::AnswerBell> bell = std::make_shared<http::AnswerBell>(Wakeup::create().value());

  Fixture() { std::filesystem::create_directories(file.parent_path()); }

  Desk desk() {
    return Desk(Journal(file), [this](const AlarmState& state) { shown.push_back(state); });
  }
  /// Hands the desk one order; the exchange holds the answer once there is one.
  std::shared_ptr<http::Exchange> post(Desk& desk, decltype(Order::what) what) {
    auto exchange = std::make_shared<http::Exchange>(bell);
    std::vector<Order> orders;
    orders.push_back({std::move(what), k_now, http::Responder(exchange)});
    desk.take(std::move(orders));
    return exchange;
  }
  int status(Desk& desk, const Command& command) { return post(desk, command)->take().value().status; }
};

TEST_CASE("an alarm is shown first, then on the disk, then acknowledged") {
  Fixture f;
  bool on_disk_when_shown = true;
  Desk desk(Journal(f.file),
            [&](const AlarmState&) { on_disk_when_shown = std::filesystem::exists(f.file); });
  const auto answer = f.post(desk, raise("f-1", 1))->take().value();
  CHECK_FALSE(on_disk_when_shown);
  CHECK(std::filesystem::exists(f.file));
  CHECK(answer.status == 200);
  CHECK(answer.body.find("\"verdict\":\"accepted\"") != std::string::npos);
}

TEST_CASE("a fire outlives the program, and so does what was cleared and counted") {
  Fixture f;
  {
    auto desk = f.desk();
    f.post(desk, raise("f-1", 1));
    f.post(desk, raise("f-2", 2));
    f.post(desk, clear("f-2", 3));
  }
  auto desk = f.desk();
  REQUIRE(desk.state().active.size() == 1);
  CHECK(desk.state().active[0].id.value == "f-1");
  CHECK(f.status(desk, raise("f-2", 2)) == 409);
  CHECK(f.status(desk, clear("f-1", 4)) == 200);
  CHECK(f.desk().state().active.empty());
  CHECK(f.desk().state().all_clear);  // for a while yet
}

TEST_CASE("time ends a drill and the all-clear after it, and never a fire") {
  Fixture f;
  auto desk = f.desk();
  Command drill = raise("d-1", 1);
  drill.exercise = Exercise::drill;
  drill.lifetime = 15min;
  f.post(desk, drill);
  const auto began = *desk.next();
  desk.tick(began + 14min, SysTime{}, false);
  CHECK(desk.state().active.size() == 1);
  desk.tick(began + 15min, SysTime{}, false);
  CHECK(desk.state().quiet());  // nobody gave an all-clear
  CHECK(f.shown.back().quiet());
  CHECK_FALSE(desk.next());
  CHECK(f.desk().state().quiet());

  f.post(desk, raise("f-1", 2));
  CHECK_FALSE(desk.next());
  desk.tick(began + 24h * 400, SysTime{} + 24h * 365 * 130, true);
  CHECK(desk.state().active.size() == 1);
  f.post(desk, clear("f-1", 3));
  REQUIRE(desk.state().all_clear);
  const auto cleared = *desk.next();
  desk.tick(cleared + 2min, SysTime{}, false);
  CHECK(desk.state().all_clear);
  desk.tick(cleared + 3min, SysTime{}, false);
  CHECK(desk.state().quiet());
}

TEST_CASE("a restart makes what ends by itself end later, not earlier, by as much as was not written down") {
  Fixture f;
  Command warning = raise("w-1", 1);
  warning.kind = "storm";
  warning.lifetime = 1h;
  {
    auto desk = f.desk();
    f.post(desk, warning);
    desk.tick(*desk.next() + 50min, SysTime{}, false);
  }
  auto desk = f.desk();
  const auto again = *desk.next();
  desk.tick(again + 8min, SysTime{}, false);
  CHECK(desk.state().active.size() == 1);
  desk.tick(again + 11min, SysTime{}, false);
  CHECK(desk.state().quiet());
}

TEST_CASE("an alarm that was written down before there were exercises is still on after an update") {
  Fixture f;
  std::filesystem::create_directories(f.file.parent_path());
  std::ofstream(f.file) << R"({"version": 1, "alarms": {"active": [{"id": "f-1", "kind": "fire",
    "source": "gateway-1", "sequence": 7, "raised": "2026-01-01T00:00:00.000Z"}]},
    "sources": [{"source": "gateway-1", "last": 7}]})";
  auto desk = f.desk();
  REQUIRE(desk.state().active.size() == 1);
  CHECK(desk.state().active.front().latches());
  CHECK(f.status(desk, raise("f-1", 7)) == 200);
}

TEST_CASE("what burns is told to whoever asks, and outlives the program") {
  Fixture f;
  Command fire = raise("f-1", 1);
  fire.place = "나동";
  {
    auto desk = f.desk();
    f.post(desk, fire);
  }
  const auto desk = f.desk();
  CHECK(desk.state().active.at(0).place == "나동");
  CHECK(desk.to_json().find("\"place\":\"나동\"") != std::string::npos);
}

TEST_CASE("what changes nothing is not shown again") {
  Fixture f;
  auto desk = f.desk();
  CHECK(f.status(desk, raise("f-1", 1)) == 200);
  CHECK(f.status(desk, raise("f-1", 1)) == 200);
  CHECK(f.status(desk, clear("f-9", 2)) == 404);
  CHECK(f.shown.size() == 1);
}

TEST_CASE("an alarm that cannot be written down is shown all the same, and not acknowledged until it is") {
  Fixture f;
  auto desk = f.desk();
  std::filesystem::remove_all(f.file.parent_path());  // stands for a disk that fails
  CHECK(f.status(desk, raise("f-1", 1)) == 503);
  REQUIRE(f.shown.size() == 1);
  CHECK_FALSE(f.shown[0].quiet());
  CHECK(desk.problems().size() == 1);
  CHECK(f.status(desk, raise("f-1", 1)) == 503);  // the gateway repeats itself

  std::filesystem::create_directories(f.file.parent_path());
  desk.tick(*desk.next(), SysTime{}, false);
  CHECK(desk.problems().empty());
  CHECK(f.status(desk, raise("f-1", 1)) == 200);
  CHECK(f.desk().state().active.size() == 1);
}

TEST_CASE("who asks for an alarm to be displayed hears when it is") {
  Fixture f;
  auto desk = f.desk();
  f.post(desk, raise("f-1", 1));
  Query query;
  query.shown = IncidentId{"f-1"};
  query.deadline = SteadyTime::max();
  const auto asked = f.post(desk, query);
  CHECK_FALSE(asked->take());

  desk.presented({{IncidentId{"f-1"}}, k_now + 42ms});
  const auto answer = asked->take().value();
  CHECK(answer.body.find("\"display_ms\":42") != std::string::npos);
  CHECK(desk.on_glass().size() == 1);

  Query gone;
  gone.gone = IncidentId{"*"};
  gone.deadline = SteadyTime::max();
  const auto waits = f.post(desk, gone);
  f.post(desk, clear("f-1", 2));
  CHECK_FALSE(waits->take());  // cleared, but still on the glass
  desk.presented({{}, k_now + 2s});
  CHECK(waits->take());
}

TEST_CASE("who asks too long is answered when the time is up") {
  Fixture f;
  auto desk = f.desk();
  Query query;
  query.shown = IncidentId{"never"};
  query.deadline = std::chrono::steady_clock::now() + 1h;
  const auto asked = f.post(desk, query);
  CHECK(desk.next() == query.deadline);
  CHECK_FALSE(asked->take());
  query.deadline = SteadyTime::min();
  CHECK(f.post(desk, query)->take()->status == 200);
}

TEST_CASE("a journal that cannot be understood is kept aside and told, and new alarms get through") {
  Fixture f;
  f.folder.write("state/alarm.json", "{\"alarms\": 5");
  auto desk = f.desk();
  CHECK(desk.state().quiet());
  REQUIRE(desk.problems().size() == 1);
  CHECK(std::filesystem::exists(f.file.string() + ".broken"));
  CHECK(f.status(desk, raise("f-1", 1)) == 200);
  CHECK(f.desk().state().active.size() == 1);
}

TEST_CASE("the listener lets signed commands through, and nothing else") {
  Fixture f;
  Orders orders;
  const auto wakeup = Wakeup::create().value();
  Listener listener({"a secret of the market", {}, {}}, orders, wakeup, Clock());
  const auto post = [&](const std::string& body, const std::string& header) {
    auto exchange = std::make_shared<http::Exchange>(f.bell);
    http::Request request;
    request.method = "POST";
    request.path = "/alarm";
    request.body = body;
    request.headers["authorization"] = header;
    listener.handle(std::move(request), http::Responder(exchange));
    const auto response = exchange->take();
    return response ? response->status : 0;
  };
  const auto body = encode(raise("f-1", 1));
  CHECK(post(body, "") == 401);
  CHECK(post("{}", authorization("a secret of the market", "{}")) == 400);
  CHECK(orders.take_all().empty());
  CHECK(post(body, authorization("a secret of the market", body)) == 0);
  auto taken = orders.take_all();
  REQUIRE(taken.size() == 1);
  CHECK(std::get<Command>(taken[0].what) == raise("f-1", 1));
  CHECK(wakeup.hear());
  CHECK(listener.refused() == 1);
}

CapText warning(const std::string& identifier) {
  CapText text;
  text.identifier = identifier;
  text.infos =
      cap_info("호우경보",
               "<headline>제주 산지 호우경보</headline><instruction>계곡에 가지 마세요</instruction>",
               "ko-KR", "Met") +
      cap_info("호우경보", "<headline>Heavy rain warning</headline>", "en-US", "Met");
  return text;
}

std::string reference_to(const CapText& text) {
  return "<references>" + text.sender + "," + text.identifier + "," + text.sent + "</references>";
}

nlohmann::json json_of(const http::Response& response) {
  return nlohmann::json::parse(response.body);
}

TEST_CASE(
    "what an authority says is on with its words, is replaced by its update, and ends with its "
    "cancellation") {
  Fixture f;
  auto desk = f.desk();
  const CapText first = warning("A-1");
  auto answer = json_of(f.post(desk, first.alert())->take().value());
  CHECK(answer["verdict"] == "accepted");
  CHECK(answer["deed"] == "raise");
  REQUIRE(desk.state().active.size() == 1);
  const Incident& on = desk.state().active[0];
  CHECK(on.origin == Origin::external);
  REQUIRE(on.words.size() == 2);
  CHECK(on.words[0] == IncidentWords{"ko-KR", "제주 산지 호우경보", "계곡에 가지 마세요"});
  CHECK(on.words[1] == IncidentWords{"en-US", "Heavy rain warning", ""});

  CapText update = warning("A-2");
  update.type = "Update";
  update.more = reference_to(first);
  f.post(desk, update.alert());
  REQUIRE(desk.state().active.size() == 1);
  CHECK(comes_from(desk.state().active[0].id, message_id(update.sender, "A-2")));

  CapText over = update;
  over.identifier = "A-3";
  over.type = "Cancel";
  over.more = reference_to(update);
  answer = json_of(f.post(desk, over.alert())->take().value());
  CHECK(answer["deed"] == "end");
  CHECK(desk.state().active.empty());
  CHECK(desk.state().all_clear);
}

TEST_CASE(
    "a message that was recorded is not taken again, nor one whose update came before it, nor after a "
    "restart") {
  Fixture f;
  const CapText first = warning("A-1");
  CapText over = warning("A-2");
  over.type = "Cancel";
  over.more = reference_to(first);
  {
    auto desk = f.desk();
    f.post(desk, first.alert());
    f.post(desk, over.alert());
    CHECK(json_of(f.post(desk, first.alert())->take().value())["verdict"] == "duplicate");
    CHECK(desk.state().active.empty());
  }
  auto desk = f.desk();
  CHECK(json_of(f.post(desk, first.alert())->take().value())["verdict"] == "duplicate");

  CapText overtaking = warning("B-2");
  overtaking.type = "Update";
  overtaking.more = reference_to(warning("B-1"));
  f.post(desk, overtaking.alert());
  CHECK(json_of(f.post(desk, warning("B-1").alert())->take().value())["verdict"] == "duplicate");
  REQUIRE(desk.state().active.size() == 1);
  CHECK(comes_from(desk.state().active[0].id, message_id(overtaking.sender, "B-2")));
}

TEST_CASE("a drill of an authority ends nothing that is real") {
  Fixture f;
  auto desk = f.desk();
  const CapText real = warning("A-1");
  f.post(desk, real.alert());
  CapText drill = warning("A-2");
  drill.status = "Exercise";
  drill.type = "Cancel";
  drill.more = reference_to(real);
  f.post(desk, drill.alert());
  CHECK(desk.state().active.size() == 1);
}

TEST_CASE("a fire of the market's own gateway latches, an authority's ends by its time") {
  Fixture f;
  CapPlace place;
  place.own_senders = {"fire@market.example"};
  Desk desk(
      Journal(f.file), [](const AlarmState&) {}, k_all_clear_length, place);
  CapText fire;
  fire.infos = cap_info("화재",
                        "<eventCode><valueName>KR.eventCode</valueName><value>FIR</value></eventCode>"
                        "<expires>2026-11-22T16:00:00+09:00</expires>");
  f.post(desk, fire.alert());
  CapText far = fire;
  far.sender = "nema@example.kr";
  f.post(desk, far.alert());
  REQUIRE(desk.state().active.size() == 2);
  CHECK(desk.state().active[0].latches());
  CHECK_FALSE(desk.state().active[1].latches());
}

TEST_CASE("who asks to wait is answered when the alarm is on the glass, and is told when it never was") {
  Fixture f;
  auto desk = f.desk();
  auto exchange = std::make_shared<http::Exchange>(f.bell);
  const auto order = [&](std::uint64_t sequence, SteadyTime until) {
    std::vector<Order> orders;
    orders.push_back({raise("f-1", sequence), k_now, http::Responder(exchange), until});
    desk.take(std::move(orders));
  };
  order(1, std::chrono::steady_clock::now() + 1h);
  CHECK_FALSE(exchange->take());
  desk.presented({{IncidentId{"f-1"}}, k_now + 12ms});
  auto answer = exchange->take();
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(json_of(*answer)["active"][0]["display_ms"] == 12);

  desk.presented({{}, k_now + 20ms});
  exchange = std::make_shared<http::Exchange>(f.bell);
  order(2, SteadyTime::min());
  answer = exchange->take();
  REQUIRE(answer);
  CHECK(answer->status == 504);
}

AlarmNotice heartbeat(std::uint64_t sequence) {
  AlarmNotice notice;
  notice.site = "olle";
  notice.source = "bridge-1";
  notice.epoch = 1;
  notice.sequence = sequence;
  return notice;
}

TEST_CASE("the silence of a bridge is told after half a minute, and its return") {
  Fixture f;
  auto desk = f.desk();
  const auto start = std::chrono::steady_clock::now();
  desk.expect_bridge(start);
  CHECK(desk.problems().empty());
  REQUIRE(desk.next());
  desk.tick(start + 31s, k_now, true);
  REQUIRE(desk.problems().size() == 1);
  CHECK(desk.problems()[0].en == "alarm: nothing heard from any alarm bridge for 30 s");
  CHECK(desk.problems()[0].ko == "비상: 어느 비상 중계기에서 30초 동안 소식이 없습니다.");
  f.post(desk, heartbeat(1));
  desk.tick(std::chrono::steady_clock::now(), k_now, true);
  CHECK(desk.problems().empty());
  desk.tick(std::chrono::steady_clock::now() + 31s, k_now, true);
  CHECK(desk.problems().size() == 2);  // that one, and so any
}

TEST_CASE("a heartbeat that brings nothing new is not written down, and what it brings is") {
  Fixture f;
  auto desk = f.desk();
  CHECK(f.post(desk, heartbeat(1))->take()->status == 200);
  CHECK_FALSE(std::filesystem::exists(f.file));
  AlarmNotice fire = heartbeat(2);
  fire.active.push_back({IncidentId{"f-1"}, "fire", "panel-1", 1, k_now});
  CHECK(f.post(desk, fire)->take()->status == 200);
  CHECK(f.desk().state().active.size() == 1);
  std::filesystem::remove(f.file);
  fire.sequence = 3;
  CHECK(f.post(desk, fire)->take()->status == 200);
  CHECK_FALSE(std::filesystem::exists(f.file));
  const auto answer = f.post(desk, heartbeat(2))->take().value();
  CHECK(answer.status == 409);
  CHECK(json_of(answer)["sequence"] == 3);  // where the bridge has to go on
}

TEST_CASE("the listener takes messages of authorities under the secret, and notices under a key") {
  Fixture f;
  Orders orders;
  const auto wakeup = Wakeup::create().value();
  const auto key = test::SigningKey::make();
  Listener listener({"a secret of the market", {{key.public_key(), "olle", {}}}, {"olle", {}}}, orders,
                    wakeup, Clock());
  const auto post = [&](const std::string& body, const std::string& header) {
    auto exchange = std::make_shared<http::Exchange>(f.bell);
    http::Request request;
    request.method = "POST";
    request.path = "/alarm";
    request.body = body;
    if (!header.empty())
      request.headers["authorization"] = header;
    request.query["wait"] = "displayed";
    listener.handle(std::move(request), http::Responder(exchange));
    const auto response = exchange->take();
    return response ? response->status : 0;
  };
  const std::string xml = warning("A-1").xml();
  CHECK(post(xml, "") == 400);  // no notice
  CHECK(post(xml, "Madang-HMAC 00") == 401);
  CHECK(post("<alert/>", authorization("a secret of the market", "<alert/>")) == 400);
  CHECK(post(xml, authorization("a secret of the market", xml)) == 0);
  const auto sign = [&](const AlarmNotice& notice, const test::SigningKey& with) {
    return sign_notice(notice, with.public_key(),
                       [&](std::span<const std::byte> bytes) { return with.sign(as_text(bytes)).hex; });
  };
  CHECK(post(sign(heartbeat(4), test::SigningKey::make()), "") == 401);
  AlarmNotice elsewhere = heartbeat(4);
  elsewhere.zone = "east";
  CHECK(post(sign(elsewhere, key), "") == 403);
  CHECK(post(sign(heartbeat(4), key), "") == 0);
  const auto taken = orders.take_all();
  REQUIRE(taken.size() == 2);
  CHECK(std::get<CapAlert>(taken[0].what).identifier == "A-1");
  CHECK(std::get<AlarmNotice>(taken[1].what) == heartbeat(4));
  CHECK(taken[1].displayed_by);
}

TEST_CASE("whoever knows no secret and has no key is let in by neither") {
  Orders orders;
  const auto wakeup = Wakeup::create().value();
  Listener listener({"", {}, {}}, orders, wakeup, Clock());
  auto exchange =
      std::make_shared<http::Exchange>(std::make_shared<http::AnswerBell>(Wakeup::create().value()));
  http::Request request;
  request.method = "POST";
  request.path = "/alarm";
  request.body = encode(raise("f-1", 1));
  request.headers["authorization"] = authorization("", request.body);
  listener.handle(request, http::Responder(exchange));
  CHECK(exchange->take()->status == 401);
  CHECK(orders.take_all().empty());
}

}  // namespace
}  // namespace madang::alarm
