// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/desk.h"

#include <filesystem>
#include <fstream>

#include "content-schema/wire/codec.h"
#include "scheduler/alarm/command.h"
#include "scheduler/http/exchange.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

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

}  // namespace
}  // namespace madang::alarm
