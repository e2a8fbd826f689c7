// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fstream>
#include <random>

#include "scheduler/calendar/occurrences.h"
#include "scheduler/calendar/resolve.h"
#include "tests/support/catch.h"
#include "tests/unit/calendar/local.h"

// Every zone of the tz database around every change of its clocks from 1970 to 2037.
using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;
using std::chrono::days, std::chrono::hours;

namespace {

/// The zones that are not another name of one, but for those that are no place.
std::vector<std::string> zones() {
  std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
  std::vector<std::string> found;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("Z "))
      continue;
    const std::string name = line.substr(2, line.find(' ', 2) - 2);
    if (TimeZone::find(name))
      found.push_back(name);
  }
  return found;
}

std::vector<SysTime> changes(const TimeZone& zone) {
  std::vector<SysTime> found;
  const Interval all{utc("1970-01-01T00:00:00Z"), utc("2037-12-31T00:00:00Z")};
  for (const TimeZone::Stretch& each : zone.stretches(all)) {
    if (all.from < each.from && each.from < all.to)
      found.push_back(each.from);
  }
  return found;
}

/// Each hour of the day belongs to one of these.
std::vector<TimeRange> parts_of_a_day(std::mt19937& random) {
  std::vector<TimeRange> parts;
  std::chrono::minutes at{0};
  while (at < 24h) {
    const auto next = std::min<std::chrono::minutes>(24h, at + std::chrono::minutes{5 + random() % 300});
    parts.push_back({at, next});
    at = next;
  }
  return parts;
}

}  // namespace

TEST_CASE("the parts of a day leave no hole and do not overlap, wherever and whenever clocks change") {
  std::mt19937 random(5);
  const auto names = zones();
  REQUIRE(names.size() > 300);
  size_t count = 0, wrong = 0;
  for (const std::string& name : names) {
    const TimeZone here = zone(name.c_str());
    for (const SysTime change : changes(here)) {
      ++count;
      When when;
      when.times = parts_of_a_day(random);
      const Interval within{change - 30h, change + 30h};
      const auto found = occurrences(when, here, within);
      bool tiles = !found.empty() && found.front().from <= within.from && found.back().to >= within.to;
      for (size_t i = 1; tiles && i < found.size(); ++i)
        tiles = found[i].from == found[i - 1].to;
      // And each window is what the zone's own, slower way says it is.
      const LocalTime from =
          here.to_local(change) - hours{random() % 8} - std::chrono::minutes{random() % 60};
      const LocalTime to = from + std::chrono::minutes{1 + random() % 900};
      std::vector<Interval> table;
      Days(here, {}, within).add_utc(from, to, table);
      if (!tiles || table != here.to_utc(from, to)) {
        if (++wrong < 5)
          FAIL_CHECK(name << " at " << to_iso8601(change));
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(count > 15000);
}

TEST_CASE("around a sample of those changes who holds a screen has neither hole nor overlap") {
  std::mt19937 random(6);  // one change in 25 or so
  for (const std::string& name : zones()) {
    const TimeZone here = zone(name.c_str());
    for (const SysTime change : changes(here)) {
      if (random() % 25 != 0)
        continue;
      Schedule schedule;
      for (const TimeRange& part : parts_of_a_day(random)) {
        ScheduleEntry entry;
        entry.when.times = {part};
        entry.priority = static_cast<int>(random() % 2);
        if (random() % 3 != 0)
          schedule.entries.push_back(entry);
      }
      const Interval within{change - 30h, change + 30h};
      const auto held = resolve(schedule, {}, here, within);
      bool whole =
          !held.empty() && held.front().interval.from <= within.from && held.back().interval.to == within.to;
      for (size_t i = 1; whole && i < held.size(); ++i)
        whole = held[i].interval.from == held[i - 1].interval.to;
      if (!whole)
        FAIL_CHECK(name << " at " << to_iso8601(change));
    }
  }
}
