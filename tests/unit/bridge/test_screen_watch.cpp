// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/screen_watch.h"

#include <fmt/format.h>

#include "tests/support/catch.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using What = ScreenNews::What;

const SysTime k_at{1'800'000'000s};
const SteadyTime k_now{100s};

/// A screen's words, as Desk::to_json has them.
std::string state(std::uint64_t sequence, const std::string& glass = "", const std::string& active = "",
                  bool written = true) {
  return fmt::format(
      R"({{"screen":"gate-1","online":true,"written":{},"active":[{}],"on_glass":[{}],)"
      R"("sources":{{"bridge-1/":{},"bridge-2/":99,"gateway":7}},"epochs":{{"bridge-1/":5,"bridge-2/":9}}}})",
      written, active, glass, sequence);
}
const std::string k_will = R"({"screen":"gate-1","online":false})";

std::vector<What> kinds(const std::vector<ScreenNews>& news) {
  std::vector<What> list;
  for (const ScreenNews& each : news)
    list.push_back(each.what);
  return list;
}
using Kinds = std::vector<What>;

struct Fixture {
  ScreenWatch watch{"bridge-1"};
  SteadyTime now = k_now;
  std::vector<ScreenNews> hear(const std::string& payload, bool retained = false) {
    return watch.hear("gate-1", payload, retained, now, k_at);
  }
};

TEST_CASE("a screen tells what it has on its disk, then what is on its glass, each once") {
  Fixture f;
  f.watch.sent("", 5, 2, k_at);
  CHECK(kinds(f.hear(state(1))) == Kinds{What::received, What::displayed});
  const auto received = f.hear(state(2));
  REQUIRE(kinds(received) == Kinds{What::received});
  CHECK(received[0].screen == "gate-1");
  CHECK(received[0].road == "mqtt");
  CHECK(received[0].at == k_at);
  CHECK(received[0].epoch == 5);
  CHECK(received[0].sequence == 2);
  const auto displayed = f.hear(state(2, R"("f-1")", R"({"incident":"f-1","display_ms":31})"));
  REQUIRE(kinds(displayed) == Kinds{What::displayed});
  CHECK(displayed[0].incidents == std::vector<IncidentId>{{"f-1"}});
  CHECK(displayed[0].display_ms == 31ms);
  CHECK(f.hear(state(2, R"("f-1")", R"({"incident":"f-1","display_ms":31})")).empty());
  const auto off = f.hear(state(2));
  REQUIRE(kinds(off) == Kinds{What::displayed});
  CHECK(off[0].incidents.empty());
  CHECK_FALSE(off[0].display_ms);
}

TEST_CASE("what is not on the disk is not received, and shown all the same") {
  Fixture f;
  f.hear(state(1));
  CHECK(kinds(f.hear(state(2, R"("f-1")", "", false))) == Kinds{What::displayed});
  CHECK(kinds(f.hear(state(2, R"("f-1")"))) == Kinds{What::received});
}

TEST_CASE("a screen that has counted past us refuses, whether we learn it before or after we speak") {
  Fixture f;
  f.hear(state(9));
  const auto before = f.watch.sent("", 5, 3, k_at);
  REQUIRE(kinds(before) == Kinds{What::refused});
  CHECK(before[0].epoch == 5);
  CHECK(before[0].sequence == 9);
  CHECK_FALSE(before[0].detail.empty());
  CHECK(f.watch.sent("", 5, 4, k_at).empty());
  CHECK(f.watch.sent("", 6, 1, k_at).empty());  // a new epoch, which it will take
  CHECK(f.hear(state(9)).empty());

  Fixture g;
  g.watch.sent("", 5, 3, k_at);
  CHECK(kinds(g.hear(state(4))) == Kinds{What::refused, What::displayed});
}

TEST_CASE("a screen whose link broke is unreachable at once, and one that is silent after half a minute") {
  Fixture f;
  f.hear(state(1));
  CHECK(kinds(f.hear(k_will)) == Kinds{What::unreachable});
  CHECK(f.hear(k_will).empty());
  CHECK(kinds(f.hear(state(1))) == Kinds{What::reachable});
  CHECK(f.watch.look(k_now + ScreenWatch::k_silence - 1ms, k_at).empty());
  const auto silent = f.watch.look(k_now + ScreenWatch::k_silence, k_at);
  REQUIRE(kinds(silent) == Kinds{What::unreachable});
  CHECK(silent[0].screen == "gate-1");
  CHECK(f.watch.look(k_now + 2 * ScreenWatch::k_silence, k_at).empty());
}

TEST_CASE("what the broker still had says nothing of whether the screen lives") {
  Fixture f;
  CHECK(kinds(f.hear(state(1, R"("f-1")"), true)) == Kinds{What::received, What::displayed});
  f.now += 20s;
  f.hear(state(1, R"("f-1")"), true);
  REQUIRE(kinds(f.watch.look(k_now + ScreenWatch::k_silence, k_at)) == Kinds{What::unreachable});
  CHECK(f.hear(state(1, R"("f-1")"), true).empty());
  CHECK(kinds(f.hear(state(1, R"("f-1")"))) == Kinds{What::reachable});
  CHECK(kinds(f.hear(k_will, true)) == Kinds{What::unreachable});
}

TEST_CASE("what is no state of a screen is passed over") {
  Fixture f;
  for (const std::string payload :
       {"", "null", "[]", "{}", "{\"online\":3}", "no JSON", "{\"online\":true", "\xff\xfe"}) {
    INFO(payload);
    CHECK(f.hear(payload).empty());
  }
  CHECK(f.hear(std::string(ScreenWatch::k_most_bytes + 1, ' ')).empty());
  const auto odd =
      f.hear(R"({"online":true,"written":true,"on_glass":[1,"f-1"],"active":[3,{"display_ms":"x"}],)"
             R"("sources":{"bridge-1/":-3},"epochs":[]})");
  CHECK(kinds(odd) == Kinds{What::displayed});
}

TEST_CASE("only so many screens are watched") {
  ScreenWatch watch("bridge-1");
  for (std::size_t i = 0; i < ScreenWatch::k_most_screens; ++i)
    watch.hear(std::to_string(i), state(1), false, k_now, k_at);
  CHECK(watch.hear("one more", state(1), false, k_now, k_at).empty());
  CHECK_FALSE(watch.hear("0", state(2), false, k_now, k_at).empty());
}

}  // namespace
}  // namespace madang::bridge
