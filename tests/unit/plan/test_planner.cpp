// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/plan/planner.h"

#include <algorithm>
#include <random>
#include <set>

#include "content-schema/wire/check.h"
#include "tests/support/catch.h"
#include "tests/unit/plan/market.h"

using namespace madang;
using namespace madang::test;

namespace {

SysTime seoul(const char* wall) {
  return parse_iso8601(std::string(wall) + "+09:00").value();
}

ScheduleEntry entry(const char* name, Show show, int priority, std::vector<TimeRange> times = {}) {
  ScheduleEntry made;
  made.name = name;
  made.show = std::move(show);
  made.priority = priority;
  made.when.times = std::move(times);
  return made;
}

Turn turn(Show show, Millis length, std::string entry) {
  Turn made;
  made.show = std::move(show);
  made.length = length;
  made.entry = std::move(entry);
  return made;
}

Document busy_market() {
  Document document = market();
  document.schedule.entries = {
      entry("morning", {Show::Kind::playlist, "b"}, 0, {{9h, 12h}}),
      entry("payment", {Show::Kind::layout, "page"}, 0, {{11h, 14h}}),
      entry("night", {Show::Kind::playlist, "a"}, 3, {{22h, 2h}}),
  };
  document.schedule.entries[2].groups = {{"gates"}};
  return document;
}

}  // namespace

TEST_CASE("a day at the gate: the default, one, two by turns, one, the night market") {
  const Interval covers{seoul("2026-11-22T08:00"), seoul("2026-11-23T03:00")};
  const auto programme = plan({"r1"}, busy_market(), media(), {"gate-1"}, covers).value();
  CHECK(programme.release.value == "r1");
  CHECK(programme.covers == covers);
  CHECK(programme.inventory == media());

  const Turn standing = turn({Show::Kind::playlist, "a"}, 12s, "");
  const Turn morning = turn({Show::Kind::playlist, "b"}, 20345ms, "morning");
  const Turn payment = turn({Show::Kind::layout, "page"}, 20345ms, "payment");
  const Turn night = turn({Show::Kind::playlist, "a"}, 12s, "night");
  const std::vector<Segment> expected = {
      {{seoul("2026-11-22T02:00"), seoul("2026-11-22T09:00")}, {standing}},
      {{seoul("2026-11-22T09:00"), seoul("2026-11-22T11:00")}, {morning}},
      {{seoul("2026-11-22T11:00"), seoul("2026-11-22T12:00")}, {morning, payment}},
      {{seoul("2026-11-22T12:00"), seoul("2026-11-22T14:00")}, {payment}},
      {{seoul("2026-11-22T14:00"), seoul("2026-11-22T22:00")}, {standing}},
      {{seoul("2026-11-22T22:00"), seoul("2026-11-23T02:00")}, {night}},
      {{seoul("2026-11-23T02:00"), seoul("2026-11-23T03:00")}, {standing}},
  };
  CHECK(programme.segments == expected);
}

TEST_CASE("the hall is no gate and sleeps at night") {
  const Interval covers{seoul("2026-11-22T21:00"), seoul("2026-11-23T01:00")};
  const auto programme = plan({}, busy_market(), media(), {"hall"}, covers).value();
  for (const Segment& each : programme.segments)
    CHECK(each.turns[0].entry.empty());
}

TEST_CASE("two kiosks that plan at different moments get the same segments") {
  std::mt19937 random(3);
  const SysTime start = seoul("2026-11-20T00:00");
  const auto reference =
      plan({}, busy_market(), media(), {"gate-1"}, {start, start + 24h * 10}).value().segments;
  for (int i = 0; i < 200; ++i) {
    const SysTime now = start + Millis{random() % static_cast<unsigned>(Millis{24h * 7}.count())};
    const auto segments = plan({}, busy_market(), media(), {"gate-1"}, {now, now + 48h}).value().segments;
    // The segment before may still be finishing its last item.
    REQUIRE(segments.front().interval.from <= now - k_longest_finish);
    REQUIRE(segments.front().interval.to > now - k_longest_finish);
    for (size_t n = 0; n + 1 < segments.size(); ++n) {
      REQUIRE(std::find(reference.begin(), reference.end(), segments[n]) != reference.end());
    }
  }
}

