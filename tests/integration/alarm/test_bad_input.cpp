// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "content-schema/base/digest.h"
#include "scheduler/alarm/signed_notice.h"
#include "tests/integration/alarm/alarm_door.h"
#include "tests/support/alarm_notice.h"
#include "tests/support/broker.h"
#include "tests/support/catch.h"
#include "tests/support/moved_clock.h"
#include "tests/support/signing_key.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

/// A kiosk in the east of a market, which believes one bridge for all of it and another for its zone.
struct EastKiosk {
  TempFolder folder;
  SigningKey whole = SigningKey::make();
  SigningKey east = SigningKey::make();
  Kiosk kiosk{folder, ""};

  EastKiosk() {
    const auto keys = folder.write("alarm-keys.json", alarm::encode({{whole.public_key(), "olle", {}},
                                                                     {east.public_key(), "olle", {"east"}}}));
    kiosk.settings = "alarm-keys = \"" + keys.string() +
                     "\"\nsite = \"olle\"\nzone = [\"east\"]\ngeocode = \"5011000000\"\n";
  }
  std::string url() const { return kiosk.alarm_url(); }
  int hears(const std::string& body) const { return http(url() + "/alarm", {"POST", {}, body}).status; }
};

TEST_CASE("a notice for another site or zone, or from who may not speak for it, is refused and told") {
  EastKiosk market;
  market.kiosk.start();
  AlarmNotice other_site = fire_notice("bridge-1", 1, {"f-1"});
  other_site.site = "dongmun";
  AlarmNotice other_zone = fire_notice("bridge-1", 1, {"f-1"});
  other_zone.zone = "west";
  AlarmNotice own_zone = fire_notice("bridge-2", 1, {"f-east"});
  own_zone.zone = "east";
  const std::string good = signed_by(market.whole, fire_notice("bridge-1", 1, {"f-1"}));
  std::string changed = good;
  changed.replace(changed.find("f-1"), 3, "f-2");

  CHECK(market.hears(signed_by(market.whole, other_site)) == 401);  // its key is for one site
  CHECK(market.kiosk.process().wait_for("with a wrong signature (1 so far)"));
  CHECK(market.hears(signed_by(market.whole, other_zone)) == 403);
  CHECK(market.kiosk.process().wait_for("refused a notice from 127.0.0.1 (elsewhere)"));
  CHECK(market.hears(signed_by(market.east, fire_notice("bridge-2", 1, {"f-1"}))) == 401);  // the whole site
  CHECK(market.hears(signed_by(SigningKey::make(), fire_notice("bridge-1", 1, {"f-1"}))) == 401);
  CHECK(market.hears(changed) == 401);
  CHECK(market.hears(good.substr(0, good.size() / 2)) == 400);
  CHECK(market.kiosk.process().wait_for("(malformed)"));
  CHECK(active_at(market.url()).empty());

  CHECK(market.hears(signed_by(market.east, own_zone)) == 200);
  CHECK(market.hears(good) == 200);
  CHECK(active_at(market.url()) == Names{"f-east", "f-1"});
}

TEST_CASE(
    "what somebody else says at the broker is refused and told, and delays neither road of a good one") {
  const Broker broker;
  EastKiosk market;
  market.kiosk.settings += "alarm-broker = \"" + broker.url() + "\"\n";
  market.kiosk.start();
  MqttPeer peer(broker, "somebody", {});
  const std::string topic = "madang/olle/alarm";
  const auto tells = [&](const std::string& words) {
    return eventually([&] {
      peer.turn();
      return market.kiosk.process().errors().find(words) != std::string::npos;
    });
  };
  const std::string recorded = signed_by(market.whole, fire_notice("bridge-1", 1, {"f-1"}));
  std::uint64_t refused = 0;
  for (const std::string& bad : {signed_by(SigningKey::make(), fire_notice("bridge-1", 1, {"f-1"})),
                                 recorded.substr(0, 100), std::string(alarm::k_most_notice_bytes + 1, '{'),
                                 cap_message("<!DOCTYPE alert [<!ENTITY a \"b\">]>")}) {
    peer.keep(topic, bad);
    CHECK(tells(fmt::format("({} so far)", ++refused)));
    CHECK(post_signed(market.url(), raise_command(fmt::format("good-{}", refused), refused)).status == 200);
  }
  CHECK(active_at(market.url()) == Names{"good-1", "good-2", "good-3", "good-4"});

  peer.keep(topic, recorded);
  REQUIRE(eventually([&] {
    peer.turn();
    return is_on(market.url(), "f-1");
  }));
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-1", 2, {}, {"f-1"}))) == 200);
  peer.keep(topic, recorded);
  CHECK(tells("notice of bridge-1 for '' #5.1, 1 active, 0 cleared: old"));
  CHECK_FALSE(is_on(market.url(), "f-1"));
}

