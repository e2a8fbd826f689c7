// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/alarm_report.h"

#include "tests/support/catch.h"
#include "tests/unit/report/records.h"

namespace madang::tool {
namespace {

using test::Records;
using namespace std::chrono_literals;
using End = IncidentReport::End;
using Trouble = ScreenResult::Trouble;

std::vector<std::string> names(const IncidentReport& incident) {
  std::vector<std::string> names;
  for (const ScreenResult& each : incident.screens)
    names.push_back(each.screen);
  return names;
}

/// The report of its one incident.
IncidentReport only(const Records& records, const std::vector<std::string>& expected = {}) {
  const AlarmReport report = make_alarm_report(records.read(), expected);
  REQUIRE(report.incidents.size() == 1);
  return report.incidents.front();
}

TEST_CASE("a drill: what every screen took, the slowest first") {
  Records records;
  records.raised(0ms, "drill-1", Exercise::drill);
  records.received(20ms, "gate-1", "post");
  records.received(30ms, "gate-2", "post");
  records.displayed(80ms, "gate-2", "post");
  records.displayed(140ms, "gate-1", "post");
  records.cleared(60s);
  records.off(60s + 50ms, "gate-1", "post");
  records.off(60s + 70ms, "gate-2", "post");
  const IncidentReport it = only(records);
  CHECK(it.incident == "drill-1");
  CHECK(it.kind == "fire");
  CHECK(it.exercise == Exercise::drill);
  CHECK(it.raised == Records::k_begin);
  CHECK(it.source == "office");
  CHECK(it.by == "Kim");
  CHECK(it.end == End::cleared);
  CHECK(it.ended == Records::k_begin + 60s);
  CHECK(it.end_by == "Lee");
  REQUIRE(names(it) == std::vector<std::string>{"gate-1", "gate-2"});
  CHECK(it.screens[0].received == 20ms);
  CHECK(it.screens[0].displayed == 140ms);
  CHECK(it.screens[0].cleared == 50ms);
  CHECK(it.failed() == 0);
  CHECK(it.received == Percentiles{20ms, 30ms, 30ms});
  CHECK(it.displayed == Percentiles{80ms, 140ms, 140ms});
  CHECK(it.cleared == Percentiles{50ms, 70ms, 70ms});
}

TEST_CASE("of two roads the earlier counts, whichever told first") {
  Records records;
  records.raised(0ms);
  records.received(90ms, "gate-1", "mqtt");
  records.received(20ms, "gate-1", "post");
  records.displayed(200ms, "gate-1", "mqtt");
  const IncidentReport it = only(records);
  REQUIRE(it.screens.size() == 1);
  CHECK(it.screens[0].received == 20ms);
  CHECK(it.screens[0].displayed == 200ms);
}

TEST_CASE("a screen that shows it has received it, also where that answer was lost") {
  Records records;
  records.raised(0ms);
  records.displayed(70ms, "gate-1", "mqtt");
  CHECK(only(records).screens.at(0).received == 70ms);
}

TEST_CASE("a screen that received and never displayed has failed, and hides in no percentile") {
  Records records;
  records.raised(0ms);
  records.received(10ms, "gate-1", "post");
  records.received(10ms, "gate-2", "post");
  records.displayed(50ms, "gate-2", "post");
  const IncidentReport it = only(records);
  CHECK(names(it) == std::vector<std::string>{"gate-1", "gate-2"});
  CHECK(it.screens[0].failed());
  CHECK(it.failed() == 1);
  CHECK(it.received == Percentiles{10ms, 10ms, 10ms});
  CHECK(it.displayed == Percentiles{50ms, std::nullopt, std::nullopt});
}

TEST_CASE("a screen that displayed it only after the clear has failed") {
  Records records;
  records.raised(0ms);
  records.displayed(50ms, "gate-1", "post");
  records.cleared(60s);
  records.displayed(60s, "gate-2", "post");
  records.displayed(63s, "gate-3", "post");
  records.off(64s, "gate-3", "post");
  const IncidentReport it = only(records);
  CHECK(names(it) == std::vector<std::string>{"gate-3", "gate-2", "gate-1"});
  CHECK(it.screens[0].late);
  CHECK(it.screens[0].displayed == 63s);
  CHECK(it.screens[0].cleared == 4s);
  CHECK_FALSE(it.screens[1].late);
  CHECK(it.failed() == 1);
  CHECK(it.displayed == Percentiles{60s, std::nullopt, std::nullopt});
}

TEST_CASE("a screen that is out of reach by every road when the alarm comes has failed") {
  Records records;
  records.lost(-60s, "gate-1", "post");
  records.lost(-60s, "gate-2", "post");
  records.back(-50s, "gate-2", "post");
  records.lost(-60s, "gate-3", "post");
  records.lost(-60s, "gate-3", "mqtt");
  records.back(-50s, "gate-3", "mqtt");
  records.raised(0ms);
  const IncidentReport it = only(records);
  REQUIRE(names(it) == std::vector<std::string>{"gate-1"});
  CHECK(it.screens[0].trouble == Trouble::unreachable);
  CHECK(it.screens[0].failed());
}

TEST_CASE("a screen whose silence is noticed within or just after the alarm was lost while it was on") {
  Records records;
  records.raised(0ms);
  records.lost(5s, "gate-1", "post");
  records.refused(6s, "gate-2", "post");
  records.cleared(10s);
  records.lost(39s, "gate-3", "post");
  records.lost(40s, "gate-4", "post");
  records.refused(11s, "gate-5", "post");
  const IncidentReport it = only(records);
  REQUIRE(names(it) == std::vector<std::string>{"gate-1", "gate-2", "gate-3"});
  CHECK(it.screens[0].trouble == Trouble::unreachable);
  CHECK(it.screens[1].trouble == Trouble::refuses);
  CHECK(it.failed() == 3);
}

TEST_CASE("a screen out of reach at first that displays it after all has not failed") {
  Records records;
  records.lost(-60s, "gate-1", "post");
  records.raised(0ms);
  records.back(9s, "gate-1", "post");
  records.displayed(10s, "gate-1", "post");
  const IncidentReport it = only(records);
  REQUIRE(it.screens.size() == 1);
  CHECK_FALSE(it.screens[0].failed());
  CHECK(it.screens[0].trouble == Trouble::none);
  CHECK(it.displayed == Percentiles{10s, 10s, 10s});
}

TEST_CASE("what was out of reach before the bridge started anew is not held against a screen") {
  Records records;
  records.lost(-60s, "gate-1", "post");
  records.started(-50s);
  records.raised(0ms);
  CHECK(only(records).screens.empty());
}

TEST_CASE("answers that a bridge hears once more after a restart change nothing") {
  Records records;
  records.raised(0ms);
  records.received(20ms, "gate-1", "post");
  records.displayed(80ms, "gate-1", "post");
  records.started(30s);
  records.received(31s, "gate-1", "post");
  records.displayed(31s, "gate-1", "post");
  const IncidentReport it = only(records);
  REQUIRE(it.screens.size() == 1);
  CHECK(it.screens[0].received == 20ms);
  CHECK(it.screens[0].displayed == 80ms);
}

TEST_CASE("an expected screen of which the records know nothing has failed") {
  Records records;
  records.raised(0ms);
  records.displayed(80ms, "gate-1", "post");
  const IncidentReport it = only(records, {"gate-1", "plaza"});
  CHECK(names(it) == std::vector<std::string>{"plaza", "gate-1"});
  CHECK(it.failed() == 1);
}

TEST_CASE("a screen that showed it and never said to be off the glass keeps the clear from a p99") {
  Records records;
  records.raised(0ms);
  records.displayed(50ms, "gate-1", "post");
  records.displayed(50ms, "gate-2", "post");
  records.received(50ms, "gate-3", "post");
  records.cleared(60s);
  records.off(60s + 40ms, "gate-1", "post");
  CHECK(only(records).cleared == Percentiles{40ms, std::nullopt, std::nullopt});
}

TEST_CASE("what expires was cleared by nobody, and no screen is asked for it") {
  Records records;
  records.raised(0ms);
  records.displayed(50ms, "gate-1", "post");
  records.expired(15min);
  const IncidentReport it = only(records);
  CHECK(it.end == End::expired);
  CHECK(it.cleared == Percentiles{});
}

TEST_CASE("several incidents at once keep their own screens and ends") {
  Records records;
  records.raised(0ms, "drill-1", Exercise::drill);
  records.displayed(50ms, "gate-1", "post", "drill-1");
  records.raised(5s, "fire-1", Exercise::actual);
  records.cleared(5s, "drill-1");
  records.displayed(5s + 40ms, "gate-1", "post", "fire-1");
  records.displayed(5s + 60ms, "gate-2", "post", "fire-1");
  const AlarmReport report = make_alarm_report(records.read());
  REQUIRE(report.incidents.size() == 2);
  CHECK(report.incidents[0].incident == "drill-1");
  CHECK(report.incidents[0].exercise == Exercise::drill);
  CHECK(report.incidents[0].end == End::cleared);
  CHECK(names(report.incidents[0]) == std::vector<std::string>{"gate-1"});
  CHECK(report.incidents[1].incident == "fire-1");
  CHECK(report.incidents[1].exercise == Exercise::actual);
  CHECK(report.incidents[1].end == End::none);
  CHECK(report.incidents[1].displayed == Percentiles{40ms, 60ms, 60ms});
}

TEST_CASE("the same name raised again after its end is another incident") {
  Records records;
  records.raised(0ms);
  records.displayed(50ms, "gate-1", "post");
  records.cleared(60s);
  records.raised(120s);
  records.displayed(120s + 90ms, "gate-1", "post");
  const AlarmReport report = make_alarm_report(records.read());
  REQUIRE(report.incidents.size() == 2);
  CHECK(report.incidents[0].screens.at(0).displayed == 50ms);
  CHECK(report.incidents[1].screens.at(0).displayed == 90ms);
}

TEST_CASE("a drill that turns into a fire under its name stays one incident, an actual one") {
  Records records;
  records.raised(0ms, "zone-5", Exercise::drill);
  records.displayed(50ms, "gate-1", "post", "zone-5");
  records.raised(9s, "zone-5", Exercise::actual);
  const IncidentReport it = only(records);
  CHECK(it.exercise == Exercise::actual);
  CHECK(it.raised == Records::k_begin);
}

TEST_CASE("what burns is what the records said last, and nothing where they never did") {
  Records records;
  records.raised(0ms, "f-1", Exercise::actual);
  std::vector<bridge::LogEntry> entries = records.read();
  CHECK(make_alarm_report(entries).incidents.at(0).place.empty());
  for (const char* place : {"block-b", "block-c"}) {
    entries.push_back(entries.front());
    entries.back().place = place;
  }
  const AlarmReport report = make_alarm_report(entries);
  REQUIRE(report.incidents.size() == 1);
  CHECK(report.incidents[0].place == "block-c");
}

TEST_CASE("an incident whose beginning is no longer in the records is named and left out") {
  Records records;
  records.raised(0ms, "old", Exercise::drill);
  records.displayed(50ms, "gate-1", "post", "old");
  std::vector<bridge::LogEntry> rest = records.read();
  rest.erase(rest.begin());
  const AlarmReport report = make_alarm_report(rest);
  CHECK(report.incidents.empty());
  CHECK(report.headless == std::vector<std::string>{"old"});
}

TEST_CASE(
    "an all-clear for what nobody raised, inputs that are lost and orders that are refused are no "
    "incidents") {
  Records records;
  records.started(0ms);
  records.cleared(1s, "never-raised");
  records.input_lost(2s, "panel-1");
  records.order_refused(3s, "office");
  const AlarmReport report = make_alarm_report(records.read());
  CHECK(report.incidents.empty());
  CHECK(report.headless.empty());
}

TEST_CASE("an alarm is reported the same when its records are spread over rotated logs") {
  const auto tell = [](Records& records) {
    records.raised(0ms);
    for (int i = 1; i <= 12; ++i) {
      records.received(i * 10ms, "gate-" + std::to_string(i), "post");
      records.displayed(i * 20ms, "gate-" + std::to_string(i), "post");
    }
    records.cleared(60s);
  };
  Records whole, rotated(1500);
  tell(whole);
  tell(rotated);
  CHECK(rotated.files() > 2);
  CHECK(only(rotated).displayed == only(whole).displayed);
  CHECK(only(rotated).displayed == Percentiles{120ms, 240ms, 240ms});
}

}  // namespace
}  // namespace madang::tool