TEST_CASE("shares and promises reach the player") {
  Document document = busy_market();
  document.schedule.entries[0].share = 3;
  document.schedule.entries[1].at_least = AtLeast{5min, 1h};
  const SysTime noon = seoul("2026-11-22T11:30");
  const auto made = plan({}, document, media(), {"gate-1"}, {noon, noon + 1min}).value();
  const auto& turns = made.segments.front().turns;
  REQUIRE(turns.size() == 2);
  CHECK(turns[0].share == 3);
  CHECK(turns[0].at_least == 0);
  CHECK(turns[1].share == 1);
  CHECK(turns[1].at_least == Approx(1 / 12.0));
}

TEST_CASE("an offer's days are those of the market's own calendar, and cut the plan at their midnights") {
  using namespace std::chrono;
  Document document = market();
  auto& offer = document.playlists["a"].items[1];
  offer.valid.from = 2026y / 11 / 22;
  offer.valid.to = 2026y / 11 / 22;
  document.schedule.entries = {entry("late", {Show::Kind::playlist, "a"}, 0, {{22h, 2h}})};
  const SysTime noon = seoul("2026-11-21T12:00");
  const auto made = plan({}, document, media(), {"gate-1"}, {noon, noon + 48h}).value();
  const Interval day{seoul("2026-11-22T00:00"), seoul("2026-11-23T00:00")};
  CHECK(made.document.playlists.at("a").items[1].airs == day);
  CHECK_FALSE(made.document.playlists.at("a").items[0].airs);
  std::set<SysTime> begins;
  for (const Segment& each : made.segments)
    begins.insert(each.interval.from);
  CHECK(begins.count(day.from) == 1);
  CHECK(begins.count(day.to) == 1);
  CHECK(check(made).has_value());

  offer.valid.from.reset();
  const auto open = plan({}, document, media(), {"gate-1"}, {noon, noon + 48h}).value();
  CHECK(open.document.playlists.at("a").items[1].airs->contains(SysTime{}));
}

TEST_CASE("with an untrusted clock only what has no dates plays") {
  using namespace std::chrono;
  Document document = busy_market();
  ScheduleEntry dated = entry("autumn", {Show::Kind::playlist, "b"}, 9);
  dated.when.dates = {{1970y / 1 / 1, 2099y / 12 / 31}};
  document.schedule.entries.push_back(dated);
  document.schedule.entries.push_back(entry("always", {Show::Kind::layout, "page"}, -1));
  document.schedule.entries.push_back(entry("always too", {Show::Kind::playlist, "b"}, -1));
  const SysTime boot{40s};
  const Interval covers{boot - 1h, boot + 51h};
  const auto programme = plan({}, document, media(), {"gate-1"}, covers, ClockTrust::untrusted).value();
  CHECK(check(programme).has_value());
  REQUIRE_FALSE(programme.segments.empty());
  for (const Segment& each : programme.segments) {
    REQUIRE(each.turns.size() == 2);
    CHECK(each.turns[0].entry == "always");
    CHECK(each.turns[1].entry == "always too");
  }

  document.schedule.entries.resize(4);
  const auto standing = plan({}, document, media(), {"gate-1"}, covers, ClockTrust::untrusted).value();
  for (const Segment& each : standing.segments) {
    REQUIRE(each.turns.size() == 1);
    CHECK(each.turns[0].show == document.site.fallback);
  }
}

