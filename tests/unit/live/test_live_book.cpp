// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/live/live_book.h"

#include "scheduler/live/kept_values.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;
using namespace madang::live;
using namespace std::chrono_literals;

namespace {

const SteadyTime k_begin{};
const SysTime k_noon = parse_iso8601("2026-11-24T12:00:00+09:00").value();

DataSource parking(const std::string& url = "http://car-park/lots.json") {
  DataSource source;
  source.id = "parking";
  source.url = url;
  source.every = 30s;
  source.stale_after = 3min;
  source.gone_after = 30min;
  source.values["a"] = {DataValue::Type::number, "/a", "", "", ""};
  return source;
}

fetch::Fetched<fetch::Answer> answer(int status, const std::string& tag = "") {
  return fetch::Answer{status, tag, 0};
}

fetch::Fetched<fetch::Answer> no_answer() {
  return fetch::fault(fetch::Reason::unreachable, "{}", "{}", "nobody there.");
}

LiveValue value(const char* digits, SysTime as_of) {
  return {Value(Value::What(Number{digits})), as_of, 3min, 30min};
}

/// One source that has said 37 at noon.
LiveBook heard_at_noon(const std::string& tag = "") {
  LiveBook book;
  book.follow({parking()}, k_begin);
  CHECK(book.take_due(k_begin) == std::vector<size_t>{0});
  book.heard(0, answer(200, tag), R"({"a":37})", k_noon, k_begin, 0.5);
  return book;
}

}  // namespace

TEST_CASE("what a source says is known from when it said it, and it is asked again in time") {
  const LiveBook book = heard_at_noon();
  CHECK(book.values() == LiveValues{{"parking.a", value("37", k_noon)}});
  CHECK(book.problems().empty());
  CHECK(book.next_due() == k_begin + 30s);
}

TEST_CASE("a source that fails keeps the last value and its time, and is told of once in one line") {
  LiveBook book = heard_at_noon();
  for (int i = 1; i <= 3; ++i) {
    book.take_due(k_begin + i * 1h);
    book.heard(0, no_answer(), "", k_noon + i * 1h, k_begin + i * 1h, 0.5);
  }
  CHECK(book.values() == LiveValues{{"parking.a", value("37", k_noon)}});
  REQUIRE(book.problems().size() == 1);
  CHECK(book.problems().front().en ==
        "data parking: nobody there. See whether the service runs, and whether kiosks can reach it.");
  CHECK(book.problems().front().ko ==
        "자료원 parking: nobody there. 그 서비스가 켜져 있는지, 화면 기기에서 닿는지 보세요.");
  CHECK(book.next_due() == k_begin + 3h + 120s);

  book.take_due(k_begin + 4h);
  book.heard(0, answer(200), R"({"a":5})", k_noon + 4h, k_begin + 4h, 0.5);
  CHECK(book.values() == LiveValues{{"parking.a", value("5", k_noon + 4h)}});
  CHECK(book.problems().empty());
}

TEST_CASE("a value that is wrong leaves the one before it to grow old") {
  LiveBook book = heard_at_noon("t");
  book.take_due(k_begin + 30s);
  book.heard(0, answer(200), R"({"a":"many"})", k_noon + 30s, k_begin + 30s, 0.5);
  CHECK(book.values() == LiveValues{{"parking.a", value("37", k_noon)}});
  CHECK(book.problems().front().en == "data parking: the value 'a': 'many' is not a number.");
}

TEST_CASE("a source that says it has nothing new has said the same again") {
  LiveBook book = heard_at_noon("tag-1");
  CHECK(book.tag(0) == "tag-1");
  book.take_due(k_begin + 30s);
  book.heard(0, answer(304), "", k_noon + 30s, k_begin + 30s, 0.5);
  CHECK(book.values() == LiveValues{{"parking.a", value("37", k_noon + 30s)}});
}

TEST_CASE("an answer of another kind than was asked for is a problem and no news") {
  LiveBook book = heard_at_noon();
  book.take_due(k_begin + 30s);
  book.heard(0, answer(304), "", k_noon + 30s, k_begin + 30s, 0.5);  // it had no tag to compare with
  CHECK(book.values() == LiveValues{{"parking.a", value("37", k_noon)}});
  CHECK(book.problems().size() == 1);
}

TEST_CASE("sources that fail are asked less often, by turns at not quite the same time") {
  CHECK(pause_after(0, 10s, 0.5) == 10s);
  CHECK(pause_after(0, 10s, 0) == 9s);
  CHECK(pause_after(1, 10s, 0.5) == 10s);
  CHECK(pause_after(2, 10s, 0.5) == 20s);
  CHECK(pause_after(3, 10s, 0.5) == 40s);
  CHECK(pause_after(1000, 10s, 0.5) == 40s);
}

TEST_CASE("after the clock was set nothing is fresh until it is heard again") {
  LiveBook book = heard_at_noon();
  CHECK(freshness(book.values().at("parking.a"), k_noon) == Freshness::fresh);
  book.doubt(k_begin + 5s);
  CHECK(freshness(book.values().at("parking.a"), k_noon) == Freshness::stale);
  CHECK(freshness(book.values().at("parking.a"), k_noon - 1s) == Freshness::stale);
  CHECK(book.take_due(k_begin + 5s) == std::vector<size_t>{0});
  book.heard(0, answer(200), R"({"a":37})", k_noon - 1h, k_begin + 6s, 0.5);
  CHECK(freshness(book.values().at("parking.a"), k_noon - 1h) == Freshness::fresh);
}

