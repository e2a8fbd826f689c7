// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/explain.h"

#include <algorithm>
#include <random>

#include "scheduler/calendar/occurrences.h"
#include "scheduler/calendar/resolve.h"
#include "tests/support/catch.h"
#include "tests/unit/calendar/local.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

using Keys = std::vector<WhenKey>;
using Indices = std::vector<size_t>;

Screen screen(const char* id, std::vector<GroupId> groups = {}) {
  Screen made;
  made.id = {id};
  made.groups = std::move(groups);
  return made;
}

ScheduleEntry entry(When when, int priority = 0) {
  ScheduleEntry made;
  made.when = std::move(when);
  made.priority = priority;
  return made;
}

/// Of one entry at that wall time in Seoul.
Verdict verdict(const When& when, const char* at) {
  const TimeZone seoul = zone("Asia/Seoul");
  return explain({{entry(when)}}, screen("gate-1"), seoul, parse_time(at, seoul).value()).verdicts.at(0);
}

}  // namespace

TEST_CASE("each key rules out by itself") {
  const auto keys = [](auto say_it) {
    When when;
    say_it(when);
    return verdict(when, "2026-11-24T15:00").keys;  // a Tuesday, the 15th of the tenth month by the moon
  };
  CHECK(keys([](When& w) { w.dates = {{2026y / 11 / 25, 2026y / 11 / 30}}; }) == Keys{WhenKey::dates});
  CHECK(keys([](When& w) { w.days = {std::chrono::Monday}; }) == Keys{WhenKey::days});
  CHECK(keys([](When& w) { w.market_days = MarketDays{{2, 7}, false}; }) == Keys{WhenKey::market_days});
  CHECK(keys([](When& w) { w.lunar = {{{8, 14}, {8, 16}}}; }) == Keys{WhenKey::lunar});
  CHECK(keys([](When& w) { w.holidays = HolidaySet::kr; }) == Keys{WhenKey::holidays});
  CHECK(keys([](When& w) {
          w.recurrences = {{2026y / 9 / 2, std::nullopt, 0ms, "FREQ=MONTHLY;BYDAY=2SA"}};
        }) == Keys{WhenKey::rrule});
  CHECK(keys([](When& w) { w.times = {{9h, 12h}}; }) == Keys{WhenKey::times});
  CHECK(keys([](When& w) {
          w.dates = {{2026y / 11 / 25, 2026y / 11 / 30}};
          w.days = {std::chrono::Tuesday};
          w.times = {{9h, 12h}};
        }) == Keys{WhenKey::dates, WhenKey::times});
}

TEST_CASE("the hours after midnight are judged by the day on which they began") {
  When friday_night;
  friday_night.days = {std::chrono::Friday};
  friday_night.times = {{22h, 2h}};
  CHECK(verdict(friday_night, "2026-11-28T01:00").kind == Verdict::Kind::plays);  // Saturday
  CHECK(verdict(friday_night, "2026-11-27T01:00").keys == Keys{WhenKey::days});   // Friday
  CHECK(verdict(friday_night, "2026-11-27T15:00").keys == Keys{WhenKey::times});
  CHECK(verdict(friday_night, "2026-11-24T15:00").keys == Keys{WhenKey::days, WhenKey::times});
}

TEST_CASE("what an exception takes out names it") {
  When when, sunday, noon;
  sunday.days = {std::chrono::Sunday};
  noon.times = {{12h, 13h}};
  when.times = {{9h, 21h}};
  when.except = {sunday, noon};
  const Verdict out = verdict(when, "2026-11-24T12:30");
  CHECK(out.kind == Verdict::Kind::not_now);
  CHECK(out.keys.empty());
  CHECK(out.exceptions == Indices{1});
  CHECK(verdict(when, "2026-11-22T12:30").exceptions == Indices{0, 1});
  CHECK(verdict(when, "2026-11-22T08:00").keys == Keys{WhenKey::times});
  SECTION("each of two windows by another one") {
    when.times = {{22h, 2h}, {1h, 3h}};  // of Monday's night and of Tuesday
    when.except = {When{}, When{}};
    when.except[0].days = {std::chrono::Monday};
    when.except[1].days = {std::chrono::Tuesday};
    CHECK(verdict(when, "2026-11-24T01:30").exceptions == Indices{0, 1});
  }
}

TEST_CASE("Chuseok 2026, 15:00: the feast plays, and everyone else hears why not") {
  const TimeZone seoul = zone("Asia/Seoul");
  When feast, market, night, elsewhere;
  feast.lunar = {{{8, 14}, {8, 16}}};
  feast.times = {{9h, 21h}};
  market.market_days = MarketDays{{2, 7}, false};
  night.days = {std::chrono::Friday};
  night.times = {{17h + 30min, 22h}};
  Schedule schedule{{entry({}), entry(feast, 20), entry(market, 20), entry(night, 30), entry({}, 50)}};
  schedule.entries[4].groups = {{"portrait"}};
  const auto said =
      explain(schedule, screen("gate-1", {{"gates"}}), seoul, parse_time("2026-09-25T15:00", seoul).value());
  CHECK(said.held == between("2026-09-25T09:00:00+09:00", "2026-09-25T17:30:00+09:00"));
  CHECK(said.winners == Indices{1});
  using Kind = Verdict::Kind;
  CHECK(said.verdicts == std::vector<Verdict>{{Kind::outranked, {}, {}},
                                              {Kind::plays, {}, {}},
                                              {Kind::not_now, {WhenKey::market_days}, {}},
                                              {Kind::not_now, {WhenKey::times}, {}},
                                              {Kind::not_here, {}, {}}});
}