TEST_CASE("with an untrusted clock nothing that may have expired is shown, nor a wrong time") {
  using namespace std::chrono;
  Document document = market();
  auto& items = document.playlists["a"].items;
  items[1].valid.to = 2099y / 12 / 31;
  items.push_back(text_item(5s));
  items.back().valid.from = 1970y / 1 / 1;
  items.push_back(text_item(5s));
  items.back().what = ClockItem{};
  const SysTime noon = seoul("2026-11-22T12:00");
  const auto made =
      plan({}, document, media(), {"gate-1"}, {noon, noon + 48h}, ClockTrust::untrusted).value();
  const auto& planned = made.document.playlists.at("a").items;
  REQUIRE(planned.size() == 4);
  CHECK_FALSE(planned[0].airs);
  for (size_t i = 1; i < planned.size(); ++i) {
    REQUIRE(planned[i].airs);
    for (const SysTime t : {SysTime{}, noon, seoul("2200-01-01T00:00"), planned[i].airs->from})
      CHECK_FALSE(planned[i].airs->contains(t));
  }
  CHECK_FALSE(plan({}, document, media(), {"gate-1"}, {noon, noon + 48h})
                  .value()
                  .document.playlists.at("a")
                  .items[3]
                  .airs);
}

TEST_CASE("a kiosk that starts again with an untrusted clock goes on in the same segment") {
  const SysTime boot{40s};
  const auto plan_from = [&](SysTime now) {
    return plan({}, busy_market(), media(), {"gate-1"}, {now - 1h, now + 51h}, ClockTrust::untrusted)
        .value()
        .segments;
  };
  const auto first = plan_from(boot);
  const auto second = plan_from(boot + 2h);
  REQUIRE(second.size() >= 2);
  // But for where they are cut, at the end of what was asked for.
  CHECK(std::find(first.begin(), first.end(), second[0]) != first.end());
}

TEST_CASE("an entry whose offers are all over gives way to the next, not to the default") {
  using namespace std::chrono;
  Document document = market();
  document.playlists["offer"] = {"offer", "", {text_item(8s), text_item(8s)}, {}};
  for (Item& each : document.playlists["offer"].items)
    each.valid.to = 2026y / 11 / 21;
  document.schedule.entries = {entry("offer", {Show::Kind::playlist, "offer"}, 10),
                               entry("usual", {Show::Kind::playlist, "b"}, 0)};
  const Interval two_days{seoul("2026-11-21T00:00"), seoul("2026-11-23T00:00")};
  const auto holders = [&] {
    std::vector<std::string> names;
    const auto programme = plan({}, document, media(), {"gate-1"}, two_days).value();
    for (const Segment& each : programme.segments) {
      if (each.interval.to > two_days.from)
        names.push_back(each.turns.size() == 1 ? each.turns[0].entry : "several");
    }
    return names;
  };
  CHECK(holders() == std::vector<std::string>{"offer", "usual"});
  document.schedule.entries[1].priority = 10;
  CHECK(holders() == std::vector<std::string>{"several", "usual"});
  document.playlists["offer"].items[0].valid.to.reset();
  CHECK(holders().back() == "several");
}

TEST_CASE("what cannot be planned is named") {
  const SysTime noon = seoul("2026-11-22T12:00");
  const Interval covers{noon, noon + 48h};
  SECTION("an unknown screen, with those there are") {
    const auto made = plan({}, market(), media(), {"gate-9"}, covers);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().kind == ErrorKind::not_found);
    CHECK(made.error().message.ko == "'gate-9' 화면이 없습니다. 있는 화면: gate-1, hall");
    CHECK(made.error().message.en == "there is no screen 'gate-9'; the screens are: gate-1, hall");
  }
  SECTION("a zone that is not one") {
    Document document = market();
    document.site.zone = "Asia/Seul";
    CHECK(plan({}, document, media(), {"hall"}, covers).error().kind == ErrorKind::not_found);
  }
  SECTION("no time at all") {
    CHECK(plan({}, market(), media(), {"hall"}, {noon, noon}).error().kind == ErrorKind::invalid);
  }
}