TEST_CASE("another release keeps what its sources said, and nothing that others said") {
  LiveBook book = heard_at_noon();
  DataSource longer = parking();
  longer.stale_after = 10min;
  SECTION("the same source with another patience") {
    book.follow({longer}, k_begin + 1s);
    CHECK(book.values().at("parking.a").stale_after == 10min);
    CHECK(book.values().at("parking.a").as_of == k_noon);
  }
  SECTION("the same name at another address") {
    book.follow({parking("http://elsewhere/")}, k_begin + 1s);
    CHECK(book.values().empty());
  }
  SECTION("the same name for another place in it") {
    longer.values["a"].pointer = "/b";
    book.follow({longer}, k_begin + 1s);
    CHECK(book.values().empty());
  }
  SECTION("without it") {
    book.follow({}, k_begin + 1s);
    CHECK(book.values().empty());
    CHECK_FALSE(book.next_due());
  }
}

TEST_CASE("values outlive a restart, and are old until they are heard again") {
  const test::TempFolder folder;
  const auto file = folder / "live.json";
  KeptValues before(file);
  CHECK(before.recall().empty());
  before.keep(heard_at_noon().values(), k_begin, KeptValues::Occasion::running);

  LiveBook book(KeptValues(file).recall());
  CHECK(book.values().at("parking.a").as_of == k_noon);
  CHECK(freshness(book.values().at("parking.a"), k_noon + 1s) == Freshness::stale);
  book.follow({parking()}, k_begin);
  CHECK(freshness(book.values().at("parking.a"), k_noon + 1s) == Freshness::stale);
  book.take_due(k_begin);
  book.heard(0, answer(200), R"({"a":37})", k_noon + 2s, k_begin, 0.5);
  CHECK(freshness(book.values().at("parking.a"), k_noon + 3s) == Freshness::fresh);
}

TEST_CASE("the disk is written every five minutes at most, and at the end") {
  const test::TempFolder folder;
  const auto file = folder / "live.json";
  KeptValues kept(file);
  const auto keep = [&](const char* digits, Millis after, KeptValues::Occasion occasion) {
    kept.keep({{"parking.a", value(digits, k_noon)}}, k_begin + after, occasion);
    return std::get<Number>(KeptValues(file).recall().at("parking.a").value.what).digits;
  };
  CHECK(keep("1", 0s, KeptValues::Occasion::running) == "1");
  CHECK(keep("2", 4min, KeptValues::Occasion::running) == "1");
  CHECK(keep("3", 5min, KeptValues::Occasion::running) == "3");
  CHECK(keep("4", 6min, KeptValues::Occasion::ending) == "4");
}

TEST_CASE("a file of values that is torn is as good as none") {
  const test::TempFolder folder;
  folder.write("live.json", "{\"values\":{\"parking.a\":{\"val");
  CHECK(KeptValues(folder / "live.json").recall().empty());
}

TEST_CASE("a source that goes on repeating what it took long ago is as old as it says, and is told of") {
  DataSource source = parking();
  source.taken = DataValue{DataValue::Type::text, "/at", "", "", ""};
  LiveBook book;
  book.follow({source}, k_begin);
  const auto hear = [&](Millis later, SysTime taken) {
    book.take_due(k_begin + later);
    book.heard(0, answer(200), fmt::format(R"({{"a":37,"at":{}}})", taken.time_since_epoch().count()), k_noon + later,
               k_begin + later, 0.5);
    return freshness(book.values().at("parking.a"), k_noon + later);
  };
  CHECK(hear(0ms, k_noon - 10s) == Freshness::fresh);
  CHECK(book.values() == LiveValues{{"parking.a", value("37", k_noon - 10s)}});
  CHECK(book.problems().empty());

  CHECK(hear(10min, k_noon - 10s) == Freshness::stale);
  REQUIRE(book.problems().size() == 1);
  CHECK(book.problems().front().en ==
        "data parking: it repeats values that are older than stale_after. See whether the service itself gets new "
        "ones.");

  CHECK(hear(20min, k_noon + 20min - 5s) == Freshness::fresh);
  CHECK(book.problems().empty());
}

TEST_CASE("values from the future are of now, and somebody is told to look at the clocks") {
  DataSource source = parking();
  source.taken = DataValue{DataValue::Type::text, "/at", "", "", ""};
  LiveBook book;
  book.follow({source}, k_begin);
  book.take_due(k_begin);
  book.heard(0, answer(200), fmt::format(R"({{"a":37,"at":{}}})", (k_noon + 9h).time_since_epoch().count()), k_noon,
             k_begin, 0.5);
  CHECK(book.values() == LiveValues{{"parking.a", value("37", k_noon)}});
  REQUIRE(book.problems().size() == 1);
  CHECK(book.problems().front().en.find("of a time to come") != std::string::npos);
}
