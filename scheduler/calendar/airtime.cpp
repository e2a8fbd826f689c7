// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/airtime.h"

#include <utility>

#include "scheduler/calendar/stretches.h"

namespace madang {
namespace {

using std::chrono::days, std::chrono::local_days, std::chrono::year_month_day;

/// Far from every time that a screen will show, and still ones that can be written down.
constexpr Interval k_always{SysTime{}, std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};

constexpr int k_deepest = 8;  // layouts within layouts; the loader allows fewer

using Stretches = std::vector<Interval>;

class Reader {
 public:
  Reader(const Document& document, const TimeZone& zone) : document_(document), zone_(zone) {}

  const Stretches& of(const std::string& path, int depth) {
    const auto known = known_.find(path);
    if (known != known_.end())
      return known->second;
    Stretches all;
    if (const auto layout = document_.layouts.find(path); layout != document_.layouts.end()) {
      for (const Zone& each : layout->second.zones)
        append(all, of(each.playlist, depth + 1));
      if (layout->second.zones.empty())
        all.push_back(k_always);
    } else if (const auto playlist = document_.playlists.find(path);
               playlist != document_.playlists.end() && depth <= k_deepest) {
      for (const Item& each : playlist->second.items)
        append(all, of(each, depth));
    } else {
      all.push_back(k_always);
    }
    return known_.emplace(path, joined(std::move(all))).first->second;
  }

 private:
  static void append(Stretches& all, const Stretches& more) {
    all.insert(all.end(), more.begin(), more.end());
  }

  Stretches of(const Item& item, int depth) {
    const Stretches own{item.airs.value_or(airtime(item.valid, zone_))};
    const auto* nested = std::get_if<LayoutItem>(&item.what);
    return nested == nullptr ? own : inside(of(nested->path, depth + 1), own);
  }

  const Document& document_;
  const TimeZone& zone_;
  Airtimes known_;
};

}  // namespace

Interval airtime(const Validity& valid, const TimeZone& zone) {
  const auto midnight = [&](year_month_day day, days later) {
    return zone.to_utc(LocalTime{local_days{day} + later});
  };
  return {valid.from ? midnight(*valid.from, days{0}) : k_always.from,
          valid.to ? midnight(*valid.to, days{1}) : k_always.to};
}

Airtimes airtimes(const Document& document, const TimeZone& zone) {
  Reader reader(document, zone);
  Airtimes found;
  const auto add = [&](const std::string& path) {
    const Stretches& stretches = reader.of(path, 0);
    if (stretches != Stretches{k_always})
      found.emplace(path, stretches);
  };
  for (const auto& [path, playlist] : document.playlists)
    add(path);
  for (const auto& [path, layout] : document.layouts)
    add(path);
  return found;
}

}  // namespace madang
