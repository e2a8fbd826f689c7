// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>

#include <memory>
#include <random>

#include "player/timeline/timeline.h"
#include "scheduler/calendar/resolve.h"
#include "scheduler/plan/planner.h"
#include "tests/bench/schedule/market.h"

// What a schedule costs: 10,000 entries over a year are to be planned within 100 ms, and an instant to be
// asked for within a microsecond.
using namespace madang;
using namespace std::chrono_literals;

namespace {

void resolve_days(benchmark::State& state) {
  const Schedule schedule = bench::market_schedule(static_cast<size_t>(state.range(0)));
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

void plan_days(benchmark::State& state) {
  const Document document = bench::market_document(static_cast<size_t>(state.range(0)));
  const SysTime begin{std::chrono::sys_days{2026y / 1 / 1}};
  const Interval covers{begin, begin + std::chrono::days{state.range(1)}};
  size_t segments = 0;
  for (auto _ : state) {
    const auto programme = plan({}, document, {}, {"gate-1"}, covers);
    segments = programme->segments.size();
    benchmark::DoNotOptimize(programme->segments.data());
  }
  state.counters["segments"] = static_cast<double>(segments);
}

BENCHMARK(plan_days)
    ->ArgNames({"entries", "days"})
    ->Args({100, 2})
    ->Args({10000, 2})
    ->Args({10000, 365})
    ->Unit(benchmark::kMillisecond);

/// Any instants of the programme, one after the other as they fall; the goal is a microsecond.
void ask(benchmark::State& state, const Document& document, std::chrono::days days) {
  const SysTime begin{std::chrono::sys_days{2026y / 1 / 1}};
  const Timeline timeline(
      std::make_shared<const Programme>(plan({}, document, {}, {"gate-1"}, {begin, begin + days}).value()));
  std::mt19937_64 random(3);
  std::vector<SysTime> times(1 << 12);
  for (SysTime& each : times)
    each = begin + Millis{random() % static_cast<std::uint64_t>(Millis{days}.count())};
  std::vector<Cue> cues;
  for (const SysTime t : times)
    cues = timeline.at(t, {}, std::move(cues));  // turns are counted when a segment is first asked for
  size_t i = 0;
  for (auto _ : state) {
    cues = timeline.at(times[i++ % times.size()], {}, std::move(cues));
    benchmark::DoNotOptimize(cues.data());
  }
  state.counters["segments"] = static_cast<double>(timeline.programme().segments.size());
}

void timeline_at(benchmark::State& state) {
  ask(state, bench::market_document(static_cast<size_t>(state.range(0))), std::chrono::days{state.range(1)});
}

BENCHMARK(timeline_at)->ArgNames({"entries", "days"})->Args({100, 2})->Args({10000, 2})->Args({10000, 365});

/// Shops that share the screen all day, by uneven shares.
Document sharing(size_t shops) {
  Document document = bench::market_document(shops);
  for (size_t i = 0; i < shops; ++i) {
    ScheduleEntry& entry = document.schedule.entries[i];
    entry.when = {};
    entry.priority = 0;
    entry.share = 1 + static_cast<int>(i % 5);
  }
  return document;
}

void timeline_at_shared(benchmark::State& state) {
  ask(state, sharing(static_cast<size_t>(state.range(0))), std::chrono::days{7});
}

BENCHMARK(timeline_at_shared)->ArgName("shops")->Arg(2)->Arg(200);

/// The first question to a segment that shops share: a day of turns is counted.
void timeline_first_at_shared(benchmark::State& state) {
  const SysTime begin{std::chrono::sys_days{2026y / 1 / 1}};
  const auto programme = std::make_shared<const Programme>(
      plan({}, sharing(static_cast<size_t>(state.range(0))), {}, {"gate-1"}, {begin, begin + 24h}).value());
  for (auto _ : state) {
    state.PauseTiming();
    const auto timeline = std::make_unique<Timeline>(programme);
    state.ResumeTiming();
    benchmark::DoNotOptimize(timeline->at(begin + 12h).size());
  }
}

BENCHMARK(timeline_first_at_shared)->ArgName("shops")->Arg(200)->Unit(benchmark::kMillisecond);

}  // namespace
