// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "content-schema/base/clock.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

// `madang when` as staff use it: Chuseok 2026 (Friday, 25 September) at a small market.
namespace madang::test {
namespace {

using Json = nlohmann::json;

Ended when(std::vector<std::string> words) {
  words.insert(words.begin(), {program("madang").string(), "when"});
  return run_to_end(words);
}

void write_playlist(const TempFolder& folder, const std::string& name, int seconds) {
  folder.write("playlists/" + name + ".yaml", "kind: playlist\nversion: 1\nitems:\n  - text: " + name +
                                                  "\n    duration: " + std::to_string(seconds) +
                                                  "s\n  - text: " + name + " 2\n    duration: 7s\n");
}

constexpr const char* k_entries = R"(
  - { name: 평소, play: playlists/daily.yaml }
  - { name: 명절, play: playlists/feast.yaml, when: { lunar: 08-14..08-16, times: 09:00-21:00 }, priority: 20, share: 2 }
  - { name: 할인, play: playlists/sale.yaml, when: { lunar: 08-05..08-16, times: 09:00-21:00 }, priority: 20 }
  - { name: 장날, play: playlists/sale.yaml, when: { market-days: [2, 7], times: 09:00-17:00 }, priority: 20 }
  - { name: 야시장, play: playlists/night.yaml, when: { days: [fri, sat, sun], times: 17:30-22:00 }, priority: 30 }
  - { name: 휴무, play: playlists/night.yaml, when: { times: 14:00-16:00, except: { holidays: kr } }, priority: 50 }
  - { name: 광장, play: playlists/night.yaml, priority: 90, screens: plaza }
)";

void write_market(const TempFolder& folder, const std::string& entries = k_entries) {
  folder.write(
      "site.yaml",
      "kind: site\nversion: 1\nname: 올레시장\nzone: Asia/Seoul\nlanguages: [ko]\n"
      "default: playlists/daily.yaml\nscreens: [ { id: gate-1, name: 1번 출입구 }, { id: plaza } ]\n");
  folder.write("schedule.yaml", "kind: schedule\nversion: 1\nentries:" + entries);
  for (const auto& [name, seconds] :
       std::map<std::string, int>{{"daily", 8}, {"feast", 12}, {"sale", 16}, {"night", 10}})
    write_playlist(folder, name, seconds);
}

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

SysTime utc_of(const Json& time) {
  return parse_iso8601(time.at("utc").get<std::string>()).value();
}

/// Parses it as XML, and draws it.
Ended drawn(const std::filesystem::path& svg) {
  return run_to_end({"/usr/bin/env", "rsvg-convert", "--output", svg.string() + ".png", svg.string()});
}

}  // namespace

