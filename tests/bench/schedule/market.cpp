// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/bench/schedule/market.h"

#include <random>

namespace madang::bench {

using namespace std::chrono_literals;

Schedule market_schedule(size_t count) {
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

Document market_document(size_t count) {
  Document document;
  document.site.zone = "Asia/Seoul";
  document.site.languages = {"ko"};
  document.site.screens.resize(1);
  document.site.screens[0].id = {"gate-1"};
  document.schedule = market_schedule(count);
  const auto path_of = [](size_t number) { return "playlists/" + std::to_string(number) + ".yaml"; };
  document.site.fallback = {Show::Kind::playlist, path_of(0)};
  for (size_t i = 0; i < count; ++i)
    document.schedule.entries[i].show = {Show::Kind::playlist, path_of(i / 10)};
  std::mt19937 random(2);
  for (size_t i = 0; i <= count / 10; ++i) {
    Playlist& playlist = document.playlists[path_of(i)];
    playlist.path = path_of(i);
    for (int n = 0; n < 3; ++n) {
      Item& item = playlist.items.emplace_back();
      item.what = TextItem{{{{"ko", "제주 감귤 10kg"}}}, {}, Languages::stack, 5s, {}};
      item.duration = 8s;
      item.transition = {Transition::Kind::fade, 400ms, Transition::Side::right};
    }
    if (i % 2 == 1) {
      const std::chrono::local_days from =
          std::chrono::local_days{2026y / 1 / 1} + std::chrono::days{random() % 365};
      playlist.items.back().valid = {std::chrono::year_month_day{from},
                                     std::chrono::year_month_day{from + std::chrono::days{21}}};
    }
  }
  return document;
}

}  // namespace madang::bench