TEST_CASE("an authority's message for another province is taken, and is none for this screen") {
  EastKiosk market;
  market.kiosk.start();
  const auto about = [](const std::string& code) {
    std::string message = cap_message();
    message.insert(
        message.find("</info>"),
        "<area><areaDesc>some place</areaDesc><geocode><valueName>KRDSTGeocode</valueName><value>" + code +
            "</value></geocode></area>");
    return message;
  };
  const auto answer = post_signed(market.url(), about("1100000000"));
  CHECK(answer.status == 200);
  CHECK(answer.body.find("\"reason\":\"elsewhere\"") != std::string::npos);
  CHECK(active_at(market.url()).empty());
  std::string here = about("5011000000");
  here.replace(here.find("KR-17"), 5, "KR-18");
  CHECK(post_signed(market.url(), here).status == 200);
  CHECK(active_at(market.url()).size() == 1);
}

TEST_CASE("a clear that nobody authorised, and one of what was never raised, end nothing") {
  const Hearer hearer = GENERATE(Hearer::kiosk, Hearer::bridge);
  const AlarmDoor door(hearer);
  const std::string url = door.url();
  REQUIRE(post_signed(url, raise_command("f-1", 1)).status == 200);
  CHECK(post_signed(url, clear_command("f-1", 2), "a secret of somebody").status == 401);
  CHECK(http(url + "/alarm", {"POST", {}, clear_command("f-1", 2)}).status == 401);
  CHECK(door.tells("(2 so far)"));
  CHECK(post_signed(url, clear_command("f-0", 2)).status == 404);
  if (hearer == Hearer::kiosk) {
    CHECK(door.tells("clear  f-0 of gateway-1 #2: unknown-incident"));
  }
  CHECK(active_at(url) == Names{"f-1"});
  CHECK(state_at(url)["all_clear"].is_null());
  CHECK(post_signed(url, clear_command("f-1", 3)).status == 200);
  CHECK(active_at(url).empty());
}

TEST_CASE("of a thousand alarms at once each is answered, sixty-four are kept, and a fire is among them") {
  const Hearer hearer = GENERATE(Hearer::kiosk, Hearer::bridge);
  AlarmDoor door(hearer);
  const std::string url = door.url();
  std::atomic<int> taken{0}, full{0}, others{0};
  {
    std::vector<std::jthread> gateways;
    for (int gateway = 0; gateway < 10; ++gateway) {
      gateways.emplace_back([&, gateway] {
        const std::string name = fmt::format("gateway-{}", gateway);
        for (std::uint64_t i = 1; i <= 100; ++i) {
          const auto incident = fmt::format("w-{}-{}", gateway, i);
          const int status = post_signed(url, raise_command(incident, i, name, ",\"kind\":\"flood\"")).status;
          ++(status == 200 ? taken : status == 503 ? full : others);
        }
      });
    }
    CHECK(eventually([&] { return full > 0; }));
    CHECK(post_signed(url, raise_command("f-1", 1, "panel")).status == 200);
    CHECK(is_on(url, "f-1"));
  }
  CHECK(taken >= 64);
  CHECK(taken + full == 1000);
  CHECK(others == 0);
  CHECK(active_at(url).size() == 64);
  CHECK(is_on(url, "f-1"));
  for (std::uint64_t i = 2; i <= 64; ++i)
    CHECK(post_signed(url, raise_command(fmt::format("f-{}", i), i, "panel")).status == 200);
  CHECK(post_signed(url, raise_command("f-65", 65, "panel")).status == 503);
  CHECK(post_signed(url, raise_command("w-1", 1, "sensor", ",\"kind\":\"flood\"")).status == 503);
  const auto before = active_at(url);
  CHECK(before.size() == 64);
  CHECK(std::all_of(before.begin(), before.end(), [](const auto& each) { return each.starts_with("f-"); }));
  door.kill_and_start();
  CHECK(active_at(url) == before);
}

