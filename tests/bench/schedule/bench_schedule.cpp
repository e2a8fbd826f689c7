// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>

#include <random>

#include "scheduler/calendar/resolve.h"

// A market's schedule of 10,000 entries for one screen, over a year: promotions of some weeks with opening
// hours, and some of every other kind. The goal is 100 ms for the year.
using namespace madang;
using namespace std::chrono_literals;

namespace {

Schedule market(size_t count) {
  std::mt19937 random(1);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  Schedule schedule;
  for (size_t i = 0; i < count; ++i) {
    ScheduleEntry entry;
    entry.name = "entry " + std::to_string(i);
    entry.priority = static_cast<int>(below(100));
    When& when = entry.when;
    const std::chrono::local_days from =
        std::chrono::local_days{2026y / 1 / 1} + std::chrono::days{below(365)};
    when.dates = {{std::chrono::year_month_day{from},
                   std::chrono::year_month_day{from + std::chrono::days{7 + below(28)}}}};
    const auto begin = std::chrono::minutes{6 * 60 + below(20) * 30};
    when.times = {{begin, begin + std::chrono::minutes{60 + below(8) * 30}}};
    switch (below(20)) {
      case 0:
        when.dates.clear();
        when.market_days = MarketDays{{2, 7}, false};
        break;
      case 1:
        when.dates.clear();
        when.lunar = {{{static_cast<int>(1 + below(12)), 14}, {static_cast<int>(1 + below(12)), 16}}};
        when.lunar[0].to.month = when.lunar[0].from.month;
        break;
      case 2:
        when.dates.clear();
        when.holidays = HolidaySet::kr;
        break;
      case 3:
      case 4:
      case 5:
        when.days = {std::chrono::Saturday, std::chrono::Sunday};
        break;
      case 6:
        when.except.emplace_back().holidays = HolidaySet::kr;
        break;
      default:
        break;
    }
    if (below(200) == 0)
      when.recurrences = {{2026y / 1 / 2, std::nullopt, 0ms, "FREQ=MONTHLY;BYDAY=2SA"}};
    schedule.entries.push_back(std::move(entry));
  }
  return schedule;
}

void resolve_days(benchmark::State& state) {
  const Schedule schedule = market(static_cast<size_t>(state.range(0)));
  const TimeZone seoul = TimeZone::find("Asia/Seoul").value();
  const SysTime begin{std::chrono::sys_days{2026y / 1 / 1}};
  const Interval within{begin, begin + std::chrono::days{state.range(1)}};
  size_t segments = 0;
  for (auto _ : state) {
    const auto held = resolve(schedule, {}, seoul, within);
    segments = held.size();
    benchmark::DoNotOptimize(held.data());
  }
  state.counters["segments"] = static_cast<double>(segments);
}

BENCHMARK(resolve_days)
    ->ArgNames({"entries", "days"})
    ->Args({100, 2})
    ->Args({10000, 2})
    ->Args({1000, 365})
    ->Args({10000, 365})
    ->Unit(benchmark::kMillisecond);

}  // namespace