TEST_CASE("when --explain on Chuseok, 15:00: who plays, by what, and why nobody else does") {
  TempFolder folder;
  write_market(folder);
  const std::vector<std::string> asked{folder.path(), "--at", "2026-09-25T15:00", "--explain"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), asked.begin(), asked.end());
    return when(more);
  };
  const Ended ko = with({"--lang", "ko"});
  CHECK(ko.code == 0);
  CHECK(has(ko.output, "gate-1, 2026-09-25 (금) 15:00:00 (Asia/Seoul), 음력 8월 15일, 추석\n"));
  CHECK(has(ko.output, "명절 (schedule.yaml:5)"));
  CHECK(has(ko.output, "시간의 66.7%를 받습니다"));
  CHECK(has(ko.output, "우선순위(20)가 가장 높고 서로 같아서 번갈아 나옵니다: 09:00부터 17:30까지."));
  CHECK(has(ko.output, "지금 맞지만 우선순위(0)가 '명절'의 우선순위(20)보다 낮습니다."));
  CHECK(has(ko.output, "장날이 아닙니다 (market-days: [2, 7])."));
  CHECK(has(ko.output, "시간이 맞지 않습니다 (times: 17:30-22:00)."));
  CHECK(has(ko.output, "except로 뺐습니다 (holidays: kr)."));
  CHECK(has(ko.output, "이 화면의 것이 아닙니다 (screens: plaza)."));
  const Ended en = with({"--lang", "en"});
  CHECK(has(en.output, "it applies, but its priority (0) is lower than that of '명절' (20)."));
  CHECK(has(en.output, "not at this time of day (times: 17:30-22:00)."));

  const Json json = Json::parse(with({"--format", "json"}).output);
  CHECK(json.at("winners") == Json{"명절", "할인"});
  CHECK(json.at("from").at("local") == "2026-09-25T09:00:00.000+09:00");
  CHECK(json.at("to").at("utc") == "2026-09-25T08:30:00.000Z");
  std::map<std::string, Json> entries;
  for (const Json& each : json.at("entries"))
    entries[each.at("name").get<std::string>()] = each;
  CHECK(entries.at("명절").at("verdict") == "plays");
  CHECK(entries.at("평소").at("verdict") == "outranked");
  CHECK(entries.at("장날").at("keys") == Json{"market-days"});
  CHECK(entries.at("휴무").at("except") == Json{1});
  CHECK(entries.at("광장").at("verdict") == "not_here");
  CHECK(entries.at("명절").at("due").get<double>() == Approx(2.0 / 3).margin(1e-6));
}

TEST_CASE("where no entry applies the default is explained as such") {
  TempFolder folder;
  write_market(folder, " [ { name: 낮, play: playlists/sale.yaml, when: { times: 09:00-17:00 } } ]\n");
  const Ended told = when({folder.path(), "--at", "2026-09-25T03:00", "--explain", "--lang", "en"});
  CHECK(has(told.output, "no entry applies, so the default plays: from 00:00 to 09:00."));
  CHECK(has(told.output, "default (site.yaml, default: playlists/daily.yaml)"));
}

TEST_CASE("a week, for people and for programs") {
  TempFolder folder;
  write_market(folder);
  const std::vector<std::string> week{folder.path(), "--at", "2026-09-25T15:00", "--span", "week"};
  auto words = week;
  words.insert(words.end(), {"--lang", "ko"});
  const Ended table = when(words);
  CHECK(has(table.output, "올레시장, gate-1 (1번 출입구)\n2026-09-21 (월) - 2026-09-27 (일) (Asia/Seoul)\n"));
  CHECK(
      has(table.output,
          "\n2026-09-25 (금)  음력 8월 15일  추석\n  00:00-09:00  평소\n  09:00-17:30  명절 67% + 할인 33%\n"
          "  17:30-22:00  야시장\n  22:00-24:00  평소\n"));
  CHECK(has(table.output, "2026-09-22 (화)  음력 8월 12일  장날\n"));

  words = week;
  words.insert(words.end(), {"--format", "json"});
  const Json json = Json::parse(when(words).output);
  CHECK(json.at("days").size() == 7);
  CHECK(json.at("days")[4] == Json::parse(R"({"date": "2026-09-25", "weekday": "Fri", "lunar": "08-15",
                                             "holidays": ["추석"], "market_day": false})"));
  SysTime reached = utc_of(json.at("from"));
  for (const Json& each : json.at("segments")) {
    CHECK(utc_of(each.at("from")) == reached);
    reached = utc_of(each.at("to"));
    double due = 0;
    for (const Json& part : each.at("entries"))
      due += part.at("due").get<double>();
    CHECK(due == Approx(1));
  }
  CHECK(reached == utc_of(json.at("to")));
  CHECK(json.at("from").at("local") == "2026-09-21T00:00:00.000+09:00");
}

