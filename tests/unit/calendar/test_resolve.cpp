// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/resolve.h"

#include <random>

#include "scheduler/calendar/occurrences.h"
#include "tests/support/catch.h"
#include "tests/unit/calendar/local.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

Screen screen(const char* id, std::vector<GroupId> groups = {}) {
  Screen made;
  made.id = {id};
  made.groups = std::move(groups);
  return made;
}

ScheduleEntry entry(int priority, std::vector<TimeRange> times = {}) {
  ScheduleEntry made;
  made.priority = priority;
  made.when.times = std::move(times);
  return made;
}

const Interval k_sunday = between("2026-11-22T00:00:00+09:00", "2026-11-23T00:00:00+09:00");

using List = std::vector<Held>;

}  // namespace

TEST_CASE("without entries the default holds, a day at a time") {
  const auto held = resolve({}, screen("gate-1"), zone("Asia/Seoul"),
                            between("2026-11-22T15:00:00+09:00", "2026-11-23T15:00:00+09:00"));
  CHECK(held ==
        List{{k_sunday, {}}, {between("2026-11-23T00:00:00+09:00", "2026-11-23T15:00:00+09:00"), {}}});
}

TEST_CASE("the higher priority wins, and what it interrupts begins anew after it") {
  const Schedule schedule{{entry(0, {{9h, 18h}}), entry(5, {{12h, 13h}})}};
  const auto held = resolve(schedule, screen("gate-1"), zone("Asia/Seoul"), k_sunday);
  CHECK(held == List{{between("2026-11-22T00:00:00+09:00", "2026-11-22T09:00:00+09:00"), {}},
                     {between("2026-11-22T09:00:00+09:00", "2026-11-22T12:00:00+09:00"), {0}},
                     {between("2026-11-22T12:00:00+09:00", "2026-11-22T13:00:00+09:00"), {1}},
                     {between("2026-11-22T13:00:00+09:00", "2026-11-22T18:00:00+09:00"), {0}},
                     {between("2026-11-22T18:00:00+09:00", "2026-11-23T00:00:00+09:00"), {}}});
}

TEST_CASE("what comes and goes below the winner does not disturb it") {
  const Schedule schedule{{entry(0, {{12h, 13h}}), entry(5, {{9h, 18h}})}};
  CHECK(resolve(schedule, screen("gate-1"), zone("Asia/Seoul"),
                between("2026-11-22T10:00:00+09:00", "2026-11-22T17:00:00+09:00")) ==
        List{{between("2026-11-22T09:00:00+09:00", "2026-11-22T17:00:00+09:00"), {1}}});
}

TEST_CASE("equals share, from the moment both apply") {
  const Schedule schedule{{entry(-1, {{9h, 12h}}), entry(-1, {{10h, 12h}})}};
  const auto held = resolve(schedule, screen("gate-1"), zone("Asia/Seoul"),
                            between("2026-11-22T09:00:00+09:00", "2026-11-22T12:00:00+09:00"));
  CHECK(held == List{{between("2026-11-22T09:00:00+09:00", "2026-11-22T10:00:00+09:00"), {0}},
                     {between("2026-11-22T10:00:00+09:00", "2026-11-22T12:00:00+09:00"), {0, 1}}});
}

TEST_CASE("an entry whose own windows overlap is one entry") {
  const Schedule schedule{{entry(0, {{9h, 12h}, {11h, 13h}})}};
  const auto held = resolve(schedule, screen("gate-1"), zone("Asia/Seoul"),
                            between("2026-11-22T09:00:00+09:00", "2026-11-22T13:00:00+09:00"));
  for (const Held& each : held)
    CHECK(each.entries == std::vector<size_t>{0});
  CHECK(held.size() == 2);
}

TEST_CASE("targets: a screen by name, by group, or all") {
  ScheduleEntry made;
  const Screen gate = screen("gate-1", {{"gates"}});
  CHECK(is_for(made, gate));
  made.screens = {{"hall"}};
  CHECK_FALSE(is_for(made, gate));
  made.groups = {{"gates"}};
  CHECK(is_for(made, gate));
  CHECK(is_for(made, screen("hall")));
  CHECK_FALSE(is_for(made, screen("office")));
}

namespace {

Schedule random_schedule(std::mt19937& random) {
  Schedule schedule;
  for (int i = 0; i < 12; ++i) {
    ScheduleEntry made;
    made.priority = static_cast<int>(random() % 3);
    for (unsigned n = random() % 3; n > 0; --n) {
      made.when.times.push_back(
          {std::chrono::minutes{random() % 96 * 15}, std::chrono::minutes{random() % 97 * 15}});
    }
    for (unsigned n = random() % 3; n > 0; --n)
      made.when.days.emplace_back(random() % 7);
    schedule.entries.push_back(made);
  }
  return schedule;
}

}  // namespace

TEST_CASE("answers agree wherever both speak, whenever they were asked") {
  std::mt19937 random(7);
  for (const char* name : {"Asia/Seoul", "Europe/London", "America/New_York"}) {
    const TimeZone here = zone(name);
    const Schedule schedule = random_schedule(random);
    const Interval all = between("2026-10-20T00:00:00Z", "2026-11-08T00:00:00Z");
    const auto whole = resolve(schedule, screen("gate-1"), here, all);
    for (int i = 0; i < 200; ++i) {
      const SysTime from = all.from + Millis{random() % static_cast<unsigned>(Millis{17 * 24h}.count())};
      const Interval asked{from, std::min(all.to, from + 48h)};
      CAPTURE(name, to_iso8601(from));
      const auto part = resolve(schedule, screen("gate-1"), here, asked);
      REQUIRE_FALSE(part.empty());
      // The very segments of the long answer, but for the cut at the end.
      auto expected = std::find_if(whole.begin(), whole.end(),
                                   [&](const Held& each) { return each.interval.contains(from); });
      for (const Held& each : part) {
        REQUIRE(expected != whole.end());
        Held cut = *expected++;
        cut.interval.to = std::min(cut.interval.to, asked.to);
        REQUIRE(each == cut);
      }
      CHECK(part.back().interval.to == asked.to);
    }
  }
}

TEST_CASE("no hole and no overlap, and at every minute the winners are those of a plain look") {
  std::mt19937 random(11);
  for (const char* name : {"America/New_York", "Pacific/Apia", "Europe/London"}) {
    const TimeZone here = zone(name);
    const Schedule schedule = random_schedule(random);
    const SysTime start = name == std::string_view("Pacific/Apia")    ? utc("2011-12-28T07:00:00Z")
                          : name == std::string_view("Europe/London") ? utc("2026-03-28T07:00:00Z")
                                                                      : utc("2026-10-31T07:00:00Z");
    const Interval asked{start, start + 72h};
    const auto held = resolve(schedule, screen("gate-1"), here, asked);
    REQUIRE(held.front().interval.from <= asked.from);
    for (size_t i = 1; i < held.size(); ++i)
      REQUIRE(held[i].interval.from == held[i - 1].interval.to);

    auto current = held.begin();
    for (SysTime t = asked.from; t < asked.to; t += 1min) {
      while (!current->interval.contains(t))
        ++current;
      int best = -1;
      std::vector<size_t> expected;
      for (size_t i = 0; i < schedule.entries.size(); ++i) {
        const ScheduleEntry& each = schedule.entries[i];
        if (occurrences(each.when, here, {t, t + 1ms}).empty() || each.priority < best)
          continue;
        if (each.priority > best)
          expected.clear();
        best = each.priority;
        expected.push_back(i);
      }
      CAPTURE(name, to_iso8601(t));
      REQUIRE(current->entries == expected);
    }
  }
}