TEST_CASE("of two gateways that disagree, the one that clears by name ends it, and each counts for itself") {
  const AlarmDoor door(GENERATE(Hearer::kiosk, Hearer::bridge));
  const std::string url = door.url();
  REQUIRE(post_signed(url, raise_command("f-1", 7, "gateway-1")).status == 200);
  CHECK(post_signed(url, clear_command("f-2", 3, "gateway-2")).status == 404);
  CHECK(active_at(url) == Names{"f-1"});
  CHECK(post_signed(url, clear_command("f-1", 4, "gateway-2")).status == 200);
  CHECK(active_at(url).empty());
  // Said again by the first it is what was heard already; said anew it is a fire.
  CHECK(post_signed(url, raise_command("f-1", 7, "gateway-1")).status == 200);
  CHECK(active_at(url).empty());
  CHECK(post_signed(url, raise_command("f-1", 8, "gateway-1")).status == 200);
  CHECK(active_at(url) == Names{"f-1"});
  CHECK(post_signed(url, clear_command("f-1", 4, "gateway-2")).status == 200);  // nor that again
  CHECK(active_at(url) == Names{"f-1"});
  const auto state = state_at(url);
  if (state.contains("sources")) {
    CHECK(state["sources"]["gateway-1"] == 8);
    CHECK(state["sources"]["gateway-2"] == 4);
  }
}

TEST_CASE("of two bridges that disagree, neither ends by silence what the other says is on") {
  EastKiosk market;
  market.kiosk.start();
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-1", 1, {"f-1"}))) == 200);
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-2", 9, {}))) == 200);
  CHECK(active_at(market.url()) == Names{"f-1"});
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-2", 10, {}, {"f-1"}))) == 200);
  CHECK(active_at(market.url()).empty());
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-1", 2, {"f-1"}))) == 200);
  CHECK(active_at(market.url()) == Names{"f-1"});
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-2", 10, {}, {"f-1"}))) == 200);
  CHECK(active_at(market.url()) == Names{"f-1"});
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-2", 9, {}, {"f-1"}))) == 409);
  const auto state = state_at(market.url());
  CHECK(state["sources"]["bridge-1/"] == 2);
  CHECK(state["sources"]["bridge-2/"] == 10);
}

TEST_CASE("in 1970 and in 2100 alarms are raised, end and are cleared as in any other year") {
  const std::string year = GENERATE("1970", "2100");
  CAPTURE(year);
  EastKiosk market;
  MovedClock clock(market.folder);
  clock.set(parse_iso8601(year + "-01-02T00:00:00Z").value());
  market.kiosk.environment = clock.environment();
  market.kiosk.start();
  const std::string url = market.url();
  CHECK(post_signed(url, raise_command("f-1", 1)).status == 200);
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-1", 1, {"f-2"}))) == 200);
  std::string expiring = cap_message();
  expiring.insert(expiring.find("</info>"), "<expires>2026-11-22T16:00:00+09:00</expires>");
  CHECK(post_signed(url, expiring).status == 200);
  const auto with_cap = active_at(url);
  REQUIRE(with_cap.size() == 3);  // on doubt it is on, although in one of the two years it is long over

  // What ends by itself after so long does, and takes nothing with it.
  CHECK(post_signed(url, raise_command("w-1", 2, "gateway-1", ",\"kind\":\"flood\",\"lifetime\":1")).status ==
        200);
  CHECK(market.kiosk.process().wait_for("incident w-1 (flood) of gateway-1 is over by its time"));
  CHECK(active_at(url) == with_cap);
  market.kiosk.kill();
  market.kiosk.start();
  CHECK(active_at(url) == with_cap);

  // A time service sets the clock: what has an end is over, and no fire is.
  clock.synchronised(true);
  clock.set(parse_iso8601("2027-03-05T00:00:00Z").value());
  CHECK(eventually([&] { return active_at(url) == Names{"f-1", "f-2"}; }, 20s));
  CHECK(post_signed(url, clear_command("f-1", 3)).status == 200);
  CHECK(market.hears(signed_by(market.whole, fire_notice("bridge-1", 2, {}, {"f-2"}))) == 200);
  CHECK(active_at(url).empty());
}

}  // namespace
}  // namespace madang::test
