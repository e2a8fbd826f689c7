// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "scheduler/plan/planner.h"
#include "tests/bench/schedule/market.h"

// What planning holds at most, in bytes of the heap, beside the document: it is to grow with the entries, not
// with their square. A program of its own, since the counting costs time.
using namespace madang;
using namespace std::chrono_literals;

namespace {

size_t held = 0, most = 0;  // one thread

}  // namespace

void* operator new(size_t size) {
  void* made = std::malloc(size);
  if (made == nullptr)
    throw std::bad_alloc();
  held += malloc_usable_size(made);
  most = std::max(most, held);
  return made;
}

void operator delete(void* each) noexcept {
  held -= malloc_usable_size(each);
  std::free(each);
}

void operator delete(void* each, size_t) noexcept {
  operator delete(each);
}

namespace {

void plan_memory(benchmark::State& state) {
  const auto entries = static_cast<size_t>(state.range(0));
  const Document document = bench::market_document(entries);
  const SysTime begin{std::chrono::sys_days{2026y / 1 / 1}};
  const Interval covers{begin, begin + std::chrono::days{state.range(1)}};
  size_t peak = 0, kept = 0;
  for (auto _ : state) {
    const size_t before = held;
    most = held;
    const auto programme = plan({}, document, {}, {"gate-1"}, covers);
    benchmark::DoNotOptimize(programme->segments.data());
    peak = most - before;
    kept = held - before;
  }
  state.counters["peak_kB"] = static_cast<double>(peak) / 1000;
  state.counters["kept_kB"] = static_cast<double>(kept) / 1000;
  state.counters["peak_per_entry_B"] = static_cast<double>(peak) / static_cast<double>(entries);
}

BENCHMARK(plan_memory)
    ->ArgNames({"entries", "days"})
    ->ArgsProduct({{1000, 2000, 5000, 10000}, {2, 365}})
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond);

}  // namespace