TEST_CASE("an hour is told turn by turn, and the turns are shared by the shares") {
  TempFolder folder;
  write_market(folder);
  const std::vector<std::string> hour{folder.path(), "--at", "2026-09-25T15:20", "--span", "hour"};
  auto words = hour;
  words.insert(words.end(), {"--format", "json"});
  const Json json = Json::parse(when(words).output);
  CHECK(json.at("from").at("local") == "2026-09-25T15:00:00.000+09:00");
  SysTime reached = utc_of(json.at("from"));
  std::map<std::string, Millis> had;
  for (const Json& turn : json.at("turns")) {
    const SysTime to = std::min(utc_of(turn.at("to")), utc_of(json.at("to")));
    had[turn.at("entry").get<std::string>()] += to - reached;
    reached = to;
  }
  CHECK(reached == utc_of(json.at("to")));
  CHECK(std::chrono::abs(had["명절"] - std::chrono::minutes{40}) <= std::chrono::seconds{32});
  CHECK(had["명절"] + had["할인"] == std::chrono::hours{1});

  words = hour;
  words.insert(words.end(), {"--lang", "ko"});
  CHECK(has(when(words).output, "feast 2"));
}

TEST_CASE("fairness: real screen time per day beside what is due") {
  TempFolder folder;
  write_market(folder);
  const std::vector<std::string> week{folder.path(), "--at", "2026-09-25", "--span", "week", "--fairness"};
  auto words = week;
  words.insert(words.end(), {"--format", "json"});
  const Json json = Json::parse(when(words).output);
  REQUIRE(json.at("days").size() == 7);
  for (const Json& day : json.at("days")) {
    CAPTURE(day.dump());
    std::int64_t due = 0, shown = 0;
    for (const Json& each : day.at("entries")) {
      due += each.at("due_ms").get<std::int64_t>();
      shown += each.at("had_ms").get<std::int64_t>();
      // Two shared stretches a day at most, each within an item at either end.
      CHECK(std::abs(each.at("items_ahead").get<double>()) <= 4);
    }
    CHECK(std::abs(due - 86'400'000) <= 2);
    CHECK(shown == 86'400'000);
  }
  // Chuseok: 8.5 hours shared 2 to 1.
  for (const Json& each : json.at("days")[4].at("entries")) {
    if (each.at("name") == "명절")
      CHECK(each.at("due_ms") == 20'400'000);
  }
  words = week;
  words.insert(words.end(), {"--lang", "ko"});
  const Ended table = when(words);
  CHECK(has(table.output, "받을 몫"));
  CHECK(has(table.output, "5:40:00"));
}

TEST_CASE("a year fits on a few screens, and its days are of few kinds") {
  TempFolder folder;
  write_market(folder);
  const Ended told = when({folder.path(), "--at", "2026-09-25", "--span", "year", "--lang", "ko"});
  CHECK(told.code == 0);
  CHECK(has(told.output, "\n2026-09  "));
  CHECK(std::count(told.output.begin(), told.output.end(), '\n') < 200);
}

TEST_CASE("the picture is well-formed and the same every time, in both languages, for every span") {
  TempFolder folder;
  write_market(folder);
  for (const char* span : {"hour", "day", "week", "year"}) {
    for (const char* lang : {"ko", "en"}) {
      const auto file = folder / (std::string(span) + lang + ".svg");
      CAPTURE(file);
      const Ended made =
          when({folder.path(), "--at", "2026-09-25T15:00", "--span", span, "-o", file, "--lang", lang});
      REQUIRE(made.code == 0);
      CHECK(made.output.empty());
      const std::string svg = text_of(file);
      CHECK(drawn(file).code == 0);
      CHECK(has(svg, "<title id=\"title\">올레시장 · 1번 출입구 (gate-1), 2026-"));
      CHECK(has(svg, "명절"));
      CHECK(
          when({folder.path(), "--at", "2026-09-25T15:00", "--span", span, "--format", "svg", "--lang", lang})
              .output == svg);
    }
  }
}

