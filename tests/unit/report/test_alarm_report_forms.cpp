// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/alarm_report_forms.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/unit/report/records.h"

namespace madang::tool {
namespace {

using test::Records;
using namespace std::chrono_literals;
using Json = nlohmann::json;
using Words = std::vector<std::string>;

TimeZone seoul() {
  return TimeZone::find("Asia/Seoul").value();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Forty screens of a drill, of which one received only, one was out of reach, and one came when it was over.
AlarmReport forty() {
  Records records;
  records.lost(-60s, "cellar", "post");
  records.raised(0ms);
  for (int i = 1; i <= 37; ++i) {
    const std::string screen = "gate-" + std::to_string(i);
    records.received(Millis{20 + i * 7 % 31}, screen, "post");
    records.displayed(Millis{60 + i * i}, screen, "post");
  }
  records.received(25ms, "plaza", "post");
  records.cleared(60s);
  for (int i = 1; i <= 36; ++i)
    records.off(60s + Millis{40 + i * 13 % 50}, "gate-" + std::to_string(i), "post");
  records.displayed(61s, "roof", "mqtt");
  return make_alarm_report(records.read());
}

/// A drill that reached all forty, each of them within another time.
AlarmReport sound() {
  Records records;
  records.raised(0ms);
  for (int i = 1; i <= 40; ++i) {
    const std::string screen = "gate-" + std::to_string(i);
    records.received(Millis{20 + i}, screen, "post");
    records.displayed(Millis{60 + 50 * i}, screen, "post");
  }
  records.cleared(60s);
  for (int i = 1; i <= 40; ++i)
    records.off(60s + Millis{40 + 3 * i}, "gate-" + std::to_string(i), "post");
  return make_alarm_report(records.read());
}

/// The cells of each line, as far as they stand two spaces apart.
std::vector<Words> cells_of(const std::string& table) {
  std::vector<Words> rows;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    Words cells;
    while (!line.empty()) {
      const auto end = line.find("  ");
      cells.push_back(line.substr(0, end));
      line.erase(0, end == std::string::npos ? line.size() : line.find_first_not_of(' ', end));
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

/// What is written in a drawing, from back to front.
Words texts_of(const std::string& svg) {
  Words texts;
  for (std::size_t end = 0; (end = svg.find("</text>", end)) != std::string::npos; ++end) {
    const auto from = svg.rfind('>', end) + 1;
    texts.push_back(svg.substr(from, end - from));
  }
  return texts;
}

bool has_run(const Words& all, const Words& run) {
  return std::search(all.begin(), all.end(), run.begin(), run.end()) != all.end();
}

std::string span_of(const Json& ms, Lang lang) {
  return span_text(ms.is_null() ? std::nullopt : std::optional(Millis{ms.get<std::int64_t>()}), lang);
}

TEST_CASE("the table, the picture and the JSON tell the same numbers, in both languages") {
  const auto [report, failures] = GENERATE(std::pair(forty(), 3), std::pair(sound(), 0));
  const Json incident = Json::parse(report_json(report)).at("incidents").at(0);
  REQUIRE(incident.at("screens").size() == 40);
  CHECK(incident.at("failed") == failures);
  for (const Lang lang : {Lang::ko, Lang::en}) {
    const auto in = [&](const char* ko, const char* en) { return std::string(lang == Lang::ko ? ko : en); };
    const auto rows = cells_of(report_table(report, seoul(), lang));
    const std::string picture = report_picture(report, seoul(), lang);
    const Words texts = texts_of(picture);

    for (const Json& screen : incident.at("screens")) {
      const std::string name = screen.at("screen"), received = span_of(screen.at("received_ms"), lang),
                        displayed = span_of(screen.at("displayed_ms"), lang),
                        cleared = span_of(screen.at("cleared_ms"), lang);
      CAPTURE(name);
      const auto row = std::find_if(rows.begin(), rows.end(),
                                    [&](const Words& each) { return !each.empty() && each.front() == name; });
      REQUIRE(row != rows.end());
      CHECK(Words(row->begin() + 1, row->begin() + 4) == Words{received, displayed, cleared});
      CHECK(has(picture, "<title>" + name + "\n" + in("접수 ", "received ") + received + "\n" +
                             in("표시 ", "displayed ") + displayed + "\n" +
                             in("해제 뒤 내려감 ", "off after clear ") + cleared + "\n"));
      const bool failed = screen.at("failed");
      CHECK(failed == (row->size() > 4 && has(row->at(4), in("실패: ", "FAILED: "))));
      CHECK(has_run(texts, failed ? Words{name, row->at(4), received, displayed, cleared}
                                  : Words{name, received, displayed, cleared}));
    }

    for (const auto& [key, label, column] :
         {std::tuple("received", in("접수", "received"), 1),
          std::tuple("displayed", in("표시", "displayed"), 2),
          std::tuple("cleared", in("해제 뒤 내려감", "off after clear"), 3)}) {
      const Json& times = incident.at(key);
      const Words spans{span_of(times.at("p50"), lang), span_of(times.at("p95"), lang),
                        span_of(times.at("p99"), lang)};
      CHECK(has_run(texts, {label, spans[0], spans[1], spans[2]}));
      for (std::size_t i = 0; i < 3; ++i) {
        const Words& row = rows.at(rows.size() - 5 + i);  // the rule follows
        CHECK(row.at(static_cast<std::size_t>(column)) == spans[i]);
      }
    }
    CHECK(has_run(texts, {in("화면", "screens"), "40", in("표시됨", "displayed"),
                          std::to_string(40 - failures), in("실패", "failed"), std::to_string(failures)}));
  }
}

TEST_CASE("a table of a drill, as staff read it") {
  Records records;
  records.raised(0ms);
  records.received(20ms, "gate-1", "post");
  records.displayed(1240ms, "gate-1", "post");
  records.received(20ms, "gate-2", "post");
  records.cleared(90s);
  records.off(90s + 50ms, "gate-1", "post");
  const AlarmReport report = make_alarm_report(records.read());
  CHECK(report_table(report, seoul(), Lang::ko) ==
        "훈련 · fire · drill-1\n"
        "발령 2027-01-15 (금) 17:00:00 (office / Kim)\n"
        "해제 2027-01-15 (금) 17:01:30 (office / Lee)\n"
        "화면 2대 가운데 1대에 나왔고, 1대는 실패했습니다.\n"
        "\n"
        "화면    접수  표시    해제 뒤 내려감  비고\n"
        "gate-2  20ms  –       –               실패: 받았지만 나왔다는 답이 없습니다\n"
        "gate-1  20ms  1.24초  50ms\n"
        "p50     20ms  1.24초  50ms\n"
        "p95     20ms  –       50ms\n"
        "p99     20ms  –       50ms\n\n" +
            rule_text(Lang::ko) + "\n");
  CHECK(report_table(report, seoul(), Lang::en) ==
        "Drill · fire · drill-1\n"
        "raised 2027-01-15 (Fri) 17:00:00 (office / Kim)\n"
        "cleared 2027-01-15 (Fri) 17:01:30 (office / Lee)\n"
        "Displayed on 1 of 2 screens; 1 failed.\n"
        "\n"
        "SCREEN  RECEIVED  DISPLAYED  OFF AFTER CLEAR  NOTE\n"
        "gate-2  20 ms     –          –                FAILED: received, but never displayed\n"
        "gate-1  20 ms     1.24 s     50 ms\n"
        "p50     20 ms     1.24 s     50 ms\n"
        "p95     20 ms     –          50 ms\n"
        "p99     20 ms     –          50 ms\n\n" +
            rule_text(Lang::en) + "\n");
}

TEST_CASE("the report says what burns, as the table's title and to programs") {
  IncidentReport incident;
  incident.incident = "f-1";
  incident.kind = "fire";
  incident.place = "나동";
  CHECK(title_of(incident, Lang::en) == "Actual alarm · fire · f-1 · 나동");
  CHECK(Json::parse(report_json({{incident}, {}}))["incidents"][0]["place"] == "나동");
}

TEST_CASE("every failure says why") {
  IncidentReport incident;
  incident.end = IncidentReport::End::cleared;
  incident.ended = incident.raised + 60s;
  ScreenResult screen;
  CHECK(trouble_text(incident, screen, Lang::en) == "FAILED: no answer");
  screen.trouble = ScreenResult::Trouble::unreachable;
  CHECK(trouble_text(incident, screen, Lang::en) == "FAILED: out of reach");
  screen.trouble = ScreenResult::Trouble::refuses;
  CHECK(trouble_text(incident, screen, Lang::ko) == "실패: 알림을 거절했습니다");
  screen = {.screen = "gate-1", .displayed = 63s, .late = true};
  CHECK(trouble_text(incident, screen, Lang::ko) == "실패: 끝나고 3.00초 뒤에야 나왔습니다");
  screen = {.screen = "gate-1", .displayed = 1s};
  CHECK(trouble_text(incident, screen, Lang::en) == "never said to be off the glass");
  screen.cleared = 1s;
  CHECK(trouble_text(incident, screen, Lang::en).empty());
}

TEST_CASE("a time is told in a unit of its size, and never as more than it was") {
  CHECK(span_text(std::nullopt, Lang::en) == "–");
  CHECK(span_text(0ms, Lang::ko) == "0ms");
  CHECK(span_text(999ms, Lang::en) == "999 ms");
  CHECK(span_text(1000ms, Lang::en) == "1.00 s");
  CHECK(span_text(59'999ms, Lang::ko) == "59.99초");
  CHECK(span_text(123s, Lang::en) == "2 min 03 s");
  CHECK(span_text(2h + 5min, Lang::ko) == "2시간 05분");
}

TEST_CASE(
    "an alarm that is still on, one that nobody answered and one that expired are told in a table and a "
    "picture") {
  Records records;
  records.raised(0ms, "test-1", Exercise::test);
  records.expired(60s, "test-1");
  records.raised(70s, "fire-1", Exercise::actual);
  const AlarmReport report = make_alarm_report(records.read());
  const std::string table = report_table(report, seoul(), Lang::en);
  CHECK(has(table, "Test · fire · test-1\n"));
  CHECK(has(table, "\nexpired 2027-01-15 (Fri) 17:01:00\nNo screen answered.\n"));
  CHECK(has(table, "\n\nActual alarm · fire · fire-1\n"));
  CHECK(has(table, "\nstill on\n"));
  const Words texts = texts_of(report_picture(report, seoul(), Lang::ko));
  CHECK(std::count(texts.begin(), texts.end(), "아직 끝나지 않았습니다") == 1);
  CHECK(std::count(texts.begin(), texts.end(), "p99") == 2);
  const Json json = Json::parse(report_json(report));
  CHECK(json.at("incidents").at(0).at("end") == "expired");
  CHECK(json.at("incidents").at(1).at("ended").is_null());
}

TEST_CASE(
    "long names of screens that differ at their end can be told apart in the table and in the picture") {
  Records records;
  records.raised(0ms);
  const std::string lane = "동쪽출입구-농산물골목-이층-에스컬레이터-옆-아주-긴-이름-";
  for (const char* number : {"01", "02"})
    records.displayed(50ms, lane + number, "post");
  const AlarmReport report = make_alarm_report(records.read());
  const std::string table = report_table(report, seoul(), Lang::ko);
  const Words texts = texts_of(report_picture(report, seoul(), Lang::ko));
  for (const char* end : {"이름-01", "이름-02"}) {
    CHECK(has(table, end));
    CHECK(std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
      return text.starts_with("동쪽") && text.ends_with(end);
    }));
  }
}

TEST_CASE("names that others chose break neither the table nor the drawing") {
  Records records;
  const std::string screen = "<b>&\n\x1b[31m" + std::string(200, 'x');
  records.raised(0ms);
  records.displayed(50ms, screen, "mqtt");
  const AlarmReport report = make_alarm_report(records.read());
  const std::string table = report_table(report, seoul(), Lang::en);
  CHECK_FALSE(has(table, "\x1b"));
  CHECK(std::count(table.begin(), table.end(), '\n') == 12);
  const std::string picture = report_picture(report, seoul(), Lang::en);
  CHECK_FALSE(has(picture, "<b>"));
  CHECK_FALSE(has(picture, "\x1b"));
  CHECK(Json::parse(report_json(report)).at("incidents").at(0).at("screens").at(0).at("screen") == screen);
}

}  // namespace
}  // namespace madang::tool