namespace {

When random_when(std::mt19937& random, int depth = 0) {
  When when;
  const auto one_in = [&](unsigned n) { return random() % n == 0; };
  if (one_in(4)) {
    const auto from = std::chrono::local_days{2026y / 9 / 10} + std::chrono::days{random() % 30};
    when.dates.push_back({std::chrono::year_month_day{from},
                          std::chrono::year_month_day{from + std::chrono::days{random() % 20}}});
  }
  if (one_in(3))
    when.days = {std::chrono::weekday(random() % 7), std::chrono::weekday(random() % 7)};
  if (one_in(5))
    when.market_days = MarketDays{{static_cast<int>(random() % 10), static_cast<int>(random() % 10)}, true};
  if (one_in(6))
    when.lunar = {{{8, 1 + static_cast<int>(random() % 20)}, {8, 20 + static_cast<int>(random() % 10)}}};
  if (one_in(8))
    when.holidays = HolidaySet::kr;
  if (one_in(6))
    when.recurrences = {{2026y / 9 / 2, std::nullopt, 0ms, "FREQ=DAILY;INTERVAL=2"}};
  if (one_in(8))
    when.recurrences.push_back({2026y / 9 / 2, 20h, 8h, "FREQ=WEEKLY;BYDAY=SA,SU"});
  for (unsigned n = random() % 3; n > 0; --n)
    when.times.push_back(
        {std::chrono::minutes{random() % 48 * 30}, std::chrono::minutes{random() % 49 * 30}});
  for (unsigned n = depth == 0 ? random() % 3 : 0; n > 0; --n) {
    When except = random_when(random, 1);
    if (except != When{})
      when.except.push_back(except);
  }
  return when;
}

bool holds(const When& when, const TimeZone& here, SysTime at) {
  return !occurrences(when, here, {at, at + 1ms}).empty();
}

When without(When when, const Keys& keys) {
  for (const WhenKey key : keys) {
    if (key == WhenKey::dates)
      when.dates.clear();
    if (key == WhenKey::days)
      when.days.clear();
    if (key == WhenKey::market_days)
      when.market_days.reset();
    if (key == WhenKey::lunar)
      when.lunar.clear();
    if (key == WhenKey::holidays)
      when.holidays.reset();
    if (key == WhenKey::rrule)
      when.recurrences.clear();
    if (key == WhenKey::times)
      when.times.clear();
  }
  return when;
}

/// What is claimed of an entry that is not now, tried: without what is named it is, and every part of it is
/// needed.
bool is_the_reason(const Verdict& verdict, const When& when, const TimeZone& here, SysTime at) {
  When bare = when;
  bare.except.clear();
  if (verdict.keys.empty()) {
    When rest = when;
    for (auto each = verdict.exceptions.rbegin(); each != verdict.exceptions.rend(); ++each)
      rest.except.erase(rest.except.begin() + static_cast<std::ptrdiff_t>(*each));
    return !verdict.exceptions.empty() && holds(bare, here, at) && holds(rest, here, at);
  }
  if (!holds(without(bare, verdict.keys), here, at))
    return false;
  for (size_t i = 0; i < verdict.keys.size(); ++i) {
    Keys fewer = verdict.keys;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (holds(without(bare, fewer), here, at))
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("explain agrees with resolve at every instant, and its reasons are the reasons") {
  std::mt19937 random(17);
  const Screen gate = screen("gate-1", {{"gates"}});
  size_t by_kind[5] = {};
  for (const char* name : {"Asia/Seoul", "Europe/London", "America/New_York"}) {
    const TimeZone here = zone(name);
    for (int round = 0; round < 6; ++round) {
      Schedule schedule;
      for (int i = 0; i < 10; ++i) {
        schedule.entries.push_back(entry(random_when(random), static_cast<int>(random() % 3)));
        if (random() % 6 == 0)
          schedule.entries.back().groups = {{"portrait"}};
        if (random() % 2 == 0)
          schedule.entries.back().show.path = "offers";
      }
      const Interval all = round % 2 == 0 ? between("2026-09-18T00:00:00Z", "2026-09-30T00:00:00Z")
                                          : between("2026-10-23T00:00:00Z", "2026-11-03T00:00:00Z");
      const SysTime middle = all.from + all.length() / 2;
      const Airtimes airtimes{{"offers", {{all.from + 20h, middle}, {middle + 30h, all.to}}}};
      const auto held = resolve(schedule, gate, here, all, {}, airtimes);
      for (int i = 0; i < 40; ++i) {
        const SysTime at = all.from + Millis{random() % static_cast<unsigned>(all.length().count() - 1)};
        CAPTURE(name, round, to_iso8601(at));
        const auto said = explain(schedule, gate, here, at, {}, airtimes);
        const auto expected = std::find_if(held.begin(), held.end(),
                                           [&](const Held& each) { return each.interval.contains(at); });
        REQUIRE(expected != held.end());
        REQUIRE(said.winners == expected->entries);
        REQUIRE(said.held.from == expected->interval.from);
        if (expected->interval.to < all.to)
          REQUIRE(said.held.to == expected->interval.to);
        Indices playing;
        for (size_t n = 0; n < said.verdicts.size(); ++n) {
          const Verdict& verdict = said.verdicts[n];
          CAPTURE(n);
          ++by_kind[static_cast<size_t>(verdict.kind)];
          if (verdict.kind == Verdict::Kind::plays)
            playing.push_back(n);
          REQUIRE((verdict.kind == Verdict::Kind::not_here) == !is_for(schedule.entries[n], gate));
          if (verdict.kind == Verdict::Kind::not_now)
            REQUIRE(is_the_reason(verdict, schedule.entries[n].when, here, at));
        }
        REQUIRE(playing == said.winners);
      }
    }
  }
  for (const size_t count : by_kind)
    CHECK(count > 80);
}
