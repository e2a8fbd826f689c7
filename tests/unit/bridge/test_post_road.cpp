// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/post_road.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"
#include "tests/support/certificates.h"
#include "tests/support/hostile_server.h"
#include "tests/support/nginx.h"
#include "tests/support/signing_key.h"
#include "tests/unit/bridge/listening_screen.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using test::HostileServer;
using test::ListeningScreen;
using test::Scripted;
using test::SigningKey;
using What = ScreenNews::What;

/// What the road told, in order.
class Told {
 public:
  TakeNews taker() {
    return [this](ScreenNews news) {
      {
        const std::lock_guard lock(mutex_);
        news_.push_back(std::move(news));
      }
      came_.notify_all();
    };
  }
  /// Where in the order the first such news stands, as soon as it is there; nothing if it does not come.
  template <class Is>
  std::optional<std::size_t> await(Is is) {
    std::unique_lock lock(mutex_);
    std::optional<std::size_t> place;
    came_.wait_for(lock, 20s, [&] {
      const auto found = std::find_if(news_.begin(), news_.end(), is);
      if (found != news_.end())
        place = static_cast<std::size_t>(found - news_.begin());
      return place.has_value();
    });
    return place;
  }
  std::optional<std::size_t> await(const std::string& screen, What what, std::uint64_t sequence = 0) {
    return await([&, sequence](const ScreenNews& each) {
      return each.screen == screen && each.what == what && (sequence == 0 || each.sequence == sequence);
    });
  }
  ScreenNews at(std::optional<std::size_t> place) {
    const std::lock_guard lock(mutex_);
    return place ? news_.at(*place) : ScreenNews{};
  }
  std::ptrdiff_t count(const std::string& screen, What what) {
    const std::lock_guard lock(mutex_);
    return std::count_if(news_.begin(), news_.end(),
                         [&](const ScreenNews& each) { return each.screen == screen && each.what == what; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<ScreenNews> news_;  // guarded by mutex_
};

/// A market's bridge, its key and what its road was told.
struct Market {
  SigningKey key = SigningKey::make();
  std::vector<alarm::AlarmKey> keys{{key.public_key(), "olle", {}}};
  Told told;
  PostLimits limits;
  std::filesystem::path authorities;

  std::unique_ptr<PostRoad> road(std::vector<PostScreen> screens) {
    PostOptions options;
    options.screens = std::move(screens);
    options.limits = limits;
    options.authorities = authorities;
    options.random = [] { return 0.5; };
    return PostRoad::create(std::move(options), told.taker()).value();
  }
  SignedNotice notice(std::uint64_t sequence, const std::vector<std::string>& active,
                      const std::vector<std::string>& cleared = {}, const std::string& zone = {}) const {
    AlarmNotice said;
    said.site = "olle";
    said.zone = zone;
    said.source = "bridge-1";
    said.epoch = 5;
    said.sequence = sequence;
    SignedNotice made{zone, said.epoch, sequence, {}, {}};
    for (const std::string& each : active) {
      Incident fire;
      fire.id = {each};
      fire.kind = "fire";
      fire.source = "panel-1";
      said.active.push_back(fire);
      made.active.push_back(fire.id);
    }
    for (const std::string& each : cleared)
      said.cleared.push_back({IncidentId{each}, SysTime{}, "Kim"});
    made.bytes = alarm::sign_notice(said, key.public_key(), [this](std::span<const std::byte> bytes) {
      return key.sign(as_text(bytes)).hex;
    });
    return made;
  }
};

const std::string k_accepted = R"({"verdict":"accepted","written":true})";

TEST_CASE("a notice is on the disk of every screen, and then on its glass") {
  Market market;
  ListeningScreen gate(market.keys);
  ListeningScreen hall(market.keys);
  const auto road = market.road({{"gate", gate.url() + "/", {}}, {"hall", hall.url(), {}}});
  road->send(market.notice(1, {"f-1"}));
  for (const std::string screen : {"gate", "hall"}) {
    INFO(screen);
    const auto received = market.told.await(screen, What::received);
    const auto displayed = market.told.await(screen, What::displayed);
    REQUIRE(displayed);
    CHECK(received < displayed);
    const auto news = market.told.at(displayed);
    CHECK(news.road == "post");
    CHECK(news.incidents == std::vector{IncidentId{"f-1"}});
    CHECK(news.display_ms);
    CHECK(news.epoch == 5);
    CHECK(news.sequence == 1);
  }
}

TEST_CASE("when all is over, the road tells when it is off the glass") {
  Market market;
  ListeningScreen gate(market.keys);
  const auto road = market.road({{"gate", gate.url(), {}}});
  road->send(market.notice(1, {"f-1"}));
  REQUIRE(market.told.await("gate", What::displayed, 1));
  road->send(market.notice(2, {}, {"f-1"}));
  const auto off = market.told.await("gate", What::displayed, 2);
  REQUIRE(off);
  CHECK(market.told.at(off).incidents.empty());
}

TEST_CASE("when one of two is over, the road tells that only the other is on the glass") {
  Market market;
  ListeningScreen gate(market.keys);
  const auto road = market.road({{"gate", gate.url(), {}}});
  road->send(market.notice(1, {"f-1", "f-2"}));
  REQUIRE(market.told.await(
      [](const ScreenNews& each) { return each.what == What::displayed && each.incidents.size() == 2; }));
  road->send(market.notice(2, {"f-2"}, {"f-1"}));
  CHECK(market.told.await([](const ScreenNews& each) {
    return each.what == What::displayed && each.incidents == std::vector{IncidentId{"f-2"}};
  }));
}

TEST_CASE("a notice for a zone goes to its screens alone") {
  Market market;
  ListeningScreen east(market.keys);
  HostileServer west;
  const auto road = market.road({{"west", west.url(), {"west"}}, {"east", east.url(), {"east"}}});
  road->send(market.notice(1, {"f-1"}, {}, "east"));
  CHECK(market.told.await("east", What::displayed));
  CHECK(west.requests().empty());
}

TEST_CASE("a later notice passes one that the screen holds back") {
  Market market;
  ListeningScreen gate(market.keys, ListeningScreen::Player::hangs);
  const auto road = market.road({{"gate", gate.url(), {}}});
  road->send(market.notice(1, {"f-1"}));
  REQUIRE(gate.await_request("POST /alarm wait=displayed"));
  road->send(market.notice(2, {"f-1", "f-2"}));
  CHECK(market.told.await("gate", What::received, 2));
  CHECK(market.told.count("gate", What::displayed) == 0);
  gate.wake_player();
  const auto both = market.told.await([](const ScreenNews& each) {
    return each.what == What::displayed &&
           each.incidents == std::vector{IncidentId{"f-1"}, IncidentId{"f-2"}};
  });
  CHECK(both);
}

TEST_CASE("screens that hang, drip, flood, hang up or talk nonsense delay nobody and are told") {
  Market market;
  market.limits.answer = 1500ms;
  market.limits.silence = 3s;
  market.limits.first_retry = 100ms;
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::vector<std::pair<std::string, Scripted>> scripts = {
      {"hangs", {"", Scripted::Then::stall}},
      {"drips", {head + "\r\n{", Scripted::Then::drip}},
      {"drips-head", {head + "X: ", Scripted::Then::drip}},
      {"floods", {head + "\r\n", Scripted::Then::flood}},
      {"floods-head", {head + "X: ", Scripted::Then::flood}},
      {"hangs-up", {"", Scripted::Then::close}},
      {"breaks-off", {head + "Content-Length: 100\r\n\r\n{", Scripted::Then::close}},
      {"nonsense", {"\x01\x02\x03 what?\r\n\r\n", Scripted::Then::close}},
      {"welcomes", test::scripted_ok("<html>Welcome to your router</html>")},
      {"redirects", {"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"}},
  };
  std::vector<std::unique_ptr<HostileServer>> servers;
  std::vector<PostScreen> screens;
  for (const auto& [name, script] : scripts) {
    auto& server = servers.emplace_back(std::make_unique<HostileServer>());
    server->script("/alarm", {script});
    screens.push_back({name, server->url(), {}});
  }
  screens.push_back({"nobody", "http://127.0.0.1:1", {}});
  ListeningScreen gate(market.keys);
  screens.push_back({"gate", gate.url(), {}});
  const auto road = market.road(std::move(screens));
  road->send(market.notice(1, {"f-1"}));

  const auto good = market.told.await("gate", What::displayed);
  REQUIRE(good);
  for (const std::string name :
       {"hangs", "drips", "drips-head", "floods-head", "hangs-up", "breaks-off", "nobody"}) {
    INFO(name);
    const auto lost = market.told.await(name, What::unreachable);
    REQUIRE(lost);
    CHECK(*good < *lost);
    CHECK(market.told.count(name, What::received) == 0);
  }
  for (const std::string name : {"floods", "nonsense", "welcomes", "redirects"}) {
    INFO(name);
    CHECK(market.told.await(name, What::refused));
    CHECK(market.told.count(name, What::received) == 0);
  }
}

TEST_CASE("a screen that was away gets the newest notice when it is back") {
  Market market;
  market.limits.first_retry = 1ms;
  market.limits.silence = 200ms;
  HostileServer gate;
  const auto road = market.road({{"gate", gate.url(), {}}});
  road->send(market.notice(1, {}));
  road->send(market.notice(2, {}));
  REQUIRE(market.told.await("gate", What::unreachable));
  gate.script("/alarm", {test::scripted_ok(k_accepted)});
  const auto back = market.told.await("gate", What::reachable);
  const auto received = market.told.await("gate", What::received);
  REQUIRE(received);
  CHECK(back < received);
  CHECK(market.told.at(received).sequence == 2);
  CHECK(market.told.count("gate", What::received) == 1);
}

TEST_CASE("a newer notice does not wait for the pause after a failure") {
  Market market;
  market.limits.first_retry = 24h;
  market.limits.last_retry = 24h;
  HostileServer gate;
  gate.script("/alarm", {test::scripted_status(503), test::scripted_ok(k_accepted)});
  const auto road = market.road({{"gate", gate.url(), {}}, {"hall", gate.url("/hall"), {}}});
  gate.script("/hall/alarm", {test::scripted_ok(k_accepted)});
  road->send(market.notice(1, {}));
  REQUIRE(market.told.await("hall", What::received, 1));
  while (gate.requests().size() < 2)
    std::this_thread::yield();
  road->send(market.notice(2, {}));
  CHECK(market.told.await("gate", What::received, 2));
}

TEST_CASE("a screen that does not take our notices says why") {
  Market market;
  ListeningScreen gate(market.keys);
  ListeningScreen strangers({{SigningKey::make().public_key(), "olle", {}}});
  const auto road = market.road({{"gate", gate.url(), {"west"}}, {"strangers", strangers.url(), {}}});
  road->send(market.notice(9, {}));
  REQUIRE(market.told.await("gate", What::received, 9));
  const auto unsigned_for = market.told.at(market.told.await("strangers", What::refused));
  CHECK(unsigned_for.detail.find("401") != std::string::npos);

  road->send(market.notice(7, {}));  // a bridge that was put back from a copy
  const auto old = market.told.at(market.told.await("gate", What::refused));
  CHECK(old.epoch == 5);
  CHECK(old.sequence == 9);

  road->send(market.notice(1, {}, {}, "west"));  // the screen itself stands in the east
  const auto elsewhere = market.told.await([](const ScreenNews& each) {
    return each.what == What::refused && each.detail.find("403") != std::string::npos;
  });
  CHECK(elsewhere);
}

TEST_CASE("the road ends while a screen has not answered") {
  Market market;
  market.limits.answer = 24h;
  HostileServer gate;
  gate.script("/alarm", {{"", Scripted::Then::stall}});
  auto road = market.road({{"gate", gate.url(), {}}});
  road->send(market.notice(1, {"f-1"}));
  while (gate.requests().empty())
    std::this_thread::yield();
  road.reset();
  CHECK(market.told.count("gate", What::received) == 0);
}

TEST_CASE("a bridge with authorities of its own believes none of the system's") {
  const std::string name = test::name_of_a_system_authority();
  if (name.empty()) {
    WARN("this system believes nobody");
    return;
  }
  const test::TempFolder folder;
  const test::Certificates impostor(folder, "impostor", name), stranger(folder, "stranger", "/CN=Stranger");
  impostor.make("gate", "IP:127.0.0.1", 2);
  folder.write("repository/alarm", "");
  const test::Nginx gate(folder, "gate");
  Market market;
  if (GENERATE(false, true))
    market.authorities = stranger.authority();
  const auto road = market.road({{"gate", gate.url(), {}}});
  road->send(market.notice(1, {"f-1"}));
  const ScreenNews news = market.told.at(market.told.await("gate", What::refused));
  CAPTURE(news.detail);
  const bool asked_the_system =
      news.detail.find("unable to get local issuer certificate") == std::string::npos;
  CHECK(asked_the_system == market.authorities.empty());
  CHECK_FALSE(news.detail.empty());
}

TEST_CASE("addresses that are none, and names given twice, are told at the start") {
  Market market;
  const auto create = [&](std::vector<PostScreen> screens) {
    PostOptions options;
    options.screens = std::move(screens);
    return PostRoad::create(std::move(options), market.told.taker());
  };
  CHECK(create({{"gate", "https://gate.market.example", {}}, {"hall", "http://[::1]:8650/", {}}}));
  for (const std::string url :
       {"", "gate", "ftp://gate", "http://a b", "file:///etc/passwd", "http://gate?x=1"}) {
    INFO(url);
    const auto made = create({{"gate", url, {}}});
    REQUIRE_FALSE(made);
    CHECK(made.error().kind == ErrorKind::invalid);
  }
  CHECK_FALSE(create({{"gate", "http://a", {}}, {"gate", "http://b", {}}}));
  CHECK_FALSE(create({{"", "http://a", {}}}));
}

}  // namespace
}  // namespace madang::bridge