TEST_CASE("a picture whose file moves is played for as long as its item says") {
  Document document = market();
  Item item;
  item.what = ImageItem{"media/wave.gif", MediaFit::contain};
  item.duration = 8s;
  document.playlists["a"].items = {item};
  Inventory inventory = media();
  inventory["media/wave.gif"] = {"/srv/wave.gif", {MediaFacts::Kind::video, {320, 200}, 900ms}};
  const SysTime noon{std::chrono::hours(24) * 20'000};
  const auto moving = plan({"r"}, document, inventory, {"gate-1"}, {noon, noon + 1h});
  REQUIRE(moving);
  const Item& planned = moving->document.playlists.at("a").items[0];
  CHECK(planned.what == Item::What(VideoItem{"media/wave.gif", MediaFit::contain, {}}));
  CHECK(planned.duration == item.duration);
  inventory["media/wave.gif"].facts = {MediaFacts::Kind::image, {320, 200}, std::nullopt};
  const auto still = plan({"r"}, document, inventory, {"gate-1"}, {noon, noon + 1h});
  CHECK(still->document.playlists.at("a").items[0] == item);
}

TEST_CASE("a holiday of the site's own list holds in its programme, one taken back does not") {
  using namespace std::chrono;
  Document document = market();
  document.schedule.entries = {entry("holiday", {Show::Kind::playlist, "b"}, 0)};
  document.schedule.entries[0].when.holidays = HolidaySet::kr;
  const Interval may{seoul("2026-05-05T00:00:00"), seoul("2026-05-07T00:00:00")};
  const auto names = [&] {
    std::vector<std::string> found;
    const Programme programme = plan({"r"}, document, {}, document.site.screens[0].id, may).value();
    for (const Segment& each : programme.segments) {
      if (each.interval.to > may.from)
        found.push_back(each.turns[0].entry);
    }
    return found;
  };
  CHECK(names() == std::vector<std::string>{"holiday", ""});
  document.site.holidays = {{2026y / 5 / 5, {}, true}, {2026y / 5 / 6, {}, false}};
  CHECK(names() == std::vector<std::string>{"", "holiday"});
}

TEST_CASE("a countdown ends by the site's clock, also where the clocks are set") {
  Document document = market();
  const auto ends = [&](const char* zone, std::chrono::year_month_day day, std::chrono::minutes time) {
    document.site.zone = zone;
    CountdownItem countdown;
    countdown.day = day;
    countdown.time = time;
    document.playlists.at("a").items[0].what = countdown;
    const Interval covers{seoul("2026-03-01T00:00"), seoul("2026-03-02T00:00")};
    const auto programme = plan({"r1"}, document, media(), {"gate-1"}, covers).value();
    return std::get<CountdownItem>(programme.document.playlists.at("a").items[0].what).ends.value();
  };
  using namespace std::chrono;
  CHECK(ends("Asia/Seoul", 2026y / 12 / 31, 18h) == seoul("2026-12-31T18:00"));
  // 02:30 never was: the clocks went from 02:00 to 03:00, which is 01:00 UTC. 02:30 came twice: the first
  // time.
  CHECK(ends("Europe/Berlin", 2026y / 3 / 29, 150min) == parse_iso8601("2026-03-29T01:00:00Z").value());
  CHECK(ends("Europe/Berlin", 2026y / 10 / 25, 150min) == parse_iso8601("2026-10-25T00:30:00Z").value());
}

TEST_CASE("a code whose days are over is never on a screen, and without a trusted clock no countdown is") {
  Document document = market();
  QrItem code;
  code.data = "https://a.kr";
  Item& item = document.playlists.at("a").items[0];
  item.what = code;
  item.valid.to = std::chrono::year_month_day(std::chrono::year{2026} / 11 / 22);
  const Interval covers{seoul("2026-11-22T08:00"), seoul("2026-11-24T00:00")};
  const auto programme = plan({"r1"}, document, media(), {"gate-1"}, covers).value();
  CHECK(programme.document.playlists.at("a").items[0].airs->to == seoul("2026-11-23T00:00"));

  item.valid = {};
  item.what = CountdownItem{};
  const auto blind = plan({"r1"}, document, media(), {"gate-1"}, covers, ClockTrust::untrusted).value();
  CHECK_FALSE(blind.document.playlists.at("a").items[0].airs->contains(seoul("2026-11-22T12:00")));
}
