// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>

#include <random>

#include "content-schema/base/digest.h"
#include "content-schema/wire/check.h"
#include "content-schema/wire/codec.h"
#include "scheduler/plan/planner.h"

// What a programme costs on its way to the player, by how many shops share the screen and how many days it
// covers: each shop opens and closes at hours of its own, so that the shares change some forty times a day.
using namespace madang;
using namespace std::chrono_literals;

namespace {

Document market(int shops) {
  std::mt19937 random(1);
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  Document document;
  document.site.zone = "Asia/Seoul";
  document.site.fallback = {Show::Kind::playlist, "playlists/welcome.yaml"};
  Screen gate;
  gate.id = {"gate-1"};
  document.site.screens = {gate};
  const auto add_playlist = [&](const std::string& path, int items) {
    Playlist& playlist = document.playlists[path];
    playlist.path = path;
    for (int i = 0; i < items; ++i) {
      Item item;
      TextItem text;
      text.text = {{{"ko", "올레시장 가게 소식 " + std::to_string(i)}, {"en", "news of a shop"}}};
      item.what = text;
      item.duration = 8s;
      item.mark = {path, 4 + i, 5};
      playlist.items.push_back(std::move(item));
    }
  };
  add_playlist("playlists/welcome.yaml", 5);
  for (int shop = 0; shop < shops; ++shop) {
    const std::string path = "playlists/shop-" + std::to_string(shop) + ".yaml";
    add_playlist(path, 2);
    ScheduleEntry entry;
    entry.name = "가게 " + std::to_string(shop);
    entry.show = {Show::Kind::playlist, path};
    entry.share = 1 + below(5);
    const auto opens = std::chrono::minutes{7 * 60 + below(20) * 15};
    const auto closes = (opens + std::chrono::minutes{8 * 60 + below(20) * 15}) % std::chrono::minutes{1440};
    entry.when.times = {{opens, closes}};
    if (below(4) == 0)
      entry.when.except.emplace_back().days = {std::chrono::weekday{static_cast<unsigned>(below(7))}};
    document.schedule.entries.push_back(std::move(entry));
  }
  return document;
}

Interval days(std::int64_t count) {
  const SysTime begin{std::chrono::sys_days{2026y / 9 / 20}};
  return {begin, begin + std::chrono::days{count}};
}

Programme programme_of(const Document& document, std::int64_t count) {
  return plan({std::string(64, 'a')}, document, {}, {"gate-1"}, days(count)).value();
}

void planned(benchmark::State& state) {
  const Document document = market(static_cast<int>(state.range(0)));
  size_t segments = 0;
  for (auto _ : state)
    segments = programme_of(document, state.range(1)).segments.size();
  state.counters["segments"] = static_cast<double>(segments);
}

void encoded(benchmark::State& state) {
  const Message message =
      ProgrammeMessage{programme_of(market(static_cast<int>(state.range(0))), state.range(1))};
  size_t bytes = 0;
  for (auto _ : state)
    bytes = encode(message).size();
  state.counters["bytes"] = static_cast<double>(bytes);
}

void decoded_and_checked(benchmark::State& state) {
  const std::string bytes = encode(
      Message{ProgrammeMessage{programme_of(market(static_cast<int>(state.range(0))), state.range(1))}});
  for (auto _ : state) {
    const auto message = decode_message(as_bytes(bytes));
    if (!message || !check(std::get<ProgrammeMessage>(*message).programme))
      state.SkipWithError("the programme did not arrive");
  }
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"shops", "days"})->Unit(benchmark::kMillisecond);
  for (const int shops : {10, 200, 1000}) {
    bench->Args({shops, 2});
    bench->Args({shops, 10});
  }
}

BENCHMARK(planned)->Apply(sizes);
BENCHMARK(encoded)->Apply(sizes);
BENCHMARK(decoded_and_checked)->Apply(sizes);

}  // namespace