TEST_CASE("a name that is markup stays a name") {
  TempFolder folder;
  write_market(folder, R"(
  - { name: "<script>alert('a')</script> & \"b\" ]]>", play: playlists/sale.yaml }
)");
  const auto file = folder / "a.svg";
  REQUIRE(when({folder.path(), "--span", "week", "--at", "2026-09-25", "-o", file}).code == 0);
  CHECK(drawn(file).code == 0);
  const std::string svg = text_of(file);
  CHECK_FALSE(has(svg, "<script"));
  CHECK(has(svg, "&lt;script&gt;"));
}

TEST_CASE("what is told of an instant is the same whichever span is asked for") {
  TempFolder folder;
  write_market(folder, R"(
  - { name: A, play: playlists/offer.yaml }
  - { name: B, play: playlists/sale.yaml }
)");
  folder.write("playlists/offer.yaml",
               "kind: playlist\nversion: 1\nitems:\n  - { text: always, duration: 9s }\n"
               "  - { text: offer, duration: 7s, valid: 2026-09-01..2026-09-30 }\n");
  for (const char* at : {"2026-09-25T15:00:10", "2026-09-25T15:07:00", "2026-09-25T15:31:30"}) {
    const auto told = [&](const char* span) {
      return when({folder.path(), "--at", at, "--span", span, "--explain", "--lang", "ko"}).output;
    };
    CHECK(told("hour") == told("day"));
    CHECK(told("week") == told("day"));
  }
  CHECK(has(when({folder.path(), "--at", "2026-09-25T15:00", "--span", "hour"}).output, "  offer\n"));
}

TEST_CASE("an entry with nothing to show is said to have none, and the default's time is its own") {
  TempFolder folder;
  write_market(folder, " [ { name: 빈 것, play: playlists/broken.yaml } ]\n");
  folder.write("playlists/broken.yaml", "kind: playlist\nversion: 1\nitems: [ { video: media/clip.mp4 } ]\n");
  folder.write("media/clip.mp4", "no video");
  const Ended told = when({folder.path(), "--at", "2026-09-25T15:00", "--explain", "--lang", "ko"});
  CHECK(told.code == 0);
  CHECK(has(told.errors, "clip.mp4"));
  CHECK(has(told.output, "(보여 줄 것이 없어 기본 화면)"));
  const Json json = Json::parse(when({folder.path(), "--at", "2026-09-25", "--format", "json"}).output);
  CHECK(json.at("segments")[0].at("entries")[0].at("name").is_null());
}

TEST_CASE("when asked wrongly it says what is wrong, in both languages") {
  TempFolder folder;
  write_market(folder);
  const Ended nobody = when({folder.path(), "--screen", "nobody", "--lang", "ko"});
  CHECK(nobody.code == 1);
  CHECK(has(nobody.errors, "'nobody' 화면이 없습니다. 있는 화면: gate-1, plaza"));
  const Ended time = when({folder.path(), "--at", "내일", "--lang", "en"});
  CHECK(time.code == 1);
  CHECK(has(time.errors, "cannot read the time '내일'"));
  const Ended span = when({folder.path(), "--span", "fortnight", "--lang", "ko"});
  CHECK(span.code == 2);
  CHECK(has(span.errors, "값이 잘못되었습니다"));
  CHECK(when({folder.path(), "--explain", "--fairness"}).code == 2);
  CHECK(when({folder.path(), "--explain", "--format", "svg"}).code == 2);
  CHECK(when({}).code == 2);
  CHECK(when({"/nowhere/at/all"}).code == 1);
  CHECK(when({folder.path(), "-o", "/nowhere/at/all.svg"}).code != 0);
  folder.write("site.yaml",
               "kind: site\nversion: 1\nname: a\nzone: Mars/Olympus\nlanguages: [ko]\n"
               "default: playlists/daily.yaml\nscreens: [ { id: gate-1 }, { id: plaza } ]\n");
  const Ended zone = when({folder.path(), "--lang", "ko"});
  CHECK(zone.code == 1);
  CHECK(has(zone.errors, "Mars/Olympus"));
}

}  // namespace madang::test
